"""The networks that are trained: the reading encoder, the head of attributions, and what they lose on an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from onrecord.encoder.heads.attribution import CONTENT, SOURCE, TAGS
from onrecord.encoder.heads.links import BUCKETS, bucket
from onrecord.encoder.heads.tags import FORBIDDEN, forbidden
from onrecord.encoder.reading.surface import SIZES
from onrecord.train.examples import Example

LINK_WIDTH = 128


class ChannelDropout(nn.Module):  # type: ignore[misc]
    """Dropout of whole channels of a sequence: as good a regulariser as dropout of single values, and nearly free."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, given: Any) -> Any:
        """What is given, in training without some of its channels."""
        if not self.training or not self.rate:
            return given
        kept = torch.rand(given.shape[0], 1, given.shape[2], device=given.device) >= self.rate
        return given * kept.to(given.dtype) / (1 - self.rate)


class ReadingNetwork(nn.Module):  # type: ignore[misc]
    """The encoder: BERT or its like with a learned vector for each surface mark; word pieces keep their vectors."""

    def __init__(self, bert: Any, dropout: float = 0.0) -> None:
        super().__init__()
        self.bert = bert
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        for part in self.bert.encoder.modules():
            if hasattr(part, "LayerNorm"):
                part.dropout = ChannelDropout(dropout)
        self.width: int = bert.config.hidden_size
        self.marks = nn.ModuleList(nn.Embedding(size, self.width) for size in SIZES)
        for embedding in self.marks:
            nn.init.zeros_(embedding.weight)

    def forward(self, ids: Any, marks: Any, mask: Any = None) -> Any:
        """Vectors of shape (windows, pieces, width)."""
        given = self.bert.embeddings.word_embeddings(ids)
        for column, embedding in enumerate(self.marks):
            given = given + embedding(marks[..., column])
        return self.bert(inputs_embeds=given, attention_mask=mask).last_hidden_state


class Session:
    """A trained encoder that is run as its exported file would be."""

    def __init__(self, encoder: ReadingNetwork) -> None:
        self._encoder = encoder
        self._device = next(encoder.parameters()).device

    def run(self, _names: None, given: Mapping[str, np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
        """Vectors of shape (1, n, width)."""
        with torch.no_grad():
            ids, marks = (torch.from_numpy(given[name]).to(self._device) for name in ("ids", "marks"))
            return [self._encoder(ids, marks).float().cpu().numpy()]


class AttributionNetwork(nn.Module):  # type: ignore[misc]
    """The head of attributions: emissions and a CRF for tags, biaffine links of sources and contents to cues."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dropout = nn.Dropout(0.1)
        self.tag = nn.Linear(width, TAGS)
        self.piece, self.cue = nn.Linear(width, LINK_WIDTH), nn.Linear(width, LINK_WIDTH)
        self.link = nn.Parameter(torch.randn(2, LINK_WIDTH + 1, LINK_WIDTH) * 0.02)
        self.near = nn.Parameter(torch.zeros(2, BUCKETS))
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.starts = nn.Parameter(torch.zeros(TAGS))
        moves, starts = forbidden((TAGS - 1) // 2)
        self.register_buffer("no_moves", torch.from_numpy(moves), persistent=False)
        self.register_buffer("no_starts", torch.from_numpy(starts), persistent=False)

    def forward(self, vectors: Any) -> tuple[Any, Any, Any]:
        """Emissions, and what stands for a piece and for a cue in a link."""
        vectors = self.dropout(vectors)
        piece, cue = functional.relu(self.piece(vectors)), functional.relu(self.cue(vectors))
        return self.tag(vectors).float(), piece.float(), cue.float()

    def tag_losses(self, emissions: Any, tags: Any, beliefs: Any, starts: Any) -> tuple[Any, Any]:
        """Cross-entropy a piece to `beliefs`, shape (windows, pieces, TAGS), and negative log-likelihood of the CRF.

        Tags below 0 do not count.
        """
        counted = tags >= 0
        cross = functional.cross_entropy(emissions[counted], beliefs[counted])
        return cross, self._likelihood(emissions, tags, starts)

    def _likelihood(self, emissions: Any, tags: Any, starts: Any) -> Any:
        """By products of transition matrices in a tree, so that its depth is the logarithm of the length."""
        counted, tags = tags >= 0, tags.clamp(min=0)
        moves, begin = self.moves + self.no_moves, self.starts + self.no_starts
        step = torch.where(starts[:, 1:, None, None], begin.expand(TAGS, TAGS), moves)
        chosen = torch.where(starts[:, 1:], begin[tags[:, 1:]], moves[tags[:, :-1], tags[:, 1:]])
        given = (emissions.gather(2, tags[..., None])[..., 0] * counted).sum(1)
        given = given + begin[tags[:, 0]] + (chosen * counted[:, 1:]).sum(1)
        nothing = torch.full((TAGS, TAGS), float(FORBIDDEN), device=tags.device).fill_diagonal_(0.0)
        product = torch.where(counted[:, 1:, None, None], step + emissions[:, 1:, None, :], nothing)
        while product.shape[1] > 1:
            if product.shape[1] % 2:
                product = torch.cat([product, nothing.expand(len(product), 1, TAGS, TAGS)], 1)
            product = torch.logsumexp(product[:, ::2, :, :, None] + product[:, 1::2, None], 3)
        whole = (begin + emissions[:, 0])[:, :, None]
        whole = whole + product[:, 0] if product.shape[1] else whole
        return (torch.logsumexp(whole, (1, 2)) - given).sum() / counted.sum()

    def link_loss(self, pieces: Any, cues: Any, batch: Sequence[Example]) -> Any:
        """What is lost on links, a linked piece: a source has any number of cues, a content one or none."""
        lost, count = torch.zeros((), device=pieces.device), 0
        for row, example in enumerate(batch):
            if not len(example.cues):
                continue
            for kind, role in enumerate((SOURCE, CONTENT)):
                places, table = example.linked[role]
                if not len(places):
                    continue
                distance = torch.from_numpy(bucket(places[:, None] - example.cues[None])).to(pieces.device)
                left = pieces[row, places] @ self.link[kind, :-1] + self.link[kind, -1]
                scores = left @ cues[row, example.cues].T + self.near[kind][distance]
                lost = lost + _lost(role, scores, table)
                count += len(places)
        return lost / max(count, 1)


def _lost(role: int, scores: Any, table: Any) -> Any:
    if role == SOURCE:
        wanted = torch.from_numpy(table).to(scores.device)
        return functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")
    none = torch.from_numpy(np.where(table.any(1), table.argmax(1), table.shape[1])).to(scores.device)
    options = torch.cat([scores, torch.zeros(len(scores), 1, device=scores.device)], 1)
    return functional.cross_entropy(options, none, reduction="sum")

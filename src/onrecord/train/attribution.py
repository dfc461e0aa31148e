"""Trains the reading encoder and the head of attributions; docs/models/attribution.md says what came of it."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from onrecord.encoder.heads.attribution import SIGNS, TAGS, AttributionHead, load_head
from onrecord.encoder.heads.tags import Floats
from onrecord.encoder.reading import TextReader, load_reader
from onrecord.encoder.reading.surface import OUTER
from onrecord.evaluate.attribution import score
from onrecord.evaluate.head import as_rows
from onrecord.train.examples import Article, Example, Labelled, examples, label, load_articles, load_texts
from onrecord.train.export import attribution_arrays, write_encoder, write_head, write_tokenizer
from onrecord.train.network import AttributionNetwork, ReadingNetwork, Session
from onrecord.train.teachers import Teacher, annotated, believed, unseen
from onrecord.train.weights import large, small

MASK = 103
SAID_EVERY = 100


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is trained. Rates are of AdamW; the encoder's falls by `decay` a layer from the last to the first."""

    epochs: float = 6.0
    batch: int = 8
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    warm: float = 0.06
    cross: float = 0.3
    links: float = 0.3
    dropout: float = 0.1
    masked: float = 0.05
    average: float = 0.998


TEACHERS = Recipe(epochs=4.0, rate=8e-5)
# What teachers believe is more than their tags, so that the cross-entropy to it counts for more.
STUDENT = Recipe(epochs=5.0, cross=0.6)


def train(
    data: Path, out: Path, *, seed: int, epochs: float | None, teachers: int, unlabelled: Sequence[Path],
    say: Callable[[str], None],
) -> None:  # fmt: skip
    """Writes `reading.onnx`, `attribution.npz`, `tokenizer.json` and their digests into the folder `out`.

    With `teachers` it learns from what so many believe of the articles, and of the texts of `unlabelled`.
    """
    recipe = STUDENT if teachers else Recipe()
    recipe = replace(recipe, epochs=epochs) if epochs else recipe
    learned, kept = load_articles(data)
    bert, folder = small()
    out.mkdir(parents=True, exist_ok=True)
    write_tokenizer(folder, out)
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    labelled = [label(article, tokenizer, random.Random(seed)) for article in learned]
    if teachers:
        labelled = taught(labelled, load_texts(unlabelled), teachers, tokenizer, say)
        say(f"{len(learned)} articles, and {len(labelled) - len(learned)} that teachers labelled")
    encoder, head = fit(bert, labelled, recipe, seed, say)
    write_encoder(encoder.cpu(), out)
    arrays = attribution_arrays(head)
    write_head("attribution.npz", {**arrays, "score": calibrated(load_reader(out), arrays, kept)}, out)
    say(f"written to {out}; F1 of what is written:")
    say(figures("articles kept from learning", load_reader(out), load_head(out), kept))
    if (data / "dev.jsonl").is_file():
        dev = load_articles(data / "dev.jsonl", keep=False)[0]
        say(figures("dev.jsonl", load_reader(out), load_head(out), dev))


def taught(
    labelled: Sequence[Labelled], texts: Sequence[str], parts: int, tokenizer: Any, say: Callable[[str], None]
) -> list[Labelled]:
    """The articles with what teachers believe of them, and the texts as these label them; a teacher for each part."""
    panel, found = [], list(labelled)
    for part in range(parts):
        say(f"teacher {part + 1} of {parts}")
        panel.append(teach(labelled, parts, part, tokenizer, say))
        for at in unseen(len(labelled), parts, part):
            found[at] = believed(labelled[at], panel[-1])
    return [*found, *annotated(texts, panel)]


def teach(
    labelled: Sequence[Labelled], parts: int, part: int, tokenizer: Any, say: Callable[[str], None]
) -> Teacher:
    """The teacher that learns from all articles but those of one part; `part` is its seed, too."""
    without = set(unseen(len(labelled), parts, part).tolist()) if parts > 1 else set()
    seen = [each for at, each in enumerate(labelled) if at not in without]
    encoder, head = fit(large(), seen, TEACHERS, part, say)
    weights = {**attribution_arrays(head), "score": np.zeros(SIGNS, dtype=np.float32)}
    return Teacher(TextReader(Session(encoder), tokenizer, encoder.width), AttributionHead(weights))


def fit(
    bert: Any, labelled: Sequence[Labelled], recipe: Recipe, seed: int, say: Callable[[str], None]
) -> tuple[ReadingNetwork, AttributionNetwork]:
    """Networks trained from the weights of `bert`; theirs are the running average of those of training."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    encoder, head = ReadingNetwork(bert, recipe.dropout), AttributionNetwork(bert.config.hidden_size)
    both = nn.ModuleList([encoder, head]).to("cuda" if torch.cuda.is_available() else "cpu")
    weights = [weight for weight in both.parameters() if weight.requires_grad]
    average = [weight.detach().clone() for weight in weights]
    optimizer = torch.optim.AdamW(_groups(both, recipe), betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    count = sum(1 for each in labelled for _ in examples(each, random.Random(0)))
    steps = max(1, int(recipe.epochs * math.ceil(count / recipe.batch)))
    both.train()
    began, lost = time.monotonic(), []
    for step, batch in zip(range(1, steps + 1), _batches(labelled, recipe.batch, chance), strict=False):
        part = min(1.0, step / (recipe.warm * steps)) * (1 + math.cos(math.pi * (step - 1) / steps)) / 2
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * part
        losses = _losses(encoder, head, batch, recipe.masked)
        cross, likelihood, links = losses
        loss = recipe.cross * cross + (1 - recipe.cross) * likelihood + recipe.links * links
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        share = max(1 / (step + 1), 1 - recipe.average)
        torch._foreach_lerp_(average, [weight.detach() for weight in weights], share)
        lost.append(torch.stack([each.detach() for each in losses]))
        if step % SAID_EVERY == 0 or step == steps:
            means = " ".join(f"{mean:.4f}" for mean in torch.stack(lost).mean(0).tolist())
            say(f"step {step} of {steps}: {means} ({(time.monotonic() - began) / 60:.1f} min)")
            lost.clear()
    with torch.no_grad():
        for weight, mean in zip(weights, average, strict=True):
            weight.copy_(mean)
    both.eval()
    return encoder, head


def figures(name: str, reader: TextReader, head: AttributionHead, articles: Sequence[Article]) -> str:
    """One line with the figures of a model on articles."""
    found = [as_rows(name, head.find(reader.read(article["text"]))) for article in articles]
    metrics, _ = score([{**article, "doc_id": name} for article in articles], found)
    shown = ("content", "content and source", "quoted content and source", "exact triple")
    return f"{name}: " + ", ".join(f"{key} {metrics[f'{key} f1']}" for key in shown)


def calibrated(
    reader: TextReader, arrays: dict[str, np.ndarray[Any, Any]], kept: Sequence[Article]
) -> Floats:
    """The weights of the signs of a score: a logistic regression on articles that nothing was learned from."""
    head = AttributionHead({**arrays, "score": np.zeros(SIGNS, dtype=np.float32)})
    signs, right = [], []
    for article in kept:
        gold = [_characters(attribution["content"]) for attribution in article["attributions"]]
        for found, of in head.weighed(reader.read(article["text"])):
            content = _characters(found.content)
            signs.append(of)
            right.append(any(2 * len(content & one) >= len(content | one) for one in gold))
    weights = np.zeros(SIGNS)
    if not signs:
        return weights.astype(np.float32)
    given, wanted = np.array(signs, dtype=np.float64), np.array(right, dtype=np.float64)
    for _ in range(25):
        likely = 1 / (1 + np.exp(-given @ weights))
        curve = given.T * (likely * (1 - likely)) @ given + np.eye(SIGNS)
        weights += np.linalg.solve(curve, given.T @ (wanted - likely) - weights)
    return weights.astype(np.float32)


def _characters(spans: Sequence[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _losses(
    encoder: ReadingNetwork, head: AttributionNetwork, batch: Sequence[Example], masked: float
) -> tuple[Any, Any, Any]:
    device = head.moves.device
    ids, marks, mask, tags, beliefs, starts = (each.to(device) for each in _collated(batch))
    ids = ids.masked_fill((torch.rand(ids.shape, device=device) < masked) & (tags >= 0), MASK)
    with torch.autocast(device.type, torch.bfloat16):
        emissions, pieces, cues = head(encoder(ids, marks, mask))
    cross, likelihood = head.tag_losses(emissions[:, 1:], tags[:, 1:], beliefs[:, 1:], starts[:, 1:])
    return cross, likelihood, head.link_loss(pieces, cues, batch)


def _batches(labelled: Sequence[Labelled], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches without end; each is of windows of about one length, drawn from a pool of many."""
    while True:
        found = [example for each in labelled for example in examples(each, chance)]
        chance.shuffle(found)
        batches = []
        for at in range(0, len(found), 16 * size):
            pool = sorted(found[at : at + 16 * size], key=lambda example: len(example.ids))
            batches += [pool[first : first + size] for first in range(0, len(pool), size)]
        chance.shuffle(batches)
        yield from batches


def _collated(batch: Sequence[Example]) -> tuple[Any, ...]:
    """ids, marks, mask, tags, beliefs and starts of paragraphs as tensors, padded to a multiple of 16 pieces."""
    length = -(-max(len(example.ids) for example in batch) // 16) * 16
    shape = (len(batch), length)
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    marks = np.tile(np.array(OUTER, dtype=np.int64), (*shape, 1))
    tags, starts = np.full(shape, -1, dtype=np.int64), np.zeros(shape, dtype=bool)
    beliefs = np.zeros((*shape, TAGS), np.float32)
    for row, example in enumerate(batch):
        size = len(example.ids)
        ids[row, :size], mask[row, :size], marks[row, :size] = example.ids, 1, example.marks
        tags[row, :size], beliefs[row, :size], starts[row, :size] = (
            example.tags,
            example.beliefs,
            example.starts,
        )
    return tuple(map(torch.from_numpy, (ids, marks, mask, tags, beliefs, starts)))


def _groups(both: Any, recipe: Recipe) -> list[dict[str, Any]]:
    """Weights by rate; those of one dimension do not decay."""
    groups: dict[tuple[float, float], list[Any]] = {}
    encoder, head = both
    layers = encoder.bert.config.num_hidden_layers
    for name, weight in encoder.named_parameters():
        if not weight.requires_grad:
            continue
        below = layers + 1 if "embeddings" in name else layers
        if name.startswith("bert.encoder.layer."):
            below = layers - int(name.split(".")[3])
        rate = recipe.head_rate if name.startswith("marks") else recipe.rate * recipe.decay**below
        groups.setdefault((rate, 0.01 if weight.ndim > 1 else 0.0), []).append(weight)
    for weight in head.parameters():
        groups.setdefault((recipe.head_rate, 0.01 if weight.ndim > 1 else 0.0), []).append(weight)
    return [{"params": found, "lr": rate, "weight_decay": fall} for (rate, fall), found in groups.items()]

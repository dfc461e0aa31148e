"""The sentence encoder: MiniLM-L6 as ONNX with 8-bit weights.

One text at a time: the eight bits are scaled to what the model is given, so in company a text's vector would depend
on its company, and nothing would come out twice the same. It costs a fifth to a third of the speed.
training/sentences.py makes the model; docs/models/sentences.md is its card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from onrecord.encoder.files import load_session, load_tokenizer

Vectors: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]
Offsets: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]

# The length of a vector.
WIDTH = 384
# The most word pieces that are read of a text, its two marks included; the rest is cut off.
PIECES = 256


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The pieces of one text: `vectors` of shape (pieces, WIDTH), `offsets` of shape (pieces, 2) in characters."""

    vectors: Vectors
    offsets: Offsets


class Encoder:
    """The model and its word pieces, loaded; made by `load_encoder`."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text, shape (texts, WIDTH): the mean over its pieces and marks."""
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            mean = self._read(text)[1].mean(axis=0)
            found[row] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return found

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """The vectors of the pieces of each text with the characters that they stand for, marks left out."""
        found = []
        for text in texts:
            encoding, vectors = self._read(text)
            offsets = np.array(encoding.offsets[1:-1], dtype=np.int32).reshape(-1, 2)
            found.append(Tokens(vectors[1:-1], offsets))
        return found

    def _read(self, text: str) -> tuple[Any, Vectors]:
        """The pieces of a text, its two marks included, and their vectors."""
        encoding = self._tokenizer.encode(text)
        ids = np.array([encoding.ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return encoding, vectors[0]


@cache
def load_encoder() -> Encoder:
    """The encoder, verified and loaded once a process; raises ModelError where a file is missing or altered."""
    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(PIECES)
    return Encoder(load_session("sentences.onnx"), tokenizer)

"""Decision trees that were grown by gradient boosting, read by numpy alone, and what each of their features tells."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from onrecord.across.coreference.mention import COUNTED
from onrecord.across.coreference.weighing import Usage
from onrecord.errors import ModelError

Matrix: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]

# How many rows go through the trees at a time.
ROWS = 8192

_FOLDER = Path(__file__).parent / "model"
_NODES = ("feature", "left", "right", "threshold", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """The trees, node by node: a node of feature -1 is a leaf; a row goes left where its value is not above the
    threshold. `value` is the log-odds that the rows of a node add up to, `start` the log-odds before any tree."""

    features: tuple[str, ...]
    roots: Numbers
    feature: Numbers
    left: Numbers
    right: Numbers
    threshold: Matrix
    value: Matrix
    start: float

    def likelihood(self, rows: Matrix) -> Matrix:
        """The probability of each row, in [0, 1]; `rows` of shape (rows, features)."""
        odds = [self._odds(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)]
        return 1 / (1 + np.exp(-np.concatenate(odds))) if odds else np.zeros(0)

    def weights(self, row: Matrix) -> dict[str, float]:
        """How much each feature adds to the log-odds of the row: the changes of value along its ways through the
        trees (Saabas 2014)."""
        added = dict.fromkeys(self.features, 0.0)
        for root in self.roots:
            at = int(root)
            while self.feature[at] >= 0:
                feature = int(self.feature[at])
                below = int((self.left if row[feature] <= self.threshold[at] else self.right)[at])
                added[self.features[feature]] += float(self.value[below] - self.value[at])
                at = below
        return added

    def _odds(self, rows: Matrix) -> Matrix:
        total = np.full(len(rows), self.start)
        everyone = np.arange(len(rows))
        for root in self.roots:
            at = np.full(len(rows), root)
            while True:
                feature = self.feature[at]
                inner = feature >= 0
                if not inner.any():
                    break
                goes_left = rows[everyone, feature] <= self.threshold[at]
                at = np.where(inner, np.where(goes_left, self.left[at], self.right[at]), at)
            total += self.value[at]
        return total


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """All that was learned: `free` judges pairs of mentions without regard to their reports, `reports` whether two
    reports tell of one occasion, `pairs` pairs of mentions within an occasion. The thresholds are those of average
    linkage."""

    usage: Usage
    free: Forest
    reports: Forest
    pairs: Forest
    one_topic: float
    one_occasion: float
    one_event: float


def save(model: Model, folder: Path) -> None:
    """Writes the model and its digests."""
    arrays: dict[str, Any] = {}
    about: dict[str, Any] = {
        "one_topic": model.one_topic, "one_occasion": model.one_occasion, "one_event": model.one_event,
        "reports": model.usage.reports,
        "spread": {name: dict(sorted(words.items())) for name, words in model.usage.spread.items()},
    }  # fmt: skip
    for name in ("free", "reports", "pairs"):
        forest: Forest = getattr(model, name)
        about[f"{name}_forest"] = {"features": forest.features, "start": forest.start}
        arrays |= {f"{name}_{part}": getattr(forest, part) for part in ("roots", *_NODES)}
    folder.mkdir(exist_ok=True)
    np.savez_compressed(folder / "forests.npz", **arrays)
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False, separators=(",", ":")), "utf-8")
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("about.json", "forests.npz")
    }
    (folder / "digests.json").write_text(json.dumps(digests, indent=1) + "\n", "utf-8")


@cache
def load() -> Model:
    """The model, verified and loaded once a process; raises ModelError where a file is missing or altered."""
    try:
        digests = json.loads((_FOLDER / "digests.json").read_text("utf-8"))
        for name, digest in digests.items():
            if hashlib.sha256((_FOLDER / name).read_bytes()).hexdigest() != digest:
                raise ModelError(f"{_FOLDER / name} is not the reviewed file; reinstall OnRecord")
        about = json.loads((_FOLDER / "about.json").read_text("utf-8"))
        with np.load(_FOLDER / "forests.npz", allow_pickle=False) as arrays:
            forests = {name: _forest(name, about, arrays) for name in ("free", "reports", "pairs")}
    except OSError as error:
        raise ModelError("the model of coreference is not in the package; reinstall OnRecord") from error
    return Model(
        usage=Usage(about["reports"], {name: Counter(about["spread"][name]) for name in COUNTED}),
        one_topic=about["one_topic"],
        one_occasion=about["one_occasion"],
        one_event=about["one_event"],
        **forests,
    )


def _forest(name: str, about: Mapping[str, Any], arrays: Mapping[str, Any]) -> Forest:
    told = about[f"{name}_forest"]
    parts = {part: arrays[f"{name}_{part}"] for part in ("roots", *_NODES)}
    return Forest(features=tuple(told["features"]), start=told["start"], **parts)

"""Trains the heads of the reading encoder: data in, files of the model out. Needs the extra `train`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from onrecord.errors import ModelError

TASKS = {
    "attribution": "sources, cues and contents of attributions: a .jsonl file of articles, or a folder with train.jsonl"
}

__all__ = ["TASKS", "train"]


def train(
    task: str, data: Path, out: Path, *, seed: int, epochs: float | None = None, teachers: int = 0,
    unlabelled: Sequence[Path] = (), say: Callable[[str], None],
) -> None:  # fmt: skip
    """Trains the encoder and the head of `task`, one of TASKS, and writes their files and digests into `out`.

    With `teachers` it learns from what so many larger networks, trained first, believe of the articles, and of the texts
    of `unlabelled` (.jsonl files).

    Raises ModelError where the extra `train` is not installed, InputError where the data cannot be read.
    """
    try:
        module = import_module(f"{__name__}.{task}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("onrecord"):
            raise
        raise ModelError(f"training needs {error.name}: pip install 'onrecord[train]'") from error
    run = cast(Callable[..., None], module.train)
    run(data, out, seed=seed, epochs=epochs, teachers=teachers, unlabelled=unlabelled, say=say)

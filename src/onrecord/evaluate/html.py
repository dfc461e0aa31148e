"""Reading of web pages: body, title and date against annotated pages."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import Any

from onrecord.errors import InputError
from onrecord.evaluate.result import Evaluation
from onrecord.model import Article
from onrecord.reading import read_html
from onrecord.reading.decode import decode

_WORD = re.compile(r"\w+")


def evaluate(data: Path) -> Evaluation:
    """Mean token F1 of the body, and shares of right titles and dates where the annotation gives them.

    `data` is the folder with the pages and `gold.jsonl` (file, title, date, text), or that file.
    """
    listing = data / "gold.jsonl" if data.is_dir() else data
    rows = [json.loads(line) for line in listing.read_text("utf-8").splitlines()]
    bodies: list[float] = []
    titles: list[bool] = []
    dates: list[bool] = []
    predictions: list[dict[str, Any]] = []
    errors: list[str] = []
    for row in rows:
        article = _read(listing.parent / row["file"])
        body = _body(article) if article else ""
        bodies.append(overlap(body, row["text"]))
        predictions.append(
            {
                "file": row["file"],
                "title": article and article.title,
                "date": article and article.published,
                "text": body,
            }
        )
        if row.get("title"):
            titles.append(_folded(article.title if article else "") == _folded(row["title"]))
            if not titles[-1]:
                errors.append(
                    f"{row['file']} title {article.title if article else None!r}, annotated {row['title']!r}"
                )
        if row.get("date"):
            dates.append(bool(article) and article.published == row["date"][:10])  # type: ignore[union-attr]
            if not dates[-1]:
                errors.append(
                    f"{row['file']} date {article.published if article else None}, annotated {row['date']}"
                )
        if bodies[-1] < 0.9:
            errors.append(f"{row['file']} body F1 {bodies[-1]:.2f}")
    metrics = {
        "body f1": round(mean(bodies), 4),
        "title accuracy": round(mean(titles), 4),
        "date accuracy": round(mean(dates), 4),
    }
    return Evaluation(task="html", metrics=metrics, predictions=tuple(predictions), errors=tuple(errors))


def overlap(found: str, wanted: str) -> float:
    """The F1 of the words of two texts, counted with repetition.

    >>> overlap("one two", "two three")
    0.5
    """
    a, b = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(wanted.lower()))
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def _read(path: Path) -> Article | None:
    try:
        return read_html(decode(path.read_bytes()))
    except InputError:
        return None


def _body(article: Article) -> str:
    return "\n\n".join(s.span.of(article.text) for s in article.sections if s.kind != "title")


def _folded(title: str | None) -> str:
    return " ".join(_WORD.findall((title or "").lower()))

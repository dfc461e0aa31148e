"""The texts of annotated reports: .jsonl files whose lines have an id, a text, and what else is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from onrecord.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it lies in a file; `published` is an ISO date."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal: by it an annotation knows its text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def load_reports(paths: Iterable[Path]) -> Mapping[str, Report]:
    """The reports of .jsonl files, and of those in folders, by id.

    A line has `id` or `doc_id`, and `text`; `title`, `outlet` or `publisher`, `date` or `dct` where it knows them.
    Raises InputError where a file cannot be read or a line is no report.
    """
    return {report.id: report for path in paths for file in _files(path) for report in _reports(file)}


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]


def _reports(path: Path) -> Iterator[Report]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("unreadable", f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield Report(
                    id=str(row["id"] if "id" in row else row["doc_id"]),
                    text=str(row["text"]),
                    title=row.get("title") or None,
                    outlet=row.get("outlet") or row.get("publisher") or None,
                    published=str(row.get("date") or row.get("dct") or "")[:10] or None,
                )
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError("malformed", f"{path}, line {number}: no report ({error!r})") from error

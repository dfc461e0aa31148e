"""OnRecord puts the news on record: a report goes in, its structured, verifiable record comes out.

>>> import onrecord
>>> record = onrecord.read("Norway demanded on Monday that Iceland withdraw.", date="2031-03-05")
>>> record.article.published
'2031-03-05'

The names below are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.errors import InputError, OnRecordError, QueryError, StoreError
    from onrecord.extract.times import times
    from onrecord.model import Article, Dropped, Record, from_json, schema, to_json
    from onrecord.pipeline import Reader, statements

__all__ = [
    "Archive",
    "Article",
    "Dropped",
    "InputError",
    "OnRecordError",
    "QueryError",
    "Reader",
    "Record",
    "StoreError",
    "from_json",
    "open",
    "read",
    "schema",
    "statements",
    "times",
    "to_json",
]

_HOMES = {
    "onrecord.archive": ("Archive",),
    "onrecord.extract.times": ("times",),
    "onrecord.errors": ("InputError", "OnRecordError", "QueryError", "StoreError"),
    "onrecord.model": ("Article", "Dropped", "Record", "from_json", "schema", "to_json"),
    "onrecord.pipeline": ("Reader", "statements"),
}


def read(
    text: str,
    *,
    title: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    layers: Collection[str] | None = None,
) -> Record:
    """The record of one report given as plain text; raises InputError where there is nothing to read in it.

    `date` is the publication date (ISO 8601), against which times are resolved. To read many reports make
    one Reader, which loads the language model once, and use its `read` or `read_many`.
    """
    from onrecord.pipeline import Reader
    from onrecord.reading import Hints

    return Reader(layers=layers).read(text, Hints(title=title, date=date, outlet=outlet, url=url))


def open(path: str | Path, *, create: bool = False) -> Archive:
    """The archive at a path: a DuckDB file (made where there is none, if `create`) or a folder of Parquet files.

    Raises StoreError where there is none, or where it is damaged, held or of a later version.
    """
    from onrecord.archive import open_archive

    return open_archive(path, create=create)


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

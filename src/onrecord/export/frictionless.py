"""A Frictionless data package: a CSV file a table and datapackage.json with types, keys and what columns mean.

The tables and columns are those of the store. Lists are JSON, as the type `array` has it; an empty cell is no value.
"""

from __future__ import annotations

import csv
import datetime
import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import StoreError
from onrecord.model import Article
from onrecord.store import tables
from onrecord.store.columns import Column, columns_of, flatten
from onrecord.store.rows import record_rows

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

# A zip archive has to date its files; the earliest date there is, so that the same store gives the same bytes.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
PACKAGE = "datapackage.json"
_KINDS = {"VARCHAR": "string", "DATE": "date", "TIMESTAMP": "datetime", "INTEGER": "integer", "BIGINT": "integer",
          "DOUBLE": "number", "BOOLEAN": "boolean"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of the package; `actor` is the column that always refers to an actor of the same article.

    A speaker or holder may be unknown, and a foreign key of two columns cannot be half empty: those are not declared.
    """

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    actor: str | None = None


def _of(table: tables.Table, actor: str | None = None) -> Resource:
    columns = tuple(column for column in table.columns if column.name != "withdrawn")
    return Resource(table.name, table.about, table.key, columns, actor)


_ARTICLE_COLUMNS = {column.name: column for column in tables.ARTICLES.columns}
_OWN = ("added", "version", "replaces", "engine", "model", "steps")
RESOURCES = (
    Resource("articles", tables.ARTICLES.about, tables.ARTICLES.key, (
        _ARTICLE_COLUMNS["article"], *columns_of(Article), *(_ARTICLE_COLUMNS[name] for name in _OWN),
        Column("story", "VARCHAR", "the running story it belongs to"),
    )),
    _of(tables.ACTORS), _of(tables.MENTIONS, "actor"), _of(tables.STATEMENTS), _of(tables.EVENTS),
    _of(tables.POSITIONS), _of(tables.FORECASTS),
)  # fmt: skip


def frictionless(chosen: Iterable[Chosen], target: Path) -> None:
    """Writes the package: a zip archive where the name ends in .zip, else a folder. Raises StoreError where it cannot."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _write_tables(chosen, unfinished)
        package = json.dumps(_package(), ensure_ascii=False, indent=2) + "\n"
        (unfinished / PACKAGE).write_text(package, "utf-8")
        names = [PACKAGE, *(f"{resource.name}.csv" for resource in RESOURCES)]
        if target.suffix == ".zip":
            _zip(unfinished, names, target)
        else:
            target.mkdir(parents=True, exist_ok=True)
            for name in names:
                os.replace(unfinished / name, target / name)
    except OSError as error:
        raise StoreError(f"{target}: it cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _write_tables(chosen: Iterable[Chosen], folder: Path) -> None:
    with ExitStack() as open_files:
        writers = {}
        for resource in RESOURCES:
            file = (folder / f"{resource.name}.csv").open("w", encoding="utf-8", errors="replace", newline="")
            writers[resource.name] = csv.writer(open_files.enter_context(file), lineterminator="\n")
            writers[resource.name].writerow([column.name for column in resource.columns])
        for report in chosen:
            rows = _rows(report)
            for resource in RESOURCES:
                for row in rows[resource.name]:
                    writers[resource.name].writerow([_cell(row[column.name]) for column in resource.columns])


def _rows(report: Chosen) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The rows of a report by table: of its items those that are chosen, and the actors that take part in them."""
    rows = record_rows(report.record, report.article)
    cast = {actor.id for actor in report.actors}
    made = report.record.provenance
    head = {
        **flatten(report.record.article), "article": report.article, "added": report.added, "version": report.version,
        "replaces": report.replaces, "engine": made.engine, "model": made.model, "steps": list(made.steps),
        "story": report.story,
    }  # fmt: skip
    found: dict[str, Sequence[Mapping[str, Any]]] = {
        "articles": [head],
        "actors": [row for row in rows["actors"] if row["id"] in cast],
        "mentions": [row for row in rows["mentions"] if row["actor"] in cast],
    }
    for layer in ("statements", "events", "positions", "forecasts"):
        ids = {item.id for item in getattr(report, layer)}
        found[layer] = [row for row in rows[layer] if row["id"] in ids]
    return found


def _cell(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return json.dumps(value, ensure_ascii=False)
        case datetime.datetime():
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        case datetime.date():
            return value.isoformat()
    return value


def _package() -> dict[str, Any]:
    return {
        "name": "onrecord",
        "title": "On record",
        "description": "Who did, said, demanded and expected what in news reports, with the words that prove it.",
        "profile": "tabular-data-package",
        "resources": [_described(resource) for resource in RESOURCES],
    }


def _described(resource: Resource) -> dict[str, Any]:
    of_article = {"fields": ["article"], "reference": {"resource": "articles", "fields": ["article"]}}
    of_actor = {
        "fields": ["article", resource.actor], "reference": {"resource": "actors", "fields": ["article", "id"]},
    }  # fmt: skip
    keys = [of_article] * (resource.name != "articles") + [of_actor] * (resource.actor is not None)
    return {
        "name": resource.name, "path": f"{resource.name}.csv", "description": resource.about,
        "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in resource.columns],
            "missingValues": [""],
            "primaryKey": list(resource.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }  # fmt: skip


def _field(column: Column) -> dict[str, str]:
    kind = "array" if column.type.endswith("[]") else _KINDS[column.type]
    return {"name": column.name, "type": kind, **({"description": column.about} if column.about else {})}


def _zip(folder: Path, names: Sequence[str], target: Path) -> None:
    unfinished = folder / "package.zip"
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as out, (folder / name).open("rb") as file:
                shutil.copyfileobj(file, out)
    os.replace(unfinished, target)

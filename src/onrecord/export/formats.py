"""The forms in which what is on record can be had, by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.errors import StoreError
from onrecord.export.annotations import web_annotations
from onrecord.export.feeds import atom, json_feed, rss
from onrecord.export.frictionless import frictionless
from onrecord.export.gdelt import gdelt1, gdelt2, gdelt_mentions
from onrecord.export.geojson import geojson
from onrecord.export.icalendar import icalendar
from onrecord.export.icews import icews
from onrecord.export.items import csv_items, jsonl_items, parquet_items
from onrecord.export.polecat import polecat
from onrecord.export.prov import prov
from onrecord.export.quotes import quotes
from onrecord.export.schema_org import schema_org
from onrecord.export.timelinejs import timelinejs
from onrecord.export.training import training
from onrecord.store.selection import LAYERS, Chosen, select

if TYPE_CHECKING:
    from onrecord.store import Filter, Store

Lines: TypeAlias = Callable[..., Iterator[str]]
"""Takes what is chosen, gives the file piece by piece."""
Save: TypeAlias = Callable[[Iterable[Chosen], Path], None]
"""Takes what is chosen and writes a file or folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form: its name, what it is in one line, the ending of its files, and the layers that it takes.

    Where `facts` it has no column for the status of an event and holds only events told as facts, unless the filter
    names a status. Where `newest` it begins with the latest report, where `decided` it holds what people decided on.
    """

    name: str
    about: str
    suffix: str
    layers: tuple[str, ...] = LAYERS
    lines: Lines | None = None
    save: Save | None = None
    facts: bool = False
    newest: bool = False
    decided: bool = False

    def pieces(self, store: Store, wanted: Filter, *, most: int | None = None, **how: Any) -> Iterator[bytes]:
        """The file in pieces, UTF-8, of at most so many reports; raises StoreError where the form is no single text
        file. `how` goes on to the form, such as the address of a feed."""
        if self.lines is None:
            raise StoreError(f"{self.name} needs a file to write to: add --output FILE{self.suffix}")
        reports = select(store, wanted, self.layers, newest=self.newest, decided=self.decided)
        chosen = islice(reports, most)
        options = how | ({"any_status": wanted.status is not None} if self.facts else {})
        for piece in self.lines(chosen, **options):
            yield piece.encode("utf-8", "replace")

    def write(self, store: Store, wanted: Filter, target: Path) -> None:
        """Writes the file under another name first, so that nobody meets half of it; raises StoreError where it cannot."""
        if self.save is not None:
            self.save(select(store, wanted, self.layers, newest=self.newest), target)
            return
        unfinished = target.with_name(f".{target.name}.unfinished")
        try:
            with unfinished.open("wb") as file:
                file.writelines(self.pieces(store, wanted))
            os.replace(unfinished, target)
        except OSError as error:
            raise StoreError(f"{target}: it cannot be written ({error.strerror or error})") from error
        finally:
            unfinished.unlink(missing_ok=True)


EVENTS = ("events",)
FORMATS: tuple[Format, ...] = (
    Format(name="csv", about="every item a row, for spreadsheets and statistics", suffix=".csv", lines=csv_items),
    Format(name="jsonl", about="every item a JSON object and line", suffix=".jsonl", lines=jsonl_items),
    Format(name="parquet", about="every item a row, typed, for pandas, Polars, R and DuckDB", suffix=".parquet",
           save=parquet_items),
    Format(name="frictionless", about="a data package: a typed CSV a table, keys, what columns mean", suffix=".zip",
           save=frictionless),
    Format(name="quotes", about="quotations with speaker, cue, chain and offsets (CSV)", suffix=".csv",
           layers=("statements",), lines=quotes),
    Format(name="polecat", about="POLECAT's table of PLOVER events (40 columns, TSV)", suffix=".tsv", layers=EVENTS,
           lines=polecat, facts=True),
    Format(name="icews", about="ICEWS's table of events, a row a pair (20 columns, TSV)", suffix=".tsv", layers=EVENTS,
           lines=icews, facts=True),
    Format(name="gdelt1", about="GDELT 1.0's table of events (58 columns, no header)", suffix=".tsv", layers=EVENTS,
           lines=gdelt1, facts=True),
    Format(name="gdelt2", about="GDELT 2.0's table of events (61 columns, no header)", suffix=".tsv", layers=EVENTS,
           lines=gdelt2, facts=True),
    Format(name="gdelt-mentions", about="GDELT 2.0's table of mentions (16 columns, no header)", suffix=".tsv",
           layers=EVENTS, lines=gdelt_mentions, facts=True),
    Format(name="geojson", about="events on a map (RFC 7946)", suffix=".geojson", layers=EVENTS, lines=geojson),
    Format(name="icalendar", about="planned events and deadlines for calendar programs (RFC 5545)", suffix=".ics",
           layers=("events", "positions"), lines=icalendar),
    Format(name="timelinejs", about="a timeline for TimelineJS (JSON)", suffix=".json", lines=timelinejs),
    Format(name="annotations", about="items as W3C Web Annotations (JSON-LD)", suffix=".jsonld", lines=web_annotations),
    Format(name="schema-org", about="statements as schema.org Quotation and Claim (JSON-LD)", suffix=".jsonld",
           layers=("statements",), lines=schema_org),
    Format(name="prov", about="where every item comes from, in PROV-O (JSON-LD)", suffix=".jsonld", lines=prov),
    Format(name="training", about="what people decided, as training data (JSON lines)", suffix=".jsonl", lines=training,
           decided=True),
    Format(name="rss", about="a feed of reports with their items (RSS 2.0)", suffix=".xml", lines=rss, newest=True),
    Format(name="atom", about="the same as an Atom feed (RFC 4287)", suffix=".xml", lines=atom, newest=True),
    Format(name="json-feed", about="the same as a JSON Feed (1.1)", suffix=".json", lines=json_feed, newest=True),
)  # fmt: skip
_BY_NAME = {form.name: form for form in FORMATS}


def find_format(name: str) -> Format:
    """The form of a name; raises LookupError that names the nearest where there is none."""
    if name not in _BY_NAME:
        near = get_close_matches(name, _BY_NAME, 1)
        hint = f"did you mean {near[0]}?" if near else "list them with: onrecord export --list"
        raise LookupError(f"there is no format {name!r}; {hint}")
    return _BY_NAME[name]

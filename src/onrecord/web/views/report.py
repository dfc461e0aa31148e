"""The reading page: a report with its record, and what it stands among."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import pyarrow as pa

from onrecord.model import Record, to_json
from onrecord.model.identity import actor_key, party
from onrecord.show.page.shown import shown
from onrecord.show.page.tables import Addresses, Cell, Piece, Table
from onrecord.store import Filter, Review, Store, records, standing
from onrecord.store.selection import Telling
from onrecord.store.series import days
from onrecord.store.surroundings import Surroundings, surroundings
from onrecord.web import addresses
from onrecord.web.asked import Asked
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, Part, View
from onrecord.who.parties import party_name

ARTICLE = Part("article", "The id of a report", "9d0e4f57f918f4b3")
DECIDED = {"accepted": "accepted", "rejected": "rejected", "edited": "corrected"}
# The layers that are lists of their own, by their names on the reading page; people decide on their items.
LISTS = {
    "position": "positions",
    "statement": "statements",
    "event": "events",
    "forecast": "forecasts",
}
MOST_PAIRS = 6


@dataclass(frozen=True, slots=True)
class Between:
    """Two parties that the report tells of, and where more is told of them."""

    one: str
    other: str
    href: str


def around(store: Store, article: str) -> Surroundings:
    """What a report stands among; raises LookupError where it is not on record."""
    found = surroundings(store, article)
    if found is None:
        raise LookupError(f"There is no report {article} on record.")
    return found


def homes(record: Record) -> Addresses:
    """The pages of the actors of a record that have one, by their ids in it."""
    return {actor.id: home for actor in record.actors if (home := addresses.actor(actor_key(actor)))}


def between(record: Record) -> tuple[Between, ...]:
    """The pairs of parties of whose dealings most is told, the most first."""
    parties = {actor.id: party(actor) for actor in record.actors}
    told: Counter[tuple[str, str]] = Counter()
    for acts, meets in _dealings(record):
        pairs = {(parties[one], parties[other]) for one, other in product(acts, meets)}
        sides = {tuple(sorted((one, other))) for one, other in pairs if one and other and one != other}
        told.update((one, other) for one, other in sides)
    in_order = sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PAIRS]
    return tuple(
        Between(party_name(one), party_name(other), addresses.dyad(one, other))
        for (one, other), _ in in_order
    )


def _dealings(record: Record) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for event in record.events:
        yield event.sources, event.targets
    for position in record.positions:
        if position.holder:
            yield (position.holder,), position.toward


def _page(desk: Desk, _asked: Asked, names: Names) -> Page:
    article = names["article"]
    stands = around(desk.store, article)
    record = _record(desk, article)
    decided = standing(desk.store, [article])[article]
    report = shown(record, homes(record))
    told = tuple(_with_more(table, stands.tellings, decided) for table in report.tables)
    return {
        "shown": replace(report, tables=told),
        "article": article,
        "around": stands,
        "between": between(record),
        "lists": LISTS,
        "decided": {table.layer: sum(row.item in decided for row in table.rows) for table in told},
    }


def _with_more(table: Table, tellings: Mapping[str, Telling], decided: Mapping[str, Review]) -> Table:
    """The table with what others tell and what people decided, where there is something of it."""
    more: dict[str, Mapping[str, Cell]] = {}
    items = [row.item for row in table.rows]
    if table.layer == "event":
        shared = {item: telling for item in items if (telling := tellings.get(item)) and telling.reports > 1}
        more["Told by"] = {item: _told_by(telling) for item, telling in shared.items()}
    more["Review"] = {item: DECIDED[decided[item].decision] for item in items if item in decided}
    more = {column: cells for column, cells in more.items() if cells}
    rows = tuple(
        replace(row, cells=(*row.cells, *(cells.get(row.item, "–") for cells in more.values())))
        for row in table.rows
    )
    return replace(table, columns=(*table.columns, *more), rows=rows)


def _told_by(telling: Telling) -> Cell:
    return (Piece(f"{telling.reports} reports", addresses.happening(telling.happening)),)


def _record(desk: Desk, article: str) -> Record:
    ((_, record),) = records(desk.store, [article])
    return record


def _document(desk: Desk, _asked: Asked, names: Names) -> str:
    around(desk.store, names["article"])
    return to_json(_record(desk, names["article"]), indent=2) + "\n"


def _data(desk: Desk, _asked: Asked, names: Names) -> pa.Table:
    around(desk.store, names["article"])
    return days(desk.store, Filter(article=names["article"]))


REPORT = View(
    path="/articles/{article}", name="article", title="Report", template="article.html.j2", takes=Asked, parts=(ARTICLE,),
    about="A report with all that was read in it: as JSON its whole record, as CSV its items by day.",
    page=_page, data=_data, document=_document,
)  # fmt: skip

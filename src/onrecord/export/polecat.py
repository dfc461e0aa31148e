"""POLECAT's tab-separated table: one row an event, several actors of one side in one cell.

Columns and their order: POLECAT data set (Dataverse AJGVIT) and its codebook. Empty is `None`, several values are
joined by "; "; actor names, countries, COW numbers and titles of one side run in step. What a record does not hold
(Wikipedia and GeoNames ids, districts, provinces) stays `None`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.export.deeds import Deed, deeds
from onrecord.export.lines import flat, number, table
from onrecord.lexicon.places import country, place_of
from onrecord.model import Actor

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
NONE = "None"
PEOPLE = frozenset({"person"})
ORGANISATIONS = frozenset(
    {"igo", "institution", "military", "armed-group", "party", "media", "company", "ngo"}
)
PLACES = frozenset({"state", "place"})


def polecat(chosen: Iterable[Chosen], *, any_status: bool = False) -> Iterator[str]:
    """The lines of the table, the header first."""
    return table(COLUMNS, (_row(deed) for deed in deeds(chosen, any_status=any_status)), "\t")


def _row(deed: Deed) -> list[str]:
    event, article, cast = deed.event, deed.chosen.record.article, deed.chosen.cast
    return [
        deed.chosen.named(event.id), _or_none(deed.day), event.type, _or_none(event.mode), f"{event.intensity:.1f}",
        event.quad.replace("-", " ").upper(), _several(event.contexts),
        *_side([cast[actor] for actor in event.sources], deed), *_side([cast[actor] for actor in event.targets], deed),
        *_where(deed),
        _or_none(article.outlet), _or_none(article.published),
        _several(_kind(deed, PEOPLE)), _several(_kind(deed, ORGANISATIONS)), _several(_kind(deed, PLACES)),
        _or_none(article.language), f"OnRecord {deed.chosen.record.provenance.engine}",
    ]  # fmt: skip


def _side(actors: Sequence[Actor], deed: Deed) -> list[str]:
    if not actors:
        return [NONE] * 8
    text = deed.chosen.record.article.text
    lands = [country(actor.country) for actor in actors]
    sectors = dict.fromkeys(sector for actor in actors for sector in actor.sectors)
    return [
        _several(actor.name for actor in actors),
        _several(actor.country or NONE for actor in actors),
        _several((land.cow if land else None) or NONE for land in lands),
        _several(actor.sectors[0] if actor.sectors else NONE for actor in actors),
        _several(sectors),
        _several(actor.office or NONE for actor in actors),
        _several(actor.mentions[0].span.of(text) if actor.mentions else NONE for actor in actors),
        NONE,
    ]


def _where(deed: Deed) -> list[str]:
    place = place_of(deed.event.where)
    if place is None:
        return [NONE] * 10
    longitude, latitude = place.point or (None, None)
    return [
        _or_none(place.name), _or_none(place.city), NONE, NONE, _or_none(place.country.code if place.country else None),
        _or_none(number(latitude)), _or_none(number(longitude)), NONE, _or_none(place.name), _or_none(place.precision),
    ]  # fmt: skip


def _kind(deed: Deed, kinds: frozenset[str]) -> Iterable[str]:
    return dict.fromkeys(actor.name for actor in deed.chosen.record.actors if actor.kind in kinds)


def _several(values: Iterable[str]) -> str:
    """The values in one cell; a cell of nothing but None is None."""
    cells = [flat(value).replace("; ", ", ") or NONE for value in values]
    return "; ".join(cells) if any(cell != NONE for cell in cells) else NONE


def _or_none(value: str | None) -> str:
    return flat(value) or NONE

"""ICEWS's tab-separated table: one row a source and target, with a header.

Columns and their order: ICEWS Coded Event Data (Dataverse 28075) and its guide. Countries are names in English,
sectors are sorted and joined by ","; intensity is the Goldstein score of the CAMEO code. A record knows no sentence
numbers, districts or provinces: those cells are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.export.codes import cameo_name, cameo_of, goldstein, sector_names
from onrecord.export.deeds import Deed, deeds, pairs
from onrecord.export.lines import exact_number, flat, number, table
from onrecord.lexicon.places import country, place_of
from onrecord.model import Actor

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def icews(chosen: Iterable[Chosen], *, any_status: bool = False) -> Iterator[str]:
    """The lines of the table, the header first."""
    rows = (
        _row(deed, acts, meets)
        for deed in deeds(chosen, any_status=any_status)
        for acts, meets in pairs(deed)
    )
    return table(COLUMNS, rows, "\t")


def _row(deed: Deed, acts: Actor | None, meets: Actor | None) -> list[str]:
    code, place = cameo_of(deed.event), place_of(deed.event.where)
    longitude, latitude = (place.point if place else None) or (None, None)
    name = exact_number(
        deed.chosen.named(deed.event.id), *(actor.id if actor else None for actor in (acts, meets))
    )
    return [
        str(name), deed.day or "", *_side(acts), cameo_name(code) or "", code, number(goldstein(code)), *_side(meets),
        str(exact_number(deed.chosen.article)), "", flat(deed.chosen.record.article.outlet),
        (place.city if place else None) or "", "", "", place.country.name if place and place.country else "",
        number(latitude), number(longitude),
    ]  # fmt: skip


def _side(actor: Actor | None) -> tuple[str, str, str]:
    """Name, sectors and country."""
    if actor is None:
        return "", "", ""
    land = country(actor.country)
    return flat(actor.name), ",".join(sector_names(actor)), land.name if land else ""

"""GDELT's event tables, versions 1.0 (58 columns) and 2.0 (61), and its table of mentions (16).

Tab-separated without a header and without quoting, so that tabs, line breaks and quotation marks of a text become
spaces and apostrophes. Countries of actors are ISO 3166-1 alpha-3, those of places FIPS 10-4; codes keep their
leading zeros. Column lists and meanings: GDELT Event Codebook 1.03 and 2.0. Tone is left empty: a record has none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.export.codes import (
    actor_code,
    base_code,
    cameo_of,
    goldstein,
    group_of,
    quad_class,
    root_code,
    types_of,
)
from onrecord.export.deeds import Deed, deeds, pairs
from onrecord.export.lines import exact_number, flat, number
from onrecord.lexicon.places import Place, place_of
from onrecord.model import Actor, Span

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

# GDELT's types of a place.
COUNTRY, WORLD_CITY, WORLD_STATE = "1", "4", "5"
WEB = "1"
DAYS_OF_YEAR, DAYS_OF_MONTH = 365, 30


def gdelt1(chosen: Iterable[Chosen], *, any_status: bool = False) -> Iterator[str]:
    """The lines of the table of events, version 1.0."""
    return _events(chosen, any_status, second=False)


def gdelt2(chosen: Iterable[Chosen], *, any_status: bool = False) -> Iterator[str]:
    """The lines of the table of events, version 2.0."""
    return _events(chosen, any_status, second=True)


def gdelt_mentions(chosen: Iterable[Chosen], *, any_status: bool = False) -> Iterator[str]:
    """The lines of the table of mentions: each report of each event that `gdelt2` lists, by the same number."""
    began: dict[int, datetime.datetime] = {}
    for deed in deeds(chosen, any_status=any_status):
        for acts, meets in pairs(deed):
            name = event_number(deed, acts, meets)
            first = began.setdefault(name, deed.chosen.added)
            yield _line(_mention(deed, acts, meets, name, first))


def event_number(deed: Deed, acts: Actor | None, meets: Actor | None) -> int:
    """The number of an event between two: the same in every report that tells it, below 2 ** 52."""
    telling = deed.chosen.tellings.get(deed.event.id)
    known = telling.happening if telling else deed.chosen.named(deed.event.id)
    return exact_number(known, *(deed.chosen.key(actor.id) if actor else None for actor in (acts, meets)))


def _events(chosen: Iterable[Chosen], any_status: bool, *, second: bool) -> Iterator[str]:
    seen: set[int] = set()
    for deed in deeds(chosen, any_status=any_status):
        for acts, meets in pairs(deed):
            name = event_number(deed, acts, meets)
            if name not in seen:
                seen.add(name)
                yield _line(_event(deed, acts, meets, name, second))


def _event(deed: Deed, acts: Actor | None, meets: Actor | None, name: int, second: bool) -> list[str]:
    event, code = deed.event, cameo_of(deed.event)
    article = deed.chosen.record.article
    telling = deed.chosen.tellings.get(event.id)
    reports, outlets = (telling.reports, telling.outlets) if telling else (1, 1)
    nowhere = _geography(None, second)
    return [
        str(name), *_dates(deed.day), *_actor(acts), *_actor(meets), str(int(_in_lead(deed))),
        code, base_code(code), root_code(code), quad_class(code) or "", number(goldstein(code)),
        str(reports), str(outlets), str(reports), "",
        *nowhere, *nowhere, *_geography(place_of(event.where), second),
        deed.chosen.added.strftime("%Y%m%d%H%M%S" if second else "%Y%m%d"), _address(article.url or article.outlet),
    ]  # fmt: skip


def _dates(day: str | None) -> tuple[str, str, str, str]:
    """SQLDATE, MonthYear, Year and FractionDate = year + (month * 30 + day) / 365."""
    if day is None:
        return "", "", "", ""
    year, month, of_month = (int(part) for part in day.split("-"))
    fraction = year + (month * DAYS_OF_MONTH + of_month) / DAYS_OF_YEAR
    return day.replace("-", ""), day[:7].replace("-", ""), day[:4], f"{fraction:.4f}"


def _actor(actor: Actor | None) -> list[str]:
    """Code, name, country, known group, ethnicity, two religions and three types."""
    if actor is None:
        return [""] * 10
    types = types_of(actor)
    return [
        actor_code(actor), actor.name.upper(), actor.country or "", group_of(actor) or "", "", "", "",
        *types, *[""] * (3 - len(types)),
    ]  # fmt: skip


def _geography(place: Place | None, second: bool) -> list[str]:
    """Type, name, country, first and (in version 2.0) second division, latitude, longitude and feature."""
    if place is None or place.country is None:
        return ["0", place.name if place else "", "", "", *[""] * second, "", "", ""]
    land = place.country
    fips = land.fips or ""
    longitude, latitude = place.point or (None, None)
    whole = place.precision in (None, "country")
    name = land.name if whole else f"{place.city or place.name}, {land.name}"
    kind = COUNTRY if whole else WORLD_CITY if place.precision == "city" else WORLD_STATE
    return [
        kind,
        name,
        fips,
        fips,
        *[""] * second,
        number(latitude),
        number(longitude),
        fips if whole else "",
    ]


def _mention(
    deed: Deed, acts: Actor | None, meets: Actor | None, name: int, first: datetime.datetime
) -> list[str]:
    article, added = deed.chosen.record.article, deed.chosen.added
    return [
        str(name), first.strftime("%Y%m%d%H%M%S"), added.strftime("%Y%m%d%H%M%S"), WEB,
        article.outlet or "", _address(article.url or article.outlet), "",
        str(_offset(deed, acts)), str(_offset(deed, meets)), str(deed.event.trigger.start), "1",
        str(round(deed.event.confidence * 10) * 10), str(len(article.text)), "", "", "",
    ]  # fmt: skip


def _offset(deed: Deed, actor: Actor | None) -> int:
    """Where the actor is named nearest to the trigger; -1 where there is none."""
    starts = [mention.span.start for mention in actor.mentions] if actor else []
    return min(starts, key=lambda start: abs(start - deed.event.trigger.start), default=-1)


def _in_lead(deed: Deed) -> bool:
    """Whether the report tells the event in its title, summary or first paragraph."""
    article, at = deed.chosen.record.article, deed.event.trigger
    lead = [section.span for section in article.sections if section.kind in ("title", "summary")]
    body = next((section.span for section in article.sections if section.kind == "body"), None)
    if body is not None:
        first = body.of(article.text).partition("\n\n")[0]
        lead.append(Span(body.start, body.start + len(first)))
    return any(span.contains(at) for span in lead)


def _address(address: str | None) -> str:
    return (address or "").replace('"', "%22")


def _line(cells: Sequence[str]) -> str:
    return "\t".join(flat(cell).replace('"', "'") for cell in cells) + "\n"

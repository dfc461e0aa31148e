"""Events as event data without a status hold them: only what is told as a fact, who with whom, on which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import permutations, product
from typing import TYPE_CHECKING

from onrecord.export.codes import intensity_of
from onrecord.model import Actor, Event

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

# Told as having happened. A denied, conditional, demanded, alleged or predicted event is none.
FACTS = frozenset({"actual", "ongoing", "historical"})
# CAMEO: express intent to meet or negotiate.
INTENT_TO_MEET = "036"


@dataclass(frozen=True, slots=True)
class Deed:
    """An event of a report; `day` is its own, else the day of publication, as YYYY-MM-DD."""

    chosen: Chosen
    event: Event
    day: str | None


def deeds(chosen: Iterable[Chosen], *, any_status: bool = False) -> Iterator[Deed]:
    """The chosen events that are told as facts, in order; with `any_status` all, as they are.

    A planned meeting is an agreement to meet, and what is to be conceded counts as conceded (PLOVER manual).
    """
    for report in chosen:
        for event in report.events:
            told = event if any_status else as_fact(event)
            if told is not None:
                own = told.when.begin if told.when else None
                yield Deed(report, told, own or report.record.article.published)


def as_fact(event: Event) -> Event | None:
    """The event as a format without a status column has to tell it; null where it did not happen.

    What is planned is filed under the day on which it is reported.
    """
    if event.status in FACTS:
        return event
    if event.status != "planned":
        return None
    if event.type == "CONSULT":
        return replace(
            event, type="AGREE", mode=None, cameo=INTENT_TO_MEET, intensity=intensity_of("AGREE"), when=None
        )
    return replace(event, when=None) if event.type == "CONCEDE" else None


def left_out(status: str) -> bool:
    """Whether events of this status stay out of formats that cannot tell it."""
    return status not in FACTS and status != "planned"


def pairs(deed: Deed) -> Iterator[tuple[Actor | None, Actor | None]]:
    """Who acts on whom, one pair at a time; null for a side that the report leaves open.

    Each source acts on each target. Of those who only meet one another, each meets each.
    """
    cast = deed.chosen.cast
    sources: list[Actor | None] = [cast[actor] for actor in deed.event.sources]
    targets: list[Actor | None] = [cast[actor] for actor in deed.event.targets]
    if deed.event.type == "CONSULT" and len(sources) > 1 and not targets:
        yield from permutations(sources, 2)
    else:
        yield from product(sources or [None], targets or [None])

"""Items in words, and the names by which the web refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from onrecord.model import Event, Forecast, Position, Statement

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

Item: TypeAlias = Statement | Event | Position | Forecast
NAMESPACE = "urn:onrecord:"
# How a side that the report leaves open is written.
UNNAMED = "unnamed"
# What may stand in an address as it is (RFC 3986): reserved characters and the sign of what is encoded already.
_ADDRESS = ":/?#[]@!$&'()*+,;=%~"


def chosen_items(report: Chosen) -> Iterator[Item]:
    """The chosen items of a report, layer by layer."""
    yield from report.positions
    yield from report.statements
    yield from report.events
    yield from report.forecasts


def layer_of(item: Item) -> str:
    """The layer of an item: statement, event, position or forecast."""
    return type(item).__name__.lower()


def label(item: Item) -> str:
    """What an item is, in a word or two: "consult (visit), planned", "demand", "denies", "unlikely"."""
    match item:
        case Statement():
            return "denies" if item.polarity == "denied" else "says"
        case Event():
            kind = item.type.lower() + (f" ({item.mode})" if item.mode else "")
            return kind if item.status == "actual" else f"{kind}, {item.status}"
        case Position():
            return item.kind if item.outcome == "open" else f"{item.kind}, {item.outcome}"
        case Forecast():
            return f"{item.entry}, {item.low:.0%} to {item.high:.0%}"


def sides(item: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of those who act and of those acted upon."""
    match item:
        case Statement():
            return _one(item.speaker), item.addressees
        case Event():
            return item.sources, item.targets
        case Position():
            return _one(item.holder), item.toward
        case Forecast():
            return _one(item.forecaster), ()


def headline(report: Chosen, item: Item) -> str:
    """An item in one line: who, to whom, what."""
    who, whom = (names(report, side) for side in sides(item))
    head = f"{who or UNNAMED} → {whom}" if whom else who
    return f"{head}: {label(item)}" if head else label(item)


def evidence(report: Chosen, item: Item) -> str:
    """The words at the heart of an item."""
    text = report.record.article.text
    match item:
        case Statement():
            return " … ".join(span.of(text) for span in item.content)
        case Event():
            return item.span.of(text)
        case Position() | Forecast():
            return item.proposition.of(text)


def names(report: Chosen, actors: Sequence[str]) -> str:
    """The names of actors of the report."""
    return ", ".join(report.cast[actor].name for actor in actors)


def days_of(report: Chosen, item: Item) -> tuple[str | None, str | None]:
    """The first and last day of an item: its own, else twice that of publication."""
    when = item.said if isinstance(item, Statement) else item.when if isinstance(item, Event) else None
    if when and when.begin:
        return when.begin, when.end or when.begin
    published = report.record.article.published
    return published, published


def web_address(address: str | None) -> str | None:
    """The address with whatever may not stand in one encoded; null where it is none of the web.

    >>> web_address('https://news.example/?q="<a>"')
    'https://news.example/?q=%22%3Ca%3E%22'
    """
    if not (address or "").startswith(("http://", "https://")):
        return None
    return quote(address or "", safe=_ADDRESS)


def article_iri(article: str) -> str:
    """The name of a report."""
    return f"{NAMESPACE}{article}"


def item_iri(report: Chosen, item: str) -> str:
    """The name of an item or actor of a report."""
    return f"{NAMESPACE}{report.named(item)}"


def actor_iri(report: Chosen, actor: str) -> str:
    """The name of an actor: the same in all reports, unless it is only described."""
    key = report.key(actor) or ""
    return item_iri(report, actor) if key.startswith("~") else f"{NAMESPACE}actor:{quote(key)}"


def _one(actor: str | None) -> tuple[str, ...]:
    return (actor,) if actor else ()

"""The options that say what to look for in a store, the same for every command that looks."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

STORE_VARIABLE = "ONRECORD_STORE"
DEFAULT_STORE = "onrecord.duckdb"


class Day(click.ParamType[datetime.date]):
    """A day as 2021-12-09, a month as 2021-12 or a year: `last` makes it the last day of those."""

    name = "day"

    def __init__(self, *, last: bool = False) -> None:
        self._last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day, as a date."""
        if isinstance(value, datetime.date):
            return value
        from onrecord.text.days import first_day, last_day

        try:
            return (last_day if self._last else first_day)(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def store_option(command: F) -> F:
    """Adds --store, whose default is the variable ONRECORD_STORE, else onrecord.duckdb in the working folder."""
    return click.option(
        "--store", "store_path", metavar="PATH", default=default_store, show_default=f"${STORE_VARIABLE} or {DEFAULT_STORE}",
        help="The store: a DuckDB file or a folder of Parquet files.",
    )(command)  # fmt: skip


def default_store() -> str:
    """The store to use where none is named."""
    return os.environ.get(STORE_VARIABLE) or DEFAULT_STORE


def _dyad(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    sides = [side.strip() for side in value.replace(">", ",").split(",") if side.strip()]
    if len(sides) != 2:
        raise click.BadParameter(
            f"{value!r} does not name two sides; write Russia,USA (the one that acts first)"
        )
    return sides[0], sides[1]


_OPTIONS = (
    click.option("--actor", metavar="NAME", help="Who acts or is acted upon: part of a name, or a key."),
    click.option("--dyad", metavar="A,B", callback=_dyad, help="A acts on B: states or organisations, by name or code."),
    click.option("--country", metavar="NAME", help="A state or organisation on either side, by name or code."),
    click.option("--type", "kind", metavar="TYPE", help="PLOVER type, kind of position, mode of statement ..."),
    click.option("--status", metavar="STATUS", help="Status of an event, outcome of a position, polarity of a statement."),
    click.option("--since", type=Day(), metavar="DAY", help="On this day or later."),
    click.option("--until", type=Day(last=True), metavar="DAY", help="On this day or earlier."),
    click.option("--outlet", metavar="NAME", help="Who published the report: part of the name."),
    click.option("--min-confidence", "confidence", type=click.FloatRange(0, 1), metavar="P", help="At least this sure."),
    click.option("--text", metavar="WORDS", help="Words that stand in the evidence, in any order."),
    click.option("--article", metavar="ID", help="In this article: its id, or how that begins."),
    click.option("--story", metavar="ID", help="In the reports of this story: its id, or how that begins."),
)  # fmt: skip


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options of a filter; the command gets it as `wanted`."""

    @wraps(command)
    def with_filter(
        *args: Any, actor: str | None, dyad: tuple[str, str] | None, country: str | None, kind: str | None,
        status: str | None, since: datetime.date | None, until: datetime.date | None, outlet: str | None,
        confidence: float | None, text: str | None, article: str | None, story: str | None, **rest: Any,
    ) -> Any:  # fmt: skip
        from onrecord.store import Filter

        wanted = Filter(
            actor=actor, dyad=dyad, country=country, type=kind, status=status, since=since, until=until,
            outlet=outlet, confidence=confidence, text=text, article=article, story=story,
        )  # fmt: skip
        return command(*args, wanted=wanted, **rest)

    for option in reversed(_OPTIONS):
        with_filter = option(with_filter)
    return with_filter

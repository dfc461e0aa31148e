"""What an address asks for, checked, and written back as an address."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from onrecord.store import Filter
from onrecord.text.days import first_day, last_day

# The most rows that one answer gives, and how far into a list one can go.
MOST_ROWS = 1_000
FURTHEST = 10_000_000
LONGEST = 300


def _day(convert: Callable[[str], datetime.date]) -> BeforeValidator:
    return BeforeValidator(lambda value: convert(value) if isinstance(value, str) else value)


def _pair(value: Any) -> Any:
    """Two sides, written as "A,B"."""
    if not isinstance(value, str):
        return value
    sides = tuple(side.strip() for side in value.replace(">", ",").split(",") if side.strip())
    if len(sides) != 2:
        raise ValueError("it names two sides, the one that acts first: RUS,USA")
    return ",".join(sides)


def _sides(written: str | None) -> tuple[str, str] | None:
    one, _, other = (written or "").partition(",")
    return (one, other) if written else None


Words = Annotated[str, Field(max_length=LONGEST)]
First = Annotated[datetime.date, _day(first_day)]
Last = Annotated[datetime.date, _day(last_day)]


class Asked(BaseModel):
    """A question without any condition. What a form leaves empty is not asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in values.items() if value not in ("", None, [""])}

    def query(self, **changes: Any) -> str:
        """The question as the query of an address, with some fields set otherwise (None: left out).

        >>> Listing(actor="Biden", offset=50).query(offset=None, type="THREATEN")
        '?actor=Biden&type=THREATEN'
        """
        values = {**self.model_dump(mode="json", exclude_defaults=True), **changes}
        usual = {name: field.default for name, field in type(self).model_fields.items()}
        pairs = [
            (name, str(value).lower() if isinstance(value, bool) else str(value))
            for name, value in values.items()
            if value not in (None, "") and value != usual.get(name)
        ]
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def given(self) -> Mapping[str, str]:
        """The conditions that are set, as words."""
        chosen = self.model_dump(mode="json", exclude_defaults=True)
        return {
            name: str(value) for name, value in chosen.items() if name not in ("limit", "offset", "newest")
        }


class Wanted(Asked):
    """The conditions of a query over the store; all must hold."""

    actor: Words | None = Field(
        None, description="Part of a name, or a key such as person/vladimir-putin", examples=["Arnesen"]
    )
    dyad: Annotated[Words, BeforeValidator(_pair)] | None = Field(
        None, description="Two parties by name or code, the one that acts first", examples=["NOR,ISL"]
    )
    pair: Annotated[Words, BeforeValidator(_pair)] | None = Field(
        None, description="Two parties by name or code, whoever acts", examples=["NOR,ISL"]
    )
    country: Words | None = Field(
        None, description="A state or organisation on either side, by name or code", examples=["NOR"]
    )
    type: Words | None = Field(
        None, description="PLOVER type, kind of position or mode of statement", examples=["CONSULT"]
    )
    status: Words | None = Field(None, description="Status of an event or outcome of a position")
    since: First | None = Field(None, description="On this day or later: 2021-12-09, 2021-12 or 2021")
    until: Last | None = Field(None, description="On this day or earlier: 2021-12-09, 2021-12 or 2021")
    outlet: Words | None = Field(None, description="Part of the name of the outlet")
    confidence: float | None = Field(None, ge=0, le=1, description="At least so sure, in [0, 1]")
    text: Words | None = Field(None, description="Words in the evidence")
    place: Words | None = Field(
        None, description="Where an event was: a place by name, a country by code", examples=["Brussels"]
    )
    article: Words | None = Field(None, description="The id of a report, or its beginning")
    story: Words | None = Field(None, description="The id of a story, or its beginning")

    @property
    def filter(self) -> Filter:
        """The conditions as the store takes them."""
        given = {name: getattr(self, name) for name in _CONDITIONS}
        return Filter(**given, dyad=_sides(self.dyad), pair=_sides(self.pair))


_CONDITIONS = (
    "actor", "country", "type", "status", "since", "until", "outlet", "confidence", "text", "article", "story",
    "place",
)  # fmt: skip


class Listing(Wanted):
    """Conditions, and which of the rows that meet them."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="At most so many rows")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")
    newest: bool = Field(True, description="Newest first")

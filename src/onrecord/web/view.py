"""A view: one address, the page people read there and the data behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pyarrow as pa

from onrecord.web.asked import Asked, Listing
from onrecord.web.desk import Desk

# Whether an answer is the same for everybody, and may be kept until the store changes.
SHARED = {"Cache-Control": "public, max-age=0, must-revalidate"}
OWN = {"Cache-Control": "no-store"}

Names: TypeAlias = Mapping[str, str]
"""The parts of the address that name something: {"story": "..."}."""
Page: TypeAlias = Mapping[str, Any]
"""What the template of a view may use."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an address: what it names, and one that is on record in the examples."""

    name: str
    about: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One address. `page` gives what its template shows, `data` the rows behind it, `narrowed` its conditions for the
    forms that others define (feeds, calendars, maps). `document` is its JSON where that is one object and not the rows.

    `page` and `data` raise LookupError where what the address names is not on record. `shared` tells whether everybody
    sees the same, so that an answer may be kept until the store changes.
    """

    path: str
    name: str
    title: str
    about: str
    page: Callable[[Desk, Any, Names], Page]
    data: Callable[[Desk, Any, Names], pa.Table] | None = None
    takes: type[Asked] = Listing
    parts: tuple[Part, ...] = ()
    document: Callable[[Desk, Any, Names], str] | None = None
    exports: Mapping[str, str] = field(default_factory=dict)
    narrowed: Callable[[Any, Names], Any] | None = None
    template: str = ""
    shared: bool = True

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of its answers."""
        return SHARED if self.shared else OWN

    @property
    def forms(self) -> Iterable[str]:
        """The endings under which its data can be had."""
        return (*(("json", "csv") if self.data else ()), *self.exports)

"""What a page is made from: the store, and the day on which it is looked at."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.store import Filter, Store, ask
from onrecord.store.store import mappings


@dataclass(frozen=True, slots=True)
class Desk:
    """The store that is read, and a clock: what is due depends on the day it is asked."""

    store: Store
    clock: Callable[[], datetime.date] = datetime.date.today

    @property
    def today(self) -> datetime.date:
        """The day of reading."""
        return self.clock()

    def rows(self, table: str, wanted: Filter = Filter(), **how: Any) -> list[dict[str, Any]]:
        """The rows of a table that meet the conditions, as mappings; `how` is limit, offset and newest of `ask`."""
        return mappings(ask(self.store, table, wanted, **how).to_arrow())

"""Cities and regions by name."""

from __future__ import annotations


def country_of(name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the country of the place that a name means, where it means only one."""
    return None

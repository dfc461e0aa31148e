"""Whether a first name is a man's or a woman's, as the people of the knowledge base bear it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.who.base import knowledge
from onrecord.who.names import run_key
from onrecord.who.vocabulary import is_a

# So many men must bear a name before it says anything; of the fewer women one is enough.
MEN = 2


def gender_of_name(name: str) -> str:
    """The gender that the first word of a full name tells, "m" or "f"; "" where none or both bear it.

    >>> gender_of_name("Angela Soto"), gender_of_name("Sergei Ivanenko"), gender_of_name("Soto")
    ('f', 'm', '')
    """
    first, _, rest = name.partition(" ")
    return _genders().get(run_key(first), "") if rest else ""


@cache
def _genders() -> Mapping[str, str]:
    borne: dict[str, dict[str, int]] = {}
    for actor in knowledge().actors.values():
        first, _, rest = actor.name.partition(" ")
        key = run_key(first)
        if (
            actor.gender
            and rest
            and not is_a(actor.country or "", "surname-first")
            and not is_a(key, "honorific")
        ):
            counts = borne.setdefault(key, {})
            counts[actor.gender] = counts.get(actor.gender, 0) + 1
    return {
        name: next(iter(counts))
        for name, counts in borne.items()
        if len(name) > 2 and len(counts) == 1 and (counts.get("m", MEN) >= MEN)
    }

"""Whether a description that takes somebody up fits an actor: "the military alliance", "the 30-member bloc", "the Gulf kingdom"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import items, load_table
from onrecord.who.base import knowledge
from onrecord.who.period import Period
from onrecord.who.vocabulary import is_a

# What says of how many members or states an organisation is: "30-nation", "six-member", "27-strong".
_COUNTED = frozenset({"member", "nation", "country", "state", "strong"})


_BODIES = frozenset(
    {"institution", "military", "armed-group", "party", "igo", "ngo", "company", "media", "group"}
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What kinds of actor a noun can take up, and those of them that must be told to be such."""

    kinds: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Both."""
        return self.kinds | self.told


@cache
def nouns(*, two: bool = False) -> Mapping[str, Noun]:
    """The nouns that take up one actor, or two after "both" and "the two", by how they are written in lower case.

    One that is only the end of names ("the fund") is of no kind.
    """
    found: dict[str, Noun] = {}
    for row in load_table("description_nouns"):
        if (row["use"] == "two") == two:
            known, kinds = found.get(row["noun"], Noun()), frozenset(items(row["kinds"]))
            told = kinds if row["use"] == "told" else frozenset()
            found[row["noun"]] = Noun(known.kinds | (kinds - told), known.told | told)
    return found


@cache
def bodies() -> frozenset[str]:
    """The words that say what sort of body a name is of, by which alone a report takes it up: "the fund", "the council"."""
    bodily = (
        noun.split()[-1]
        for noun, agent in knowledge().agents.items()
        if agent.kind in _BODIES and agent.sectors[:1] not in ((), ("CVL",))
    )
    return frozenset((*bodily, *nouns()))


def tells(words: Sequence[str], actor: str | None, date: str | None) -> bool:
    """Whether the words of a description in lower case, its noun last, are all told of an actor, given by its id, on the date.

    >>> tells(("30-nation", "alliance"), "igo/NATO", "2021-06-14"), tells(("30-nation", "alliance"), "igo/NATO", "2016")
    (True, False)
    """
    known = _features().get(actor or "", {})
    return bool(known) and _spelt(tuple(_counted(word) for word in words), known, date)


def bears(words: Sequence[str], actor: str | None, date: str | None) -> bool:
    """Whether what stands before a noun may be said of the actor: nothing, words that set nobody apart, what is told of it."""
    apart = [_counted(word) for word in words if not is_a(word, "plain", "determiner")]
    return not apart or _spelt(tuple(apart), _features().get(actor or "", {}), date)


def _spelt(words: tuple[str, ...], known: Mapping[str, tuple[Period, ...]], date: str | None) -> bool:
    """Whether the words can be split into features that hold on the date, the longest first."""
    if not words:
        return True
    return any(
        any(held.covers(date) for held in known.get(" ".join(words[:length]), ()))
        and _spelt(words[length:], known, date)
        for length in range(len(words), 0, -1)
    ) or (is_a(words[0], "plain") and _spelt(words[1:], known, date))


def _counted(word: str) -> str:
    """The word, "N-member" where it counts members."""
    count, hyphen, of = word.rpartition("-")
    if not hyphen or of not in _COUNTED:
        return word
    return f"{_numerals().get(count, count)}-member"


@cache
def _numerals() -> Mapping[str, str]:
    return {row["word"]: row["value"] for row in load_table("numerals") if row["kind"] == "number"}


@cache
def _features() -> Mapping[str, Mapping[str, tuple[Period, ...]]]:
    found: dict[str, dict[str, tuple[Period, ...]]] = {}
    for row in load_table("actor_features"):
        held = Period(row["from"], row["to"])
        for actor in items(row["actors"]):
            of_actor = found.setdefault(actor, {})
            of_actor[row["feature"]] = (*of_actor.get(row["feature"], ()), held)
    return found


@cache
def long_names(actor: str) -> tuple[str, ...]:
    """The names of an actor of the knowledge base that have several words, so that the last can take it up alone."""
    known = knowledge().actors.get(actor)
    named = (known.name, *_aliases().get(actor, ())) if known is not None else ()
    return tuple(name for name in named if " " in name)


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for alias in knowledge().aliases:
        if alias.type == "name":
            found.setdefault(alias.actor, []).append(alias.text)
    return {actor: tuple(names) for actor, names in found.items()}

"""The actors the lexicon knows, and the longest match of their names over the tokens of a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.analysis.model import load_model
from onrecord.lexicon import items, load_table
from onrecord.model.codes import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

NameKind = Literal["name", "demonym", "capital", "metonym"]
# In these states the family name comes first.
SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "HKG"})


@dataclass(frozen=True, slots=True)
class Spell:
    """One term of office; `begin` and `end` are months ("2013-03"), `end` is "" for the present holder."""

    of: str
    office: str
    begin: str
    end: str

    def holds(self, date: str | None) -> bool:
        """Whether the term covers the ISO date; without a date, whether it is still running."""
        if date is None:
            return not self.end
        return self.begin <= date[:7] and (not self.end or date[:7] <= self.end)


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the lexicon."""

    kb: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    spells: tuple[Spell, ...] = field(default=(), repr=False)
    gender: str = ""

    def spell(self, date: str | None) -> Spell | None:
        """The term of office at `date`, else the last that began before it, else None."""
        now = next((spell for spell in self.spells if spell.holds(date)), None)
        if now or not self.spells:
            return now
        before = [spell for spell in self.spells if date is None or spell.begin <= date[:7]]
        return before[-1] if before else None


Names = Mapping[str, tuple[tuple[tuple[str, ...], Known, NameKind], ...]]


def fold(name: str) -> str:
    """The name without accents, so that "Erdoğan" is found as "Erdogan"."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def state(code: str) -> Known | None:
    """The state with this ISO 3166-1 alpha-3 code."""
    row = next((r for r in load_table("states") if r["code"] == code), None)
    if row is None:
        return None
    return Known(f"state/{code}", row["name"], "state", code, ("GOV",), (code,))


@cache
def organisation(tail: str) -> Known | None:
    """The organisation whose id ends in `tail` ("NATO", "UN")."""
    return next((k for k, _ in _organisations() if k.kb.split("/")[1] == tail), None)


@cache
def people() -> tuple[Known, ...]:
    """Everybody in the table of office holders, one entry a person."""
    terms: dict[str, list[Mapping[str, str]]] = {}
    for row in load_table("spells"):
        terms.setdefault(row["person"], []).append(row)
    return tuple(_person(name, rows) for name, rows in terms.items())


@cache
def surnames() -> Mapping[str, tuple[Known, ...]]:
    """Everybody in the table of office holders by family name, plain and without accents."""
    found: dict[str, list[Known]] = {}
    for person in people():
        for surname in {family_name(person), fold(family_name(person))}:
            found.setdefault(surname, []).append(person)
    return {surname: tuple(persons) for surname, persons in found.items()}


def family_name(person: Known) -> str:
    """The family name of a known person, particles of Arabic and Turkish names left out."""
    parts = person.name.split()
    if person.country in SURNAME_FIRST and parts[0].isalpha():
        return parts[0]
    last = parts[-1] if parts[-1] not in ("Jr.", "II", "VI", "XIV", "XVI", "III") else parts[-2]
    return last.removeprefix("al-").removeprefix("el-")


def holder(of: str, office: str, date: str | None) -> Known | None:
    """Who held `office` of the state or organisation at `date`; None when unknown or more than one."""
    found = [p for p in people() for s in p.spells if s.of == of and s.office == office and s.holds(date)]
    return found[0] if len(found) == 1 else None


@cache
def names() -> Names:
    """Every name, demonym and capital, by its first token: (tokens, actor, kind of name), longest first."""
    tokenizer = load_model().tokenizer
    found: dict[str, list[tuple[tuple[str, ...], Known, NameKind]]] = {}
    seen: set[tuple[str, ...]] = set()
    for text, known, kind in _all_names():
        words = tuple(token.text for token in tokenizer(text))
        if words and words not in seen:
            seen.add(words)
            found.setdefault(words[0], []).append((words, known, kind))
    return {first: tuple(sorted(rest, key=lambda entry: -len(entry[0]))) for first, rest in found.items()}


def names_place(name: str) -> bool:
    """Whether the words, in whatever case, name a state or capital and so no person or organisation."""
    words = tuple(name.title().split())
    return bool(words) and any(
        parts == words and known.kind == "state" for parts, known, _ in names().get(words[0], ())
    )


def matches(doc: Doc) -> Iterator[tuple[int, int, Known, NameKind]]:
    """The longest known names in the text, left to right: first token, token after the last, actor, kind of name."""
    words = [token.text for token in doc]
    table = names()
    at = 0
    while at < len(words):
        for parts, known, kind in table.get(words[at], ()):
            if tuple(words[at : at + len(parts)]) == parts:
                yield at, at + len(parts), known, kind
                at += len(parts) - 1
                break
        at += 1


def _person(name: str, rows: list[Mapping[str, str]]) -> Known:
    spells = tuple(Spell(row["of"], row["office"], row["from"], row["to"]) for row in rows)
    home = next((s.of for s in spells if len(s.of) == 3 and state(s.of)), None)
    slug = fold(name).lower().replace(" ", "-").replace(".", "")
    sectors = ("GOV",) if home else ("IGO",)
    return Known(
        f"person/{slug}",
        name,
        "person",
        home,
        sectors,
        tuple({s.of: 0 for s in spells}),
        spells,
        rows[0]["gender"],
    )


@cache
def _organisations() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    return tuple(
        (
            Known(row["id"], row["name"], row["kind"], row["country"] or None, items(row["sectors"]),  # type: ignore[arg-type]
                  (row["id"].split("/")[1],) if row["kind"] == "igo" else ((row["country"],) if row["country"] else ())),
            items(row["aliases"]),
        )
        for row in load_table("organisations")
    )  # fmt: skip


def _all_names() -> Iterator[tuple[str, Known, NameKind]]:
    for person in people():
        yield person.name, person, "name"
        yield fold(person.name), person, "name"
    for row in load_table("spells"):
        person = next(p for p in people() if p.name == row["person"])
        yield from ((alias, person, "name") for alias in items(row["aliases"]))
    for known, aliases in _organisations():
        home = state(known.country) if known.kb in _metonyms() and known.country else None
        for alias in (known.name, *aliases):
            yield alias, home or known, "metonym" if home else "name"
    for row in load_table("states"):
        found = state(row["code"])
        if found is None:
            continue
        yield from ((text, found, "name") for text in (row["name"], *items(row["aliases"])))
        yield from ((text, found, "demonym") for text in items(row["demonyms"]))
        yield from ((text, found, "capital") for text in items(row["capitals"]))


@cache
def _metonyms() -> frozenset[str]:
    """Institutions whose name stands for the state itself ("the Kremlin")."""
    return frozenset(row["id"] for row in load_table("metonyms"))

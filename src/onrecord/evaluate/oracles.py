"""Who held office, month by month, against lists that others keep.

Each list is asked for the same states and months: the sixty states of `reported_states.tsv`, MONTHS months of each drawn
with a fixed seed from 1990-01 to 2026-10, on the fifteenth. A question counts where the list has exactly one name for the
office that day; it is answered rightly where the knowledge base has one holder whose family name is that of the list, or a
transliteration of it. No answer, and several, are wrong.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rapidfuzz.distance import Indel

from onrecord.lexicon import load_table
from onrecord.lexicon.places import countries
from onrecord.who import knowledge
from onrecord.who.parties import party_code
from onrecord.who.period import Period
from onrecord.who.spelling import sound
from onrecord.who.surnames import family_name
from onrecord.who.words import words

SEED = 20261125
MONTHS = 48
# Family names of five letters or more are one name where no more than a quarter of the letters differ.
LONG, ALIKE = 5, 0.75
# What the lists of leaders ask for; the knowledge base answers with the heads of state and of government of the day.
LEADING = ("leader", "chief of state", "head of government")
FIRST_YEAR, LAST_MONTH = 1990, 2026 * 12 + 9
_SUFFIX = re.compile(r"-(?:cabinet|ministers)$")
# A leader of the factbook: what he is called, then the family name in capitals; deputies and others are left out.
_LEADER = re.compile(
    r"^(?:Interim |Acting |Transitional |Caretaker )*(?:President|Prime Minister|Premier|Chancellor|King|Queen|Amir|Emir|"
    r"Sultan|Supreme Leader|State Chairman|State Affairs Commission President)\b"
)
_CAPITALS = re.compile(r"\b[A-Z][A-Z'’-]+\b")
_NUMERALS = re.compile(r"[IVX]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A term of office in a list: the state, the title to ask for, the name, from when to when."""

    state: str
    title: str
    name: str
    held: Period


@dataclass(frozen=True, slots=True)
class Agreement:
    """How an oracle and the knowledge base agree: questions asked, answered alike, and a line for each that is not."""

    asked: int
    alike: int
    differences: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of questions that are answered alike; 0 where none was asked."""
        return self.alike / self.asked if self.asked else 0.0


def agreements(folder: Path) -> Mapping[str, Agreement]:
    """The agreement with each oracle that the folder holds, by its short name."""
    found: dict[str, Agreement] = {}
    for name, (file, read) in _ORACLES.items():
        if (folder / file).is_file():
            found[name] = _agreement(name, tuple(read(folder / file)))
    return found


def questions() -> Iterator[tuple[str, str]]:
    """The states and days asked for, in order."""
    chance = random.Random(SEED)
    months = range(FIRST_YEAR * 12, LAST_MONTH + 1)
    for row in load_table("reported_states"):
        for month in sorted(chance.sample(months, MONTHS)):
            yield row["code"], f"{month // 12}-{month % 12 + 1:02d}-15"


def _agreement(oracle: str, listed: tuple[Listed, ...]) -> Agreement:
    by_state: dict[str, list[Listed]] = {}
    for term in listed:
        by_state.setdefault(term.state, []).append(term)
    asked = alike = 0
    differences: list[str] = []
    for state, day in questions():
        terms = [term for term in by_state.get(state, ()) if term.held.covers(day)]
        for title in sorted({term.title for term in terms}):
            names = {term.name for term in terms if term.title == title}
            if len({sound(_family(name)) for name in names}) != 1 or _reviewed(
                oracle, state, title, names, day
            ):
                continue
            asked += 1
            people = _known(state, title, day)
            right = len(people) == 1 or title in LEADING
            if right and any(_same(person, name) for person in people for name in names):
                alike += 1
            else:
                told = ", ".join(people) or "nobody"
                differences.append(
                    f"{oracle} {day[:7]} {state} {title}: {' / '.join(sorted(names))}, here {told}"
                )
    return Agreement(asked, alike, tuple(differences))


def _known(state: str, title: str, day: str) -> tuple[str, ...]:
    holders = knowledge().holders
    return holders.leaders(state, day) if title in LEADING else holders.holders(state, title, day)


def _family(name: str) -> str:
    """The family name of a listed name, in lower case: the word in capitals, else the last."""
    parts = [word for word in _CAPITALS.findall(name) if not _NUMERALS.fullmatch(word)]
    return words(parts[-1] if parts else name)[-1].key


def _same(person: str, listed: str) -> bool:
    """Whether a word of the listed name is a spelling of the family name of the person.

    Where the knowledge base has several people of that name in the state, a given name or initial must be too.
    """
    actor = knowledge().actors[person]
    theirs = [word.key for word in words(listed.replace("-", " "))]
    for family in _families(person):
        shared = [
            word for word in theirs if all(_alike(word, part) for part in family.split()) or word == family
        ]
        if not shared:
            continue
        rest = [word for word in theirs if word not in shared]
        kin = [p for p in knowledge().surnames.all(family) if knowledge().actors[p].country == actor.country]
        given = [word.key for word in words(actor.name.replace("-", " ")) if word.key != family]
        if len(kin) < 2 or not rest or any(_given(g, r) for g in given for r in rest):
            return True
    return False


def _given(name: str, listed: str) -> bool:
    """Whether a given name is listed, whole or as initials."""
    return _alike(name, listed) or (len(listed) < 3 and name[:1] == listed[:1])


def _alike(one: str, other: str) -> bool:
    """Whether two words, lower case, are spellings of one: the same consonants, or but one letter in four apart."""
    if one == other or (len(sound(one)) > 1 and sound(one) == sound(other)):
        return True
    return min(len(one), len(other)) >= LONG and Indel.normalized_similarity(one, other) >= ALIKE


@cache
def _families(person: str) -> tuple[str, ...]:
    """The family names of a person as keys: of the name, and those among the other names."""
    actor = knowledge().actors[person]
    found = dict.fromkeys([family_name(actor)])
    for alias in knowledge().aliases:
        if alias.actor == person and alias.type in ("name", "surname"):
            found[family_name(replace(actor, name=alias.text))] = None
    return tuple(found)


@cache
def _reviews() -> tuple[Mapping[str, str], ...]:
    return load_table("oracle_reviews")


def _reviewed(oracle: str, state: str, title: str, names: set[str], day: str) -> bool:
    return any(
        (row["oracle"], row["state"], row["office"]) == (oracle, state, title)
        and row["name"] in names
        and Period(row["from"], row["to"]).covers(day)
        for row in _reviews()
    )


def _holders(path: Path) -> Iterator[Listed]:
    """Holders by state; a term without an end counts until the last day that anything in the list of the state is dated."""
    titles = {row["position"]: row["title"] for row in load_table("oracle_positions")}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known_until: dict[str, str] = {}
    for row in rows:
        last = max(row["start"], row["end"])
        known_until[row["country_file"]] = max(known_until.get(row["country_file"], ""), last)
    for row in rows:
        title = titles.get(row["position"])
        if title and row["start"]:
            state = party_code(_SUFFIX.sub("", row["country_file"]).replace("-", " "))
            end = row["end"] or known_until[row["country_file"]]
            yield Listed(state, title, row["person"], Period(row["start"], end))


def _leaders(path: Path) -> Iterator[Listed]:
    """Leaders by month; a month that two share is asked for neither, because its days are not listed."""
    codes = {land.cow: code for code, land in countries().items() if land.cow}
    with path.open(encoding="cp1252", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            state = codes.get(row["ccode"])
            if state and row["syear"]:
                begin = f"{int(row['syear'])}-{int(row['smonth']):02d}"
                end = f"{int(row['eyear'])}-{int(row['emonth']):02d}" if row["eyear"] else "2021-08"
                yield Listed(state, "leader", row["leader"], Period(begin, end))


def _factbook(path: Path) -> Iterator[Listed]:
    codes = {land.fips: code for code, land in countries().items() if land.fips}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state = codes.get(row["fips"].upper())
            capitals = _CAPITALS.findall(row["title_name"])
            if state and capitals and _LEADER.match(row["title_name"]):
                yield Listed(
                    state, row["office"], row["title_name"], Period(row["first_seen"], row["last_seen"])
                )


_ORACLES = {
    "holders": ("oracle_office_holders.csv", _holders),
    "leaders": ("oracle_reign_leaders.csv", _leaders),
    "factbook": ("oracle_factbook_leaders.csv", _factbook),
}

"""Whether a folder of tables is sound and fits to the knowledge base that it is merged into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

from onrecord.who.base import KnowledgeBase, merge, read_packs
from onrecord.who.entries import Pack, Spell
from onrecord.who.names import run_key
from onrecord.who.tables import COLUMNS, Fault


def check_folder(folder: Path) -> tuple[tuple[Fault, ...], Mapping[str, int]]:
    """The faults of a folder, and how many entries of each kind it has."""
    packs, faults = read_packs((folder,))
    pack = packs[-1]
    base = merge(packs)
    found = sorted(
        {*(f for f in faults if f.file.startswith(f"{folder.name}/")), *misfits(pack, base, folder)}
    )
    counts = {
        "actors": len(pack.actors), "names": len(pack.aliases), "offices": len(pack.offices),
        "terms": len(pack.spells), "nouns": len(pack.agents),
    }  # fmt: skip
    return tuple(found), counts


def misfits(pack: Pack, base: KnowledgeBase, folder: Path) -> Iterator[Fault]:
    """Where a pack speaks of what no table has: a parent, an actor, an office, a state or organisation."""
    at = partial(_fault, folder)
    for actor in pack.actors:
        if actor.parent and actor.parent not in base.actors:
            yield at("actor", "parent", actor.parent, f"{actor.parent!r} of {actor.id} is no actor; add it")
        if actor.country and base.state(actor.country) is None:
            yield at("actor", "country", actor.country, f"{actor.country!r} of {actor.id} is no known state")
    for alias in pack.aliases:
        if alias.actor not in base.actors:
            yield at("alias", "actor", alias.actor, f"{alias.actor!r} ({alias.text}) is no actor; add it")
        elif not run_key(alias.text):
            yield at("alias", "texts", alias.text, f"{alias.text!r} of {alias.actor} has no letter or digit")
    for spell in pack.spells:
        if base.party(spell.of) is None:
            yield at(
                "spell", "of", spell.of, f"{spell.of!r} of {spell.person} is no state or organisation; add it"
            )
        if base.holders.office(spell) is None:
            yield at(
                "spell", "office", spell.office, f"{spell.office!r} of {spell.person} is no office; add it"
            )
    for spell in _doubled(pack):
        message = f"{spell.person} is {spell.office} of {spell.of} twice; end the one before the other begins"
        yield at("spell", "from", spell.held.begin, message)


def _fault(folder: Path, table: str, column: str, cell: str, message: str) -> Fault:
    """The fault at the first row that has the cell in the column."""
    path = folder / f"{table}.tsv"
    place = COLUMNS[table].index(column)
    for line, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        cells = text.split("\t")
        if not text.startswith("#") and len(cells) > place and cell in cells[place].split("|"):
            return Fault(f"{folder.name}/{path.name}", line, column, message)
    return Fault(f"{folder.name}/{path.name}", 0, column, message)


def _doubled(pack: Pack) -> Iterator[Spell]:
    """The terms that begin while the same person holds the same office already."""
    terms: dict[tuple[str, str, str], list[Spell]] = {}
    for spell in pack.spells:
        terms.setdefault((spell.person, spell.of, spell.office), []).append(spell)
    for spells in terms.values():
        for one, other in pairwise(sorted(spells, key=lambda spell: spell.held.begin)):
            if not one.held.end or (one.held.covers(other.held.begin) and one.held.end != other.held.begin):
                yield other

"""The knowledge base: packs of tables merged into one, the engine's own first, then those of its users."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from onrecord.errors import LexiconError
from onrecord.lexicon.tables import DATA
from onrecord.who.entries import Actor, Agent, Alias, Office, Pack, Spell
from onrecord.who.names import NameIndex, index_names
from onrecord.who.offices import Holders
from onrecord.who.surnames import Surnames
from onrecord.who.tables import Fault, read_pack

PACKS = DATA / "actors"


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """Known actors by id, their names, offices with their holders, and the nouns that mean an actor.

    `names`, `holders` and `surnames` are made when first asked for.
    """

    actors: Mapping[str, Actor]
    aliases: tuple[Alias, ...]
    offices: tuple[Office, ...]
    spells: tuple[Spell, ...]
    agents: Mapping[str, Agent]

    @cached_property
    def names(self) -> NameIndex:
        """All names, titles and nouns, for the longest match over a text."""
        return index_names(self.actors, self.aliases, self.offices, self.agents)

    @cached_property
    def holders(self) -> Holders:
        """Who held which office when."""
        return Holders(self.spells, self.offices)

    @cached_property
    def surnames(self) -> Surnames:
        """People by their family names."""
        return Surnames(self.actors, self.aliases, self.holders)

    @cached_property
    def demonyms(self) -> Mapping[str, str]:
        """The first demonym of each actor that has one, by id: "Turkish"."""
        return {alias.actor: alias.text for alias in reversed(self.aliases) if alias.type == "demonym"}

    @cached_property
    def seats(self) -> frozenset[str]:
        """The institutions whose name stands for the government of their state: "the Kremlin", "Downing Street"."""
        metonyms = {alias.actor for alias in self.aliases if alias.type == "metonym"}
        return frozenset(
            actor.id
            for actor in self.actors.values()
            if actor.id in metonyms and actor.kind == "institution" and actor.sectors[:1] == ("GOV",)
        )

    @cached_property
    def _tails(self) -> Mapping[str, Actor]:
        found: dict[str, Actor] = {}
        for actor in self.actors.values():
            if actor.kind != "person":
                found.setdefault(actor.tail, actor)
        return found

    def state(self, code: str | None) -> Actor | None:
        """The state or dependency of an ISO 3166-1 alpha-3 code."""
        return self.actors.get(f"state/{code}")

    def party(self, of: str) -> Actor | None:
        """The state of a code, else the organisation whose id ends so ("NATO"), as spells and members name them."""
        return self.state(of) or self.actors.get(of) or self._tails.get(of)


def merge(packs: Iterable[Pack]) -> KnowledgeBase:
    """One knowledge base of several packs; where two have a row of one subject, the later one's counts.

    The subject of a row is: an actor's id; the actor, text and type of a name; an office and whose it is; the
    person, office, state and first day of a spell; a noun.
    """
    actors: dict[str, Actor] = {}
    people: dict[str, Actor] = {}
    aliases: dict[tuple[str, str, str, str], Alias] = {}
    offices: dict[tuple[str, str], Office] = {}
    spells: dict[tuple[str, str, str, str], Spell] = {}
    agents: dict[str, Agent] = {}
    for pack in packs:
        actors |= {actor.id: actor for actor in pack.actors}
        aliases |= {(alias.actor, alias.text, alias.type, alias.valid.begin): alias for alias in pack.aliases}
        offices |= {(office.key, office.of): office for office in pack.offices}
        spells |= {(spell.person, spell.of, spell.office, spell.held.begin): spell for spell in pack.spells}
        agents |= {agent.noun.lower(): agent for agent in pack.agents}
        for id_, name, gender in pack.people:
            known = people.get(id_)
            if known is None or (gender and not known.gender):
                people[id_] = Actor(id_, "person", name, gender=gender)
    homes = _homes(spells.values(), actors)
    for id_, person in people.items():
        row = actors.get(id_)
        if row is None:
            actors[id_] = replace(person, country=homes.get(id_))
        else:
            actors[id_] = replace(row, country=row.country or homes.get(id_), gender=person.gender)
    return KnowledgeBase(
        actors, tuple(aliases.values()), tuple(offices.values()), tuple(spells.values()), agents
    )


def _homes(spells: Iterable[Spell], actors: Mapping[str, Actor]) -> Mapping[str, str]:
    """The state of each person: the one of the last office that is a state's."""
    of_states = [spell for spell in spells if f"state/{spell.of}" in actors]
    return {
        spell.person: actors[f"state/{spell.of}"].country or spell.of
        for spell in sorted(of_states, key=lambda spell: spell.held.begin)
    }


def load(folders: Sequence[Path] = ()) -> KnowledgeBase:
    """The engine's knowledge base with users' folders merged in, in order; raises LexiconError that names every fault."""
    packs, faults = read_packs(folders)
    if faults:
        more = f"\n... and {len(faults) - 20} more" if len(faults) > 20 else ""
        raise LexiconError("\n".join(map(str, faults[:20])) + more)
    return merge(packs)


def read_packs(folders: Sequence[Path] = ()) -> tuple[tuple[Pack, ...], tuple[Fault, ...]]:
    """The engine's packs and those of `folders`, with the faults inside each table."""
    packs: list[Pack] = []
    faults: list[Fault] = []
    own = sorted((entry for entry in PACKS.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    for folder in (*own, *folders):
        pack, found = read_pack(folder)
        packs.append(pack)
        faults += found
    return tuple(packs), tuple(faults)


@cache
def _loaded(folders: tuple[Path, ...]) -> KnowledgeBase:
    return load(folders)


def knowledge(folders: Sequence[Path] | None = None) -> KnowledgeBase:
    """The knowledge base of this process, loaded once: with `folders`, else with those of ONRECORD_ACTORS."""
    from onrecord.who.settings import user_folders

    return _loaded(tuple(user_folders() if folders is None else folders))

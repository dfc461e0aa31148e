"""What the knowledge base of actors holds: one frozen type for each of its five tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from onrecord.model.codes import ActorKind
from onrecord.who.period import ALWAYS, Period

NameType: TypeAlias = Literal[
    "name", "acronym", "demonym", "plural", "capital", "metonym", "surname", "description"
]


@dataclass(frozen=True, slots=True)
class Actor:
    """A known actor: a state, an organisation, a group, a person.

    `country` is ISO 3166-1 alpha-3; `sectors` are PLOVER codes, the primary one first; `parent` is the id of
    what it belongs to; `existed` bounds when there was such an actor; `gender` is "m", "f" or "" where unknown.
    """

    id: str
    kind: ActorKind
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    parent: str | None = None
    existed: Period = ALWAYS
    wikidata: str | None = None
    gender: str = ""

    @property
    def tail(self) -> str:
        """What stands after the kind in its id: "USA", "NATO", "angela-merkel"."""
        return self.id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an actor, of a type; `any_case` where it is a name however it is capitalised."""

    actor: str
    text: str
    type: NameType = "name"
    any_case: bool = False
    valid: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Office:
    """An office: the ways to write its title, what it amounts to, its sector; `of` is "" for an office of any state."""

    key: str
    titles: tuple[str, ...]
    role: str
    sector: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """One term of office: the id of the person, the state (alpha-3) or tail of an organisation's id, the office, when."""

    person: str
    of: str
    office: str
    held: Period


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun that means an actor ("gunman"), with its PLOVER sectors and kind."""

    noun: str
    sectors: tuple[str, ...]
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Pack:
    """The entries of one folder of tables, in the order of the files; `names` are the people as its spells write them."""

    actors: tuple[Actor, ...] = ()
    aliases: tuple[Alias, ...] = ()
    offices: tuple[Office, ...] = ()
    spells: tuple[Spell, ...] = ()
    agents: tuple[Agent, ...] = ()
    people: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    """(id, name, gender) of everybody in its spells whom no row of `actor.tsv` has to name."""

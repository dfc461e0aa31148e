"""What an actor is that a noun describes: "Lebanese rebels", "a spokesman for the Turkish army"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.codes import ActorKind
from onrecord.who.base import KnowledgeBase
from onrecord.who.entries import Actor, Alias
from onrecord.who.phrase import Chunk
from onrecord.who.vocabulary import is_a


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a noun belongs to: a state, or an organisation or group; `countries` are several where it is of several, and
    `inside` says that the noun itself names it ("UN envoy")."""

    actor: Actor | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    said: str = ""
    inside: bool = False

    @property
    def of(self) -> str | None:
        """The state or organisation as terms of office name it."""
        if self.actor is None:
            return None
        return self.actor.country if self.actor.kind in ("people", "place") else self.actor.tail


def meant(base: KnowledgeBase, names: Sequence[Alias], date: str | None) -> tuple[Actor, ...]:
    """The actors that a name may mean on a date, a seat of government as the state that it stands for.

    Names and actors of that time come first; without a date those that still exist.
    """
    current = [n for n in names if n.valid.covers(date)] or list(names)
    found: dict[str, Actor] = {}
    for named in current:
        actor = base.actors.get(named.actor)
        if actor is None:
            continue
        if named.actor in base.seats:
            actor = base.state(actor.country) or actor
        found[actor.id] = actor
    alive = [a for a in found.values() if a.existed.covers(date)] or list(found.values())
    if len(alive) > 1 and any(a.kind != "person" for a in alive):
        plain = {n.actor for n in current if n.type in ("name", "acronym", "metonym")}
        alive = [a for a in alive if a.id in plain] or alive
    return tuple(alive)


def belonging(base: KnowledgeBase, chunks: Sequence[Chunk], date: str | None) -> Belonging:
    """What the chunks before a noun make it belong to: the nearest of them, with the country of another where it has none.

    What backs it or is against it does not count; what leads it or where it has its seat only if nothing else does.
    """
    own = [c for c in chunks if c.names and c.bond == "own"]
    own = own or [c for c in chunks if c.names and c.bond in ("led", "seat")]
    found = [(chunk, meant(base, chunk.entry.names, date)) for chunk in own if chunk.entry]
    inside = not found
    found = found or _inside(base, chunks[-1:], date)
    found = [(chunk, actors) for chunk, actors in found if actors and actors[0].kind != "person"]
    if not found:
        return Belonging()
    countries = tuple(dict.fromkeys(a.country for _, actors in found for a in actors if a.country))
    chunk, actors = found[-1]
    joint = any(c.key in ("and", "or") for c in chunks) and len(countries) > 1
    if joint or len({a.country for a in actors}) > 1:
        return Belonging(countries=countries, said=f"{chunk.text!r} may be of {', '.join(countries)}")
    organisations = [a for _, each in found for a in each[:1] if a.kind not in ("state", "people", "place")]
    actor = organisations[-1] if organisations else actors[0]
    country = actor.country
    if country is None and actor.kind in (
        "people",
        "armed-group",
        "group",
        "party",
        "company",
        "media",
        "ngo",
    ):
        country = countries[0] if len(countries) == 1 else None
    sectors = actor.sectors if organisations else ()
    return Belonging(actor, country, sectors, (), f"{chunk.text!r} is {actor.name}", inside)


def _inside(
    base: KnowledgeBase, chunks: Sequence[Chunk], date: str | None
) -> list[tuple[Chunk, tuple[Actor, ...]]]:
    """What a noun itself names: "Kremlin spokesman", "US president", where the table has them whole."""
    found: list[tuple[Chunk, tuple[Actor, ...]]] = []
    for chunk in chunks:
        if chunk.noun and len(chunk.words) > 1 and not chunk.names:
            for match in base.names.matches(chunk.words, names=True):
                actors = meant(base, match.entry.names, date)
                if actors and all(actor.kind in ("state", "igo", "people") for actor in actors):
                    found.append((chunk, actors))
    return found


def nouns(chunks: Sequence[Chunk]) -> tuple[str, ...]:
    """The sectors that nouns before the head tell: "rebel leader", "police spokesman"."""
    found: dict[str, None] = {}
    for chunk in chunks:
        if chunk.noun and not chunk.names and not is_a(chunk.key, "generic"):
            found |= dict.fromkeys(sectors_of(chunk))
    return tuple(found)


def sectors_of(chunk: Chunk, base: KnowledgeBase | None = None, of: str | None = None) -> tuple[str, ...]:
    """The sectors that a noun or title tells; those of the office where it is one that only the party `of` has."""
    entry = chunk.entry
    if entry is None:
        return ()
    if entry.title is not None and base is not None and of is not None:
        own = [office for office in base.holders.titled(entry.title, of) if office.of == of]
        if own:
            return (own[0].sector,)
    if entry.agent is not None:
        return entry.agent.sectors
    if entry.title is not None and base is not None:
        offices = base.holders.titled(entry.title, of or "") or base.holders.titled(entry.title)
        return tuple(dict.fromkeys(office.sector for office in offices))[:1]
    return ("GOV",) if entry.title else ()


def kind_of(chunk: Chunk) -> ActorKind | None:
    """The kind of actor that a noun or title means."""
    if chunk.entry is None or not chunk.noun:
        return None
    if chunk.entry.agent is not None and not (chunk.entry.plural and chunk.entry.agent.kind == "person"):
        return chunk.entry.agent.kind
    return "group" if chunk.entry.plural else "person"

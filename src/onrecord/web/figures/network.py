"""Who deals with whom as a drawing of lines between actors, with the table that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.store import Dyad
from onrecord.store.portrait import Portrait, Tie
from onrecord.web import addresses
from onrecord.web.drawing import day as in_words
from onrecord.web.drawing import signed
from onrecord.web.figures.figure import Figure
from onrecord.who.parties import party_name

ABOUT = (
    "Each line is what happened between two sides, each happening once; its colour tells conflict from cooperation"
    " (PLOVER intensity, −10 to 10, on average)."
)


def around(actor: Portrait, known: Sequence[Tie]) -> Figure | None:
    """An actor and whom it deals with; null where it deals with nobody."""
    if not known:
        return None
    nodes = [
        {"key": actor.key, "name": actor.name, "href": addresses.actor(actor.key), "n": sum(tie.deeds for tie in known)},
        *({"key": tie.key, "name": tie.name, "href": addresses.actor(tie.key), "n": tie.deeds} for tie in known),
    ]  # fmt: skip
    links = [
        {"source": actor.key, "target": tie.key, "n": tie.deeds, "intensity": round(tie.mean, 2), "href": _between(actor, tie)}
        for tie in known
    ]  # fmt: skip
    return Figure(
        name="network", title=f"Whom {actor.name} deals with", about=ABOUT, data={"nodes": nodes, "links": links},
        columns=("With", "Deeds", "Of them by " + actor.name, "Mean intensity", "Latest"),
        rows=tuple(
            ({"name": tie.name, "href": addresses.actor(tie.key)}, f"{tie.deeds:,}", f"{tie.did:,}", signed(tie.mean),
             in_words(tie.last))
            for tie in known
        ),
    )  # fmt: skip


def among(links: Sequence[Dyad]) -> Figure | None:
    """Relations between parties; null where there are none."""
    if not links:
        return None
    deeds = Counter[str]()
    for link in links:
        deeds.update({link.one: link.deeds, link.other: link.deeds})
    nodes = [
        {"key": code, "name": party_name(code), "href": f"/dyads?party={code}", "n": n} for code, n in deeds.most_common()
    ]  # fmt: skip
    drawn = [
        {"source": link.one, "target": link.other, "n": link.deeds, "intensity": round(link.mean, 2),
         "href": addresses.dyad(link.one, link.other)}
        for link in links
    ]  # fmt: skip
    return Figure(
        name="network", title="Who deals with whom", about=ABOUT, data={"nodes": nodes, "links": drawn},
        columns=("Between", "Deeds", "Mean intensity"),
        rows=tuple(
            ({"name": " and ".join(link.names), "href": addresses.dyad(link.one, link.other)}, f"{link.deeds:,}", signed(link.mean))
            for link in links
        ),
    )  # fmt: skip


def is_party(key: str) -> bool:
    """Whether the key of an actor is that of a state or organisation that events name as a party."""
    return key.startswith(("state/", "igo/"))


def _between(actor: Portrait, tie: Tie) -> str | None:
    if is_party(actor.key) and is_party(tie.key):
        return addresses.dyad(*(key.partition("/")[2] for key in (actor.key, tie.key)))
    return addresses.actor(tie.key)

"""Who deals with whom as a drawing of lines between actors, with the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.store import Network
from onrecord.store.portrait import Portrait, Tie
from onrecord.web import addresses
from onrecord.web.charted import Figure
from onrecord.web.drawing import day as in_words

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
            ({"name": tie.name, "href": addresses.actor(tie.key)}, f"{tie.deeds:,}", f"{tie.did:,}", f"{tie.mean:+.1f}",
             in_words(tie.last))
            for tie in known
        ),
    )  # fmt: skip


def among(found: Network) -> Figure | None:
    """The strongest relations between parties; null where there are none."""
    if not found.links:
        return None
    names = {node.key: node.name for node in found.nodes}
    nodes = [
        {"key": node.key, "name": node.name, "href": f"/dyads?party={node.key}", "n": node.deeds}
        for node in found.nodes
    ]
    links = [
        {"source": link.one, "target": link.other, "n": link.deeds, "intensity": round(link.mean, 2),
         "href": addresses.dyad(link.one, link.other)}
        for link in found.links
    ]  # fmt: skip
    return Figure(
        name="network", title="Who deals with whom", about=ABOUT, data={"nodes": nodes, "links": links},
        columns=("Between", "And", "Deeds", "Mean intensity"),
        rows=tuple(
            ({"name": names[link.one], "href": addresses.dyad(link.one, link.other)}, names[link.other], f"{link.deeds:,}",
             f"{link.mean:+.1f}")
            for link in found.links
        ),
    )  # fmt: skip


def is_party(key: str) -> bool:
    """Whether the key of an actor is that of a state or organisation that events name as a party."""
    return key.startswith(("state/", "igo/"))


def _between(actor: Portrait, tie: Tie) -> str | None:
    if is_party(actor.key) and is_party(tie.key):
        return addresses.dyad(*(key.partition("/")[2] for key in (actor.key, tie.key)))
    return addresses.actor(tie.key)

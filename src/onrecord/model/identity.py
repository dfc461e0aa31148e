"""Who an actor is across records: a key that is the same in every report, and the party it acts for."""

from __future__ import annotations

import re
import unicodedata

from onrecord.model.findings import Actor

UNNAMED = "~"
_APART = re.compile(r"[^a-z0-9]+")


def actor_key(actor: Actor) -> str:
    """The lexicon's entry where there is one, else `kind/slug` of the name.

    Actors that no mention names ("two officials", "rebels") have no identity beyond their report: their key
    begins with "~". It finds them by what they are called and never says that two of them are the same.

    >>> from onrecord.model import Mention, Span
    >>> said = Mention(span=Span(0, 9), form="description")
    >>> actor_key(Actor(id="a1", name="officials", kind="group", mentions=(said,), confidence=0.5, reason="r"))
    '~officials'
    """
    if actor.kb:
        return actor.kb
    name = slug(actor.name)
    named = any(mention.form in ("name", "title") for mention in actor.mentions)
    whole = actor.kind != "person" or "-" in name
    return f"{actor.kind}/{name}" if named and whole and name else f"{UNNAMED}{name}"


def party(actor: Actor) -> str | None:
    """The state (ISO 3166-1 alpha-3) or organisation that the actor belongs to or is; null where unknown."""
    if actor.kind == "igo" and actor.kb:
        return actor.kb.partition("/")[2]
    return actor.member_of[0] if actor.member_of else actor.country


def slug(name: str) -> str:
    """The name in lower-case ASCII letters and digits, other characters folded to single hyphens.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _APART.sub("-", plain).strip("-")

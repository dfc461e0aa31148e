"""Moves made by what is said, without a word that names them: "We will strike", "They must leave"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import (
    child,
    condition,
    in_condition,
    is_negated,
    is_passive,
    modal,
    obliques,
    phrase,
    subject,
)
from onrecord.extract.draft import Draft
from onrecord.extract.positions.courses import course
from onrecord.extract.positions.cues import word_class
from onrecord.extract.positions.moves import CONDITIONAL, Move, clause_span
from onrecord.extract.positions.sides import (
    actor_at,
    is_official,
    is_party,
    is_speaker,
    others,
    party_of,
    side,
)
from onrecord.model import Actor, Statement, cover
from onrecord.model.codes import PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "would", "'ll", "’ll", "shall", "wo", "'d", "’d"})
MUST = frozenset({"must", "should", "ought"})


def find_commitments(draft: Draft, statement: Statement) -> Iterator[Move]:
    """The moves that the words of a statement make on behalf of its speaker."""
    if statement.speaker is None:
        return
    speaker = draft.who[statement.speaker]
    if not (is_party(speaker) or is_official(speaker)):
        return
    for content in statement.content:
        for token in draft.analysis.tokens(content):
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                move = _move(draft, statement, speaker, token)
                if move is not None:
                    yield move


def _move(draft: Draft, statement: Statement, speaker: Actor, verb: Token) -> Move | None:
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ != "that" for c in verb.children):
        return None
    if in_condition(verb):
        return None
    actor_token = None if child(verb, "expl") is not None else subject(verb)
    actor = actor_at(draft, actor_token)
    hanging = condition(verb) if actor is None else None
    if hanging is not None:
        # "If the members want peace, they must act": an unknown "they" is who the condition names.
        actor = actor_at(draft, subject(hanging))
    own = actor_token is not None and _is_own(actor_token, actor, speaker, statement)
    for rule in (
        _consequence,
        _own_course,
        _obligation,
        _refusal,
        _omission,
        _blame,
        _exoneration,
        _if_then,
        _alarm,
    ):
        found = rule(verb, own, actor)
        if found is not None:
            return _made(
                draft, statement, speaker, verb, actor, own, found, rule.__name__.strip("_").replace("_", "-")
            )
    return None


def _made(
    draft: Draft, statement: Statement, speaker: Actor, verb: Token, actor: Actor | None, own: bool,
    kind: PositionKind, rule: str,
) -> Move | None:  # fmt: skip
    proposition = clause_span(verb, statement)
    hanging = condition(verb)
    clause = phrase(hanging) if hanging is not None else None
    aimed: tuple[str, ...] = ()
    if hanging is not None and kind in CONDITIONAL:
        aimed = party_of(draft, speaker, hanging)
    if not aimed and actor is not None and not own and side(actor) != side(speaker):
        aimed = (actor.id,)
    # Whoever else is named beside an unknown "if he" is likely the one who is protected.
    if hanging is None or kind not in CONDITIONAL:
        aimed = aimed or others(draft, speaker, proposition)
    aimed = aimed or statement.addressees
    if not aimed and kind == "accusation":
        return None
    # People who speak for nobody judge and urge; they do not promise, threaten or refuse on behalf of a side.
    if not is_official(speaker) and kind not in ("demand", "accusation"):
        return None
    if rule in ("omission", "blame", "exoneration") and not all(is_party(draft.who[i]) for i in aimed):
        return None
    return Move(
        kind=kind, holder=speaker, toward=aimed, cue=verb, about=verb, proposition=proposition, span=proposition if clause is None else cover((proposition, clause)),
        condition=clause, statement=statement, rule=rule,
    )  # fmt: skip


def _is_own(token: Token, actor: Actor | None, speaker: Actor, statement: Statement) -> bool:
    """Whether the subject is the speaker or the speaker's side: "we", its state, its forces."""
    if any(c.dep_ == "poss" and c.lower_ in word_class("first-person") for c in token.children):
        return True
    if actor is not None:
        return actor.id == speaker.id or (side(actor) == side(speaker) and actor.kind != "people")
    return is_speaker(token, speaker, statement)


def _consequence(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """There will be consequences; they will pay a price."""
    if modal(verb) not in WILL or is_negated(verb):
        return None
    named = child(verb, "attr", "dobj")
    if named is not None and named.lemma_ in word_class("consequence") and not own:
        return "threat"
    return None


def _own_course(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """We will strike; we would not go; we are going to stay."""
    if (
        not own
        or is_passive(verb)
        or any(c.dep_ == "aux" and c.lower_ in ("have", "’ve", "'ve") for c in verb.children)
    ):
        return None
    going = verb.dep_ == "xcomp" and verb.head.lower_ == "going"
    if modal(verb) in WILL or going:
        if is_negated(verb) or (going and is_negated(verb.head)):
            return None if verb.lemma_ in word_class("inert") | word_class("press") else "refusal"
        return course(verb)
    determined = verb.dep_ == "xcomp" and verb.head.lemma_ in word_class("resolve")
    if determined or (verb.tag_ == "VBG" and _is_progressive(verb) and modal(verb) is None):
        return None if is_negated(verb) or is_negated(verb.head) else course(verb)
    return None


def _is_progressive(verb: Token) -> bool:
    if any(c.lower_ in word_class("already") for c in verb.children):
        return False
    return any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _obligation(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """They must leave; it is vital that they leave."""
    named = child(verb, "acomp", "attr")
    if named is not None and named.lower_ in word_class("need") and child(verb, "ccomp", "xcomp") is not None:
        return "demand"
    if own:
        return None
    owed = modal(verb) in MUST or (
        verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "need") and verb.head.i < verb.i
    )
    if (
        not owed
        or actor is None
        or not (is_party(actor) or is_official(actor))
        or (named is not None and named.lower_ == "able")
    ):
        return None
    # "The prisoners must be tried" does not say who has to try them.
    return None if is_passive(verb) and actor.kind != "state" else "demand"


def _refusal(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """That is unacceptable; not on the table; we cannot accept it."""
    if condition(verb) is not None and not own:
        return None
    thing = child(verb, "dobj")
    judged = (*verb.children, *(thing.rights if thing is not None else ()))
    named = next(
        (c for c in judged if c.pos_ == "ADJ" and c.dep_ in ("acomp", "oprd", "ccomp", "amod")), None
    )
    if named is not None and named.lower_ in word_class("unacceptable"):
        return None if is_negated(verb) else "refusal"
    if named is not None and named.lower_ in word_class("acceptable") and is_negated(verb):
        return "refusal"
    if not is_negated(verb):
        return None
    if verb.lemma_ == "be":
        stands = (g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
        return "refusal" if any(g.lemma_ in word_class("stance") for g in stands) else None
    able = modal(verb) in ("can", "ca", "cannot")
    return "refusal" if able and own and verb.lemma_ in word_class("tolerate") else None


def _omission(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """They have not left; they are still not paying: an accusation of what is left undone."""
    if own or actor is None or not is_negated(verb) or verb.tag_ not in ("VBN", "VBG") or is_passive(verb):
        return None
    if verb.lemma_ in word_class("blame") | word_class("broken"):
        return None
    return "denial" if verb.lemma_ in word_class("hostile") else "accusation"


def _if_then(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """If they do this, that harm will come of it: a warning to those who may do it."""
    if own or modal(verb) not in WILL or condition(verb) is None:
        return None
    harmful = word_class("harm") | word_class("hostile") | word_class("consequence")
    thing = child(verb, "dobj", "attr")
    words = {verb.lemma_, thing.lemma_ if thing is not None else ""}
    return "warning" if words & harmful else None


def _alarm(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """That would be a dangerous step; it is of grave concern."""
    if own or is_negated(verb) or (modal(verb) not in WILL and verb.lemma_ != "be"):
        return None
    named = child(verb, "acomp", "attr", "dobj") or next(obliques(verb, "of"), None)
    if named is None:
        return None
    beside = (c for c in named.children if c.dep_ in ("amod", "compound"))
    return "warning" if any(t.lower_ in word_class("alarm") for t in (named, *beside)) else None


def _blame(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """They are terrorists; they violated the truce."""
    if own or actor is None or is_passive(verb) or modal(verb) is not None or not _is_finite(verb):
        return None
    if verb.lemma_ == "be":
        named = child(verb, "attr", "acomp")
        beside = (c for c in named.children if c.dep_ in ("amod", "compound")) if named is not None else ()
        blamed = named is not None and any(t.lower_ in word_class("blame") for t in (named, *beside))
        return "accusation" if blamed and not is_negated(verb) else None
    if verb.lemma_ in word_class("blame"):
        return None if is_negated(verb) else "accusation"
    return None


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBP", "VBZ") or any(
        c.dep_ == "aux" and c.tag_ != "TO" for c in verb.children
    )


def _exoneration(verb: Token, own: bool, actor: Actor | None) -> PositionKind | None:
    """We have not attacked; our target is not the Americans; it is not against them."""
    against = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "against"), None)
    denied = is_negated(verb) or (against is not None and against.nbor(-1).dep_ == "neg")
    if not denied or modal(verb) is not None:
        return None
    if verb.lemma_ == "be":
        target = subject(verb)
        aimed = target is not None and target.lemma_ in word_class("aim")
        return "denial" if against is not None or (own and aimed) else None
    return "denial" if own and verb.lemma_ in (word_class("blame") | word_class("hostile")) else None

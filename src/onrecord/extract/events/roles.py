"""Who did it to whom: the sources and targets of a trigger, by its construction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import agent, child, condition, is_negated, obliques, subject
from onrecord.extract.draft import OWNING, Draft
from onrecord.extract.events.casting import Casting, suffers
from onrecord.extract.events.plover import verbs, words
from onrecord.extract.events.triggers import Trigger
from onrecord.model import Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

Ids = tuple[str, ...]

# Prepositions of the other side, the surest first.
AGAINST = (
    ("against", "between", "among", "toward", "towards"),
    ("on", "with", "to", "at", "from", "into", "for", "over"),
)
REQUESTED = (("to", "on", "from", "against"), ("with", "of", "for"))
FELT = ("by", "at", "with", "to", "of", "over", "about", "against", "towards")
AT_EACH_OTHER = ("against", "at", "into", "on", "to", "upon", "with")
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
OPPOSED = frozenset({"ASSAULT", "REJECT", "ACCUSE"})
SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# What is answered is of whoever made it: "accepted the demands by protesters", "rejected a call from the Senate".
ANSWERS = frozenset({"REJECT", "CONCEDE", "AGREE"})
# Force and movement of forces are directed at the state on whose land they happen, where nobody else is named.
TERRITORIAL = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The actor ids on the two sides of an event."""

    sources: Ids
    targets: Ids


def sides(draft: Draft, trigger: Trigger, statement: Statement | None) -> Sides:
    """The sources and targets of the event; empty where the text names none."""
    cast = Casting(draft, statement)
    if trigger.judged:
        sources, targets = _of_judgement(cast, trigger)
    elif trigger.noun is not None:
        sources, targets = _of_noun(cast, trigger)
    else:
        sources, targets = _of_verb(cast, trigger)
    if len(sources) > 1 and not targets and (_is_mutual(trigger) or _is_reciprocal(trigger)):
        sources, targets = sources[:1], sources[1:]
    return Sides(sources, tuple(t for t in targets if t not in sources))


def _is_mutual(trigger: Trigger) -> bool:
    """Whether those who do it deal with one another: "met", "signed"; what they did not do, or pledge, is toward others."""
    if trigger.act.type not in MUTUAL:
        return False
    return trigger.noun is not None or not (
        is_negated(trigger.token) or trigger.token.lemma_ in words("unilateral")
    )


def _is_reciprocal(trigger: Trigger) -> bool:
    """Whether two who do it do it to each other: "clashed", "fired on each other", "fought a war"."""
    if trigger.noun is not None:
        return trigger.token.lemma_ in words("reciprocal-noun") and trigger.token.dep_ == "dobj"
    others = (child(trigger.token, "dobj"), *obliques(trigger.token, *AT_EACH_OTHER))
    if any(
        o.lower_ == "other" and any(c.lower_ == "each" for c in o.children) for o in others if o is not None
    ):
        return True
    return trigger.token.lemma_ in words("reciprocal")


def _of_verb(cast: Casting, trigger: Trigger) -> tuple[Ids, Ids]:
    verb, act, thing = trigger.token, trigger.act, trigger.thing
    if verb.dep_ == "amod":
        # "US-backed fighters": whoever stands before the participle does it to what stands behind it.
        before = (c for c in verb.lefts if c.dep_ in ("npadvmod", "compound", "nmod", "amod"))
        return cast.first(before), cast.ids(verb.head)
    sources, targets = _of_clause(cast, verb, thing)
    if trigger.gains:
        given = cast.first(obliques(verb, "from", "by", "of"))
        return given or cast.first(obliques(thing or verb, "from", "by", "of")) or cast.owners(
            thing or verb
        ), sources
    if (act.type == "MOBILIZE" or act.mode == "withdraw") and thing is None:
        # What is moved is one's own: "troops were stationed", "withdrew its forces".
        sources, targets = sources or targets, ()
    if thing is not None:
        both = cast.both(thing)
        if both is not None:
            return both
        targets = _against(cast, thing, AGAINST) or _others(cast.owners(thing), sources) or targets
    answered = thing or child(verb, "dobj")
    if act.type in ANSWERS and answered is not None:
        targets = _others(cast.first(obliques(answered, "by")), sources) or targets
    if not _others(targets, sources):
        # One's own rulers are another side where one acts "against" them.
        opposed = _others(cast.first(obliques(verb, "against")), sources)
        targets = opposed or cast.first_other(_beyond(verb, act.type), sources) or targets
    if act.type in TERRITORIAL and not _others(targets, sources):
        targets = cast.land(verb) or (cast.land(thing) if thing is not None else ()) or targets
    if act.type == "MOBILIZE" and not targets:
        targets = cast.first_other(_faced(verb), sources)
    return sources, targets


def _faced(verb: Token) -> Iterable[Token]:
    """Whom the forces that are moved are said to face or threaten, in a relative clause."""
    for inner in verb.subtree:
        if inner.dep_ in ("relcl", "acl") or (inner.dep_ == "xcomp" and inner.i > verb.i):
            yield from (c for c in inner.children if c.dep_ == "dobj")


def _of_clause(cast: Casting, verb: Token, thing: Token | None) -> tuple[Ids, Ids]:
    """Subject and object, turned round in the passive; the object that belongs to the trigger is no target."""
    if suffers(verb):
        return cast.ids(agent(verb)), cast.ids(subject(verb)) if thing is None else ()
    direct = child(verb, "dobj")
    targets = cast.ids(direct) if thing is None else ()
    return cast.ids(_writer(verb) or subject(verb)), cast.first(
        c for c in verb.children if c.dep_ == "dative"
    ) or targets


def _writer(verb: Token) -> Token | None:
    """Who puts forth the statement that does it: "issued a letter urging them to stop"."""
    paper = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and paper.dep_ == "dobj" and paper.lemma_ in words("paper"):
        return subject(paper.head)
    return None


def _others(targets: Ids, sources: Ids) -> Ids:
    return tuple(t for t in targets if t not in sources)


def _against(cast: Casting, token: Token, orders: tuple[tuple[str, ...], ...]) -> Ids:
    """The other side behind a preposition, the surest preposition first."""
    for prepositions in orders:
        find = cast.first if "against" in prepositions else cast.first_known
        found = find(obliques(token, *prepositions)) or find(_adjacent(token, prepositions))
        if found:
            return found
    return ()


def _beyond(verb: Token, kind: str) -> Iterable[Token]:
    """Where else the other side may stand: behind a preposition, or in the clause that is asked for."""
    for prepositions in AGAINST:
        for head in obliques(verb, *prepositions):
            yield head
            yield from (
                d for c in head.children if c.lemma_ == "involve" and (d := child(c, "dobj")) is not None
            )
    inner = child(verb, "ccomp", "xcomp")
    if kind not in (*SPEECH, "AGREE") or inner is None:
        return
    yield from (c for c in inner.children if c.dep_ in ("nsubj", "nsubjpass"))
    yield from (c for c in inner.children if c.dep_ == "dobj")
    for prepositions in AGAINST:
        yield from obliques(inner, *prepositions)
    deeper = child(inner, "xcomp", "ccomp")
    if deeper is not None:
        yield from (c for c in deeper.children if c.dep_ == "dobj")


def _of_noun(cast: Casting, trigger: Trigger) -> tuple[Ids, Ids]:
    noun, entry, kind = trigger.token, trigger.noun, trigger.act.type
    if entry is not None and entry.agent:
        return _of_agent(cast, noun)
    both = cast.both(noun)
    if both is not None and (kind in MUTUAL or (kind in OPPOSED and not _is_joint(noun))):
        return both
    owners = [c for c in noun.children if c.dep_ in OWNING]
    # "the US-led fight", "a Russian-sponsored conference": whoever leads or sponsors it.
    owners += [g for c in owners for g in c.children if g.dep_ in ("npadvmod", "compound", "amod")]
    by, owner = cast.first(obliques(noun, "by")), cast.first(owners)
    if kind == "ACCUSE" and entry is not None and not entry.of_target:
        return _of_accusation(cast, noun, by or owner)
    sources = by or owner
    targets = _against(cast, noun, REQUESTED if kind == "REQUEST" else AGAINST)
    of = cast.first(obliques(noun, "of"))
    if entry is not None and entry.of_target:
        # "the death of X", "X's detention": of such nouns the owner is the one it happens to, unless both are named.
        if of:
            targets = of
        elif not targets and child(noun, "poss") is not None:
            sources, targets = by, owner
    elif owner and of:
        # "the Russian invasion of Ukraine": with an owner before it, what it is of suffers it.
        targets = targets or of
    else:
        sources = sources or of
    sources = sources or _of_governor(cast, noun, mutual=kind in MUTUAL)
    if not sources and kind in SPEECH:
        sources = cast.speaker
    if kind == "THREATEN" and not _others(targets, sources):
        targets = _who_brings_it_about(cast, noun)
    if kind in TERRITORIAL and not targets:
        targets = cast.land(noun)
    return sources, targets


def _of_accusation(cast: Casting, noun: Token, by: Ids) -> tuple[Ids, Ids]:
    """Sides of an accusation: who refuses or faces it is the accused, who else has to do with it makes it."""
    verb = noun.head
    accused = noun.dep_ == "dobj" and (_refuses(verb) or verb.lemma_ in words("faces"))
    subjects = _of_governor(cast, noun, mutual=False)
    sources = by or cast.first(obliques(noun, "from")) or (() if accused else subjects or cast.speaker)
    targets = _against(cast, noun, AGAINST[:1]) or cast.first(obliques(noun, "on", "at"))
    return sources, targets or (_others(subjects, sources) if accused else ())


def _refuses(verb: Token) -> bool:
    return any(use.act.type == "REJECT" for use in verbs().get(verb.lemma_, ()))


def _is_joint(noun: Token) -> bool:
    """Whether two do it together: "French and British air strikes", not "the Franco-British war"."""
    owners = (c for c in noun.lefts if c.dep_ in OWNING)
    return noun.lemma_ not in words("reciprocal-noun") and any(
        g.dep_ == "cc" for c in owners for g in c.children
    )


def _of_agent(cast: Casting, noun: Token) -> tuple[Ids, Ids]:
    """Sides of a noun for somebody who does it: "Putin, Assad's backer", "the PKK is a supporter of Assad"."""
    targets = cast.first(c for c in noun.children if c.dep_ == "poss") or cast.first(
        obliques(noun, "of", "to")
    )
    if noun.dep_ in ("appos", "conj"):
        return _others(cast.ids(noun.head), targets), targets
    if noun.dep_ == "attr":
        return _others(cast.ids(subject(noun.head)), targets), targets
    apposed = child(noun, "appos")
    return _others(cast.ids(apposed), targets), targets


def _adjacent(noun: Token, prepositions: tuple[str, ...]) -> Iterable[Token]:
    """The phrase right behind the noun, where the parse hangs it elsewhere: "in the battle against X"."""
    if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in prepositions and noun.nbor().dep_ == "prep":
        yield from (c for c in noun.nbor().children if c.dep_ == "pobj")


def _of_governor(cast: Casting, noun: Token, *, mutual: bool) -> Ids:
    """The subject of the verb whose object the noun is: "Russia began its withdrawal"."""
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj", "pcomp") and verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ == "VERB" and (mutual or not suffers(verb)):
        return cast.ids(subject(verb))
    return ()


def _who_brings_it_about(cast: Casting, noun: Token) -> Ids:
    """The doer of the if-clause: "there will be consequences if Russia invades"."""
    token = noun
    for _ in range(4):
        hangs_on = condition(token)
        if hangs_on is not None:
            return cast.ids(subject(hangs_on))
        token = token.head
    return ()


def _of_judgement(cast: Casting, trigger: Trigger) -> tuple[Ids, Ids]:
    """Sides of an adjective: the subject feels it ("angry at X"), or the speaker says it of the subject."""
    word = trigger.token
    verb = word.head if word.dep_ in ("acomp", "oprd", "attr") else word
    about = cast.ids(subject(verb))
    if trigger.judged == "speaker":
        return cast.speaker, _others(about, cast.speaker)
    inner = child(word, "ccomp")
    targets = _others(cast.first(obliques(word, *FELT)), about)
    if not targets and inner is not None:
        targets = cast.first(c for c in inner.children if c.dep_ in ("nsubj", "nsubjpass"))
    return about, targets

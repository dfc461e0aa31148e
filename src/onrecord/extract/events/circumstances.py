"""When and where an event happens, and in which context."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord.analysis import Sentence, span_of
from onrecord.analysis.clauses import child, together
from onrecord.extract.draft import Draft
from onrecord.extract.events.plover import contexts
from onrecord.model import Span, Statement, Time, When, Where
from onrecord.text.calendar import covered, value_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# The tags of verbs that tell what happened, and how long a TIMEX3 value is that names a day.
PAST = frozenset({"VBD", "VBN"})
DAY_LENGTH = len("2021-12-09")
PLACES = frozenset({"GPE", "LOC", "FAC"})
LOCATING = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "along"})


def when(draft: Draft, sentence: Sentence, trigger: Token, statement: Statement | None) -> When | None:
    """The date of the event, from the nearest that tells one.

    That is its own clause, or a length of time that tells how long before or after another event it was, else the only
    time of its sentence, else the day that its paragraph spoke of last, else publication, which is then assumed.
    """
    nearby = [
        t for t in draft.times if t.begin and t.type in ("DATE", "TIME") and sentence.span.contains(t.span)
    ]
    within = {token.i for token in trigger.subtree} if nearby else set()
    own, loose = [], []
    for time in nearby:
        first = draft.analysis.tokens(time.span)[0]
        if _hangs_on(first, trigger):
            own.append(time)
        elif first.i not in within and not _is_of_aim(first, trigger):
            loose.append(time)
    if own:
        return _when(min(own, key=lambda t: abs(t.span.start - trigger.idx)))
    length = next(
        (t for t in draft.times if sentence.span.contains(t.span) and _counts(draft, t, trigger)), None
    )
    if length is not None and length.begin:
        return _counted(draft, length, trigger)
    cited = statement and loose and not any(c.contains(loose[0].span) for c in statement.content)
    if len(loose) == len(nearby) == 1 and not cited and length is None:
        return _when(loose[0])
    if (
        not nearby
        and length is None
        and statement is None
        and trigger.tag_ in PAST
        and (day := _told_before(draft, sentence))
    ):
        return _when(day)
    published = draft.article.published
    return When(value=published, begin=published, end=published, assumed=True) if published else None


def _link(draft: Draft, length: Time) -> Token | None:
    """The "after" or "before" behind a length of time: "four days after"."""
    last = draft.analysis.tokens(length.span)[-1]
    link = last.nbor() if last.i + 1 < len(last.doc) else None
    return link if link is not None and link.lower_ in ("after", "before") else None


def _reference(link: Token) -> Token | None:
    """What a length of time is counted from: the verb or noun that "after" or "before" stands with."""
    return link.head if link.dep_ == "mark" else child(link, "pobj", "pcomp")


def _counts(draft: Draft, time: Time, trigger: Token) -> bool:
    """Whether a length of time is counted from an event or to it: "freed on Monday, four days after the raid"."""
    link = _link(draft, time) if time.type == "DURATION" else None
    if link is None:
        return False
    other = _reference(link)
    main = other.head if other is not None and link.dep_ == "mark" else link.head
    return trigger.i == main.i or (other is not None and trigger.i in {t.i for t in together(other)})


def _counted(draft: Draft, length: Time, trigger: Token) -> When | None:
    """The day, week, month or year of an event at either end of a length of time."""
    link = _link(draft, length)
    other = _reference(link) if link is not None else None
    if link is None or length.begin is None or length.end is None:
        return None
    is_other = other is not None and trigger.i in {t.i for t in together(other)}
    first = is_other == (link.lower_ == "after")
    day = date.fromisoformat(length.begin if first else length.end)
    value = value_of(day, length.value[-1])
    begin, end = covered(value)
    return When(value=value, begin=begin, end=end)


def _told_before(draft: Draft, sentence: Sentence) -> Time | None:
    """The day that the paragraph spoke of last, but not one on which something was said."""
    before = [
        other.span
        for other in draft.analysis.sentences
        if other.paragraph == sentence.paragraph and other.span.end <= sentence.span.start
    ]
    for time in reversed(draft.times):
        if len(time.value) < DAY_LENGTH or time.type == "DURATION" or not time.begin:
            continue
        if any(span.contains(time.span) for span in before):
            return None if _is_of_saying(draft, time) else time
    return None


def _is_of_saying(draft: Draft, time: Time) -> bool:
    """Whether the time belongs to a statement: it is what is said, or when it was."""
    first = draft.analysis.tokens(time.span)[0]
    cues = [token for s in draft.statements for cue in s.cue for token in draft.analysis.tokens(cue)]
    said = any(part.contains(time.span) for s in draft.statements for part in s.content)
    return said or any(_hangs_on(first, cue) for cue in cues)


def _hangs_on(token: Token, trigger: Token) -> bool:
    """Whether the time hangs on the trigger itself, and not on the clause of another verb inside it."""
    for _ in range(10):
        if token.i == trigger.i:
            return True
        if token.pos_ == "VERB" or token.head.i == token.i:
            return False
        token = token.head
    return False


def _is_of_aim(token: Token, trigger: Token) -> bool:
    """Whether the time belongs to what somebody is to do, and the trigger does not: "praised the release and agreed to meet Friday"."""
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    aim = verb is not None and verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.lefts)
    return aim and verb is not None and not verb.is_ancestor(trigger)


def _when(time: Time) -> When:
    return When(value=time.value, begin=time.begin, end=time.end)


def where(draft: Draft, sentence: Sentence, clause: Span) -> Where | None:
    """The first place that the clause names behind "in", "at" or "near", with its country where that is a state."""
    for entity in sentence.phrase.ents:
        span = span_of(*entity)
        if entity.label_ in PLACES and clause.contains(span) and entity.root.head.lower_ in LOCATING:
            actor = draft.who.at(entity.root)
            return Where(
                name=entity.text,
                span=span,
                country=actor.country if actor and actor.kind == "state" else None,
            )
    return None


def context(sentence: Sentence) -> tuple[str, ...]:
    """The PLOVER contexts that the words of the sentence tell, in alphabetical order."""
    return tuple(sorted({contexts()[t.lemma_] for t in sentence.phrase if t.lemma_ in contexts()}))

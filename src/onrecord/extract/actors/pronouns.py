"""Who "he", "she", "it" and "they" are: the latest fitting actor in a place of weight, or nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis, Sentence, span_of
from onrecord.analysis.clauses import antecedent, child, markers
from onrecord.extract.actors.antecedents import UNNAMED, Antecedents, is_quoted
from onrecord.extract.actors.cast import Role
from onrecord.lexicon import load_table

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = ("nsubj", "nsubjpass")
PLURAL = frozenset({"NNS", "NNPS"})
# How many sentences back an antecedent may stand, within the paragraph before.
REACH = 2
# Clauses that "it" stands for in advance, and the verbs that tell of them.
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "advcl", "relcl"})
COPULAS = frozenset({"be", "seem", "appear", "remain", "become"})
MANY = frozenset({"group", "people", "armed-group", "military"})
THINGS = frozenset(
    {"state", "igo", "institution", "party", "company", "armed-group", "military", "ngo", "media"}
)


@cache
def pronouns() -> Mapping[str, str]:
    """Personal pronouns and what they can mean: "m", "f", "thing" or "many"."""
    return {row["word"]: row["means"] for row in load_table("pronouns")}


@cache
def _sayings() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_table("speech_cues"))


class Pronouns:
    """Resolves the pronouns of one article's prose; `cast` holds who appeared so far, and where."""

    def __init__(self, analysis: Analysis, back: Antecedents) -> None:
        self.cast, self._quoted = back.cast, back.quoted
        self._places: dict[int, tuple[Sentence, ...]] = {}
        earlier: list[Sentence] = []
        for sentence in analysis.prose:
            self._places[sentence.phrase.start] = (sentence, *reversed(earlier))
            earlier = [s for s in (*earlier, sentence) if sentence.paragraph - s.paragraph <= 1]

    def read(self, token: Token) -> None:
        """Notes whom a pronoun means, where that is clearly one actor, or two that are joined."""
        means = pronouns().get(token.lower_)
        places = self._places.get(token.sent.start)
        if means is None or places is None or (means == "thing" and _is_empty(token)):
            return
        places = (places[0], *self._told(places[1:], token))
        role = self._antecedent(token, places, means)
        if role is not None:
            self.cast.mention(role, span_of(token), "pronoun", token.i)
        elif means == "many" and (joined := self._joined(token.i, places)):
            self.cast.share(joined, span_of(token), "pronoun", token.i)

    def _told(self, earlier: tuple[Sentence, ...], pronoun: Token) -> tuple[Sentence, ...]:
        """The nearest sentences before; for a pronoun outside quotation marks those that stand within them do not count."""
        spoken = pronoun.i in self._quoted
        told = [
            s
            for s in earlier
            if spoken or not all(t.i in self._quoted or t.is_punct or t.is_space for t in s.phrase)
        ]
        return tuple(told[:REACH])

    def _antecedent(self, pronoun: Token, places: tuple[Sentence, ...], means: str) -> Role | None:
        """The antecedent: the subject before the pronoun, else the only candidate, sentence by sentence backwards.

        Who speaks has spoken: of several subjects a pronoun before a verb of saying means that of the verb of saying that the
        sentence hangs on. What is said before ", he said" tells nothing of who he is.
        """
        speaks = _speaks(pronoun)
        said = _said_before(pronoun) if speaks else pronoun.i
        self_ = self._speaker(places) if pronoun.i in self._quoted and means in ("m", "f") else None
        about = self._about(pronoun)
        for place in places:
            candidates = [
                (token, role)
                for token, role in self._roles(place, said)
                if _fits(token, role, means)
                and role is not self_
                and role is not about
                and not (place is places[0] and is_quoted(pronoun.doc, token.i, pronoun.i))
                and (means not in ("m", "f") or pronoun.i in self._quoted or token.i not in self._quoted)
            ]
            subjects = [role for token, role in candidates if self._is_subject(token)]
            speakers = [
                role for token, role in candidates if speaks and _speaks(token) and _is_main(token.head)
            ]
            if not subjects and self._is_open(place, pronoun, means):
                return None
            if means == "thing" and place is not places[0] and _tells_of_paper(place):
                return None
            if speakers:
                return speakers[-1] if place is places[0] else speakers[0]
            distinct = list({id(role): role for _, role in candidates}.values())
            if len(distinct) == 1:
                return distinct[0]
            subjects = subjects or [role for token, role in candidates if token.head.dep_ == "agent"]
            if subjects:
                # In the pronoun's own sentence the nearest subject; before it, the first one, which is the topic.
                return subjects[-1] if place is places[0] else subjects[0]
            if distinct:
                return None
        return None

    def _speaker(self, places: tuple[Sentence, ...]) -> Role | None:
        """Who speaks the quotation of the first place: the subject of a verb of saying outside of quotation marks, there or before."""
        for place in places[:2]:
            for token in place.phrase:
                if token.i not in self._quoted and _speaks(token) and _is_main(token.head):
                    return self.cast.at.get(token.i)
        return None

    def _about(self, pronoun: Token) -> Role | None:
        """Whom the relative clause is about whose subject the pronoun is, and so is somebody else: "the group, which they accuse"."""
        others = (c for c in pronoun.head.children if c.tag_ in ("WDT", "WP") and c.i < pronoun.i)
        noun = antecedent(relative) if (relative := next(others, None)) is not None else None
        return self.cast.at.get(noun.i) if noun is not None else None

    def _is_subject(self, token: Token) -> bool:
        """Whether somebody is the subject, or the name of a subject that only tells an office: "The head of the corps, Ana Soto, left"."""
        if token.dep_ != "appos":
            return token.dep_ in SUBJECT
        above = token.head
        while above.dep_ in ("pobj", "prep", "compound", "nmod"):
            above = above.head
        return above.dep_ in SUBJECT and self.cast.at.get(above.i) is None

    def _is_open(self, place: Sentence, pronoun: Token, means: str) -> bool:
        """Whether the same pronoun is the subject there too and means nobody that could be told, so that nobody else is meant."""
        return any(
            t.i < pronoun.i and t.dep_ in SUBJECT and pronouns().get(t.lower_) == means and self.cast.at.get(t.i) is None
            and means in ("m", "f") and (t.i in self._quoted) == (pronoun.i in self._quoted)
            for t in place.phrase
        )  # fmt: skip

    def _joined(self, before: int, places: tuple[Sentence, ...]) -> tuple[Role, ...]:
        """The two or three who are the subject together, in the pronoun's sentence or the one before: "Ruiz and Soto met. They"."""
        for place in places[:2]:
            for token in place.phrase:
                if token.i < before and token.i in self.cast.together and token.dep_ in SUBJECT:
                    return self.cast.together[token.i]
            found = list(self._roles(place, before))
            for token, role in found:
                if token.dep_ in SUBJECT and token.conjuncts:
                    joined = [role, *(self.cast.at.get(t.i) for t in token.conjuncts)]
                    known = [r for r in joined if r is not None]
                    return tuple(known) if len(known) == len(joined) < 4 else ()
            if any(_fits(token, role, "many") for token, role in found):
                return ()
        return ()

    def _roles(self, sentence: Sentence, before: int) -> Iterator[tuple[Token, Role]]:
        for token in sentence.phrase:
            if token.i >= before:
                return
            role = self.cast.at.get(token.i)
            if role is not None:
                yield token, role


def _speaks(token: Token) -> bool:
    """Whether somebody is the subject of a verb of saying."""
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ in _sayings()


def _is_main(verb: Token) -> bool:
    """Whether the sentence hangs on a verb, or on one that it is joined to."""
    while verb.dep_ in ("conj", "parataxis") and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ROOT"


def _said_before(pronoun: Token) -> int:
    """The first token of what is said right before a pronoun and its verb ("The road is shut, | he said"); else the pronoun's."""
    verb, start = pronoun.head, pronoun.sent.start
    ends = verb.i + 1 == len(verb.doc) or verb.nbor().text in (".", "!", "?")
    after = not ends and any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "dobj") for c in verb.children)
    before = (
        ends or verb.dep_ == "parataxis" or any(c.i < pronoun.i and c.dep_ == "ccomp" for c in verb.children)
    )
    if after or not before or pronoun.i == start or not pronoun.nbor(-1).is_punct:
        return pronoun.i
    breaks = (t.i + 1 for t in reversed(pronoun.doc[start : pronoun.i]) if t.text in (";", ":", "–", "—"))
    return next(breaks, start)


def _tells_of_paper(sentence: Sentence) -> bool:
    """Whether a sentence is about something written, which "it" behind it takes up: "The report named three men. It"."""
    subject = child(sentence.phrase.root, *SUBJECT)
    return subject is not None and subject.pos_ == "NOUN" and subject.lemma_ in markers("paper")


def _is_empty(it: Token) -> bool:
    """Whether "it" means nobody: "it is clear that", "it was agreed to", "it means that", "it was a surprise"."""
    verb = it.head
    if it.lower_ != "it" or it.dep_ not in SUBJECT:
        return it.dep_ == "expl"
    if verb.lemma_ in markers("impersonal"):
        return True
    after = [c for c in verb.children if c.i > verb.i]
    clause = any(c.dep_ in CLAUSAL for c in after)
    if verb.lemma_ in COPULAS:
        told = next((c for c in after if c.dep_ in ("acomp", "attr", "oprd", "prep")), None)
        inner = told is not None and any(c.dep_ in CLAUSAL for c in told.children)
        return told is not None and (
            told.dep_ == "attr" or ((clause or inner) and told.lemma_ not in markers("disposed"))
        )
    return it.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in after)


def _fits(token: Token, role: Role, means: str) -> bool:
    """Whether a pronoun can mean a role that this word names: "they" whatever is called in the plural, "the Greens" of a party."""
    if role.reason == "actors/organisation-entity" and role.kind == "institution":
        return False
    if means == "thing" and role.kind == "group":
        return role.reason != UNNAMED
    if means == "thing":
        return role.kind in THINGS
    if means == "many":
        return role.kind in MANY or (role.kind in THINGS - {"state"} and token.tag_ in PLURAL)
    return role.kind == "person" and role.gender in ("", means)

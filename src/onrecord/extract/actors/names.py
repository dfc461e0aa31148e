"""Actors called by name: known names, people's surnames, and what the entity recogniser finds beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis, span_of
from onrecord.analysis.clauses import markers
from onrecord.extract.actors.cast import Cast, Role
from onrecord.extract.actors.introduced import find_introduced, is_rank
from onrecord.extract.actors.known import (
    Known,
    NameKind,
    is_surname,
    is_word,
    leads,
    matches,
    names_place,
    surname_on,
)
from onrecord.extract.actors.nouns import agents
from onrecord.extract.actors.titles import gender_of
from onrecord.lexicon import load_table
from onrecord.lexicon.gazetteer import country_of
from onrecord.model.codes import ActorKind, MentionForm
from onrecord.who import fitting, knowledge
from onrecord.who.given import gender_of_name
from onrecord.who.names import run_key
from onrecord.who.surnames import family_name
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

ACTING = frozenset({"nsubj", "nsubjpass", "poss", "conj"})


def find_names(analysis: Analysis, cast: Cast) -> set[int]:
    """Adds every actor called by name to the cast, less people in bylines and credits; gives back the tokens covered."""
    doc, entities = analysis.doc, analysis.doc.ents
    signed = [s.phrase for s in analysis.sentences if s.section.kind in ("byline", "credit")]
    taken = {token.i for phrase in signed for token in phrase}
    persons = [entity for entity in entities if entity.label_ == "PERSON" and len(entity) > 1]
    in_person = {token.i for entity in persons for token in entity}
    for start, end, known, kind in matches(doc, cast.date):
        phrase = doc[start:end]
        if _means_it(phrase, known, kind, in_person) and (known.kind == "media" or start not in taken):
            role = cast.known(known, "actors/known-name")
            if known.kind == "person" and not role.mentions and _is_other(phrase.text, known.name):
                role.name = phrase.text
            cast.mention(role, span_of(*phrase), _form(kind), phrase.root.i)
            taken.update(range(start, end))
    called = {entity.text.lower() for entity in entities if entity.label_ == "PERSON" and len(entity) == 1}
    for entity in entities:
        if entity.label_ == "PERSON" or (entity.label_ == "ORG" and _is_person(entity, called)):
            taken |= _person(entity, cast, taken)
    taken |= find_introduced(doc, cast, taken)
    borne = {name for role in cast.people() for name in (*_surnames_of(role), run_key(role.name.split()[0]))}
    for token in doc:
        noun = (
            token.pos_ == "NOUN"
            and token.text[:1].isupper()
            and run_key(token.text) in borne
            and not is_word(token.text)
        )
        acts = token.dep_ in ACTING and token.text.istitle() and run_key(token.text) in borne
        if token.i not in taken and (token.pos_ == "PROPN" or noun or acts):
            alone = is_surname(token.text) and (token.ent_type_ == "PERSON" or not is_word(token.text))
            if alone or (run_key(token.text) in borne and _stands_alone(token)):
                taken |= _surname(token, cast)
    for entity in entities:
        if entity.label_ in ("ORG", "NORP"):
            if not any(token.i in taken for token in entity):
                taken |= _other(entity, cast)
            elif entity.label_ == "ORG":
                taken |= _of_state(entity, cast, taken)
    _honour(analysis, cast)
    return taken


def _honour(analysis: Analysis, cast: Cast) -> None:
    """Tells people what the word before their name tells: their gender ("Mr. Soto"), their title ("Sen. Ana Soto")."""
    for role in cast.people():
        for span in list(role.mentions):
            first = analysis.tokens(span)[0]
            before = first.nbor(-1) if first.i else first
            role.gender = role.gender or gender_of(before.text)
            row = agents().get(_shortened().get(before.lower_, ""))
            if row is not None:
                role.titles.add(row.noun)
                role.describe(None, row.sectors, row.noun, ())


@cache
def _shortened() -> Mapping[str, str]:
    return {row["short"]: row["noun"] for row in load_table("title_abbreviations")}


def _is_other(written: str, name: str) -> bool:
    """Whether a full name is another than ours and no part of it: "Jim Jeffrey" for James Jeffrey, "Sergey" for "Sergei"."""
    ours, theirs = run_key(name).split(), run_key(written).split()
    return len(theirs) > 1 and len(ours) > 1 and ours[-1] == theirs[-1] and not set(theirs) <= set(ours)


def _form(kind: NameKind) -> MentionForm:
    return "metonym" if kind in ("capital", "metonym") else "name"


def _means_it(phrase: Phrase, known: Known, kind: NameKind, in_person: set[int]) -> bool:
    """Whether the words mean the known actor here: a capital must act, a lone word must be a proper name."""
    head = phrase.root
    if kind == "capital" or (kind == "metonym" and country_of(phrase.text)):
        acts = head.dep_ in ACTING or (head.dep_ == "pobj" and head.head.lower_ in markers("acting-with"))
        return acts and head.i not in in_person and not _is_place(head)
    if kind == "demonym":
        return head.pos_ in ("ADJ", "PROPN", "NOUN")
    if known.kind != "person" and len(phrase) == 1:
        # "Jordan", "Chad" and "Georgia" are people too; "Time" and "Dawn" are words too.
        acronym = len(phrase.text) > 2 and phrase.text.isupper() and not _is_shouted(phrase)
        return (head.pos_ in ("PROPN", "ADJ") or acronym) and head.i not in in_person
    return True


def _is_shouted(phrase: Phrase) -> bool:
    """Whether the words around are in capitals too, as in a headline, so that capitals make no acronym."""
    doc, at = phrase.doc, phrase.root.i
    return any(
        t.is_alpha and len(t) > 3 and t.text.isupper() for t in doc[max(0, at - 2) : at + 3] if t.i != at
    )


def _is_place(head: Token) -> bool:
    """Whether a capital's name is part of a longer place or person ("Washington state", "Paris Saint-Germain")."""
    return head.dep_ == "compound" or (
        head.i + 1 < len(head.doc) and head.nbor().lower_ in ("state", "county")
    )


def _person(entity: Phrase, cast: Cast, taken: set[int]) -> set[int]:
    """A PERSON entity: somebody met before by that surname, a known surname, or somebody new."""
    words = [t for t in entity if t.i not in taken and t.text not in ("'s", "'", '"') and not t.is_space]
    gender = gender_of(entity[0].nbor(-1).text) if entity.start else ""
    while words and (
        ((row := agents().get(words[0].lower_)) is not None and row.kind == "person")
        or is_a(words[0].lower_.rstrip("."), "honorific")
    ):
        title = words.pop(0)
        gender = gender or gender_of(title.text)
    if (
        not words
        or len(words) < len([t for t in entity if t.i not in taken]) - 2
        or not words[0].text[:1].isupper()
    ):
        return set()
    if any(token.i in taken for token in entity):
        return set()
    met = _met(words, cast) if len(words) > 1 else None
    if met is not None:
        cast.mention(met, span_of(*words), "name", words[-1].i)
        return {token.i for token in words}
    return (_surname(words[0], cast) if len(words) == 1 else set()) or _newcomer(words, cast, gender)


def _is_person(entity: Phrase, called: set[str]) -> bool:
    """Whether a name taken for an organisation is a person's: by the noun before it ("lawyer Ana Soto"), by its first word,
    or because its last word is one of those by which the report calls people, or because "who" follows."""
    if not 1 < len(entity) < 4 or any(t.pos_ != "PROPN" or t.text.isupper() for t in entity):
        return False
    if any(t.lower_ in fitting.bodies() for t in entity):
        return False
    known = _is_titled(entity[0]) or entity[-1].lower_ in called or bool(gender_of_name(entity.text))
    return known or _is_who(entity)


def _is_who(entity: Phrase) -> bool:
    """Whether a name in commas is followed by "who", as that of a person is: "Verna Zinck, who lives next door, says"."""
    behind = entity.doc[entity.end : entity.end + 2]
    return len(behind) == 2 and behind[0].text == "," and behind[1].lower_ in ("who", "whose")


def _is_titled(word: Token) -> bool:
    """Whether a noun that means a person stands before a name: "lawyer Ana Soto"."""
    before = word.nbor(-1) if word.i else word
    row = agents().get(before.lower_)
    return row is not None and row.kind == "person" and before.text != before.text.upper()


def _met(words: list[Token], cast: Cast) -> Role | None:
    """The one person whose longer name ends in these words: "De Mistura" of Staffan de Mistura."""
    ending = " " + run_key(words[0].doc[words[0].i : words[-1].i + 1].text)
    met = [role for role in cast.people() if run_key(role.name).endswith(ending)]
    return met[0] if len(met) == 1 else None


def _called_first(word: Token, cast: Cast) -> Role | None:
    """The one person met before whose full name begins with this word: "Yoon" of Yoon Tae-jin."""
    met = [
        role
        for role in cast.people()
        if " " in role.name and run_key(role.name.split()[0]) == run_key(word.text)
    ]
    return met[0] if len(met) == 1 and min(met[0].mentions).start < word.idx else None


def _stands_alone(token: Token) -> bool:
    """Whether a word is no part of a longer name, so that a person may be called by it alone."""
    beside = (token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc))
    return not any(
        t.pos_ == "PROPN"
        and t.dep_ in ("compound", token.dep_)
        and token in (t.head, *t.children)
        and agents().get(t.lower_) is None
        and not is_a(t.lower_.rstrip("."), "honorific")
        for t in beside
    )


def _newcomer(words: list[Token], cast: Cast, gender: str) -> set[int]:
    met = _called_first(words[0], cast) if len(words) == 1 else None
    if met is not None:
        cast.mention(met, span_of(*words), "name", words[0].i)
        return {words[0].i}
    if len(words) == 1 and (words[0].pos_ != "PROPN" or len(words[0]) < 3):
        return set()
    name = words[0].doc[words[0].i : words[-1].i + 1].text
    if "\n" in name or any(ch.isdigit() for ch in name) or names_place(name):
        return set()
    if len(words) == 1 and not gender and country_of(name) and not _is_titled(words[0]):
        return set()
    role = cast.named(name, "person", "actors/person-entity")
    role.gender = role.gender or gender or gender_of_name(name)
    head = next(
        (t for t in words if t.head.i < words[0].i or t.head.i > words[-1].i or t.head.i == t.i), words[-1]
    )
    cast.mention(role, span_of(*words), "name", head.i)
    return {token.i for token in words}


def _surname(token: Token, cast: Cast) -> set[int]:
    """A surname alone: of the one person of that name in the article so far, else of the one known holder of the day."""
    met = _so_far([role for role in cast.people() if run_key(token.text) in _surnames_of(role)], token)
    if len(met) > 1:
        return {token.i}
    role = met[0] if met else _known_surname(token.text, cast) or _called_first(token, cast)
    if role is None:
        return set()
    cast.mention(role, span_of(token), "name", token.i)
    return {token.i}


def _so_far(bearers: list[Role], token: Token) -> list[Role]:
    """Of those of one family name the one whom the report was calling by it alone, or had named, before the others came."""
    if len(bearers) < 2:
        return bearers
    alone = [
        role
        for role in bearers
        if any(s.start < token.idx and s.end - s.start == len(token) for s in role.mentions)
    ]
    before = [role for role in bearers if any(s.start < token.idx for s in role.mentions)]
    return next((some for some in (alone, before) if len(some) == 1), bearers)


def _surnames_of(role: Role) -> set[str]:
    """The keys of the family name of a person, of the article's or of the knowledge base."""
    last = run_key(role.name.split()[-1])
    return {
        last,
        last.removeprefix("al ").removeprefix("el "),
        *((family_name(knowledge().actors[role.known.kb]),) if role.known else ()),
    }


def _known_surname(name: str, cast: Cast) -> Role | None:
    """Who is called by a family name alone: the one holder of the day, if leading a state or of one that the report names."""
    persons = surname_on(name, cast.date)
    if len(persons) != 1:
        return None
    named = any(role.country == persons[0].country for role in cast.roles.values() if role.mentions)
    return cast.known(persons[0], "actors/known-surname") if named or leads(persons[0], cast.date) else None


def _of_state(entity: Phrase, cast: Cast, taken: set[int]) -> set[int]:
    """An organisation that no table has and whose name tells its state: "Kenyan Miners' League", "Teachers' Union of Peru"."""
    words = [t for t in entity if t.lower_ != "the"]
    body = next((t.lower_ for t in words if t.lower_ in fitting.bodies()), None)
    if len(words) < 3 or body is None or "\n" in entity.text:
        return set()
    first, last = cast.at.get(words[0].i), cast.at.get(words[-1].i)
    state = first if words[1].i not in taken else last if words[-2].lower_ in ("of", "in") else None
    if state is None or state.kind != "state" or sum(t.i in taken for t in words) != 1:
        return set()
    name = entity.doc[words[0].i : words[-1].i + 1].text
    row = agents().get(body)
    role = cast.named(name, row.kind if row is not None else "institution", "actors/organisation-entity")
    role.describe(state.country, row.sectors if row is not None else (), None, state.member_of)
    cast.mention(role, span_of(*words), "name", entity.root.i)
    return {token.i for token in words}


def _other(entity: Phrase, cast: Cast) -> set[int]:
    """An organisation or people that no table has: kept by its own name, without a country."""
    words = [t for t in entity if t.text not in ("'s", "'") and t.lower_ != "the" and not t.is_space]
    if not words or not any(t.pos_ == "PROPN" or t.pos_ == "ADJ" for t in words) or "\n" in entity.text:
        return set()
    if len(words) == 1 and is_rank(words[0]) and words[0].dep_ == "compound":
        return set()
    name = words[0].doc[words[0].i : words[-1].i + 1].text
    if (
        not name[:1].isupper()
        or name.isdigit()
        or names_place(name)
        or (entity.label_ == "ORG" and country_of(name))
    ):
        return set()
    kind: ActorKind = "institution" if entity.label_ == "ORG" else "people"
    role = cast.named(
        name, kind, "actors/organisation-entity" if kind == "institution" else "actors/people-entity"
    )
    cast.mention(role, span_of(*words), "name", entity.root.i)
    return {token.i for token in words}

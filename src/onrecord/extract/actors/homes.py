"""Gives actors without a country the one that their own words tell, or the sentence around them, as the resolver reads both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import obliques
from onrecord.extract.actors.antecedents import UNNAMED, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.extract.actors.floor import is_torn, state_on_floor
from onrecord.extract.actors.known import held_titles, known_actor, state
from onrecord.extract.actors.sides import other_side, said
from onrecord.who import Resolution, Resolver, knowledge
from onrecord.who.surroundings import GOVERNING
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

# Rules whose actors the knowledge base has no entry of.
_UNKNOWN = frozenset({UNNAMED, "actors/person-entity"})
_DOMESTIC = frozenset({"JUD", "COP"})


@cache
def _resolver() -> Resolver:
    return Resolver(knowledge())


def find_homes(back: Antecedents) -> None:
    """Gives people what they are of ("Ana Soto of the Kenyan Miners' League"), then asks the resolver about people with a
    title and institutions that have no state yet, in the sentence that names them first."""
    first: dict[int, tuple[int, Role]] = {}
    for at, role in back.cast.at.items():
        unknown = role.country is None and not role.member_of and not role.kb and role.reason in _UNKNOWN
        if unknown and at < first.get(id(role), (at + 1, role))[0]:
            first[id(role)] = (at, role)
    for at, role in first.values():
        head = back.doc[at]
        if role.kind == "person" and role.reason != UNNAMED:
            _belong(role, head, back)
        if role.country is None and _is_official(role):
            _ask(role, head, back)


def _belong(person: Role, head: Token, back: Antecedents) -> None:
    ours = (back.cast.at.get(t.i) for t in obliques(head, "of", "from"))
    whose = next((r for r in ours if r is not None and r.country and r.kind != "person"), None)
    if whose is not None:
        person.describe(whose.country, () if whose.kind == "state" else whose.sectors, None, whose.member_of)


def _is_official(role: Role) -> bool:
    """Whether a title is told of a person, or an institution or group governs or is of a people: "Congolese rebels"."""
    if role.reason != UNNAMED:
        return bool(role.sectors)
    governs = role.name[:1].isupper() or bool(GOVERNING.intersection(role.sectors))
    return role.kind != "person" and bool(role.sectors) and governs


def _ask(role: Role, head: Token, back: Antecedents) -> None:
    told, apart = _told(role, back), _other_side(role, head, back)
    context = _less_names((t for t in head.sent if t.i not in apart), back)
    found = _resolver().resolve(told, back.cast.date, context if context.count(told) < 2 else None)
    of = _of_namesake(role, back) or found.country or _named(found, back)
    if of is None and (found.kb is None or found.kind == "people"):
        of = state_on_floor(role, head, apart, back)
    known = state(of or "")
    # An island or province has officials of its own seldom enough: those of its state speak in the news.
    if known is not None and (known.kind != "place" or not GOVERNING.intersection(role.sectors)):
        role.country, role.member_of = known.country, known.member_of
        role.sectors = role.sectors or found.sectors


def _other_side(role: Role, head: Token, back: Antecedents) -> frozenset[int]:
    """The words that are not on the actor's side; courts and police act on those of their own state."""
    content = said(head) if is_torn(role, head, back) else frozenset()
    if _DOMESTIC.intersection(role.sectors[:1]):
        return content
    at_home = role.kind != "person" and any(is_a(word.lower_, "home") for word in head.subtree)
    return content | other_side(head, at_home=at_home or role.kind == "people")


def _told(role: Role, back: Antecedents) -> str:
    """What is told of an actor, without the name that no table knows: "Karen" is no people in "spokeswoman Karen Soto"."""
    called: dict[str, list[str]] = {form: [] for form in ("name", "title", "description", "pronoun")}
    for span, form in role.mentions.items():
        called[form].append(span.of(back.doc.text))
    named = role.kind == "person" and role.reason != UNNAMED
    names = sorted({role.name, *called["name"]}, key=len, reverse=True) if named else ()
    phrases = (*called["name"], *called["title"], *called["description"])
    longest = max((_less(phrase, names) for phrase in phrases), key=len)
    return longest or max(sorted(role.titles), key=len, default=role.name)


def _less(phrase: str, names: Sequence[str]) -> str:
    for name in names:
        phrase = phrase.replace(name, "")
    return phrase.strip(" ,")


def _less_names(words: Iterable[Token], back: Antecedents) -> str:
    """The words less the names of people of whom no country is known."""
    unknown = (role for role in back.cast.people() if role.country is None)
    spans = (span for role in unknown for span, form in role.mentions.items() if form == "name")
    names = {at for span in spans for at in range(span.start, span.end)}
    return "".join(t.text_with_ws for t in words if t.idx not in names)


def _of_namesake(role: Role, back: Antecedents) -> str | None:
    """The country of those who are called so, however it is spelled, and held that office: "President Mitterand"."""
    if role.kind != "person":
        return None
    titles = {title.removeprefix("former ") for title in role.titles}
    found = [_resolver().resolve(f"{title} {role.name}", back.cast.date) for title in sorted(titles)]
    called = {
        who for each in found for who in (each.kb, *each.candidates) if who and who.startswith("person/")
    }
    homes = {known_actor(who).country for who in called if titles & held_titles(who)}
    return homes.pop() if len(homes) == 1 else None


def _named(found: Resolution, back: Antecedents) -> str | None:
    """Of several states that the words may mean, the code of the one that the report names."""
    named = [c for c in found.candidates if c.startswith("state/") and c in back.cast.roles]
    return named[0].partition("/")[2] if len(named) == 1 else None

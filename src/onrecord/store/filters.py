"""What to look for in the store, as SQL: one filter for all tables, each table answering by its own columns."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import ConditionError
from onrecord.lexicon.places import cities_in, country, names_of
from onrecord.store.store import Store
from onrecord.who.parties import party_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that all must hold; None asks for nothing.

    `actor` is part of a name, or a key such as "person/vladimir-putin"; `dyad` two parties, the one that acts
    first, `pair` two of them whoever acts; `country` a state or organisation, each by its name or code; `type` a PLOVER type, a kind of position or a
    mode of statement; `status` the status of an event or the outcome of a position; `text` words in the evidence.
    `place` is where an event was: a place by name, or all of a country by its code. `article` and `story` are ids or their beginnings. Days are inclusive.
    """

    actor: str | None = None
    dyad: tuple[str, str] | None = None
    pair: tuple[str, str] | None = None
    country: str | None = None
    type: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    status: str | None = None
    outlet: str | None = None
    confidence: float | None = None
    text: str | None = None
    article: str | None = None
    story: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """How a table names who acts and who is acted upon: the stems of its columns, and whether they hold lists."""

    acts: tuple[str, bool] | None = None
    meets: tuple[str, bool] | None = None

    @property
    def known(self) -> tuple[tuple[str, bool], ...]:
        """The sides that the table has."""
        return tuple(side for side in (self.acts, self.meets) if side is not None)


@dataclass(frozen=True, slots=True)
class Searchable:
    """A table that people query: its sides, the columns of type and status, and of its words and day."""

    sides: Sides = Sides()
    type: str | None = None
    status: str | None = None
    text: str = "t.text"
    first_day: str = "t.day"
    last_day: str = "t.day"

    @property
    def dated_by_article(self) -> bool:
        """Whether its day is that of the article it stands in."""
        return self.first_day.startswith("a.")


# Up to so many keys, a look for each beats one look for all; beyond, only reports are looked at in which one of them acts.
FEW_KEYS = 8
SEARCHABLE: Mapping[str, Searchable] = {
    "articles": Searchable(first_day="t.published", last_day="t.published", text="concat_ws(' ', t.title, t.text)"),
    "statements": Searchable(Sides(("speaker", False), ("addressee", True)), "t.mode", "t.polarity"),
    "events": Searchable(
        Sides(("source", True), ("target", True)), "t.type", "t.status", last_day="coalesce(t.when_end, t.day)"
    ),
    "positions": Searchable(
        Sides(("holder", False), ("toward", True)), "t.kind", "t.outcome",
        "concat_ws(' ', t.text, t.condition_text)",
    ),
    "forecasts": Searchable(Sides(("forecaster", False)), "t.entry", text="concat_ws(' ', t.text, t.phrase_text)"),
    "actors": Searchable(type="t.kind", first_day="a.published", last_day="a.published", text="t.name"),
    "times": Searchable(type="t.type", first_day="a.published", last_day="a.published"),
    "stories": Searchable(first_day="t.first", last_day="t.last", text="t.title"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as SQL with its named parameters; `of_article` where it asks for `a`, the article."""

    sql: str
    values: Mapping[str, Any]
    of_article: bool = False


def met(store: Store, table: str, wanted: Filter) -> Condition:
    """The filter as one condition on `t` (a row of the table) and `a` (its article); raises ConditionError for
    what the table cannot meet."""
    found = list(_conditions(store, table, SEARCHABLE[table], wanted))
    values = {name: value for condition in found for name, value in condition.values.items()}
    sql = " AND ".join(condition.sql for condition in found) or "true"
    return Condition(sql, values, any(condition.of_article for condition in found))


def _conditions(store: Store, table: str, known: Searchable, wanted: Filter) -> Iterator[Condition]:
    for name in ("actor", "country"):
        if getattr(wanted, name) and table == "times":
            raise _impossible(table, name)
    if wanted.actor:
        yield _by_actor(store, table, known, wanted.actor)
    if wanted.country:
        yield Condition(_by_country(table, known), {"country": party_code(wanted.country)})
    if wanted.dyad:
        acts, meets = known.sides.acts, known.sides.meets
        if acts is None or meets is None:
            raise _impossible(table, "dyad")
        yield Condition(
            f"{_has(acts, 'one')} AND {_has(meets, 'other')}",
            {"one": party_code(wanted.dyad[0]), "other": party_code(wanted.dyad[1])},
        )
    if wanted.pair:
        acts, meets = known.sides.acts, known.sides.meets
        if acts is None or meets is None:
            raise _impossible(table, "pair")
        yield Condition(
            f"({_has(acts, 'left')} AND {_has(meets, 'right')} OR {_has(acts, 'right')} AND {_has(meets, 'left')})",
            {"left": party_code(wanted.pair[0]), "right": party_code(wanted.pair[1])},
        )
    for name, column in (("type", known.type), ("status", known.status)):
        value = getattr(wanted, name)
        if value and column is None:
            raise _impossible(table, name)
        if value:
            yield Condition(f"lower({column}) = lower(${name})", {name: value})
    if wanted.confidence is not None:
        if table in ("articles", "stories"):
            raise _impossible(table, "confidence")
        yield Condition("t.confidence >= $confidence", {"confidence": wanted.confidence})
    yield from _by_frame(table, known, wanted)


def _by_frame(table: str, known: Searchable, wanted: Filter) -> Iterator[Condition]:
    """The conditions on day, outlet, words, article and story."""
    if wanted.since:
        yield Condition(
            f"{known.last_day} >= $since", {"since": wanted.since}, of_article=known.dated_by_article
        )
    if wanted.until:
        yield Condition(
            f"{known.first_day} <= $until", {"until": wanted.until}, of_article=known.dated_by_article
        )
    if wanted.place:
        if table != "events":
            raise _impossible(table, "place")
        yield _by_place(wanted.place)
    if wanted.outlet:
        if table == "stories":
            raise _impossible(table, "outlet")
        yield Condition("a.outlet ILIKE $outlet", {"outlet": f"%{wanted.outlet}%"}, of_article=True)
    for number, word in enumerate((wanted.text or "").split()):
        yield Condition(f"{known.text} ILIKE $word{number}", {f"word{number}": f"%{word}%"})
    if wanted.article:
        if table == "stories":
            yield Condition("t.story IN (SELECT story FROM story_articles WHERE starts_with(article, $article))",
                            {"article": wanted.article})  # fmt: skip
        else:
            yield Condition("starts_with(t.article, $article)", {"article": wanted.article})
    if wanted.story:
        if table == "stories":
            yield Condition("starts_with(t.story, $story)", {"story": wanted.story})
        else:
            yield Condition(
                "t.article IN (SELECT article FROM story_articles WHERE starts_with(story, $story))",
                {"story": wanted.story},
            )


def _by_actor(store: Store, table: str, known: Searchable, actor: str) -> Condition:
    if "/" in actor and _is_key(store, actor):
        return _by_keys(table, known, [actor])
    named = {"actor": actor, "like": f"%{actor}%"}
    if table == "actors":
        return Condition("(t.key = $actor OR t.name ILIKE $like)", named)
    if table == "articles":
        return Condition(
            "t.article IN (SELECT article FROM actors WHERE key = $actor OR name ILIKE $like)", named
        )
    found = store.rows(
        "SELECT DISTINCT key FROM actors WHERE key = $actor OR name ILIKE $like ORDER BY key", named
    )
    return _by_keys(table, known, [row["key"] for row in found])


def _is_key(store: Store, actor: str) -> bool:
    return bool(store.rows("SELECT 1 FROM kept.actors WHERE key = $1 LIMIT 1", [actor]))


def _by_keys(table: str, known: Searchable, keys: Sequence[str]) -> Condition:
    given = {"keys": list(keys)}
    if table == "actors":
        return Condition("list_contains($keys, t.key)", given)
    if table == "articles":
        return Condition("t.article IN (SELECT article FROM actors WHERE list_contains($keys, key))", given)
    if table == "stories":
        return Condition("list_has_any(t.actors, $keys)", given)
    if 0 < len(keys) <= FEW_KEYS:
        looks = [_key_of(side, f"$key{number}") for side in known.sides.known for number in range(len(keys))]
        named = {f"key{number}": key for number, key in enumerate(keys)}
        return Condition(" OR ".join(looks).join("()"), named)
    acting = "t.article IN (SELECT article FROM actors WHERE list_contains($keys, key))"
    either = " OR ".join(
        f"list_has_any({f't.{stem}_keys' if many else f'[t.{stem}_key]'}, $keys)"
        for stem, many in known.sides.known
    )
    return Condition(f"{acting} AND ({either})", given)


def _key_of(side: tuple[str, bool], parameter: str) -> str:
    stem, many = side
    return f"list_contains(t.{stem}_keys, {parameter})" if many else f"t.{stem}_key = {parameter}"


def _by_place(place: str) -> Condition:
    """A country by its code is meant with all its cities; where a report names a city only, its country is null."""
    if country(place):
        names = [name.lower() for name in cities_in(place)]
        sql = "(t.where_country = $land OR t.where_country IS NULL AND lower(t.where_name) IN (SELECT unnest($places::VARCHAR[])))"
        return Condition(sql, {"land": place, "places": names})
    names = [name.lower() for name in names_of(place)]
    return Condition("lower(t.where_name) IN (SELECT unnest($places::VARCHAR[]))", {"places": names})


def _by_country(table: str, known: Searchable) -> str:
    if table == "actors":
        return "(t.country = $country OR t.party = $country)"
    if table == "articles":
        return "t.article IN (SELECT article FROM actors WHERE party = $country OR country = $country)"
    if table == "stories":
        return (
            "t.story IN (SELECT story FROM story_articles JOIN actors USING (article)"
            " WHERE party = $country OR country = $country)"
        )
    return " OR ".join(_has(side, "country") for side in known.sides.known).join("()")


def _has(side: tuple[str, bool], parameter: str) -> str:
    stem, many = side
    return f"list_contains(t.{stem}_parties, ${parameter})" if many else f"t.{stem}_party = ${parameter}"


def _impossible(table: str, name: str) -> ConditionError:
    return ConditionError(f"{table} have no {name}; leave it out")

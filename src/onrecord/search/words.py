"""Full-text search with ranking (BM25) through tantivy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.errors import StoreError
from onrecord.search.hits import Hit, Place, Within, in_full, place_of, standing, units
from onrecord.store.store import Store

INDEX = "words"
HEAP_BYTES = 64_000_000
# A title says more about a report than a word of its text does.
TITLE_BOOST = 2.0


def by_words(
    store: Store,
    query: str,
    within: Within = Within(),
    *,
    limit: int = 20,
    offset: int = 0,
    fresh: bool = True,
) -> list[Hit]:
    """The places whose words fit the query best. Words are stemmed; "quoted words" stand together; -word excludes.

    Brings the index up to date first, unless it need not be `fresh`. Raises StoreError where the index can neither be
    read nor made.
    """
    place = place_of(store)
    if not fresh and not place.upto(INDEX):
        return []
    with place.turn(INDEX) as mine:
        index = _opened(store, place, update=mine and fresh)
    searcher = index.searcher()
    parsed, _ = index.parse_query_lenient(query, ["title", "text"], field_boosts={"title": TITLE_BOOST})
    both = _all_of(parsed, *_conditions(index, within))
    found: list[Hit] = []
    at, step = 0, 2 * (limit + offset) + 20
    while len(found) < limit + offset:
        answers = searcher.search(both, limit=step, offset=at).hits
        hits = [_hit(searcher, score, address, parsed, index) for score, address in answers]
        current = standing(store, [hit.article for hit in hits])
        found += [replace(hit, title=current[hit.article]) for hit in hits if hit.article in current]
        if len(answers) < step:
            break
        at += step
    return found[offset : offset + limit]


def _opened(store: Store, place: Place, *, update: bool) -> Any:
    """The index, with everything that the store holds where it is to be updated."""
    import tantivy

    folder = place.folder / INDEX
    upto = place.upto(INDEX)
    if upto == 0:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(exist_ok=True)
        index = tantivy.Index(_schema(), str(folder))
        if update:
            _update(store, place, index, upto)
        index.reload()
    except (ValueError, OSError) as error:
        raise StoreError(
            f"{folder}: the search index cannot be used ({error}); remove the folder and search again"
        ) from error
    return index


def _update(store: Store, place: Place, index: Any, upto: int) -> None:
    """Adds what came after an article to the index."""
    writer = None
    for serial, rows in units(store, upto):
        writer = writer or index.writer(HEAP_BYTES, 1)
        for row in rows:
            writer.add_document(_document(row))
        writer.commit()
        place.reached(INDEX, serial)
    if writer:
        writer.wait_merging_threads()


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    for name in ("kind", "article", "id", "day", "outlet"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    return builder.build()


def _document(row: dict[str, Any]) -> Any:
    import tantivy

    day = row["day"].isoformat() if row["day"] else ""
    title = (row["title"] or "") if row["kind"] == "article" else ""
    return tantivy.Document(
        kind=row["kind"], article=row["article"], id=row["id"], title=title, text=in_full(row), day=day,
        outlet=row["outlet"] or "",
    )  # fmt: skip


def _conditions(index: Any, within: Within) -> Iterator[Any]:
    import tantivy

    yield tantivy.Query.term_set_query(index.schema, "kind", list(within.kinds))
    if within.outlet is not None:
        yield tantivy.Query.term_query(index.schema, "outlet", within.outlet)
    if within.month is not None:
        yield tantivy.Query.regex_query(index.schema, "day", f"{re.escape(within.month)}.*")


def _all_of(query: Any, *conditions: Any) -> Any:
    """The query under conditions that say nothing of how well a place fits it."""
    import tantivy

    must = tantivy.Occur.Must
    return tantivy.Query.boolean_query(
        [(must, query), *((must, tantivy.Query.const_score_query(one, 0.0)) for one in conditions)]
    )


def _hit(searcher: Any, score: float, address: Any, query: Any, index: Any) -> Hit:
    import tantivy

    document = searcher.doc(address)
    first = {
        name: document.get_first(name) for name in ("kind", "article", "id", "title", "text", "day", "outlet")
    }
    text = first["text"]
    if first["kind"] == "article":
        snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "text")
        text = snippets.snippet_from_doc(document).fragment() or text[:200]
    return Hit(
        kind=first["kind"], article=first["article"], id=first["id"] or None, title=first["title"] or None,
        text=" ".join(text.split()), day=first["day"] or None, outlet=first["outlet"] or None, score=score,
    )  # fmt: skip

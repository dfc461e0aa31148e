"""The timeline of a story, a lane for each who acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.store.contents import Contents, Row
from onrecord.web import addresses
from onrecord.web.drawing import day as in_words
from onrecord.web.drawing import short
from onrecord.web.figures.figure import Figure
from onrecord.web.storyline import STEMS, deeds_of, names_of, said_of

LANES = 6
# More marks than these, the latest, would be a blur and a long page.
MOST_MARKS = 300
WORDS_CHARS = 160


def lanes(story: Contents) -> Figure:
    """The timeline of a story: a lane for each of its chief actors, and one for all others."""
    actors = chief(story)
    lane_of = {key: number for number, (key, _) in enumerate(actors)}
    parties = {
        key.rpartition("/")[2]: number for key, number in lane_of.items() if not key.startswith("person/")
    }
    marks = sorted(_marks(story), key=lambda mark: (mark["day"], mark["serial"]))[-MOST_MARKS:]
    for mark in marks:
        own = [lane_of[key] for key in mark["keys"] if key in lane_of]
        theirs = [parties[code] for code in mark["parties"] if code in parties]
        mark["lane"] = next(iter((*own, *theirs)), len(actors))
    heads = [{"name": name, "href": addresses.actor(key)} for key, name in actors]
    if any(mark["lane"] == len(actors) for mark in marks):
        heads.append({"name": "Others", "href": None})
    return Figure(
        name="lanes", title="Timeline",
        about="What happened, was said, demanded and foretold, by who did it or for whom they act; what several reports"
        " tell stands once."
        + (f" The latest {MOST_MARKS} are shown." if len(marks) == MOST_MARKS else ""),
        data={"lanes": heads, "items": [_item(mark) for mark in marks]},
        columns=("Day", "Who", "What", "In the words of the report"),
        rows=tuple(
            (in_words(mark["day"]), heads[mark["lane"]]["name"], mark["what"], {"name": mark["text"], "href": mark["href"]})
            for mark in marks
        ),
    )  # fmt: skip


def chief(story: Contents) -> list[tuple[str, str]]:
    """Key and name of those who act in most reports of a story, the most frequent first."""
    names = names_of(story)
    return [(key, names[key]) for key in story.story["actors"] if key in names][:LANES]


def _marks(story: Contents) -> list[dict[str, Any]]:
    found = []
    for row in deeds_of(story):
        what = f"{row['type'].lower()} {row['mode'] or ''}".strip()
        what += "" if row["status"] == "actual" else f", {row['status']}"
        found.append(_mark(row, "event", what, row["source_keys"] or (), row["source_parties"] or ()))
    for layer, stem in STEMS.items():
        for row in said_of(story, layer):
            what = row.get("mode") or row.get("kind") or row["entry"]
            found.append(_mark(row, layer[:-1], what, (row[f"{stem}_key"],), (row[f"{stem}_party"],)))
    return [mark for mark in found if mark["day"]]


def _mark(
    row: Row, layer: str, what: str, keys: Sequence[str | None], parties: Sequence[str | None]
) -> dict[str, Any]:
    return {
        "day": row["day"], "end": row.get("when_end"), "layer": layer, "what": what, "text": short(row["text"], WORDS_CHARS),
        "href": addresses.item(row["article"], row["id"]), "keys": keys, "parties": parties, "serial": row["serial"],
    }  # fmt: skip


def _item(mark: Mapping[str, Any]) -> dict[str, Any]:
    end = mark["end"]
    return {
        "day": mark["day"].isoformat(), "end": end.isoformat() if end and end > mark["day"] else None,
        **{name: mark[name] for name in ("lane", "layer", "what", "text", "href")},
    }  # fmt: skip

"""Annotated articles as windows with labels: what the network learns from."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numpy as np

from onrecord.encoder.heads.attribution import CONTENT, CUE, ROLES, SOURCE, TAGS
from onrecord.encoder.reading import CAPACITY, Pieces, cut, framed, windows
from onrecord.errors import InputError

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]
Article: TypeAlias = Mapping[str, Any]
Row = TypeVar("Row")

# Every so many articles one is kept from learning, to calibrate scores and to choose by.
KEPT_EVERY, KEPT_AT = 21, 10
# Share of articles that are learned from with straight quotation marks, and with single ones, as other papers set them.
STRAIGHT, SINGLE = 0.2, 0.1
# Share of windows cut shorter than they could be, and the least length of these.
SHORTER, SHORTEST = 0.3, 60
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_SINGLE = str.maketrans("“”‘", "‘’“")


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window: `ids` (n,), `marks` (n, 5), `tags` (n,) with -1 for the outer marks, `starts` of paragraphs (n,).

    `beliefs` (n, TAGS) are the chances of the tags that the tagger is to give: of the annotation, or of teachers.
    `cues` are the first pieces of its cues. `linked` has for source and content the pieces and, of shape
    (pieces, cues), whether each belongs to each.
    """

    ids: Array
    marks: Array
    tags: Array
    beliefs: Array
    starts: Array
    cues: Array
    linked: Mapping[int, tuple[Array, Array]]


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """An article in pieces with its labels: `tags` (n,), and for each attribution its cue and linked pieces.

    `beliefs` (n, TAGS) are what teachers believe of the tags, if any were asked.
    """

    pieces: Pieces
    tags: Array
    attributions: Sequence[tuple[int, Mapping[int, Array]]]
    beliefs: Array | None = None


def load_articles(data: Path, *, keep: bool = True) -> tuple[list[Article], list[Article]]:
    """The articles to learn from and those that are kept, if any are to be.

    `data` is a .jsonl file or a folder with train.jsonl.
    Raises InputError where a line is no annotated article.
    """

    def article(row: Any) -> Article:
        for attribution in row["attributions"]:
            for role in ROLES:
                [(int(start), int(end)) for start, end in attribution[role]]
        return {"text": str(row["text"]), "attributions": row["attributions"]}

    found = _rows(data / "train.jsonl" if data.is_dir() else data, article, "annotated article")
    held = [keep and at % KEPT_EVERY == KEPT_AT for at in range(len(found))]
    return (
        [article for article, kept in zip(found, held, strict=True) if not kept],
        [article for article, kept in zip(found, held, strict=True) if kept],
    )


def load_texts(paths: Iterable[Path]) -> list[str]:
    """The texts of .jsonl files whose lines have `text`; raises InputError where one has none."""
    return [text for path in paths for text in _rows(path, lambda row: str(row["text"]), "text")]


def label(article: Article, tokenizer: Any, chance: random.Random) -> Labelled:
    """The article in pieces with labels, its quotation marks now and then set as other papers set them."""
    pieces = cut(_restyled(article["text"], chance), tokenizer)
    tags = np.zeros(len(pieces), dtype=np.int64)
    attributions: list[tuple[int, dict[int, Array]]] = []
    for role in (CONTENT, SOURCE, CUE):
        for attribution in article["attributions"]:
            for span in attribution[ROLES[role]]:
                inside = _inside(pieces, *span)
                tags[inside] = 2 + 2 * role
                tags[inside[:1]] = 1 + 2 * role
    for attribution in article["attributions"]:
        cue = [at for span in attribution["cue"] for at in _inside(pieces, *span)[:1]]
        linked = {
            role: np.array([at for span in attribution[ROLES[role]] for at in _inside(pieces, *span)], dtype=np.int64)
            for role in (SOURCE, CONTENT)
        }  # fmt: skip
        attributions.append((int(cue[0]) if cue else -1, linked))
    begins = pieces.paragraph_starts
    for at in range(len(tags)):
        goes_on = at > 0 and not begins[at] and tags[at - 1] in (tags[at], tags[at] - 1)
        if tags[at] and tags[at] % 2 == 0 and not goes_on:
            tags[at] -= 1
    return Labelled(pieces, tags, attributions)


def examples(labelled: Labelled, chance: random.Random) -> Iterator[Example]:
    """The windows of an article, cut anew by chance at each call."""
    first = [chance.randint(40, CAPACITY)]

    def size() -> int:
        if first:
            return first.pop()
        return chance.randint(SHORTEST, CAPACITY) if chance.random() < SHORTER else CAPACITY

    begins = labelled.pieces.paragraph_starts
    for window in windows(labelled.pieces, size=size):
        ids, marks = framed(labelled.pieces, window)
        tags = labelled.tags[window].copy()
        if tags[0] and tags[0] % 2 == 0:
            tags[0] -= 1
        cues, linked = _links(labelled, window.start, window.stop)
        beliefs = (
            np.eye(TAGS, dtype=np.float32)[tags] if labelled.beliefs is None else labelled.beliefs[window]
        )
        yield Example(
            ids, marks, np.pad(tags, 1, constant_values=-1), np.pad(beliefs, ((1, 1), (0, 0))),
            np.pad(begins[window], 1), cues, linked,
        )  # fmt: skip


def _rows(path: Path, read: Callable[[Any], Row], what: str) -> list[Row]:
    """What each line of a .jsonl file holds."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("unreadable", f"{path} cannot be read: {error}") from error
    found: list[Row] = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(read(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError("malformed", f"{path}, line {number}: no {what} ({error!r})") from error
    return found


def _links(labelled: Labelled, start: int, end: int) -> tuple[Array, dict[int, tuple[Array, Array]]]:
    """The cues of a window and what belongs to them, in places of the window with its outer mark."""
    cues = sorted({cue for cue, _ in labelled.attributions if start <= cue < end})
    column = {cue: at for at, cue in enumerate(cues)}
    linked = {}
    for role in (SOURCE, CONTENT):
        rows: dict[int, set[int]] = {}
        for cue, pieces in labelled.attributions:
            for piece in pieces[role][(pieces[role] >= start) & (pieces[role] < end)]:
                rows.setdefault(int(piece), set()).update([column[cue]] if cue in column else [])
        places = sorted(rows)
        table = np.zeros((len(places), len(cues)), dtype=np.float32)
        for at, place in enumerate(places):
            table[at, sorted(rows[place])] = 1
        linked[role] = (np.array(places, dtype=np.int64) - start + 1, table)
    return np.array(cues, dtype=np.int64) - start + 1, linked


def _inside(pieces: Pieces, start: int, end: int) -> Array:
    return np.flatnonzero((pieces.starts < end) & (pieces.ends > start))


def _restyled(text: str, chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < STRAIGHT:
        return text.translate(_STRAIGHT)
    return text.translate(_SINGLE) if drawn < STRAIGHT + SINGLE else text

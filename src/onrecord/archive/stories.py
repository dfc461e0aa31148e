"""Places the reports of a store in running stories, the new ones beside those that are there."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.across.stories import SLEEPS_DAYS, Joined, Report, Story, follow
from onrecord.encoder import load_encoder
from onrecord.store import plots
from onrecord.store.store import Store

# How many reports are encoded, placed and written at a time.
AT_ONCE = 1_000
# What of a report is encoded: its title and this much of its beginning.
LEAD_CHARS = 500
TITLE_CHARS = 90


def relate_stories(store: Store) -> int:
    """Brings the stories up to date; gives the number of reports that were new to them."""
    fresh = plots.unplaced(store)
    for at in range(0, len(fresh), AT_ONCE):
        _place(store, fresh[at : at + AT_ONCE])
    return len(fresh)


def lead(title: str | None, text: str) -> str:
    """What of a report is encoded.

    >>> lead("Talks resume", "GENEVA - Talks went on.")
    'Talks resume. GENEVA - Talks went on.'
    """
    beginning = text[:LEAD_CHARS]
    return f"{title}. {beginning}" if title and not beginning.startswith(title) else beginning


def _place(store: Store, rows: Sequence[dict[str, Any]]) -> None:
    days = [row["published"] for row in rows if row["published"]]
    sleep = datetime.timedelta(days=SLEEPS_DAYS)
    around = (min(days) - sleep, max(days) + sleep) if days else (None, None)
    there = {row["story"]: row for row in plots.awake(store, *around)}
    vectors = load_encoder().sentences([lead(row["title"], row["text"]) for row in rows])
    reports = [
        Report(row["article"], vector, row["published"], frozenset(row["actors"]))
        for row, vector in zip(rows, vectors, strict=True)
    ]
    joined, stories = follow(reports, [_story(row) for row in there.values()])
    titles = {row["article"]: row["title"] or _beginning(row["text"]) for row in rows}
    changed = {join.story for join in joined}
    plots.put_stories(
        store,
        [_story_row(story, there, titles) for story in stories if story.story in changed],
        [_joined_row(join) for join in joined],
    )


def _story(row: dict[str, Any]) -> Story:
    return Story(
        story=row["story"], total=np.array(row["total"], dtype=np.float32), size=row["articles"], first=row["first"],
        last=row["last"], actors=Counter({count["key"]: count["n"] for count in row["counts"]}),
    )  # fmt: skip


def _story_row(story: Story, there: dict[str, dict[str, Any]], titles: dict[str, str]) -> dict[str, Any]:
    known = there.get(story.story)
    usual = [
        key
        for key, n in sorted(story.actors.items(), key=lambda item: (-item[1], item[0]))
        if 2 * n > story.size
    ]
    return {
        "story": story.story, "title": known["title"] if known else titles[story.story], "actors": usual,
        "total": [float(value) for value in story.total],
    }  # fmt: skip


def _joined_row(join: Joined) -> dict[str, Any]:
    return {"story": join.story, "article": join.article, "likeness": join.likeness}


def _beginning(text: str) -> str:
    """The first words of a text, cut between words."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= TITLE_CHARS else line[:TITLE_CHARS].rpartition(" ")[0] + " …"

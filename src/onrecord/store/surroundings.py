"""What a report stands among: its versions, its wire family, its story, and what others tell of its events."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.store.relatives import versions_of
from onrecord.store.selection import Telling
from onrecord.store.store import Store

_HEAD = """
SELECT a.version, a.withdrawn, a.added, s.story, s.title AS story_title, s.articles AS story_reports,
       s.independent AS story_independent, f.family, f.first_outlet, f.evidence, f.articles AS copies,
       f.outlets AS copy_outlets
FROM (SELECT article, version, withdrawn, added FROM kept.articles WHERE article = $1) a
LEFT JOIN (SELECT * FROM story_articles WHERE article = $1) m ON m.article = a.article
LEFT JOIN (SELECT story, title, articles, independent FROM stories) s ON s.story = m.story
LEFT JOIN (SELECT * FROM wire_copies WHERE article = $1) c ON c.article = a.article
LEFT JOIN wire_families f ON f.family = c.family
"""
_TOLD = """
SELECT m.id, m.happening, h.reports, h.outlets
FROM (SELECT id, happening FROM tellings WHERE article = $1) m JOIN happenings h USING (happening)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The wire family of a report: the report that was first, by whom and how that is known, and how many followed."""

    first: str
    outlet: str | None
    evidence: str
    reports: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The story of a report, with the number of its reports, and of those that are no copies."""

    story: str
    title: str | None
    reports: int
    independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a report stands among. `versions` counts its versions, `newest` is the one that holds; `tellings` gives the
    happening that each of its events tells, by the event's id."""

    version: int
    versions: int
    newest: str
    added: datetime.datetime | None
    story: Story | None
    family: Family | None
    tellings: Mapping[str, Telling]


def surroundings(store: Store, article: str) -> Surroundings | None:
    """What a report of this id stands among; null where there is none."""
    with store.one_state():
        found = store.rows(_HEAD, [article])
        if not found:
            return None
        (head,) = found
        told = store.rows(_TOLD, [article])
        # Only of a version that was replaced is it unknown how many came after it.
        last = versions_of(store, article)[-1] if head["withdrawn"] else None
    return Surroundings(
        version=head["version"], added=head["added"],
        versions=last.version if last else head["version"], newest=last.article if last else article,
        story=Story(
            story=head["story"], title=head["story_title"], reports=head["story_reports"],
            independent=head["story_independent"],
        ) if head["story"] else None,
        family=Family(
            first=head["family"], outlet=head["first_outlet"], evidence=head["evidence"], reports=head["copies"],
            outlets=head["copy_outlets"],
        ) if head["family"] else None,
        tellings={row["id"]: Telling(row["happening"], row["reports"], row["outlets"]) for row in told},
    )  # fmt: skip

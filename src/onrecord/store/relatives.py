"""The other forms of a report: its versions, and the copies of it that others published."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from onrecord.store.store import Store

_VERSIONS = """
WITH RECURSIVE links AS (
    SELECT article AS one, replaces AS other FROM kept.articles WHERE replaces IS NOT NULL
    UNION ALL SELECT replaces, article FROM kept.articles WHERE replaces IS NOT NULL
), chain(article) AS (
    SELECT $1::VARCHAR UNION SELECT l.other FROM chain c JOIN links l ON l.one = c.article
)
SELECT article, version, withdrawn, added, published, outlet, url, title, text
FROM kept.articles SEMI JOIN chain USING (article) ORDER BY version, serial
"""
_FAMILY = """
SELECT a.article, c.article = c.family AS first, a.published, a.outlet, a.url, a.title, a.text, c.likeness, c.credit
FROM wire_copies c JOIN articles a USING (article)
WHERE c.family IN (SELECT family FROM wire_copies WHERE article = $1) ORDER BY first DESC, a.published, a.serial
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A report as it stood at one time; `withdrawn` where a newer version has replaced it."""

    article: str
    version: int
    withdrawn: bool
    added: datetime.datetime | None
    published: datetime.date | None
    outlet: str | None
    url: str | None
    title: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report of a wire family: `first` where the others follow it, `likeness` the share of its words in the first."""

    article: str
    first: bool
    published: datetime.date | None
    outlet: str | None
    url: str | None
    title: str | None
    text: str
    likeness: float | None
    credit: str | None


def versions_of(store: Store, article: str) -> list[Version]:
    """All versions of a report, given any of them, in order, those withdrawn too; none where it is not on record."""
    return [Version(**row) for row in store.rows(_VERSIONS, [article])]


def standing_version(store: Store, article: str) -> int | None:
    """Which version of its report this is; null where a newer one has replaced it."""
    with store.reading() as connection:
        found = connection.execute("SELECT version FROM articles WHERE article = $1", [article]).fetchone()
    return int(found[0]) if found else None


def family_of(store: Store, article: str) -> list[Copy]:
    """The reports of the wire family that a report belongs to, the first of them first; none where it is no copy."""
    return [Copy(**row) for row in store.rows(_FAMILY, [article])]

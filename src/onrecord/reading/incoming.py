"""What readers hand on: an input as it lies, a link to one, and an article ready to be analysed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, TypeAlias

from onrecord.model import Article

Form: TypeAlias = Literal["html", "json", "text"]
"""What the bytes of an input are."""

KEY_CHARS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the caller knows of a report; it wins over what the report says of itself. `date` is ISO 8601."""

    id: str | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """One input as it lies in its container, not yet parsed.

    `origin` says where it lies: "archive/a.txt", "reports.jsonl:12", "dump.warc.gz@8423",
    "news.zip!a/b.html", "news.csv:7" or an address. `data` are its bytes; for a row of CSV or Parquet and
    an entry of a feed, a JSON object. `form` is None where it is to be found out.
    """

    origin: str
    data: bytes
    form: Form | None
    hints: Hints

    @property
    def key(self) -> str:
        """The same for the same bytes at the same place, whenever they are read."""
        return f"{self.origin}#{sha256(self.data).hexdigest()[:KEY_CHARS]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that an input points to and that nobody has fetched: a page, a feed or a sitemap.

    `origin` is where the link stands; `published` is ISO 8601; `id` is the feed's own id of the entry.
    """

    url: str
    origin: str
    kind: Literal["page", "feed", "sitemap"] = "page"
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    id: str | None = None

    @property
    def hints(self) -> Hints:
        """What the link tells of the report behind it."""
        return Hints(id=self.id, date=self.published, outlet=self.outlet, url=self.url)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article ready to be analysed, with the caller's own id of it and where it lay."""

    article: Article
    id: str | None = None
    origin: str | None = None

"""Why an input ends without a record: every reason that reading gives, with one sentence for people."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "missing": "There is no file of that name.",
    "unreadable": "The file or folder cannot be opened, or is broken on the way.",
    "truncated": "It ends in the middle; what lies before the end is read.",
    "bomb": "It unpacks to far more than its size, as archives made to fill memory do.",
    "encrypted": "The member of the archive is encrypted.",
    "nested": "It is an archive inside an archive; unpack the outer one.",
    "bad-table": "The table has no column that holds a text.",
    "bad-row": "The row does not keep to the form of its table.",
    "bad-feed": "The feed, sitemap or list of feeds cannot be read.",
    "duplicate": "The feed gives the same id to two entries; the first is taken.",
    "http-status": "The web archive holds a server's answer that is no page, such as 404.",
    "link-only": "The feed or sitemap gives an address and no text, and nobody fetched it.",
    "empty": "There is nothing in it, or nothing but white space.",
    "binary": "It is not text: a picture, a PDF, an archive or the like.",
    "too-large": "It is longer than one report can be.",
    "no-text": "The page or object holds no text of a report.",
    "bad-json": "It is not valid JSON.",
    "bad-date": "The date given is not an ISO 8601 date.",
    "future-date": "The date given lies in the future.",
    "language": "The report is not in English; only English is coded.",
    "withheld": "Its publisher withheld, cancelled or embargoed it.",
    "fetch-failed": "The address did not give the page.",
    "unavailable": "The server cannot be reached, or not now; it may be later.",
    "forbidden-address": "A page or feed leads into a private network, or to something else than http.",
    "robots": "The site asks programs not to fetch it (robots.txt).",
    "crashed": "The program failed on it and went on with the others; please report it.",
}

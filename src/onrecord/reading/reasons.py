"""Why an input ends without a record: every reason that reading gives, with one sentence for people."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "missing": "There is no file of that name.",
    "directory": "The path is a folder; name the files in it.",
    "unreadable": "The file cannot be opened.",
    "empty": "There is nothing but white space in it.",
    "binary": "It is not text: a picture, a PDF, an archive or the like.",
    "too-large": "It is longer than one report can be.",
    "no-text": "The page or object holds no text of a report.",
    "bad-json": "It is not valid JSON.",
    "bad-date": "The date given is not an ISO 8601 date.",
    "future-date": "The date given lies in the future.",
    "language": "The report is not in English; only English is coded.",
    "withheld": "Its publisher withheld, cancelled or embargoed it.",
    "fetch-failed": "The address did not give the page.",
}

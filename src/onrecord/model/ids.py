"""Ids that depend on content alone: same input, same id, on every machine."""

from __future__ import annotations

import hashlib


def content_id(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of `text` in UTF-8.

    >>> content_id("")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

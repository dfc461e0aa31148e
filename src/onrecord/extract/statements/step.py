"""Finds the statements of an article."""

from __future__ import annotations

from onrecord.extract.draft import Draft


def find_statements(draft: Draft) -> Draft:
    """The draft with its statements filled in."""
    return draft

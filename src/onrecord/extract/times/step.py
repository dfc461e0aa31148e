"""Finds the times of an article."""

from __future__ import annotations

from onrecord.extract.draft import Draft


def find_times(draft: Draft) -> Draft:
    """The draft with its times filled in."""
    return draft

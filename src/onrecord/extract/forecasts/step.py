"""Finds the forecasts of an article."""

from __future__ import annotations

from onrecord.extract.draft import Draft


def find_forecasts(draft: Draft) -> Draft:
    """The draft with its forecasts filled in."""
    return draft

"""Relates the articles of a store to one another: copies first, then stories, then one event in many reports."""

from __future__ import annotations

from onrecord.archive.copies import relate_copies
from onrecord.archive.happenings import relate_happenings
from onrecord.archive.stories import relate_stories
from onrecord.store.links import drop_withdrawn
from onrecord.store.store import Store


def relate(store: Store) -> None:
    """Brings every relation up to date with the articles; what was related before stays as it is."""
    drop_withdrawn(store)
    relate_copies(store)
    relate_stories(store)
    relate_happenings(store)

"""The events of an article."""

from onrecord.extract.events.step import find_events

__all__ = ["find_events"]

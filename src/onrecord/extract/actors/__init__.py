"""The actors of an article."""

from onrecord.extract.actors.step import find_actors

__all__ = ["find_actors"]

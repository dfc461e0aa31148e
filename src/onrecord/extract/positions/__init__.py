"""The positions of an article."""

from onrecord.extract.positions.step import find_positions

__all__ = ["find_positions"]

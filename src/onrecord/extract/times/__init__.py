"""The times of an article."""

from onrecord.extract.times.step import find_times

__all__ = ["find_times"]

"""The times of an article."""

from onrecord.extract.times.step import find_times
from onrecord.extract.times.tagger import times

__all__ = ["find_times", "times"]

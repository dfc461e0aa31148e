"""Asking sites again and again without being a burden: when a feed is due, and how often a host may be asked."""

from onrecord.reading.polling.clock import Clock
from onrecord.reading.polling.feed import FeedState, Rhythm
from onrecord.reading.polling.manners import Manners

__all__ = ["Clock", "FeedState", "Manners", "Rhythm"]

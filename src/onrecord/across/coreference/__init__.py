"""One event in many reports: which mentions of events, in one report or in several, mean the same event."""

from onrecord.across.coreference.linkage import Merge
from onrecord.across.coreference.mention import Mention, Report, read_report
from onrecord.across.coreference.resolve import Resolved, resolve

__all__ = ["Mention", "Merge", "Report", "Resolved", "read_report", "resolve"]

"""The base analysis of the language, made once for each article and shared by all layers."""

from onrecord.analysis.parsed import Analysis, Sentence, analyse, span_of

__all__ = ["Analysis", "Sentence", "analyse", "span_of"]

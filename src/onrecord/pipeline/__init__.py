"""Puts the steps in order and runs them over articles."""

from onrecord.pipeline.quotes import Quote, quotes_of, statements
from onrecord.pipeline.reader import Reader
from onrecord.pipeline.steps import LAYERS, STEPS, Step, plan

__all__ = ["LAYERS", "STEPS", "Quote", "Reader", "Step", "plan", "quotes_of", "statements"]

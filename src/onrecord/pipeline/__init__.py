"""Puts the steps in order and runs them over articles."""

from onrecord.pipeline.reader import Reader
from onrecord.pipeline.steps import LAYERS, STEPS, Step, plan

__all__ = ["LAYERS", "STEPS", "Reader", "Step", "plan"]

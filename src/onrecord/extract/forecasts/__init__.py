"""The forecasts of an article."""

from onrecord.extract.forecasts.step import find_forecasts

__all__ = ["find_forecasts"]

"""What charts are drawn from, one module a chart, each with the rows of the table that says the same."""

from onrecord.web.figures.figure import Figure

__all__ = ["Figure"]

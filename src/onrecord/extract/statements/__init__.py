"""The statements of an article."""

from onrecord.extract.statements.step import find_statements

__all__ = ["find_statements"]

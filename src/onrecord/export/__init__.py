"""What is on record, in the forms that other people's tools read."""

from onrecord.export.formats import FORMATS, Format, find_format

__all__ = ["FORMATS", "Format", "find_format"]

"""Many reports: takes them in, keeps watch over feeds, relates them to one another, and answers for them."""

from onrecord.archive.archive import Archive, open_archive

__all__ = ["Archive", "open_archive"]

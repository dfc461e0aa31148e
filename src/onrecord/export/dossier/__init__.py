"""A dossier: all that is on record about an actor, two sides or a story, in one file that stands by itself."""

from onrecord.export.dossier.contents import Dossier, Subject, compile_dossier
from onrecord.export.dossier.render import as_html, as_markdown

__all__ = ["Dossier", "Subject", "as_html", "as_markdown", "compile_dossier"]

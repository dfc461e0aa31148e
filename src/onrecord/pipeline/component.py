"""The statements as a component of a spaCy pipeline: `nlp.add_pipe("onrecord_statements")`, also of a blank one.

What was found is `doc._.statements`. The text is read as `onrecord.statements` reads it, whatever stands before in the
pipeline. The publication date is `doc._.published`, else that of the configuration.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.pipeline.quotes import statements


class StatementsComponent:
    """Adds the statements of a document."""

    def __init__(self, published: str | None) -> None:
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """The document with its statements."""
        doc._.statements = statements(doc.text, doc._.published or self.published)
        return doc


@Language.factory("onrecord_statements", default_config={"published": None})
def make_statements(nlp: Language, name: str, published: str | None) -> StatementsComponent:
    """A component that resolves against `published` where a document does not say when it was published."""
    for extension, default in (("published", None), ("statements", ())):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=default)
    return StatementsComponent(published)

"""The tagger as a component of a spaCy pipeline: `nlp.add_pipe("onrecord_times")`, also of a blank one.

Each expression is a span of `doc.spans["times"]`, labelled with its TIMEX3 type; `span._.time` is what was found.
The publication date is `doc._.published`, else that of the configuration.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from onrecord.extract.times.tagger import times


class TimesComponent:
    """Adds the temporal expressions of a document as spans; those that cut a token are widened to whole ones."""

    def __init__(self, published: str | None) -> None:
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """The document with its times."""
        group = SpanGroup(doc, name="times")
        for time in times(doc.text, doc._.published or self.published):
            span = doc.char_span(*time.span, label=time.type, alignment_mode="expand")
            if span is not None:
                span._.time = time
                group.append(span)
        doc.spans["times"] = group
        return doc


@Language.factory("onrecord_times", default_config={"published": None})
def make_times(nlp: Language, name: str, published: str | None) -> TimesComponent:
    """A component that resolves against `published` where a document does not say when it was published."""
    for kind, extension in ((Doc, "published"), (Span, "time")):
        if not kind.has_extension(extension):
            kind.set_extension(extension, default=None)
    return TimesComponent(published)

"""What a record is: frozen types, closed code lists, and the JSON they become."""

from onrecord.model.article import Article, Dateline, Section
from onrecord.model.codec import from_json, schema, to_json
from onrecord.model.findings import (
    Actor,
    Event,
    Forecast,
    Mention,
    Position,
    Statement,
    Time,
    When,
    Where,
    speaker_form,
)
from onrecord.model.ids import content_id
from onrecord.model.record import SCHEMA_VERSION, Dropped, Provenance, ReadOutcome, Record
from onrecord.model.span import Span, cover

__all__ = [
    "SCHEMA_VERSION", "Actor", "Article", "Dateline", "Dropped", "Event", "Forecast", "Mention", "Position",
    "Provenance", "ReadOutcome", "Record", "Section", "Span", "Statement", "Time", "When", "Where",
    "content_id", "cover", "from_json", "schema", "speaker_form", "to_json",
]  # fmt: skip

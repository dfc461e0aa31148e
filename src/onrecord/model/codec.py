"""Records as JSON and back, byte for byte, and the JSON Schema they obey."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.errors import RecordError
from onrecord.model.record import Record

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def to_json(record: Record, *, indent: int = 0) -> str:
    """The record as JSON: one line, or indented by `indent` spaces."""
    data = _encoder.encode(record)
    return (msgspec.json.format(data, indent=indent) if indent else data).decode()


def from_json(data: str | bytes) -> Record:
    """The record that `to_json` wrote; raises RecordError with the path of the fault."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"not a record: {error}") from error


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, generated from the types."""
    return msgspec.json.schema(Record)

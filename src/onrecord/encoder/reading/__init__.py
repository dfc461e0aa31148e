"""A text through the shared encoder, once: pieces, surface marks, windows, vectors."""

from onrecord.encoder.reading.pieces import Pieces, cut
from onrecord.encoder.reading.reader import Reading, TextReader, framed, load_reader, read_text
from onrecord.encoder.reading.windows import CAPACITY, windows

__all__ = [
    "CAPACITY",
    "Pieces",
    "Reading",
    "TextReader",
    "cut",
    "framed",
    "load_reader",
    "read_text",
    "windows",
]

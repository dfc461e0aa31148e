"""Parquet, one raw input a row; a few rows are held at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.containers.lot import Lot, seekable
from onrecord.reading.containers.table import named
from onrecord.reading.incoming import Raw
from onrecord.reading.parse import dropped
from onrecord.reading.structured import FIELDS

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MAGIC = b"PAR1"
# Of the longest reports that are read, this many take a few hundred megabytes at most.
ROWS = 32
BUFFER_BYTES = 1 << 20


def split_parquet(lot: Lot) -> Iterator[Raw | Dropped]:
    """The rows of a Parquet file as JSON objects, numbered from 1; only columns with known names are read."""
    import pyarrow

    with seekable(lot) as file:
        try:
            table = _opened(file)
            names = table.schema_arrow.names
            known = [name for name, plain in zip(names, named(names), strict=True) if plain in FIELDS]
            number = 0
            for batch in table.iter_batches(ROWS, columns=known, use_threads=False):
                for at in range(batch.num_rows):
                    number += 1
                    yield _row({name: batch.column(name)[at] for name in known}, f"{lot.name}:{number}", lot)
        except (pyarrow.ArrowException, OSError) as error:
            whole = " ".join(str(error).split())[:200]
            raise InputError("unreadable", f"the Parquet file is broken: {whole}") from error


def _opened(file: BinaryIO) -> ParquetFile:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    size = file.seek(0, 2)
    file.seek(max(0, size - len(MAGIC)))
    if size < 3 * len(MAGIC) or file.read(len(MAGIC)) != MAGIC:
        raise InputError(
            "truncated", "the Parquet file lacks its end, where its tables stand: half-written or cut"
        )
    file.seek(0)
    try:
        return ParquetFile(file, pre_buffer=False, buffer_size=BUFFER_BYTES, page_checksum_verification=True)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(
            "unreadable", f"the Parquet file is broken: {' '.join(str(error).split())[:200]}"
        ) from error


def _row(fields: dict[str, Any], origin: str, lot: Lot) -> Raw | Dropped:
    row = {}
    for name, field in fields.items():
        try:
            value = field.as_py()
        except (ValueError, OverflowError) as error:
            return dropped(InputError("bad-row", f"its column {name} cannot be read: {error}"), origin)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if value is not None:
            row[name.lower()] = value
    data = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return Raw(origin, data, "json", lot.hints)

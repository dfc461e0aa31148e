"""The store of many records: one DuckDB file or a folder of Parquet, and the only SQL in the project."""

from onrecord.store.answers import Answer, Found, ask
from onrecord.store.filters import Filter
from onrecord.store.records import records
from onrecord.store.reviews import Review, Verdict, decide, decisions, standing, undo
from onrecord.store.store import Store, open_store
from onrecord.store.undecided import Tally, Undecided, queue, tally

__all__ = [
    "Answer", "Filter", "Found", "Review", "Store", "Tally", "Undecided", "Verdict", "ask", "decide", "decisions",
    "open_store", "queue", "records", "standing", "tally", "undo",
]  # fmt: skip

"""The store of many records: one DuckDB file or a folder of Parquet, and the only SQL in the project."""

from onrecord.store.answers import Answer, Found, ask
from onrecord.store.filters import Filter
from onrecord.store.records import records
from onrecord.store.store import Store, open_store

__all__ = ["Answer", "Filter", "Found", "Store", "ask", "open_store", "records"]

"""The store of many records: one DuckDB file or a folder of Parquet, and the only SQL in the project."""

from onrecord.store.answers import Answer, Found, ask
from onrecord.store.dyads import Dyad, Network, dyads, network
from onrecord.store.facets import Facets, counts, facets, per_day
from onrecord.store.filters import Filter
from onrecord.store.outcomes import Moves, Resolved, moves, resolved
from onrecord.store.overview import Overview, overview
from onrecord.store.places import PlaceCount, places
from onrecord.store.records import records
from onrecord.store.relatives import Copy, Version, family_of, versions_of
from onrecord.store.reviews import Review, Verdict, decide, decisions, standing, undo
from onrecord.store.searches import Search, drop_search, save_search, searches
from onrecord.store.store import Store, open_store
from onrecord.store.undecided import Tally, Undecided, queue, tally

__all__ = [
    "Answer", "Copy", "Dyad", "Facets", "Filter", "Found", "Moves", "Network", "Overview", "PlaceCount",
    "Resolved", "Review", "Search", "Store", "Tally", "Undecided", "Verdict", "Version", "ask", "counts",
    "decide", "decisions", "drop_search", "dyads", "facets", "family_of", "moves", "network",
    "open_store", "overview", "per_day", "places", "queue", "records", "resolved", "save_search",
    "searches", "standing", "tally", "undo", "versions_of",
]  # fmt: skip

"""What the engine knows: word tables under `data/` and the loaders of them."""

from onrecord.lexicon.tables import confidence_of, items, load_table

__all__ = ["confidence_of", "items", "load_table"]

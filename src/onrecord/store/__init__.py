"""The store of many records, and the only SQL in the project."""

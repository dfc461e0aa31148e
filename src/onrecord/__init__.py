"""OnRecord puts the news on record: a report goes in, its structured, verifiable record comes out."""

"""The feeds that are watched, as the store remembers them between runs."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.reading.polling import FeedState
from onrecord.store.bulk import insert
from onrecord.store.columns import flatten, restore
from onrecord.store.store import Store, mappings


def feed_states(store: Store, urls: Collection[str]) -> dict[str, FeedState]:
    """The state of each of these feeds, by address; a feed that was never asked begins anew."""
    rows = store.query(
        "SELECT * FROM kept.feeds SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS url) USING (url)", [list(urls)]
    )
    known = {row["url"]: restore(FeedState, row) for row in mappings(rows)}
    return {url: known.get(url) or FeedState(url=url) for url in urls}


def save_feed(store: Store, state: FeedState) -> None:
    """Puts the state in place of what the store had of the feed."""
    with store.writing() as connection:
        connection.execute("DELETE FROM kept.feeds WHERE url = ?", [state.url])
        insert(connection, "feeds", [flatten(state)])

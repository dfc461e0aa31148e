"""What became of the items of a report in a later version of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from onrecord.store.store import Store

State: TypeAlias = Literal["kept", "reread", "withdrawn"]

_REVISIONS = "SELECT article, id, state, now_article, now_id FROM revisions WHERE article IN (SELECT unnest($1::VARCHAR[]))"
# The layers in the order of the reading page, and the column that says what an item is.
_LAYERS = {"positions": "kind", "statements": "mode", "events": "type", "forecasts": "entry"}
_ITEMS = " UNION ALL ".join(
    f"SELECT '{layer}' AS layer, {what} AS what, id, text FROM kept.{layer} WHERE article = $1"
    for layer, what in _LAYERS.items()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """An item of a version, what it is and the words it rests on, and its state in a later version.

    It is kept (as item `now_id`), reread (its words stand and are no such item any more) or withdrawn (they are gone).
    """

    layer: str
    what: str
    id: str
    text: str
    state: State
    now_id: str | None


def fates(store: Store, versions: Sequence[str]) -> list[Fate]:
    """What became of the items of the first of these versions of a report in the last of them, in order of the layers.

    The versions are given in order, all those between the two too.
    """
    first, *later = versions
    with store.one_state():
        items = store.rows(_ITEMS, [first])
        revised = {(row["article"], row["id"]): row for row in store.rows(_REVISIONS, [list(versions[:-1])])}
    return list(_followed(first, later, items, revised))


def _followed(
    first: str,
    later: Sequence[str],
    items: Sequence[Mapping[str, Any]],
    revised: Mapping[Any, Mapping[str, Any]],
) -> Iterator[Fate]:
    layers = list(_LAYERS)
    for item in sorted(items, key=lambda row: (layers.index(row["layer"]), len(row["id"]), row["id"])):
        state: State = "kept"
        at: str | None = item["id"]
        version = first
        for following in later:
            row = revised.get((version, at))
            if row is None:
                # Where the words stood on and were no item, nobody followed them further.
                break
            state, at, version = row["state"], row["now_id"], following
        yield Fate(**item, state=state, now_id=at if state == "kept" else None)

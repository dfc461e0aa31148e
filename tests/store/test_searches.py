from __future__ import annotations

import pytest

from onrecord.store import Store, drop_search, save_search, searches
from onrecord.store.searches import NAME_CHARS


def test_searches_are_saved_listed_replaced_and_dropped(store: Store):
    assert searches(store) == []
    ferry = save_search(store, "  The\tferry ", "/events", "?type=AID&country=NOR")
    assert (ferry.name, ferry.path, ferry.query) == ("The ferry", "/events", "type=AID&country=NOR")
    aid = save_search(store, "aid'; DROP TABLE kept.searches", "/")
    assert searches(store) == [aid, ferry]
    again = save_search(store, "The ferry", "/positions")
    assert again.saved >= ferry.saved
    assert searches(store) == [aid, again]
    assert drop_search(store, aid.name)
    assert not drop_search(store, aid.name)
    assert searches(store) == [again]


@pytest.mark.parametrize("name", ["", " \n", "x" * (NAME_CHARS + 1)])
def test_a_search_needs_a_name(store: Store, name: str):
    with pytest.raises(ValueError, match="needs a name"):
        save_search(store, name, "/events")
    assert searches(store) == []


@pytest.mark.parametrize(
    "path", ["", "events", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example",
             "javascript:alert(1)", "/events?type=AID"],
)  # fmt: skip
def test_a_search_leads_to_a_page_here(store: Store, path: str):
    with pytest.raises(ValueError, match="is no path of a page here"):
        save_search(store, "x", path)

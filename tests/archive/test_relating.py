"""One event in many reports, from the reports of one running story."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.archive.happenings import rule
from onrecord.archive.relating import relate
from onrecord.archive.taking import take_in
from onrecord.errors import StoreError
from onrecord.store import Filter, Store, open_store
from onrecord.store.series import deeds
from onrecord.store.tellings import happenings_where, tellings_of

STORY = Path(__file__).parents[2] / "examples" / "story" / "reports.jsonl"


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("happenings") / "news.duckdb", create=True)
    take_in(store, [str(STORY)])
    relate(store)
    return store


def seizure(store: Store) -> list[dict]:
    (found,) = [
        row for row in happenings_where(store, Filter(type="COERCE", text="trawler")).to_pylist() if "seize" in row["text"]
    ]  # fmt: skip
    return tellings_of(store, found["happening"]).to_pylist()


def test_the_seizure_is_one_happening_of_four_outlets(related: Store):
    told = seizure(related)
    assert {row["outlet"] for row in told} == {
        "Capital Ledger",
        "The Northern Star",
        "Meridian Wire",
        "Harbour Post",
    }
    assert all(row["joins"] for row in told)


def test_reports_that_differ_in_numbers_are_shown(related: Store):
    found = happenings_where(related, Filter(), contradicted=True).to_pylist()
    assert "sailor: 9 (Capital Ledger), 12 (The Northern Star)" in [
        line for row in found for line in row["contradictions"]
    ]


def test_the_day_of_the_seizure_is_the_same_for_all(related: Store):
    found = happenings_where(related, Filter(), contradicted=True).to_pylist()
    assert not any(line.startswith("day") for row in found for line in row["contradictions"])
    assert {row["day"].isoformat() for row in seizure(related)} == {"2024-03-07"}


def test_a_minister_is_of_one_state_in_all_reports(related: Store):
    homes = related.query("SELECT DISTINCT country FROM actors WHERE name = 'Jon Einarsson'").to_pylist()
    assert homes == [{"country": "ISL"}]


def test_copies_are_no_independent_reports(related: Store):
    found = happenings_where(related, Filter(type="THREATEN")).to_pylist()
    (threat,) = [row for row in found if row["first"].isoformat() == "2024-03-04"]
    assert (threat["reports"], threat["outlets"], threat["independent"]) == (2, 2, 1)


def test_every_event_of_a_story_is_in_one_happening(related: Store):
    (row,) = related.query(
        "SELECT count(*) AS n, count(DISTINCT (article, id)) AS told, (SELECT count(*) FROM events) AS events FROM tellings"
    ).to_pylist()
    assert row["n"] == row["told"] == row["events"]
    missing = related.query("SELECT 1 FROM tellings ANTI JOIN happenings USING (happening)")
    assert missing.num_rows == 0


def test_a_happening_counts_once_in_the_curve(related: Store):
    seized = [
        deed
        for deed in deeds(related, ("Norway", "Iceland"))
        if deed["event"] in {f"{r['article']}#{r['id']}" for r in seizure(related)}
    ]
    assert len(seized) == 1
    assert seized[0]["tellings"] >= 3


def test_relating_again_changes_nothing(related: Store):
    def everything() -> list[dict]:
        return related.query("SELECT * FROM tellings ORDER BY article, id").to_pylist()

    before = everything()
    relate(related)
    assert everything() == before


def test_a_ruling_parts_and_undoing_it_joins_again(related: Store):
    before = seizure(related)
    one, *_, other = (f"{row['article']}#{row['id']}" for row in before)
    rule(related, one, other, False)
    assert other not in {f"{row['article']}#{row['id']}" for row in tellings_of(related, one).to_pylist()}
    relate(related)
    assert other not in {f"{row['article']}#{row['id']}" for row in tellings_of(related, one).to_pylist()}
    rule(related, one, other, None)
    assert seizure(related) == before


def test_a_ruling_on_what_is_not_there_is_refused(related: Store):
    with pytest.raises(StoreError, match="there is no event"):
        rule(related, "nothing#e1", "nothing#e2", True)
    with pytest.raises(StoreError, match="of no happening"):
        tellings_of(related, "nothing#e1")

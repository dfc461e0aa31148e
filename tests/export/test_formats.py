"""What holds of every format: it honours every filter, gives the same bytes twice, and survives hostile text."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from exporting import day

from onrecord.cli.main import main
from onrecord.errors import StoreError
from onrecord.export import FORMATS, Format, find_format
from onrecord.export.deeds import as_fact, deeds, pairs
from onrecord.store import Filter, Store, ask, open_store
from onrecord.store.selection import LAYERS, select

FILTERS = {
    "actor": {"actor": "person/anna-jonsdottir"}, "dyad": {"dyad": ("NOR", "ISL")}, "country": {"country": "MLI"},
    "type": {"type": "ASSAULT"}, "since": {"since": day("2031-03-06")}, "until": {"until": day("2031-03-05")},
    "status": {"status": "planned"}, "outlet": {"outlet": "meridian"}, "confidence": {"confidence": 0.89},
    "text": {"text": "convoy"}, "nothing": {"actor": "nobody at all"},
}  # fmt: skip


FEW = {name: FILTERS[name] for name in ("dyad", "status", "outlet", "nothing")}


def bytes_of(form: Format, store: Store, wanted: Filter, folder: Path) -> bytes:
    if form.lines is not None:
        return b"".join(form.pieces(store, wanted))
    target = folder / f"{form.name}{form.suffix}"
    form.write(store, wanted, target)
    return target.read_bytes()


def chosen_names(store: Store, wanted: Filter, form: Format) -> set[str]:
    """The names of the items that a format has to hold, by the answers of the store."""
    found = set()
    for layer in form.layers:
        try:
            found |= {f"{one.article}#{one.item.id}" for one in ask(store, layer, wanted)}
        except StoreError:
            continue
    return found


def told_names(store: Store, wanted: Filter) -> set[str]:
    """The names of the events that formats without a status hold."""
    told = [one for one in ask(store, "events", wanted) if wanted.status or as_fact(one.item)]
    return {f"{one.article}#{one.item.id}" for one in told}


def names_in(name: str, data: bytes) -> set[str]:
    """The names of the items that a file holds."""
    match name:
        case "csv" | "quotes":
            return {row["id"] for row in csv.DictReader(io.StringIO(data.decode()))}
        case "polecat":
            return {row["Event ID"] for row in csv.DictReader(io.StringIO(data.decode()), delimiter="\t")}
        case "jsonl":
            return {json.loads(line)["id"] for line in data.splitlines()}
        case "parquet":
            return set(pq.read_table(io.BytesIO(data)).column("id").to_pylist())
        case "frictionless":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                tables = [archive.read(f"{layer}.csv").decode() for layer in LAYERS]
            return {f"{row['article']}#{row['id']}" for t in tables for row in csv.DictReader(io.StringIO(t))}
        case "timelinejs":
            return {slide["unique_id"].replace("-", "#") for slide in json.loads(data)["events"]}
    found = re.findall(r'"@?id": "(?:urn:onrecord:)?([0-9a-f]{16}#[sepf][0-9]+)"', data.decode())
    return set(found)


NAMING = ("csv", "quotes", "polecat", "jsonl", "parquet", "frictionless", "timelinejs", "annotations", "schema-org",
          "prov", "geojson")  # fmt: skip


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("name", NAMING)
def test_a_file_holds_the_items_that_meet_the_filter_and_no_other(
    full: Store, tmp_path: Path, name: str, wanted: dict
):
    form, asked = find_format(name), Filter(**wanted)
    names = names_in(name, bytes_of(form, full, asked, tmp_path))
    assert names == (told_names(full, asked) if form.facts else chosen_names(full, asked, form))


@pytest.mark.parametrize("wanted", FEW.values(), ids=FEW)
@pytest.mark.parametrize("name", ["icews", "gdelt1", "gdelt2", "gdelt-mentions"])
def test_a_table_of_pairs_holds_those_of_the_events_that_meet_the_filter(
    full: Store, name: str, wanted: dict
):
    form, asked = find_format(name), Filter(**wanted)
    told = list(deeds(select(full, asked, ("events",)), any_status=asked.status is not None))
    assert {deed.chosen.named(deed.event.id) for deed in told} == told_names(full, asked)
    lines = b"".join(form.pieces(full, asked)).splitlines()
    assert len(lines) - (name == "icews") == len([pair for deed in told for pair in pairs(deed)])


@pytest.mark.parametrize("wanted", FEW.values(), ids=FEW)
@pytest.mark.parametrize("name", ["rss", "atom", "json-feed"])
def test_a_feed_lists_the_items_that_meet_the_filter(full: Store, name: str, wanted: dict):
    form, asked = find_format(name), Filter(**wanted)
    text = html.unescape(b"".join(form.pieces(full, asked)).decode())
    assert text.count("<li>") == len(chosen_names(full, asked, form))


@pytest.mark.parametrize("wanted", FEW.values(), ids=FEW)
def test_a_calendar_holds_what_meets_the_filter(full: Store, wanted: dict):
    form, asked = find_format("icalendar"), Filter(**wanted)
    names = set(re.findall(r"UID:(\S+)@", b"".join(form.pieces(full, asked)).decode()))
    assert names <= chosen_names(full, asked, form)
    assert names or wanted not in ({}, FILTERS["status"], FILTERS["dyad"])


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_same_store_gives_the_same_bytes(full: Store, tmp_path: Path, form: Format):
    again = open_store(full.path)
    assert bytes_of(form, full, Filter(), tmp_path) == bytes_of(form, again, Filter(), tmp_path)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_nothing_chosen_is_a_whole_file(full: Store, tmp_path: Path, form: Format):
    assert isinstance(bytes_of(form, full, Filter(actor="nobody at all"), tmp_path), bytes)


def test_names_are_told_apart_and_nearest_is_offered():
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert all(form.about and form.suffix and (form.lines or form.save) for form in FORMATS)
    with pytest.raises(LookupError, match="did you mean polecat"):
        find_format("polcat")


def test_a_condition_that_no_layer_can_meet_is_refused(full: Store):
    with pytest.raises(StoreError, match="forecasts have no dyad"):
        list(select(full, Filter(dyad=("NOR", "ISL")), ("forecasts",)))


def test_the_command_lists_writes_and_tells_what_it_left_out(full: Store, tmp_path: Path):
    run = CliRunner().invoke
    store = ["--store", str(full.path)]
    listed = run(main, ["export", "--list"])
    assert listed.exit_code == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == [form.name for form in FORMATS]
    target = tmp_path / "new" / "events.tsv"
    done = run(main, ["export", "polecat", "-o", str(target), *store])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "left out, not told as facts: 1 demanded, 1 denied" in done.stderr
    assert target.read_bytes() == b"".join(find_format("polecat").pieces(full, Filter()))
    assert run(main, ["export", "polecat", *store]).stdout_bytes == target.read_bytes()
    assert run(main, ["export", "parquet", *store]).exit_code == 2
    assert run(main, ["export", "nothing-like-it", *store]).exit_code == 2
    assert run(main, ["export", *store]).exit_code == 2
    assert run(main, ["export", "csv", "-o", str(tmp_path), *store]).exit_code == 5


def test_a_report_without_items_is_chosen_when_nothing_is_asked_of_items(full: Store):
    everything = [report.article for report in select(full)]
    assert len(everything) == 4
    assert [report.article for report in select(full, Filter(article=everything[0]), ())] == everything[:1]
    assert list(select(full, Filter(article=everything[0], actor="nobody at all"))) == []


def test_latest_first_is_the_other_way_round(full: Store):
    days = [report.record.article.published for report in select(full, newest=True)]
    assert days == sorted(days, reverse=True)

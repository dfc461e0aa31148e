"""What holds of every format: it honours every filter, gives the same bytes twice, and survives hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from exporting import day

from onrecord.cli.main import main
from onrecord.errors import StoreError
from onrecord.export import FORMATS, Format, find_format
from onrecord.store import Filter, Store, open_store
from onrecord.store.selection import select

FILTERS = {
    "actor": {"actor": "person/anna-jonsdottir"}, "dyad": {"dyad": ("NOR", "ISL")}, "country": {"country": "MLI"},
    "type": {"type": "ASSAULT"}, "since": {"since": day("2031-03-06")}, "until": {"until": day("2031-03-05")},
    "status": {"status": "planned"}, "outlet": {"outlet": "meridian"}, "confidence": {"confidence": 0.89},
    "text": {"text": "convoy"}, "nothing": {"actor": "nobody at all"},
}  # fmt: skip


def bytes_of(form: Format, store: Store, wanted: Filter, folder: Path) -> bytes:
    if form.lines is not None:
        return b"".join(form.pieces(store, wanted))
    target = folder / f"{form.name}{form.suffix}"
    form.write(store, wanted, target)
    return target.read_bytes()


def named(store: Store, wanted: Filter, layers: tuple[str, ...]) -> set[str]:
    return {
        report.named(item.id)
        for report in select(store, wanted, layers)
        for layer in layers
        for item in getattr(report, layer)
    }


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_honours_every_filter(full: Store, tmp_path: Path, form: Format, wanted: dict):
    """What a filter leaves out of a format is what its own layers leave out; the rest is there as it is without it."""
    whole, part = (bytes_of(form, full, Filter(**w), tmp_path) for w in ({}, wanted))
    everything, some = (named(full, Filter(**w), form.layers) for w in ({}, wanted))
    assert some <= everything
    if form.lines is None or form.name in (
        "gdelt1",
        "gdelt2",
        "gdelt-mentions",
        "icews",
        "rss",
        "atom",
        "json-feed",
    ):
        assert (part == whole) is (some == everything) or form.facts
        return
    text = part.decode()
    left = everything - some
    shown = {name for name in everything if f'{name}"' in text or f"{name}\t" in text or f"{name}," in text}
    shown -= {name for name in left if f'"inside": "{name}"' in text}
    if form.name not in ("csv", "jsonl", "quotes"):
        assert not shown & left


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
    assert "left out, not told as facts: 1 denied" in done.stderr
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

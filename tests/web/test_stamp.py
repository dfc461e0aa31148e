"""When pages may be taken from memory."""

from __future__ import annotations

import datetime
import os

from onrecord.store import open_store
from onrecord.store.parquet import write_file
from onrecord.web.stamp import stamp_of

DAY = datetime.date(2031, 3, 7)


def test_it_changes_with_the_store_and_with_the_day(store):
    day = [DAY]
    stamp = stamp_of(store, lambda: day[0])
    before = stamp()
    assert stamp() == before
    day[0] += datetime.timedelta(1)
    assert stamp() != before
    day[0] = DAY
    assert stamp() == before
    with store.writing() as connection:
        connection.execute("INSERT INTO kept.rulings VALUES ('a#e1', 'b#e1', true, '2031-03-07')")
    assert stamp() != before


def test_it_changes_with_the_files_of_a_folder(store, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    file = folder / "events.parquet"
    write_file(file, store.query("SELECT * FROM kept.events"))
    stamp = stamp_of(open_store(folder), lambda: DAY)
    before = stamp()
    assert stamp() == before
    os.utime(file, ns=(1, 1))
    assert stamp() != before

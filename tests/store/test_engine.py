"""The engine that is kept between readings, and the file that is not."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from onrecord.store import open_store
from onrecord.store.engine import _engines, attached


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return open_store(tmp_path / "it's news.duckdb", create=True).path


def test_a_foreign_program_can_write_between_two_readings(path: Path):
    with attached(path) as connections, connections() as reader:
        reader.execute("SELECT count(*) FROM kept.articles").fetchall()
    code = f"import duckdb; duckdb.connect({str(path)!r}).execute('CREATE TABLE seen AS SELECT 1 AS one')"
    subprocess.run([sys.executable, "-c", code], check=True)
    with attached(path) as connections, connections() as reader:
        assert reader.execute("SELECT one FROM seen").fetchall() == [(1,)]


def test_it_sees_no_other_file_and_changes_nothing(path: Path, tmp_path: Path):
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nhidden\n", "utf-8")
    with attached(path) as connections, connections() as reader:
        for query in (
            f"SELECT * FROM read_csv('{secret}')",
            f"ATTACH '{tmp_path / 'other.duckdb'}'",
            f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
            "SET enable_external_access = true",
            "CREATE TABLE mine (one INTEGER)",
            "DELETE FROM kept.articles",
        ):
            with pytest.raises(duckdb.Error):
                reader.execute(query)


def test_readings_of_two_stores_do_not_mix_and_leave_one_engine(path: Path, tmp_path: Path):
    other = open_store(tmp_path / "other.duckdb", create=True)
    with other.writing() as connection:
        connection.execute("CREATE TABLE only_here AS SELECT 7 AS n")
    with attached(path) as one, attached(other.path) as two, one() as first, two() as second:
        assert second.execute("SELECT n FROM only_here").fetchall() == [(7,)]
        with pytest.raises(duckdb.CatalogException):
            first.execute("SELECT n FROM only_here")
    with attached(path):
        pass
    third = open_store(tmp_path / "third.duckdb", create=True)
    with attached(third.path):
        assert [held for pid, held in _engines if pid == os.getpid()] == [third.path.resolve()]

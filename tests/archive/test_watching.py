"""Watching feeds on a server of this machine; the clock is the test's own, so that nothing waits."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from serving import Answer, Site, moved, serving

from onrecord.archive import visit as visiting
from onrecord.archive import watching
from onrecord.archive.feedlist import feeds_in
from onrecord.archive.visit import Count, Desk
from onrecord.archive.watching import watch
from onrecord.cli.main import main
from onrecord.errors import InputError, StoreError
from onrecord.reading.polling import Clock, Manners, Rhythm
from onrecord.reading.polling.clock import utc_now
from onrecord.store.store import Store, open_store

WORDS = (
    "Chad and Niger signed a border accord on Monday after two years of talks in Niamey, officials said."
    " The foreign minister of Chad said the accord would hold, and called on other states to follow."
)
RSS = "application/rss+xml"
EVERY = timedelta(minutes=15)


def report(name: str) -> bytes:
    return f"<html><body><article><h1>Accord {name}</h1><p>{WORDS}</p><p>{WORDS}</p></article></body></html>".encode()


def feed(*items: str, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>The Courier</title>{''.join(items)}</channel></rss>".encode()


def link(path: str, guid: str | None = None) -> str:
    return f"<item><link>{path}</link><guid>{guid or path}</guid></item>"


def text(path: str) -> str:
    return f"<item><link>{path}</link><guid>{path}</guid><description>{'Accord ' + path + '. ' + WORDS * 4}</description></item>"


@dataclass
class Newsroom:
    """A store, a site, and a clock that moves when somebody sleeps; it stops after `rounds` long sleeps."""

    site: Site
    store: Store
    rounds: int = 1
    passed: float = 0.0
    counts: list[Count] = field(default_factory=list)
    stop: Callable[[], bool] = lambda: False
    manners: Manners | None = None

    def _sleep(self, seconds: float) -> None:
        self.passed += seconds

    def watch(
        self, *paths: str, rounds: int = 1, later: timedelta = timedelta(), others: Sequence[str] = ()
    ) -> Count:
        self.passed += later.total_seconds()
        start = utc_now()
        clock = Clock(lambda: start + timedelta(seconds=self.passed), lambda: self.passed, self._sleep)
        self.manners = self.manners or Manners(clock, delay_s=5)
        desk = Desk(self.store, self.manners, clock, Rhythm(EVERY, chance=lambda: 1.0))
        done = len(self.counts) + rounds
        feeds = [self.site.url + path for path in paths] + list(others)
        return watch(
            desk, feeds, once=False, related=False, stopped=lambda: len(self.counts) >= done or self.stop(),
            report=lambda count, _: self.counts.append(count),
        )  # fmt: skip

    def ledger(self) -> dict[str, str]:
        """What became of each input, by the last part of its origin."""
        rows = self.store.query("SELECT origin, coalesce(reason, 'kept') AS became FROM inputs").to_pylist()
        return {row["origin"].removeprefix(self.site.url): row["became"] for row in rows}

    def state(self, path: str) -> dict[str, object]:
        (row,) = self.store.query("SELECT * FROM feeds WHERE url = $1", [self.site.url + path]).to_pylist()
        return dict(row)

    def check(self) -> None:
        """The store is whole: every article has its line in the ledger, and every finding its article."""
        for table in ("inputs", "actors", "mentions", "events", "statements"):
            lost = f"SELECT count(*) AS n FROM kept.{table} ANTI JOIN kept.articles USING (article)"
            lost += " WHERE reason IS NULL" if table == "inputs" else ""
            assert self.store.query(lost).to_pylist() == [{"n": 0}]
        lost = "SELECT count(*) AS n FROM kept.articles ANTI JOIN kept.inputs USING (article)"
        assert self.store.query(lost).to_pylist() == [{"n": 0}]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with serving() as site:
        made = Newsroom(site, open_store(tmp_path / "news.duckdb", create=True))
        yield made
        made.check()


def test_texts_are_read_and_links_are_fetched_once(room: Newsroom):
    room.site.answers["/feed"] = Answer(feed(text("/full"), link("/1"), link("/2")), RSS)
    room.site.answers |= {f"/{n}": Answer(report(str(n))) for n in (1, 2, 3)}
    count = room.watch("/feed")
    assert (count.read, count.failed, count.inputs.kept) == (1, [], 3)
    full = f"/feed!{room.site.url}/full"
    assert room.ledger() == {full: "kept", "/1": "kept", "/2": "kept"}
    room.site.answers["/feed"] = Answer(feed(link("/3"), text("/full"), link("/1#comments"), link("/2")), RSS)
    again = room.watch("/feed", later=EVERY)
    assert (again.inputs.kept, again.inputs.known) == (1, 3)
    assert [room.site.times(f"/{n}") for n in (1, 2, 3)] == [1, 1, 1]
    assert room.site.times("/robots.txt") == 1


def test_a_feed_that_has_not_changed_gives_no_work(room: Newsroom):
    room.site.answers["/feed"] = Answer(feed(link("/1")), RSS, headers={"ETag": '"v1"'})
    room.site.answers["/1"] = Answer(report("1"))
    room.watch("/feed")
    count = room.watch("/feed", later=EVERY)
    assert (count.unchanged, count.read, count.inputs.read) == (1, 0, 0)
    assert room.state("/feed")["etag"] == '"v1"'
    assert room.site.times("/1") == 1


def test_a_feed_that_is_not_due_is_not_asked(room: Newsroom):
    room.site.answers["/feed"] = Answer(feed(link("/1")), RSS)
    room.watch("/feed")
    count = room.watch("/feed", later=EVERY / 3)
    assert (count.read, room.site.times("/feed")) == (0, 1)


def test_a_slow_host_holds_up_no_other(room: Newsroom):
    """Three pages on each of two hosts take as long as three pages, at five seconds a page."""
    with serving() as other:
        for site in (room.site, other):
            site.answers["/feed"] = Answer(feed(*(link(f"/{n}") for n in range(3))), RSS)
            site.answers |= {f"/{n}": Answer(report(str(n))) for n in range(3)}
        count = room.watch("/feed", others=[f"{other.url}/feed"])
    assert (count.inputs.kept, room.passed) == (6, 15)


def test_rounds_follow_one_another(room: Newsroom):
    room.site.answers["/feed"] = Answer(feed(link("/1")), RSS)
    room.watch("/feed", rounds=3)
    assert room.site.times("/feed") == 3
    assert 2 * EVERY.total_seconds() <= room.passed < 3 * EVERY.total_seconds()


def bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(40)), packer.flush()])


def endless() -> Iterator[bytes]:
    for _ in range(200):
        yield b"<item>" * 50_000


ENTITIES = '<!DOCTYPE rss [<!ENTITY a "ten letters">' + "".join(
    f'<!ENTITY {chr(ord("a") + n)} "{("&" + chr(ord("a") + n - 1) + ";") * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
BROKEN = [  # id, the feed, what its state says, what else the ledger has
    ("missing", Answer(status=404), "fetch-failed"),
    ("in trouble", Answer(status=503, headers={"Retry-After": "7200"}), "unavailable"),
    ("gone", Answer(status=410), "fetch-failed"),
    ("to a private address", moved("http://10.0.0.1/feed"), "forbidden-address"),
    ("to a file", moved("file:///etc/passwd"), "forbidden-address"),
    ("in a circle", moved("/bad"), "fetch-failed"),
    ("a bomb", Answer(bomb(), RSS, headers={"Content-Encoding": "gzip"}), "too-large"),
    ("endless", Answer(endless, RSS), "too-large"),
    ("a page", Answer(report("1")), "bad-feed"),
    ("a picture", Answer(b"\x89PNG", "image/png"), "binary"),
    ("empty", Answer(b"", RSS), "empty"),
    ("no XML", Answer(b"<rss", RSS), "bad-feed"),
    ("empty OPML", Answer(b"<opml><body/></opml>", "text/x-opml"), "bad-feed"),
]


@pytest.mark.parametrize(("bad", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_bad_feed_is_noted_and_stops_no_other(room: Newsroom, bad, reason):
    room.site.answers |= {"/bad": bad, "/good": Answer(feed(link("/1")), RSS), "/1": Answer(report("1"))}
    count = room.watch("/bad", "/good")
    state = room.state("/bad")
    assert (state["reason"], state["failures"]) == (reason, 1)
    assert [failed.reason for failed in count.failed] == [reason]
    if bad.status != 503:
        assert room.ledger() == {"/bad": reason, "/1": "kept"}


def test_a_feed_that_recovers_leaves_no_trace_of_its_trouble(room: Newsroom):
    room.site.answers["/feed"] = Answer(status=404)
    room.watch("/feed")
    room.site.answers |= {"/feed": Answer(feed(link("/1")), RSS), "/1": Answer(report("1"))}
    room.watch("/feed", later=2 * EVERY)
    assert room.ledger() == {"/1": "kept"}
    assert (room.state("/feed")["failures"], room.state("/feed")["reason"]) == (0, None)


def test_a_feed_that_is_gone_is_not_asked_again(room: Newsroom):
    room.site.answers["/feed"] = Answer(status=410)
    room.watch("/feed")
    assert room.state("/feed")["ended"]
    room.watch("/feed", later=timedelta(days=3))
    assert room.site.times("/feed") == 1


def test_a_feed_that_moved_for_good_is_asked_there(room: Newsroom):
    room.site.answers |= {"/old": moved("/new", 301), "/new": Answer(feed(link("/1")), RSS)}
    room.watch("/old")
    assert room.state("/old")["moved"] == f"{room.site.url}/new"
    room.watch("/old", later=EVERY)
    assert (room.site.times("/old"), room.site.times("/new")) == (1, 2)


def test_links_that_lead_astray_are_dropped_with_their_reasons(room: Newsroom):
    odd = "http://127.0.0.1:99999/"
    lost = ["http://10.0.0.1/secret", "http://169.254.169.254/latest", "http://127.0.0.2/secret"]
    room.site.answers |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /members", "text/plain"),
        "/feed": Answer(feed(*map(link, [*lost, "/away", "/members/1", "/none", "/picture", "/good", "javascript:x", odd])), RSS),
        "/away": moved("http://192.168.0.1/"), "/picture": Answer(b"GIF89a", "image/gif"), "/good": Answer(report("1")),
    }  # fmt: skip
    room.watch("/feed")
    ledger = room.ledger()
    assert ledger.pop(odd) in ("unavailable", "fetch-failed")
    assert {ledger.pop(address) for address in lost} == {"forbidden-address"}
    assert ledger == {
        "/away": "forbidden-address", "/members/1": "robots", "/none": "fetch-failed", "/picture": "binary",
        "/good": "kept", "/feed!javascript:x": "no-text",
    }  # fmt: skip
    assert room.site.times("/members/1") == 0
    asked = len(room.site.asked)
    room.watch("/feed", later=EVERY)
    assert room.site.asked[asked:] == ["/feed"]


def test_a_page_that_is_unavailable_is_tried_again(room: Newsroom):
    room.site.answers |= {
        "/feed": Answer(feed(link("/1"), link("/2")), RSS, headers={"ETag": '"v1"'}),
        "/1": Answer(status=503, headers={"Retry-After": "600"}), "/2": Answer(report("2")),
    }  # fmt: skip
    count = room.watch("/feed")
    assert room.ledger() == {"/1": "unavailable"}
    assert count.waiting == 1
    assert room.state("/feed")["etag"] is None
    room.site.answers["/1"] = Answer(report("1"))
    room.watch("/feed", later=EVERY)
    assert room.ledger() == {"/1": "kept", "/2": "kept"}
    assert room.state("/feed")["etag"] == '"v1"'


def test_a_page_that_stays_unavailable_is_given_up(room: Newsroom):
    room.site.answers |= {"/feed": Answer(feed(link("/1")), RSS), "/1": Answer(status=503)}
    room.watch("/feed")
    room.watch("/feed", later=timedelta(hours=2))
    assert room.site.times("/1") == 2
    room.watch("/feed", later=timedelta(days=2))
    assert room.site.times("/1") == 2
    assert room.ledger() == {"/1": "unavailable"}


def test_what_was_dropped_can_be_tried_again(room: Newsroom):
    room.site.answers["/feed"] = Answer(feed(link("/1"), link("/2")), RSS, headers={"ETag": '"v1"'})
    room.site.answers["/2"] = Answer(report("2"))
    room.watch("/feed")
    assert room.ledger() == {"/1": "fetch-failed", "/2": "kept"}
    done = CliRunner().invoke(main, ["dropped", "--retry", "--store", str(room.store.path)])
    assert "feeds due again: 1; go on with: onrecord watch" in done.stderr
    room.site.answers["/1"] = Answer(report("1"))
    room.watch("/feed")
    assert room.ledger() == {"/1": "kept", "/2": "kept"}


def test_ids_that_a_feed_gives_twice(room: Newsroom):
    room.site.answers |= {
        "/feed": Answer(feed(link("/1", "same"), link("/2", "same")), RSS),
        "/1": Answer(report("1")),
    }
    room.watch("/feed")
    assert room.ledger() == {"/1": "kept", f"/feed!{room.site.url}/2": "duplicate"}


def test_entities_are_not_blown_up(room: Newsroom):
    room.site.answers["/feed"] = Answer(
        feed(link("/1"), "<item><title>&j;</title></item>", head=ENTITIES), RSS
    )
    room.site.answers["/1"] = Answer(report("1"))
    room.watch("/feed")
    assert sum(map(len, room.ledger())) < 1_000
    assert room.store.query(
        "SELECT coalesce(max(length(text)), 0) < 1000 AS small FROM articles"
    ).to_pylist() == [{"small": True}]


def test_a_feed_in_another_charset_than_it_says(room: Newsroom):
    body = feed(text("/1")).replace(b"Chad and", "Núñez of Chad and".encode("cp1252"))
    room.site.answers["/feed"] = Answer(body, "application/rss+xml; charset=utf-8")
    assert room.watch("/feed").inputs.kept == 1
    (row,) = room.store.query("SELECT text FROM articles").to_pylist()
    assert "Núñez" in row["text"]


def test_lists_of_feeds_and_sitemaps_lead_to_pages(room: Newsroom):
    url = room.site.url
    room.site.answers |= {
        "/list": Answer(f"<opml><body><outline xmlUrl='{url}/feed'/><outline xmlUrl='{url}/index'/></body></opml>".encode(), "text/xml"),
        "/feed": Answer(feed(link("/1")), RSS),
        "/index": Answer(f"<sitemapindex><sitemap><loc>{url}/map</loc></sitemap></sitemapindex>".encode(), "text/xml"),
        "/map": Answer(f"<urlset><url><loc>{url}/2</loc></url></urlset>".encode(), "text/xml"),
        "/1": Answer(report("1")), "/2": Answer(report("2")),
    }  # fmt: skip
    count = room.watch("/list")
    assert room.ledger() == {"/1": "kept", "/2": "kept"}
    assert count.read == 4


def test_a_list_that_lists_itself_comes_to_an_end(room: Newsroom):
    url = room.site.url
    room.site.answers["/map"] = Answer(
        f"<sitemapindex><sitemap><loc>{url}/map</loc></sitemap></sitemapindex>".encode(), "text/xml"
    )
    room.watch("/map")
    assert room.site.times("/map") <= 3
    assert set(room.ledger().values()) == {"link-only"}


def test_a_long_feed_is_taken_in_parts(room: Newsroom, monkeypatch):
    monkeypatch.setattr(visiting, "REQUESTS", 4)
    room.site.answers["/feed"] = Answer(
        feed(*(link(f"/{n}") for n in range(5))), RSS, headers={"ETag": '"v1"'}
    )
    room.site.answers |= {f"/{n}": Answer(report(str(n))) for n in range(5)}
    first = room.watch("/feed")
    assert (first.inputs.kept, first.waiting) == (3, 2)
    second = room.watch("/feed", later=EVERY)
    assert (second.inputs.kept, second.waiting) == (2, 0)


def test_a_watch_that_is_stopped_goes_on_where_it_was(room: Newsroom):
    room.site.answers["/feed"] = Answer(
        feed(*(link(f"/{n}") for n in range(3))), RSS, headers={"ETag": '"v1"'}
    )
    room.site.answers |= {f"/{n}": Answer(report(str(n))) for n in range(3)}
    room.stop = lambda: "/0" in room.site.asked
    room.watch("/feed")
    assert room.ledger() == {"/0": "kept"}
    assert room.store.query("SELECT * FROM feeds").num_rows == 0
    room.stop = lambda: False
    room.watch("/feed")
    assert room.ledger() == {"/0": "kept", "/1": "kept", "/2": "kept"}
    assert room.site.times("/0") == 1


def test_a_report_on_which_the_code_breaks_is_dropped_and_the_others_go_on(room: Newsroom, monkeypatch):
    original = visiting.take

    def take(store, inputs, **rest):
        inputs = list(inputs)
        if any(b"Accord 1" in getattr(item, "data", b"") for _, item in inputs):
            raise RecursionError("too deep")
        return original(store, inputs, **rest)

    monkeypatch.setattr(visiting, "take", take)
    room.site.answers |= {
        "/feed": Answer(feed(link("/1"), link("/2")), RSS),
        "/1": Answer(report("1")),
        "/2": Answer(report("2")),
    }
    count = room.watch("/feed")
    assert room.ledger() == {"/1": "crashed", "/2": "kept"}
    assert count.failed == []


def test_a_store_that_stays_unusable_ends_the_watch(room: Newsroom, monkeypatch):
    def broken(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(watching, "_round", broken)
    with pytest.raises(StoreError):
        room.watch("/feed", rounds=100)
    assert len(room.counts) == watching.TRIES - 1


def test_lists_of_feeds_in_files(tmp_path: Path):
    lines, opml = tmp_path / "feeds.txt", tmp_path / "feeds.opml"
    lines.write_text(
        "# news\nhttps://a.example/feed  # daily\n\nhttps://b.example/#x\nhttps://a.example/feed\n"
    )
    opml.write_text("<opml><body><outline xmlUrl='https://c.example/feed'/></body></opml>")
    assert feeds_in([str(lines), str(opml), "https://d.example"]) == (
        "https://a.example/feed", "https://b.example/#x", "https://c.example/feed", "https://d.example",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "empty"), ("a.example/feed", "bad-feed"), ("http://[/feed", "bad-feed"), ("<opml><body/></opml>", "bad-feed"), ("<html><p>Hi</p></html>", "bad-feed")],
)  # fmt: skip
def test_files_that_list_no_feeds(tmp_path: Path, content, reason):
    path = tmp_path / "feeds"
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        feeds_in([str(path)])
    assert caught.value.reason == reason
    assert str(path) in str(caught.value)


def test_a_signal_ends_the_command_after_the_page_under_way(room: Newsroom, tmp_path: Path):
    """The site holds the first page back until the signal is sent; that page is still put on record."""
    asked, told = threading.Event(), threading.Event()

    def slowly() -> Iterator[bytes]:
        asked.set()
        told.wait(20)
        yield report("0")

    room.site.answers |= {
        "/feed": Answer(feed(link("/0"), link("/1")), RSS),
        "/0": Answer(slowly),
        "/1": Answer(report("1")),
    }
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "watch",
        f"{room.site.url}/feed",
        "--delay",
        "0",
        "--store",
        str(room.store.path),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert asked.wait(60)
        process.send_signal(signal.SIGTERM)
        told.set()
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, room.ledger()) == (0, {"/0": "kept"}), said
    assert "stopping after the page under way" in said
    assert "1 kept" in said


def test_the_command_tells_which_feed_failed_and_why(room: Newsroom):
    room.site.answers |= {"/good": Answer(feed(link("/1")), RSS), "/1": Answer(report("1"))}
    feeds = [f"{room.site.url}/bad", f"{room.site.url}/good"]
    done = CliRunner().invoke(
        main, ["watch", "--once", "--delay", "0", "--store", str(room.store.path), *feeds]
    )
    assert done.exit_code == 1
    assert f"{feeds[0]}: the server answered 404 (fetch-failed); asked again " in done.stderr
    assert "feeds: 1 read, 1 failed; 2 read: 1 kept, 1 dropped (1 fetch-failed)" in done.stderr

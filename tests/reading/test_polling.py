"""Polling with a clock of its own: nothing waits, everything is counted."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

import pytest

from onrecord.errors import InputError
from onrecord.reading.fetch import Page, Validators
from onrecord.reading.polling import Clock, FeedState, Manners, Rhythm
from onrecord.reading.polling.feed import LONGEST, NOWHERE
from onrecord.reading.polling.manners import HOSTS
from onrecord.store.tables import FEEDS

NOON = datetime(2031, 3, 5, 12)
FEED = "https://news.example/feed"
DAY_S = 86_400


@dataclass
class World:
    """A clock that only moves when somebody sleeps, and the answers of every site."""

    passed: float = 0.0
    answers: dict[str, Page | InputError] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: NOON + timedelta(seconds=self.passed), lambda: self.passed, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.passed += seconds

    def fetch(self, url, *, since=Validators(), found_at=None, limit=0):
        self.asked.append((self.passed, url))
        answer = self.answers.get(url, page(404))
        if isinstance(answer, InputError):
            raise answer
        return answer

    def manners(self, delay_s: float = 5) -> Manners:
        return Manners(self.clock, delay_s=delay_s, get=self.fetch)

    def times(self, part: str) -> list[float]:
        return [at for at, url in self.asked if part in url]


def page(status: int = 200, data: bytes = b"", **rest) -> Page:
    return Page(url="u", status=status, address="93.184.215.14", data=data, **rest)


def robots(text: str) -> Page:
    return page(data=text.encode())


def test_requests_to_a_host_keep_their_distance_and_other_hosts_do_not_wait():
    world = World()
    manners = world.manners()
    for path in ("1", "2", "3"):
        manners.get(f"https://a.example/{path}")
    manners.get("https://b.example/1")
    assert world.times("a.example") == [0, 0, 5, 10]
    assert world.times("b.example") == [10, 10]
    assert manners.wait_s("https://a.example/4") == 5
    assert manners.wait_s("https://c.example/") == 0


@pytest.mark.parametrize(
    ("asked_for", "pause"), [(1, 5), (20, 20), (100_000, 60), ("soon", 5), ("inf", 5), ("nan", 5)]
)
def test_a_longer_pause_that_a_site_asks_for_is_kept_up_to_a_limit(asked_for, pause):
    world = World(
        answers={"https://a.example/robots.txt": robots(f"User-agent: *\nCrawl-delay: {asked_for}")}
    )
    manners = world.manners()
    manners.get("https://a.example/1")
    assert manners.wait_s("https://a.example/2") == pause


def test_what_a_site_forbids_is_not_fetched_and_its_rules_are_read_once_a_day():
    rules = "User-agent: OnRecord\nDisallow: /private\n\nUser-agent: *\nDisallow: /"
    world = World(answers={"https://a.example/robots.txt": robots(rules), "https://a.example/1": page()})
    manners = world.manners()
    with pytest.raises(InputError) as caught:
        manners.get("https://a.example/private/1")
    assert caught.value.reason == "robots"
    assert manners.get("https://a.example/1").status == 200
    assert len(world.times("robots.txt")) == 1
    assert world.times("private") == []
    world.passed += DAY_S
    manners.get("https://a.example/1")
    assert len(world.times("robots.txt")) == 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(404), None), (page(403), None), (InputError("binary", "a picture"), None), (InputError("too-large", "x"), None),
        (InputError("fetch-failed", "a loop"), None), (page(data=b"\xff\xfe\x00 nonsense"), None),
        (page(503), "unavailable"), (page(429), "unavailable"), (InputError("unavailable", "silence"), "unavailable"),
        (InputError("forbidden-address", "10.0.0.1"), "forbidden-address"),
    ],
)  # fmt: skip
def test_a_site_without_rules_allows_all_and_one_in_trouble_is_waited_for(answer, reason):
    world = World(answers={"https://a.example/robots.txt": answer, "https://a.example/1": page()})
    found = None
    try:
        world.manners().get("https://a.example/1")
    except InputError as error:
        found = error.reason
    assert found == reason
    assert len(world.times("/1")) == (reason is None)


def test_a_host_in_trouble_rests_longer_each_time_and_recovers():
    world = World(answers={"https://a.example/1": page(503)})
    manners = world.manners()
    rests = []
    for _ in range(15):
        manners.get("https://a.example/1")
        rests.append(manners.wait_s("https://a.example/1"))
    assert rests[:4] == [60, 120, 240, 480]
    assert rests[-1] == DAY_S
    world.answers["https://a.example/1"] = page()
    manners.get("https://a.example/1")
    assert manners.wait_s("https://a.example/1") == 5
    world.answers["https://a.example/1"] = page(503, retry_after=900.0)
    manners.get("https://a.example/1")
    assert manners.wait_s("https://a.example/1") == 900


def test_hosts_are_forgotten_in_the_end():
    world = World()
    manners = world.manners()
    for number in range(HOSTS + 2):
        manners.get(f"https://h{number}.example/")
    assert manners.wait_s("https://h0.example/") == 0
    assert manners.wait_s(f"https://h{HOSTS + 1}.example/") == 5


RHYTHM = Rhythm(timedelta(minutes=15), chance=lambda: 1.0)
MET = Validators('"v1"', "yesterday")


def test_a_feed_that_was_read_is_due_after_the_usual_time_and_asked_for_changes_only():
    state = RHYTHM.read(FeedState(url=FEED, failures=3, reason="x"), page(validators=MET), NOON, whole=True)
    assert (state.validators, state.failures, state.reason) == (MET, 0, None)
    assert not state.is_due(NOON + timedelta(minutes=14))
    assert state.is_due(NOON + timedelta(minutes=15))
    again = RHYTHM.read(state, page(304), NOON, whole=True)
    assert again.validators == MET


def test_a_feed_that_was_not_dealt_with_whole_is_asked_for_all_again():
    state = RHYTHM.read(FeedState(url=FEED), page(validators=MET), NOON, whole=False)
    assert state.validators == Validators()


def test_failures_double_the_wait_up_to_a_day():
    state = FeedState(url=FEED, etag='"v1"')
    waits = []
    for _ in range(40):
        state = RHYTHM.failed(state, InputError("unavailable", "silence"), NOON)
        assert state.due is not None
        waits.append(state.due - NOON)
    assert waits[:3] == [timedelta(minutes=30), timedelta(minutes=60), timedelta(minutes=120)]
    assert waits[-1] == LONGEST
    assert (state.failures, state.reason, state.message, state.etag) == (40, "unavailable", "silence", '"v1"')


def test_chance_keeps_feeds_from_coming_back_at_once():
    error = InputError("unavailable", "silence")
    waits = {
        Rhythm(chance=lambda c=c: c / 10).failed(FeedState(url=FEED), error, NOON).due for c in range(10)
    }
    assert len(waits) == 10


@pytest.mark.parametrize(("retry_after", "wait"), [(7200.0, 7200), (1.0, 1800), (None, 1800), (9e8, DAY_S)])
def test_a_server_says_when_to_come_again(retry_after, wait):
    answer = page(503, retry_after=retry_after)
    state = RHYTHM.failed(FeedState(url=FEED), InputError("unavailable", "503"), NOON, answer)
    assert state.due == NOON + timedelta(seconds=wait)


def test_a_feed_that_is_gone_is_never_due_again():
    state = RHYTHM.failed(FeedState(url=FEED), InputError("fetch-failed", "410"), NOON, page(410))
    assert state.ended
    assert not state.is_due(NOON + timedelta(days=1000))


def test_a_feed_that_moved_is_asked_where_it_lies_and_sought_at_home_when_that_fails():
    state = RHYTHM.read(FeedState(url=FEED), page(moved="https://new.example/feed"), NOON, whole=True)
    assert state.address == "https://new.example/feed"
    assert state.found_at(None) == NOWHERE
    later = RHYTHM.read(state, page(), NOON, whole=True)
    assert later.moved == "https://new.example/feed"
    assert RHYTHM.failed(later, InputError("unavailable", "silence"), NOON).address == FEED


def test_a_feed_that_moved_on_its_own_host_is_trusted_as_before():
    state = FeedState(url=FEED, moved="https://news.example/rss")
    assert state.found_at(None) is None
    assert state.found_at("10.0.0.1") == "10.0.0.1"


def test_the_state_is_a_row_of_the_table():
    assert [f.name for f in fields(FeedState)] == [column.name for column in FEEDS.columns]

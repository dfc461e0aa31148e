"""Reads what visitors bring, within limits, and keeps nothing of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Semaphore

from starlette.exceptions import HTTPException

from onrecord.errors import InputError
from onrecord.model import Article, Dropped, Record
from onrecord.pipeline import Reader
from onrecord.reading import Hints, Incoming, Link, dropped, not_followed, parse, split
from onrecord.reading.dates import given as day_given
from onrecord.reading.fetch import STRANGER, fetch

# Of what is sent, and of what an address gives.
LIMIT_BYTES = 2_000_000
# A report of so many characters is read well within the time; most have a tenth of that.
MOST_CHARS = 100_000
# Of a file with many reports, so many are shown; inputs that are no reports are named up to a number of them.
MOST_REPORTS = 5
MOST_DROPPED = 20
# All of it together must end before the server gives up on the request.
FETCH_S = 8.0
READ_S = 20.0
WAITING = 8
PASTED = "the text"
PRIVATE = "it is, or leads to, no http or https address of a machine that everybody can reach"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody brings: bytes under a name that may tell their form, and what is known of the report."""

    data: bytes
    name: str
    hints: Hints


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it: the record of the first report, the `others` that it holds too and that are not read yet, and
    what was dropped. `more` says that there is more in it than was looked at."""

    record: Record | None
    others: tuple[Article, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    more: bool = False


def fetched(address: str, hints: Hints) -> Given:
    """What lies at an address on a public machine; raises InputError where nothing can be had from there."""
    try:
        page = fetch(address, found_at=STRANGER, limit=LIMIT_BYTES, total_s=FETCH_S)
        return Given(page.body(), page.url, hints)
    except InputError as error:
        why = PRIVATE if error.reason == "forbidden-address" else str(error)
        raise InputError(error.reason, f"The address {address} was not read: {why}") from error


def checked(given: Given) -> Given:
    """What is given, its date as ISO 8601; raises InputError for a date that is none and for what is too large."""
    if len(given.data) > LIMIT_BYTES:
        raise InputError(
            "too-large",
            f"it is larger than {LIMIT_BYTES // 1_000_000} MB; put larger files on record with: onrecord add",
        )
    return replace(given, hints=replace(given.hints, date=day_given(given.hints.date)))


class ReadingRoom:
    """Reads for visitors in a thread of its own, one report after another.

    The language model is loaded when the first is read. So many may wait; others are sent away with the status 503, and
    so are those whose turn takes too long. A reading that has begun cannot be stopped: it ends by itself, soon, since
    reports are bounded, and keeps the next one waiting meanwhile.
    """

    def __init__(
        self, make: Callable[[], Reader] = Reader, *, read_s: float = READ_S, waiting: int = WAITING
    ) -> None:
        self._make, self._read_s = make, read_s
        self._reader: Reader | None = None
        self._turns = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._places = Semaphore(waiting + 1)

    def read(self, given: Given) -> Tried:
        """What comes of it; raises InputError where it cannot be read at all."""
        given = checked(given)
        if not self._places.acquire(blocking=False):
            raise HTTPException(503, "Many want to have something read. Try again in a minute.")
        turn = self._turns.submit(self._tried, given)
        turn.add_done_callback(lambda _: self._places.release())
        try:
            return turn.result(self._read_s)
        except TimeoutError:
            turn.cancel()
            late = (
                f"It took longer than {self._read_s:g} seconds. Try a shorter text, or try again in a minute."
            )
            raise HTTPException(503, late) from None

    def _tried(self, given: Given) -> Tried:
        found = _taken_apart(given)
        if not found.others:
            return found
        first, *others = found.others
        (outcome,) = self._ready().read_many([Incoming(first)])
        if isinstance(outcome, Dropped):
            return replace(found, others=tuple(others), dropped=(outcome, *found.dropped))
        return replace(found, record=outcome, others=tuple(others))

    def _ready(self) -> Reader:
        """The reader; only the thread of the readings asks for it, so it is made once."""
        if self._reader is None:
            self._reader = self._make()
        return self._reader


def _taken_apart(given: Given) -> Tried:
    """The reports in what is given, none of them read, and why the rest is not among them."""
    reports: list[Article] = []
    refused: list[Dropped] = []
    for outcome in _outcomes(given):
        if len(reports) == MOST_REPORTS or len(refused) == MOST_DROPPED:
            return Tried(None, tuple(reports), tuple(refused), more=True)
        if isinstance(outcome, Dropped):
            refused.append(outcome)
        else:
            reports.append(outcome.article)
    return Tried(None, tuple(reports), tuple(refused))


def _outcomes(given: Given) -> Iterator[Incoming | Dropped]:
    data = io.BytesIO(given.data)
    for found in split(data, given.name, given.hints, seekable=data):
        if isinstance(found, Dropped):
            yield found
        elif isinstance(found, Link):
            yield not_followed(found)
        else:
            yield _short_enough(parse(found))


def _short_enough(outcome: Incoming | Dropped) -> Incoming | Dropped:
    if isinstance(outcome, Dropped) or len(outcome.article.text) <= MOST_CHARS:
        return outcome
    long = InputError("too-large", f"it has more than {MOST_CHARS:,} characters, the most that is read here")
    return dropped(long, outcome.origin, outcome.id)

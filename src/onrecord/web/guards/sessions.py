"""Who is logged in: kept in memory only, by the hash of what their browser holds."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, replace

from onrecord.web.guards.rates import Clock

IDLE_S = 12 * 3600.0
WHOLE_S = 7 * 86_400.0
# Of more, the one not used for longest is logged out.
SESSIONS = 10_000


@dataclass(frozen=True, slots=True)
class Session:
    """A login: under which name, with which secret (its hash), since and last when."""

    name: str
    proof: str
    opened: float
    used: float


class Sessions:
    """The sessions of a server; a restart ends them all."""

    def __init__(
        self, *, idle_s: float = IDLE_S, whole_s: float = WHOLE_S, most: int = SESSIONS, clock: Clock = time.monotonic
    ) -> None:  # fmt: skip
        self._idle_s, self._whole_s, self._most, self._clock = idle_s, whole_s, most, clock
        self._open: OrderedDict[str, Session] = OrderedDict()

    def __len__(self) -> int:
        return len(self._open)

    def open(self, name: str, proof: str) -> str:
        """The id of a new session, for the browser to keep."""
        session_id, now = secrets.token_urlsafe(32), self._clock()
        self._open[key_of(session_id)] = Session(name, proof, now, now)
        if len(self._open) > self._most:
            self._open.popitem(last=False)
        return session_id

    def find(self, session_id: str, proofs: frozenset[str]) -> Session | None:
        """The session of an id; None where there is none, it is over, or what it was opened with is revoked."""
        key, now = key_of(session_id), self._clock()
        session = self._open.get(key)
        if session is None:
            return None
        over = now - session.used > self._idle_s or now - session.opened > self._whole_s
        if over or session.proof not in proofs:
            del self._open[key]
            return None
        session = self._open[key] = replace(session, used=now)
        self._open.move_to_end(key)
        return session

    def close(self, session_id: str) -> None:
        """Ends a session."""
        self._open.pop(key_of(session_id), None)


def key_of(session_id: str) -> str:
    """The hash under which a session is kept."""
    return hashlib.sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()

"""The tokens and the password of a server, in a file that holds only hashes of them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import stat
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from onrecord.errors import AccessError

# Under this name the password is listed and revoked.
PASSWORD = "password"
TOKEN_BYTES = 32
PASSWORD_CHARS = 12
# Longer ones are refused unread: hashing them would be work for whoever asks.
SECRET_CHARS = 1_000
# scrypt with 32 MiB for a guess, three times over: about what OWASP asks for, and bearable on a small machine.
SCRYPT_N, SCRYPT_R, SCRYPT_P = 1 << 15, 8, 3
SCRYPT_BYTES = 128 << 20
LOOK_S = 1.0
_ENDING = ".access.json"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a program or person, as its hash."""

    name: str
    sha256: str
    created: str


@dataclass(frozen=True, slots=True)
class Password:
    """The password that people log in with, as its hash and how that was made."""

    hash: str
    salt: str
    n: int
    r: int
    p: int
    created: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """All that lets somebody in."""

    tokens: tuple[Token, ...] = ()
    password: Password | None = None

    def __bool__(self) -> bool:
        return bool(self.tokens or self.password)

    @property
    def proofs(self) -> frozenset[str]:
        """The hashes, by which a session knows whether what it was opened with still counts."""
        return frozenset({t.sha256 for t in self.tokens} | ({self.password.hash} if self.password else set()))


def secrets_file(store: str | Path) -> Path:
    """Where the secrets of a store lie: beside it."""
    return Path(f"{str(store).rstrip('/')}{_ENDING}")


def store_of(path: Path) -> str:
    """The store whose secrets lie there."""
    return str(path).removesuffix(_ENDING)


def load(path: Path) -> Secrets:
    """The secrets of a file, none where there is no file.

    Raises AccessError where others can read it, or where it is damaged.
    """
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise AccessError(f"{path}: others can read it; make it yours alone with: chmod 600 {path}")
            return msgspec.json.decode(file.read(), type=Secrets)
    except FileNotFoundError:
        return Secrets()
    except (OSError, msgspec.MsgspecError, UnicodeError) as error:
        raise AccessError(
            f"{path}: it cannot be read ({error}); move it away and make new secrets"
        ) from error


def save(path: Path, kept: Secrets) -> None:
    """Writes the secrets whole or not at all, readable by their owner only."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise AccessError(f"{path}: it cannot be written ({error.strerror})") from error


def with_token(kept: Secrets, name: str) -> tuple[Secrets, str]:
    """The secrets with a new token, and the token itself, which is nowhere else."""
    if name == PASSWORD or any(token.name == name for token in kept.tokens):
        raise AccessError(f"there is a {name!r} already; revoke it first, or take another name")
    if not name.isprintable() or not name.strip() or len(name) > 100:
        raise AccessError("a token needs a name that can be read, of at most 100 characters")
    shown = secrets.token_urlsafe(TOKEN_BYTES)
    return replace(kept, tokens=(*kept.tokens, Token(name, _sha256(shown), _now()))), shown


def with_password(kept: Secrets, password: str) -> Secrets:
    """The secrets with this password in place of the old one."""
    if not PASSWORD_CHARS <= len(password) <= SECRET_CHARS:
        raise AccessError(f"a password needs at least {PASSWORD_CHARS} characters; a sentence is a good one")
    salt = secrets.token_bytes(16)
    made = Password("", _text(salt), SCRYPT_N, SCRYPT_R, SCRYPT_P, _now())
    return replace(kept, password=replace(made, hash=_text(_scrypt(password, made))))


def without(kept: Secrets, name: str) -> Secrets:
    """The secrets without the token of this name, or without the password."""
    if name == PASSWORD and kept.password:
        return replace(kept, password=None)
    tokens = tuple(token for token in kept.tokens if token.name != name)
    if len(tokens) == len(kept.tokens):
        names = ", ".join(token.name for token in kept.tokens) or "none"
        raise AccessError(f"there is no {name!r}; tokens: {names}")
    return replace(kept, tokens=tokens)


def token_of(kept: Secrets, secret: str) -> Token | None:
    """The token that a secret is. All are compared, so that the time taken tells nothing of any."""
    digest, found = _sha256(secret[:SECRET_CHARS]), None
    for token in kept.tokens:
        if hmac.compare_digest(digest, token.sha256):
            found = token
    return found


def is_password(kept: Secrets, secret: str) -> bool:
    """Whether a secret is the password; takes a while on purpose."""
    if kept.password is None or len(secret) > SECRET_CHARS:
        return False
    return hmac.compare_digest(_text(_scrypt(secret, kept.password)), kept.password.hash)


class Keyring:
    """The secrets of a file as they stand now: it is read again when it has changed.

    A file that has become unreadable lets nobody in.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._clock = path, clock
        self._looked, self._seen = -LOOK_S, (0, 0, 0)
        self._kept, self._proofs = Secrets(), frozenset[str]()

    def now(self) -> Secrets:
        """The secrets, looked for no more than once a second."""
        if self._clock() - self._looked >= LOOK_S:
            self._looked = self._clock()
            self._look()
        return self._kept

    def proofs(self) -> frozenset[str]:
        """The hashes of the secrets."""
        self.now()
        return self._proofs

    def _look(self) -> None:
        try:
            found = self._path.stat()
            seen = (found.st_mtime_ns, found.st_ino, found.st_mode)
            if seen == self._seen:
                return
            self._kept, self._seen = load(self._path), seen
        except (OSError, AccessError):
            self._kept, self._seen = Secrets(), (0, 0, 0)
        self._proofs = self._kept.proofs


def _scrypt(password: str, how: Password) -> bytes:
    # The same password typed on two keyboards can be two strings.
    typed = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    salt = base64.b64decode(how.salt)
    return hashlib.scrypt(typed, salt=salt, n=how.n, r=how.r, p=how.p, maxmem=SCRYPT_BYTES, dklen=32)


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

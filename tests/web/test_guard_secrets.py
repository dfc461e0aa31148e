"""Tokens and passwords: only hashes are kept, and only for their owner's eyes."""

from __future__ import annotations

import os
import re
import stat

import pytest

from onrecord.errors import AccessError
from onrecord.web.guards import secrets
from onrecord.web.guards.secrets import (
    Keyring,
    Secrets,
    is_password,
    load,
    save,
    secrets_file,
    token_of,
    with_password,
    with_token,
    without,
)

PHRASE = "nine herons over the weir"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    monkeypatch.setattr(secrets, "SCRYPT_N", 1 << 4)


@pytest.fixture
def path(tmp_path):
    return secrets_file(tmp_path / "news.duckdb")


def test_the_file_holds_hashes_and_is_its_owners_alone(path):
    kept, token = with_token(with_password(Secrets(), PHRASE), "desk")
    save(path, kept)
    assert path.name == "news.duckdb.access.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert token not in text
    assert PHRASE not in text
    assert load(path) == kept
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_token_is_long_and_opens_as_itself_only():
    one, first = with_token(Secrets(), "one")
    two, second = with_token(one, "two")
    assert re.fullmatch(r"[\w-]{43}", first)
    assert [getattr(token_of(two, s), "name", None) for s in (first, second, first[:-1], "", first * 99)] == [
        "one", "two", None, None, None,
    ]  # fmt: skip


def test_every_token_is_compared_wherever_the_right_one_stands(monkeypatch):
    kept, first = with_token(Secrets(), "0")
    for name in "1234":
        kept, _ = with_token(kept, name)
    compared = []
    monkeypatch.setattr(secrets.hmac, "compare_digest", lambda a, b: compared.append(b) or a == b)
    assert token_of(kept, first).name == "0"
    assert len(compared) == 5


def test_a_password_is_known_again_however_it_is_typed():
    kept = with_password(Secrets(), "caf\u00e9 at the corner")
    assert is_password(kept, "cafe\u0301 at the corner")
    assert not is_password(kept, "cafe at the corner")
    assert not is_password(kept, "x" * 2_000)
    assert not is_password(Secrets(), "")
    assert with_password(kept, "caf\u00e9 at the corner").password.hash != kept.password.hash


def test_a_password_keeps_how_it_was_hashed(monkeypatch):
    kept = with_password(Secrets(), PHRASE)
    monkeypatch.setattr(secrets, "SCRYPT_N", 1 << 6)
    assert is_password(kept, PHRASE)
    assert (kept.password.n, with_password(kept, PHRASE).password.n) == (16, 64)


@pytest.mark.parametrize("password", ["", "short", "x" * 1_001])
def test_a_password_that_is_none_is_refused(password):
    with pytest.raises(AccessError, match="at least 12 characters"):
        with_password(Secrets(), password)


@pytest.mark.parametrize("name", ["desk", "password", "", " ", "a\nb", "x" * 101])
def test_a_name_that_cannot_be_had_is_refused(name):
    kept, _ = with_token(Secrets(), "desk")
    with pytest.raises(AccessError):
        with_token(kept, name)


def test_what_is_revoked_opens_nothing():
    kept, token = with_token(with_password(Secrets(), PHRASE), "desk")
    assert token_of(without(kept, "desk"), token) is None
    assert not is_password(without(kept, "password"), PHRASE)
    assert not without(without(kept, "desk"), "password")
    with pytest.raises(AccessError, match="there is no 'lamp'; tokens: desk"):
        without(kept, "lamp")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"tokens": [{"name": 3}]}', "\xff"])
def test_a_damaged_file_is_said_to_be_so(path, text):
    path.write_bytes(text.encode("latin-1"))
    path.chmod(0o600)
    with pytest.raises(AccessError, match="cannot be read"):
        load(path)


def test_a_file_that_others_can_read_is_refused(path):
    save(path, with_password(Secrets(), PHRASE))
    path.chmod(0o640)
    with pytest.raises(AccessError, match="chmod 600"):
        load(path)


def test_a_file_that_cannot_be_written_is_said_to_be_so(tmp_path):
    with pytest.raises(AccessError, match="cannot be written"):
        save(tmp_path / "absent" / "x.access.json", Secrets())


def test_a_keyring_heeds_changes_and_lets_nobody_in_when_the_file_is_broken(path):
    now = [0.0]
    ring = Keyring(path, clock=lambda: now[0])
    assert not ring.now()
    kept = with_password(Secrets(), PHRASE)
    save(path, kept)
    assert not ring.now()
    now[0] += 1
    assert ring.now() == kept
    assert ring.proofs() == {kept.password.hash}
    path.chmod(0o644)
    now[0] += 1
    assert (ring.now(), ring.proofs()) == (Secrets(), frozenset())
    path.chmod(0o600)
    now[0] += 1
    assert ring.now() == kept
    os.unlink(path)
    now[0] += 1
    assert not ring.now()

"""The plurals of nouns."""

from __future__ import annotations

from collections.abc import Callable

_VOWELS = "aeiou"


def plural(noun: str) -> str:
    """The plural of a noun by the rules of English spelling.

    >>> plural("militia"), plural("army"), plural("gunman"), plural("head of state")
    ('militias', 'armies', 'gunmen', 'heads of state')
    """
    head, of, rest = noun.partition(" of ")
    head = next((make(head) for ends, make in _PLURALS if head.endswith(ends)), f"{head}s")
    return head + of + rest


_PLURALS: tuple[tuple[str | tuple[str, ...], Callable[[str], str]], ...] = (
    ("man", lambda noun: f"{noun[:-3]}men"),
    (tuple(f"{vowel}y" for vowel in _VOWELS), lambda noun: f"{noun}s"),
    ("y", lambda noun: f"{noun[:-1]}ies"),
    (("s", "x", "ch", "sh"), lambda noun: f"{noun}es"),
)

"""A phrase in its parts: what is known in it, what its name or noun is, what stands before and after that."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.who.names import Entry, Match, NameIndex
from onrecord.who.vocabulary import is_a
from onrecord.who.words import Word

# A known run of words, capitalised words that nobody knows, a word in lower case.
ChunkKind: TypeAlias = Literal["known", "proper", "word"]
# How a state or people before a noun relates to it: it is of it, led by it, seated in it, or merely backed by it.
Bond: TypeAlias = Literal["own", "led", "seat", "none"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words of a phrase; `entry` is what it may be where it is known."""

    kind: ChunkKind
    words: tuple[Word, ...]
    entry: Entry | None = None
    bond: Bond = "own"

    @property
    def key(self) -> str:
        """Its words as they are looked up."""
        return " ".join(word.key for word in self.words)

    @property
    def text(self) -> str:
        """Its words as they are written."""
        return written(self.words)

    @property
    def names(self) -> bool:
        """Whether it is a name that may qualify what follows."""
        return self.entry is not None and bool(self.entry.names)

    @property
    def noun(self) -> bool:
        """Whether it is a title or a noun that means an actor."""
        return self.entry is not None and (self.entry.title is not None or self.entry.agent is not None)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a phrase between commas: its chunks up to the first preposition or clause, and what follows.

    `before` stands before the head; `link` is the word that opens `rest`.
    """

    before: tuple[Chunk, ...]
    head: Chunk
    link: str = ""
    rest: tuple[Word, ...] = ()

    def has(self, *classes: str) -> bool:
        """Whether a word of one of the classes stands before the head."""
        return any(is_a(word.key, *classes) for chunk in self.before for word in chunk.words)

    @property
    def joint(self) -> bool:
        """Whether "and" joins two things before the end of the head."""
        return any(chunk.key in ("and", "or") for chunk in self.before)


def written(words: Sequence[Word]) -> str:
    """Words as they are written, with hyphens and possessives between them but nothing after the last."""
    parts = [
        ("" if at == 0 else "-" if word.hyphened else " ")
        + word.text
        + ("'s" if word.owner and word is not words[-1] else "")
        for at, word in enumerate(words)
    ]
    return "".join(parts)


def split(text: Sequence[Word], index: NameIndex, *, loose: bool) -> tuple[tuple[Chunk, ...], ...]:
    """The chunks of each stretch of the phrase between commas, brackets and dashes."""
    stretches: list[list[Chunk]] = [[]]
    for chunk in _chunks(text, index, loose):
        if chunk.words[0].apart and stretches[-1]:
            stretches.append([])
        stretches[-1].append(chunk)
    return tuple(tuple(stretch) for stretch in stretches if stretch)


def _chunks(text: Sequence[Word], index: NameIndex, loose: bool) -> list[Chunk]:
    found: list[Chunk] = []
    at = 0
    known = tuple(index.matches(text, loose=loose))
    of_names = {i for match in known if match.entry.names for i in range(match.start, match.end)}
    for match in known:
        if _within_name(text, match, of_names):
            continue
        found += _unknown(text[at : match.start])
        found.append(Chunk("known", tuple(text[match.start : match.end]), match.entry))
        at = match.end
    found += _unknown(text[at:])
    return _bound(found)


def _within_name(text: Sequence[Word], match: Match, of_names: Set[int]) -> bool:
    """Whether one word is but a part of a name that nobody knows: the "CIO" of "AFL-CIO", the party "Rukh" in "Shah Rukh
    Khan", the senator in "Amartya Sen"."""
    word, at = text[match.start], match.start
    if match.end - at > 1 or not at or at - 1 in of_names or not text[at - 1].capital or word.apart:
        return False
    names = match.entry.names
    followed = at + 1 < len(text) and text[at + 1].capital and not text[at + 1].apart
    if not names:
        return is_a(word.key, "rank") and not followed
    if match.entry.title is not None or match.entry.agent is not None or text[at - 1].owner or word.owner:
        return False
    if word.hyphened:
        return text[at - 1].text.isupper() and word.text.isupper()
    lands = any(named.actor.startswith(("state/", "people/", "place/")) for named in names)
    return not lands and followed and at + 1 not in of_names


def _unknown(text: Sequence[Word]) -> list[Chunk]:
    """Words that nobody knows: runs of capitalised ones, with particles inside, and single others."""
    found: list[Chunk] = []
    run: list[Word] = []
    for at, word in enumerate(text):
        inside = bool(run) and not word.apart and not run[-1].owner
        name = word.capital and not is_a(word.key, "determiner", "honorific", "calendar")
        particle = inside and is_a(word.key, "particle") and any(w.capital for w in text[at + 1 : at + 3])
        syllable = inside and len(run) > 1 and _syllable(word)
        if not (name or particle or syllable) or not inside:
            found += [Chunk("proper", tuple(run))] if run else []
            run = []
        if name or particle or syllable:
            run.append(word)
        else:
            found.append(Chunk("word", (word,)))
    return [*found, *([Chunk("proper", tuple(run))] if run else [])]


def _syllable(word: Word) -> bool:
    """Whether a hyphen makes it the end of a name: the "wook" of "Park Chan-wook"."""
    return word.hyphened and not is_a(word.key, "backing", "leading", "seat")


def _bound(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks with the bond that a hyphen tells: "Iranian-backed", "pro-Russian", "Paris-based"."""
    found: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        bond: Bond = chunk.bond
        after = chunks[at + 1].words[0] if at + 1 < len(chunks) else None
        if after is not None and (after.hyphened or is_a(after.key, "backed")):
            if is_a(after.key, "backing"):
                bond = "none"
            elif is_a(after.key, "leading"):
                bond = "led"
            elif is_a(after.key, "seat"):
                bond = "seat"
        if at and chunk.words[0].hyphened and is_a(chunks[at - 1].key, "against"):
            bond = "none"
        found.append(Chunk(chunk.kind, chunk.words, chunk.entry, bond))
    return found


def part_of(chunks: Sequence[Chunk]) -> Part | None:
    """The part that the chunks of a stretch make; null where it is nothing but determiners."""
    core, link = list(chunks), ""
    rest: tuple[Word, ...] = ()
    for at, chunk in enumerate(chunks):
        opens = chunk.kind == "word" and not chunk.words[0].capital and not chunk.words[0].hyphened
        if at and opens and is_a(chunk.key, "of", "from", "for", "boundary", "seat"):
            core, link = list(chunks[:at]), chunk.key
            rest = tuple(word for later in chunks[at + 1 :] for word in later.words)
            break
    if _counts(core) and link == "of" and rest:
        return part_of(chunks[len(core) + 1 :])
    while core and core[0].kind == "word" and is_a(core[0].key, "honorific"):
        core.pop(0)
    return Part(tuple(core[:-1]), core[-1], link, rest) if core else None


def _counts(core: Sequence[Chunk]) -> bool:
    """Whether it only counts what follows: "dozens of", "a group of"."""
    return bool(core) and all(
        chunk.kind == "word" and is_a(chunk.key, "determiner", "quantity") for chunk in core
    )

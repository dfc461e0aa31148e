"""All names, titles and nouns in one index, and the longest match of them over the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.who.entries import Actor, Agent, Alias, Office
from onrecord.who.plurals import plural
from onrecord.who.spelling import fold
from onrecord.who.vocabulary import is_a
from onrecord.who.words import Word, words


@dataclass(frozen=True, slots=True)
class Entry:
    """What a run of words may be: names of actors, titles of offices (by their lower-case form), a common noun."""

    names: tuple[Alias, ...] = ()
    title: str | None = None
    agent: Agent | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A known run of words: first word, word after the last, and what it may be as it is written here."""

    start: int
    end: int
    entry: Entry


class NameIndex:
    """Known runs of words by their keys: names of actors, titles of offices, nouns; each is made an entry when asked for.

    `longest` says of a first word how many words a run with it can have.
    """

    def __init__(
        self, names: Mapping[str, Sequence[Actor | Alias]], titles: Mapping[str, str], nouns: Mapping[str, Agent],
        plurals: frozenset[str],
    ) -> None:  # fmt: skip
        self._names, self._titles, self._nouns, self._plurals = names, titles, nouns, plurals
        self._entries: dict[str, Entry | None] = {}
        self._longest: dict[str, int] = {}
        for runs in (names, titles, nouns):
            for run in runs:
                first, length = run.partition(" ")[0], run.count(" ") + 1
                if self._longest.get(first, 0) < length:
                    self._longest[first] = length

    def __len__(self) -> int:
        return len(self._names.keys() | self._titles.keys() | self._nouns.keys())

    def entry(self, run: str) -> Entry | None:
        """What a whole run of words may be, looked up by its key and however it is written."""
        if run not in self._entries:
            known = run in self._names or run in self._titles or run in self._nouns
            if not known:
                return None
            named = (
                Alias(n.id, n.name, "name", False, n.existed) if isinstance(n, Actor) else n
                for n in self._names.get(run, ())
            )
            aliases = tuple({(n.actor, n.type, n.text): n for n in named}.values())
            self._entries[run] = Entry(
                aliases, self._titles.get(run), self._nouns.get(run), run in self._plurals
            )
        return self._entries[run]

    def matches(self, text: Sequence[Word], *, loose: bool = False, names: bool = False) -> Iterator[Match]:
        """The longest known runs of words, left to right, none overlapping another.

        Case counts, except for nouns, titles, names that are known in any case, and words all in capitals.
        With `loose`, a name of two words or more counts in lower case too; with `names`, names alone count.
        """
        at, count = 0, len(text)
        while at < count:
            found = self._at(text, at, min(count - at, self._longest.get(text[at].key, 0)), loose, names)
            if found is None:
                at += 1
            else:
                yield found
                at = found.end

    def _at(self, text: Sequence[Word], at: int, most: int, loose: bool, names: bool) -> Match | None:
        reach = 1
        while reach < most and not text[at + reach].apart:
            reach += 1
        for length in range(min(reach, most), 0, -1):
            run = text[at : at + length]
            entry = self.entry(" ".join([word.key for word in run]))
            if entry is not None:
                entry = _as_written(entry, run, loose)
                if entry is None or not (entry.names or not names):
                    continue
                if not self._goes_on(text, at, length) and not _longer_name(text, at + length, entry):
                    return Match(at, at + length, entry)
        return None

    def _goes_on(self, text: Sequence[Word], at: int, length: int) -> bool:
        """Whether "The Australian" is no newspaper because a noun follows: "The Australian government"."""
        if length != 2 or text[at].key != "the" or at + 2 >= len(text) or text[at + 2].apart:
            return False
        entry = self.entry(text[at + 2].key)
        return entry is not None and (entry.agent is not None or entry.title is not None)


def _longer_name(text: Sequence[Word], end: int, entry: Entry) -> bool:
    """Whether more of a person's name follows, which is somebody else's then: "Prince Mohammed" bin Salman."""
    if end + 1 >= len(text) or text[end].apart or text[end - 1].owner or not is_a(text[end].key, "particle"):
        return False
    people = all(named.actor.startswith("person/") for named in entry.names)
    return bool(entry.names) and people and text[end + 1].capital and not text[end + 1].apart


def _as_written(entry: Entry, run: Sequence[Word], loose: bool) -> Entry | None:
    """The entry with only those names that can be written as these words are; null where nothing is left."""
    if not entry.names:
        return entry
    forms = [_form(word.text) for word in run]
    shouted = all(form.isupper() for form in forms) and sum(map(len, forms)) > 3
    names = tuple(
        named
        for named in entry.names
        if named.any_case or shouted or (loose and len(run) > 1) or _same_case(named.text, forms)
    )
    if len(names) == len(entry.names):
        return entry
    return (
        Entry(names, entry.title, entry.agent, entry.plural) if names or entry.title or entry.agent else None
    )


def _form(text: str) -> str:
    return fold(text).replace("'", "").replace(".", "").replace("’", "")


def _same_case(name: str, forms: Sequence[str]) -> bool:
    """Whether every word that the name capitalises is capitalised in the text, and an acronym is in capitals.

    After an acronym or in a name of three words or more, only the first word must be: "UN security council".
    """
    parts = [_form(word.text) for word in words(name)]
    if len(parts) != len(forms):
        return False
    lax = len(parts) > 2 or (len(parts) == 2 and parts[0].isupper())
    return all(
        _same_word(part, form, several=len(parts) > 1) or (lax and at > 0 and form == part.lower())
        for at, (part, form) in enumerate(zip(parts, forms, strict=True))
    )


def _same_word(part: str, form: str, *, several: bool) -> bool:
    if form == part or (
        several and form.lower() == part.lower() and (part[:1].islower() or is_a(part.lower(), "particle"))
    ):
        return True
    acronym = part.isupper() and len(part) < 5
    return part[:1].isupper() and form[:1].isupper() and not acronym


def index_names(
    actors: Mapping[str, Actor],
    aliases: Sequence[Alias],
    offices: Sequence[Office],
    agents: Mapping[str, Agent],
) -> NameIndex:
    """The index of all names of actors, titles of offices and nouns, singular and plural."""
    names: dict[str, list[Actor | Alias]] = {}
    for actor in actors.values():
        for text in _spellings(actor):
            named = actor if text == actor.name else Alias(actor.id, text, "name", False, actor.existed)
            names.setdefault(run_key(text), []).append(named)
    for alias in aliases:
        if alias.type != "surname" and alias.actor in actors:
            names.setdefault(run_key(alias.text), []).append(alias)
    titles = {run_key(title): title.lower() for office in offices for title in office.titles}
    nouns = {run_key(noun): agent for noun, agent in agents.items()}
    several = {run_key(plural(noun)): agent for noun, agent in agents.items()}
    offices_of_several = {run_key(plural(title)): title for title in titles.values()}
    plurals = {run for run in (*several, *offices_of_several) if run not in nouns and run not in titles}
    plurals |= {run for run, agent in nouns.items() if _is_plural(agent)}
    names.pop("", None)
    return NameIndex(names, offices_of_several | titles, several | nouns, frozenset(plurals))


def run_key(text: str) -> str:
    """What a run of words is looked up by.

    >>> run_key("U.S. Security Council")
    'us security council'
    """
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.lower()
    return " ".join(word.key for word in words(text))


def _spellings(actor: Actor) -> tuple[str, ...]:
    """The name, and for a person with initials the name without them and with the initials in one."""
    if actor.kind != "person" or "." not in actor.name:
        return (actor.name,)
    parts = actor.name.split()
    bare = " ".join(part for part in parts if not part.endswith("."))
    run = actor.name.replace(". ", ".", sum(part.endswith(".") for part in parts) - 1)
    return tuple(dict.fromkeys((actor.name, *([bare] if " " in bare else []), run)))


def _is_plural(agent: Agent) -> bool:
    """Whether a noun of the table is itself one of several, so that it names no single holder of an office."""
    return agent.kind in ("group", "people") or (agent.noun.endswith("s") and not agent.noun.endswith("ss"))

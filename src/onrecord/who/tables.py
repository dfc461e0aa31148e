"""Reads a folder of actor tables and says, to the file, line and column, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable

from onrecord.lexicon import items, load_table
from onrecord.model.codes import ActorKind, values
from onrecord.who.entries import Actor, Agent, Alias, NameType, Office, Pack, Spell
from onrecord.who.period import ALWAYS, Period, is_date
from onrecord.who.spelling import slug

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "actor": ("id", "kind", "name", "country", "sectors", "parent", "from", "to", "wikidata"),
    "alias": ("actor", "texts", "type", "case", "from", "to"),
    "office": ("office", "titles", "role", "sector", "of"),
    "spell": ("person", "of", "office", "from", "to", "gender"),
    "agent": ("noun", "sectors", "kind"),
}
SECTORS = frozenset(row["sector"] for row in load_table("sector_codes"))
KINDS = frozenset(values(ActorKind))
NAME_TYPES = frozenset(values(NameType))


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a table: the file, the line (1-based), the column, and what to do."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        """One line for people."""
        place = f"{self.file}:{self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.message}"


Cells = Mapping[str, str]


@dataclass(slots=True)
class _Reading:
    """The rows of one table while they are read, with the faults found on the way."""

    file: str
    faults: list[Fault]
    line: int = 0
    rows: list[tuple[int, Cells]] = field(default_factory=list)

    def fault(self, column: str, message: str) -> None:
        self.faults.append(Fault(self.file, self.line, column, message))

    def __iter__(self) -> Iterator[Cells]:
        for line, cells in self.rows:
            self.line = line
            yield cells


def read_pack(folder: Traversable) -> tuple[Pack, tuple[Fault, ...]]:
    """The entries of a folder of tables and the faults in them; a row with a fault gives no entry.

    A folder may have any of the five tables; files of other names are no fault of it.
    """
    faults: list[Fault] = []
    pack = Pack()
    for table, columns in COLUMNS.items():
        path = folder / f"{table}.tsv"
        if path.is_file():
            reading = _Reading(f"{folder.name}/{path.name}", faults)
            _read_rows(path, columns, reading)
            pack = _READERS[table](pack, reading)
    return pack, tuple(faults)


def _read_rows(path: Traversable, columns: Sequence[str], reading: _Reading) -> None:
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        reading.fault("", f"not UTF-8 at byte {error.start}; save the file as UTF-8")
        return
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\r")
        if not line or line.startswith("#"):
            continue
        reading.line = number
        cells = line.split("\t")
        if header is None:
            header = cells
            if tuple(cells) != tuple(columns):
                reading.fault("", f"the columns must be {', '.join(columns)}, with tabs between")
                return
        elif len(cells) > len(columns):
            reading.fault("", f"{len(cells)} cells under {len(columns)} columns; take out the surplus tabs")
        else:
            cells += [""] * (len(columns) - len(cells))
            reading.rows.append((number, dict(zip(columns, cells, strict=True))))
    if header is None:
        reading.fault("", "no header row; begin with the names of the columns")


def _period(row: Cells, reading: _Reading) -> Period | None:
    begin, end = row["from"], row["to"]
    if not begin and not end:
        return ALWAYS
    for column, date in (("from", begin), ("to", end)):
        if date and not is_date(date):
            reading.fault(
                column, f"{date!r} is no date; write 2013, 2013-03 or 2013-03-14, or leave it empty"
            )
            return None
    if begin and end and begin[: len(end)] > end[: len(begin)]:
        reading.fault("to", f"{end} is before {begin}; swap the two dates")
        return None
    return Period(begin, end)


def _sectors(row: Cells, column: str, reading: _Reading) -> tuple[str, ...] | None:
    found = items(row[column])
    unknown = [code for code in found if code not in SECTORS]
    if unknown:
        reading.fault(column, f"{unknown[0]!r} is no PLOVER sector; one of {' '.join(sorted(SECTORS))}")
        return None
    return found


def _kind(row: Cells, reading: _Reading) -> ActorKind | None:
    if row["kind"] in KINDS:
        return row["kind"]  # type: ignore[return-value]
    reading.fault("kind", f"{row['kind']!r} is no kind of actor; one of {' '.join(sorted(KINDS))}")
    return None


def _filled(row: Cells, reading: _Reading, *columns: str) -> bool:
    empty = [column for column in columns if not row[column].strip()]
    if empty:
        reading.fault(empty[0], "empty; every row needs it")
    return not empty


def _actors(pack: Pack, reading: _Reading) -> Pack:
    found: list[Actor] = []
    for row in reading:
        kind, sectors, existed = _kind(row, reading), _sectors(row, "sectors", reading), _period(row, reading)
        if not _filled(row, reading, "id", "name") or kind is None or sectors is None or existed is None:
            continue
        if "/" not in row["id"]:
            reading.fault("id", f"{row['id']!r} has no kind before a slash; write it as group/hezbollah")
        elif row["country"] and not (len(row["country"]) == 3 and row["country"].isupper()):
            reading.fault("country", f"{row['country']!r} is no ISO 3166-1 alpha-3 code; write it as DEU")
        else:
            found.append(
                Actor(
                    row["id"], kind, row["name"], row["country"] or None, sectors, row["parent"] or None, existed,
                    row["wikidata"] or None,
                )
            )  # fmt: skip
    return replace(pack, actors=tuple(found))


def _aliases(pack: Pack, reading: _Reading) -> Pack:
    found: list[Alias] = []
    for row in reading:
        valid = _period(row, reading)
        if not _filled(row, reading, "actor", "texts", "type") or valid is None:
            continue
        if row["type"] not in NAME_TYPES:
            reading.fault(
                "type", f"{row['type']!r} is no type of name; one of {' '.join(sorted(NAME_TYPES))}"
            )
        elif row["case"] not in ("", "any"):
            reading.fault("case", f"{row['case']!r} is neither empty (case-sensitive) nor any")
        else:
            kind: NameType = row["type"]  # type: ignore[assignment]
            texts = items(row["texts"])
            found += [Alias(row["actor"], text, kind, row["case"] == "any", valid) for text in texts]
    return replace(pack, aliases=tuple(found))


def _offices(pack: Pack, reading: _Reading) -> Pack:
    found: list[Office] = []
    for row in reading:
        sectors = _sectors(row, "sector", reading)
        if not _filled(row, reading, "office", "role", "sector") or sectors is None:
            continue
        titles = tuple(dict.fromkeys((row["office"], *items(row["titles"]))))
        found.append(Office(row["office"], titles, row["role"], sectors[0], row["of"]))
    return replace(pack, offices=tuple(found))


def _spells(pack: Pack, reading: _Reading) -> Pack:
    found: list[Spell] = []
    people: dict[str, tuple[str, str, str]] = {}
    for row in reading:
        held = _period(row, reading)
        if not _filled(row, reading, "person", "of", "office", "from") or held is None:
            continue
        if row["gender"] not in ("", "m", "f"):
            reading.fault("gender", f"{row['gender']!r} is neither m nor f nor empty")
            continue
        person = row["person"] if "/" in row["person"] else f"person/{slug(row['person'])}"
        known = people.get(person)
        if known and known[1] != row["person"] and "/" not in row["person"]:
            reading.fault("person", f"{row['person']!r} is {known[1]!r} elsewhere; write one person one way")
            continue
        if known is None or (row["gender"] and not known[2]):
            people[person] = (person, row["person"], row["gender"])
        found.append(Spell(person, row["of"], row["office"], held))
    return replace(pack, spells=tuple(found), people=tuple(people.values()))


def _agents(pack: Pack, reading: _Reading) -> Pack:
    found: list[Agent] = []
    for row in reading:
        kind, sectors = _kind(row, reading), _sectors(row, "sectors", reading)
        if _filled(row, reading, "noun") and kind is not None and sectors is not None:
            found.append(Agent(row["noun"], sectors, kind))
    return replace(pack, agents=tuple(found))


_READERS: Mapping[str, Callable[[Pack, _Reading], Pack]] = {
    "actor": _actors, "alias": _aliases, "office": _offices, "spell": _spells, "agent": _agents,
}  # fmt: skip

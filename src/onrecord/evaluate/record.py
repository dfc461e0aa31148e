"""Measures whole records: annotated reports against what the engine puts on record of them.

An item is found when its evidence overlaps the annotated quotation and its type or kind is right; the
stricter rows also ask for the right actors, status, condition or value. The record score is the mean F1
of the five main rows. Of the statements found there are two shares beside: of those with a speaker, how many
have the right one; of those whose speaker the text does not say, how many were given one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.evaluate.pairing import Cast, JsonObject, Sheet, Words, best_pairs, likeness, words_of
from onrecord.evaluate.result import Evaluation
from onrecord.model import Event, Forecast, Position, Record, Span, Statement, speaker_form, to_json
from onrecord.pipeline import Reader
from onrecord.reading import Hints, Incoming, read_plain

MAIN_ROWS = (
    "statements: content + speaker", "events: type + actors", "positions: kind + actors",
    "forecasts: phrase", "times: span + value",
)  # fmt: skip
RECORD_SCORE = "record score"


def evaluate(data: Path | Sequence[Path], *, reader: Reader | None = None) -> Evaluation:
    """The figures of the engine on annotated reports.

    `data` is a folder of annotations with `reports.jsonl`, or one annotation with its `article.txt` beside
    it, or several of either.
    """
    return evaluate_cases(annotated_reports(data), reader=reader)


def evaluate_cases(
    cases: Sequence[tuple[JsonObject, Incoming]], *, reader: Reader | None = None
) -> Evaluation:
    """The figures of the engine on given reports, each with its annotation."""
    outcomes = (reader or Reader()).read_many(incoming for _, incoming in cases)
    return score([gold for gold, _ in cases], [each for each in outcomes if isinstance(each, Record)])


def annotated_reports(data: Path | Sequence[Path]) -> list[tuple[JsonObject, Incoming]]:
    """The annotations at `data`, each with its report."""
    return [case for path in ([data] if isinstance(data, Path) else data) for case in _cases(path)]


def score(annotated: Sequence[JsonObject], records: Iterable[Record]) -> Evaluation:
    """The figures of given records; each is compared with the annotation whose `doc_id` is its id."""
    found = list(records)
    sheet = compare(annotated, found)
    metrics = sheet.metrics()
    metrics[RECORD_SCORE] = round(sum(metrics.get(f"{row} f1", 0.0) for row in MAIN_ROWS) / len(MAIN_ROWS), 4)
    rows = tuple(json.loads(to_json(record)) for record in found)
    return Evaluation(task="record", metrics=metrics, predictions=rows, errors=tuple(sheet.errors))


def compare(annotated: Sequence[JsonObject], records: Iterable[Record]) -> Sheet:
    """The tallies, errors and verdicts on each finding, before they become figures."""
    by_id = {record.id or record.article.id: record for record in records}
    sheet = Sheet()
    for gold in annotated:
        record = by_id.get(gold["doc_id"])
        if record is None:
            sheet.errors.append(f"{gold['doc_id']}: no record")
        else:
            _score_report(_Case(gold, record, Words(record.article.text), Cast(record.actors)), sheet)
    return sheet


def _cases(path: Path) -> Iterator[tuple[JsonObject, Incoming]]:
    """Annotations with their reports, in the order of their file names."""
    if path.is_dir() and (path / "reports.jsonl").exists():
        lines = (path / "reports.jsonl").read_text("utf-8").splitlines()
        reports = {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}
        for file in sorted(path.glob("*.json")):
            gold = json.loads(file.read_text("utf-8"))
            row = reports[gold["doc_id"]]
            hints = Hints(
                title=row.get("title"), date=row.get("date"), outlet=row.get("outlet"), url=row.get("url")
            )
            yield gold, Incoming(read_plain(row["text"], hints), gold["doc_id"])
    else:
        file = path / "gold.json" if path.is_dir() else path
        gold = json.loads(file.read_text("utf-8"))
        about = gold.get("article") or {}
        hints = Hints(date=about.get("published"), outlet=about.get("outlet"))
        yield (
            gold,
            Incoming(read_plain((file.parent / "article.txt").read_text("utf-8"), hints), gold["doc_id"]),
        )


@dataclass(frozen=True, slots=True)
class _Case:
    """One report: annotated, found, and the means to compare the two."""

    gold: JsonObject
    record: Record
    words: Words
    cast: Cast

    def items(self, layer: str) -> list[dict[str, Any]]:
        return list(self.gold.get(layer) or ())

    def wanted(self, item: JsonObject, key: str = "quote", within: str | None = None) -> frozenset[int]:
        """The words that were quoted: those of the span beside the quotation where one is given."""
        span = item.get(f"{key}_span")
        return self.words.under(Span(*span)) if span else self.words.quoted(item[key], within)

    def evidence(self, span: Span) -> str:
        return span.of(self.record.article.text)[:140]


def _score_report(case: _Case, sheet: Sheet) -> None:
    for layer in (_statements, _events, _positions, _forecasts, _times, _actors):
        layer(case, sheet)


def _statements(case: _Case, sheet: Sheet) -> None:
    gold, found = case.items("statements"), case.record.statements
    wanted = [case.wanted(item, "content") for item in gold]
    given = [case.words.under(*item.content) for item in found]

    def alike(i: int, j: int) -> float:
        value = likeness(wanted[i], given[j])
        if value >= 0.5:
            return value
        return 0.5 if wanted[i] and wanted[i] <= given[j] else 0.0

    def spoken(item: JsonObject, by: Statement) -> bool:
        return any(case.cast.is_named(name, by.speaker) for name in _readings(item, "speaker"))

    pairs = best_pairs(range(len(gold)), range(len(found)), alike)
    sheet.count("statements: content", len(gold), len(found), len(pairs))
    right = {j for i, j in pairs if spoken(gold[i], found[j])}
    sheet.count("statements: content + speaker", len(gold), len(found), len(right))
    named = [j for i, j in pairs if gold[i]["speaker"] is not None]
    sheet.share("statements: named speakers right", sum(j in right for j in named), len(named))
    untold = [j for i, j in pairs if gold[i]["speaker"] is None]
    sheet.share("statements: speakers made up", sum(j not in right for j in untold), len(untold))
    paired = {j for _, j in pairs}
    sheet.judge((item.reason for item in found), paired)
    forms = [speaker_form(case.record.actors, item.speaker, item.speaker_span) for item in found]
    sheet.judge((f"speakers/{form}" if j in paired else None for j, form in enumerate(forms)), right)
    _unpaired(case, sheet, "statements", pairs, [f"{x['speaker']}: {x['content'][:120]!r}" for x in gold],
              [case.evidence(x.content[0]) if x.content else "" for x in found])  # fmt: skip


def _events(case: _Case, sheet: Sheet) -> None:
    gold, found = case.items("events"), case.record.events
    wanted = [case.wanted(item) for item in gold]
    triggers = [case.words.under(item.trigger) or case.words.under(item.span) for item in found]
    spans = [case.words.under(item.span) for item in found]

    def side(item: JsonObject, name: str, ids: Iterable[str]) -> bool:
        others = (
            [other] if not isinstance(other, list) else other for other in item.get(f"accept_{name}") or ()
        )
        return any(case.cast.shares(names, ids) for names in (item.get(name) or [], *others))

    def both(item: JsonObject, event: Event) -> bool:
        return side(item, "sources", event.sources) and side(item, "targets", event.targets)

    def status(item: JsonObject, event: Event) -> bool:
        return event.status in (item.get("accept_status") or [item.get("status", "actual")])

    def alike(i: int, j: int) -> float:
        item, event = gold[i], found[j]
        if event.type not in (item.get("accept_type") or [item["type"]]) or not wanted[i] & triggers[j]:
            return 0.0
        sides = side(item, "sources", event.sources) + side(item, "targets", event.targets)
        # The sum runs from left to right, so that rounding breaks no tie differently from the shared scorer.
        return 1 + likeness(wanted[i], spans[j]) + sides

    pairs = best_pairs(range(len(gold)), range(len(found)), alike)
    dyads = [(i, j) for i, j in pairs if both(gold[i], found[j])]
    sheet.count("events: type", len(gold), len(found), len(pairs))
    sheet.count("events: type + actors", len(gold), len(found), len(dyads))
    right = sum(status(gold[i], found[j]) for i, j in dyads)
    sheet.judge((item.reason for item in found), {j for _, j in dyads})
    sheet.count("events: type + actors + status", len(gold), len(found), right)
    shown = [f"{x['type']} {x['sources']}>{x['targets']} {x['quote'][:110]!r}" for x in gold]
    _unpaired(case, sheet, "events", pairs, shown, [f"{x.type} {case.evidence(x.span)!r}" for x in found])


def _positions(case: _Case, sheet: Sheet) -> None:
    gold, found = case.items("positions"), case.record.positions
    wanted = [case.wanted(item) for item in gold]
    given = [case.words.under(item.proposition, item.span) for item in found]

    def alike(i: int, j: int) -> float:
        item, position = gold[i], found[j]
        overlap = likeness(wanted[i], given[j])
        if position.kind not in (item.get("accept_kind") or [item["kind"]]) or overlap < 0.2:
            return 0.0
        return 1 + overlap + case.cast.is_named(item["holder"], position.holder)

    def held(item: JsonObject, position: Position) -> bool:
        toward = [*item["toward"], *item.get("accept_toward", ())] if item.get("toward") else []
        holder = any(case.cast.is_named(name, position.holder) for name in _readings(item, "holder"))
        return holder and case.cast.shares(toward, position.toward)

    def hangs(item: JsonObject, position: Position) -> bool:
        if not item.get("condition") or position.condition is None:
            return False
        clause = case.wanted(item, "condition")
        return likeness(clause, case.words.under(position.condition)) >= 0.5

    pairs = best_pairs(range(len(gold)), range(len(found)), alike)
    sheet.count("positions: kind", len(gold), len(found), len(pairs))
    right = {j for i, j in pairs if held(gold[i], found[j])}
    sheet.count("positions: kind + actors", len(gold), len(found), len(right))
    sheet.judge((item.reason for item in found), right)
    sheet.count(
        "positions: condition",
        sum(bool(item.get("condition")) for item in gold),
        sum(position.condition is not None for position in found),
        sum(hangs(gold[i], found[j]) for i, j in pairs),
    )
    shown = [f"{x['kind']} {x['holder']}>{x.get('toward')} {x['quote'][:110]!r}" for x in gold]
    _unpaired(case, sheet, "positions", pairs, shown, [f"{x.kind} {case.evidence(x.span)!r}" for x in found])


def _forecasts(case: _Case, sheet: Sheet) -> None:
    gold, found = case.items("forecasts"), case.record.forecasts
    wanted = [case.wanted(item) for item in gold]
    given = [case.words.under(item.proposition, item.phrase) for item in found]
    phrases = [case.wanted(item, "phrase", item["quote"]) for item in gold]

    def alike(i: int, j: int) -> float:
        meets = wanted[i] & given[j] and phrases[i] & case.words.under(found[j].phrase)
        return likeness(wanted[i], given[j]) if meets else 0.0

    def made(item: JsonObject, forecast: Forecast) -> bool:
        names = item.get("accept_forecaster") or [item["forecaster"]]
        return any(case.cast.is_named(name, forecast.forecaster) for name in names)

    pairs = best_pairs(range(len(gold)), range(len(found)), alike)
    sheet.count("forecasts: phrase", len(gold), len(found), len(pairs))
    right = sum(made(gold[i], found[j]) for i, j in pairs)
    sheet.judge((item.reason for item in found), {j for _, j in pairs})
    sheet.count("forecasts: phrase + forecaster", len(gold), len(found), right)
    shown = [f"{x['forecaster']}: {x['quote'][:110]!r}" for x in gold]
    _unpaired(case, sheet, "forecasts", pairs, shown, [repr(case.evidence(x.proposition)) for x in found])


def _times(case: _Case, sheet: Sheet) -> None:
    gold, found = case.items("times"), case.record.times
    wanted = [case.wanted(item, within=item.get("in")) for item in gold]
    given = [case.words.under(item.span) for item in found]
    pairs = best_pairs(range(len(gold)), range(len(found)), lambda i, j: likeness(wanted[i], given[j]))
    sheet.count("times: span", len(gold), len(found), len(pairs))
    right = {j for i, j in pairs if found[j].value in {gold[i]["value"], *gold[i].get("accept", ())}}
    sheet.count("times: span + value", len(gold), len(found), len(right))
    sheet.judge((item.reason for item in found), right)
    shown = [f"{x['quote']!r} {x['value']}" for x in gold]
    _unpaired(case, sheet, "times", pairs, shown, [f"{case.evidence(x.span)!r} {x.value}" for x in found])


def _actors(case: _Case, sheet: Sheet) -> None:
    """An annotated actor is found by any of its surface forms; only its country is judged, and only recall counts."""
    gold, found = case.items("actors"), case.record.actors
    text = case.record.article.text
    wanted = [{" ".join(words_of(form)) for form in (x["name"], *x.get("mentions", ()))} for x in gold]
    given = [
        {" ".join(words_of(form)) for form in (x.name, *(m.span.of(text) for m in x.mentions))} for x in found
    ]
    pairs = best_pairs(range(len(gold)), range(len(found)), lambda i, j: len(wanted[i] & given[j]))
    right = {
        j
        for i, j in pairs
        if (found[j].country or None) in (gold[i].get("accept_country") or [gold[i].get("country")])
    }
    sheet.count("actors: country", len(gold), len(pairs), len(right))
    paired = {j for _, j in pairs}
    sheet.judge((item.reason if j in paired else None for j, item in enumerate(found)), right)
    _unpaired(case, sheet, "actors", pairs, [str(x["name"]) for x in gold], None)


def _readings(item: JsonObject, name: str) -> list[str | None]:
    """The annotated value of a field, then those that the annotator would accept."""
    return [item[name], *item.get(f"accept_{name}", ())]


def _unpaired(
    case: _Case,
    sheet: Sheet,
    layer: str,
    pairs: list[tuple[int, int]],
    gold: list[str],
    found: list[str] | None,
) -> None:
    seen_gold, seen_found = {i for i, _ in pairs}, {j for _, j in pairs}
    report = case.gold["doc_id"]
    sheet.errors.extend(f"{layer} missed {report}: {x}" for i, x in enumerate(gold) if i not in seen_gold)
    sheet.errors.extend(
        f"{layer} spurious {report}: {x}" for j, x in enumerate(found or ()) if j not in seen_found
    )

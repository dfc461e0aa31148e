from __future__ import annotations

import json
import subprocess
import sys

from onrecord.evaluate.record import evaluate, score
from onrecord.model import Actor, Article, Forecast, Mention, Position, Provenance, Record, Span, Time

TEXT = "Norland demanded that Sudland withdraw. War is unlikely before 2031."


def _actor(actor_id: str, name: str, code: str, start: int) -> Actor:
    mention = Mention(span=Span(start, start + len(name)), form="name")
    return Actor(
        id=actor_id, name=name, kind="state", country=code, mentions=(mention,), confidence=1, reason="test"
    )


def _record(**layers: object) -> Record:
    actors = (_actor("a1", "Norland", "NRL", 0), _actor("a2", "Sudland", "SDL", 22))
    return Record(
        id="x", article=Article(id="0", text=TEXT), actors=actors,
        provenance=Provenance(engine="0", model="none", steps=()), **layers,
    )  # fmt: skip


GOLD = {
    "doc_id": "x",
    "actors": [{"name": "Norland", "country": "NRL", "mentions": []}, {"name": "Sudland", "country": "ZZZ", "mentions": []}],
    "positions": [{"kind": "demand", "holder": "NRL", "toward": ["SDL"], "quote": "that Sudland withdraw", "condition": None}],
    "forecasts": [{"forecaster": None, "quote": "War is unlikely before 2031", "phrase": "unlikely", "probability": [0, 0.4]}],
    "times": [{"quote": "2031", "value": "2031"}],
}  # fmt: skip


def test_score_rows():
    time = Time(id="t1", span=Span(63, 67), type="DATE", value="2030", confidence=1, reason="test")
    demand = Position(
        id="p1", kind="demand", holder="a1", toward=("a2",), proposition=Span(17, 38), span=Span(0, 38),
        confidence=1, reason="test",
    )  # fmt: skip
    forecast = Forecast(
        id="f1", forecaster=None, proposition=Span(40, 67), phrase=Span(47, 55), scale="icd-203", entry="unlikely",
        low=0.2, high=0.45, point=0.325, confidence=1, reason="test",
    )  # fmt: skip
    metrics = score([GOLD], [_record(positions=(demand,), forecasts=(forecast,), times=(time,))]).metrics
    f1 = {name.removesuffix(" f1"): value for name, value in metrics.items() if name.endswith(" f1")}
    assert f1 == {
        "statements: content": 0.0, "statements: content + speaker": 0.0,
        "events: type": 0.0, "events: type + actors": 0.0, "events: type + actors + status": 0.0,
        "positions: kind": 1.0, "positions: kind + actors": 1.0, "positions: condition": 0.0,
        "forecasts: phrase": 1.0, "forecasts: phrase + forecaster": 1.0,
        "times: span": 1.0, "times: span + value": 0.0, "actors: country": 0.5,
    }  # fmt: skip
    assert metrics["record score"] == 0.4


def test_errors_name_the_report_and_the_item():
    assert score([GOLD], [_record()]).errors == (
        "positions missed x: demand NRL>['SDL'] 'that Sudland withdraw'",
        "forecasts missed x: None: 'War is unlikely before 2031'",
        "times missed x: '2031' 2031",
    )


def test_a_report_without_record_is_told():
    assert score([GOLD], []).errors == ("x: no record",)


def test_agrees_with_the_shared_scorer(gold, tmp_path):
    folder, script = gold("records"), gold("score_records.py")
    ours = evaluate(folder)
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("".join(json.dumps(row) + "\n" for row in ours.predictions), "utf-8")
    command = [sys.executable, str(script), str(folder), "--pred", str(predictions), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["rows"]
    score_row = theirs.pop("record score (mean F1 of the five main rows)")
    expected = {
        f"{row} {name}": figures[name]
        for row, figures in theirs.items()
        for name in ("precision", "recall", "f1")
    }
    shares = {
        row: ours.metrics.pop(row) for row in [*ours.metrics] if row not in expected and row != "record score"
    }
    assert set(shares) == {"statements: named speakers right", "statements: speakers made up"}
    assert ours.metrics == {**expected, "record score": score_row["f1"]}

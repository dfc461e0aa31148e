from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest

from onrecord.across.coreference import Report, read_report, resolve
from onrecord.across.coreference import forest as forests
from onrecord.across.coreference.linkage import link
from onrecord.analysis import analyse
from onrecord.encoder import load_encoder
from onrecord.errors import ModelError
from onrecord.model import Article, Span

# Reports of two occurrences of one kind, the mentions in brackets.
REPORTS = {
    "quake-1": "A strong earthquake [struck] the Greek island of Samos on Friday. The earthquake [killed] two teenagers in Vathy.",
    "quake-2": "The earthquake that [hit] Samos on Friday [killed] two teenagers, the mayor of Vathy said. He [declared] an emergency.",
    "quake-3": "An earthquake [struck] the Peruvian city of Arequipa on Sunday. Nobody was [killed], the governor of Arequipa said.",
    "strike": "Dockers in Rotterdam [walked] out over pay on Tuesday. The union [said] the walkout would last a week.",
}  # fmt: skip


def read(texts: dict[str, str]) -> list[Report]:
    articles, spans = [], {}
    for key, marked in texts.items():
        text, found = "", {}
        for number, part in enumerate(re.split(r"[\[\]]", marked)):
            if number % 2:
                found[f"{key}/{part}"] = Span(len(text), len(text) + len(part))
            text += part
        articles.append(Article(id=key, text=text))
        spans[key] = found
    encoder = load_encoder()
    return [
        read_report(article, analysis, spans[article.id], encoder) for article, analysis in analyse(articles)
    ]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return read(REPORTS)


def event_of(events: Sequence[tuple[str, ...]], key: str) -> tuple[str, ...]:
    (found,) = [event for event in events if key in event]
    return found


def test_one_event_in_two_reports_in_other_words(reports):
    events = resolve(reports).events
    assert "quake-2/hit" in event_of(events, "quake-1/struck")
    assert "quake-2/killed" in event_of(events, "quake-1/killed")


def test_events_alike_of_another_occasion_stay_apart(reports):
    events = resolve(reports).events
    assert event_of(events, "quake-3/struck") == ("quake-3/struck",)
    assert event_of(events, "strike/walked") == ("strike/walked",)


def test_every_mention_is_in_one_event_whatever_the_order(reports):
    keys = sorted(mention.key for report in reports for mention in report.mentions)
    there, back = resolve(reports).events, resolve(reports[::-1]).events
    assert sorted(key for event in there for key in event) == keys
    assert {frozenset(event) for event in there} == {frozenset(event) for event in back}


def test_a_merge_says_why(reports):
    merges = resolve(reports).merges
    assert merges
    for merge in merges:
        assert merge.pair[0] in merge.one
        assert merge.pair[1] in merge.other
        assert 0 < merge.likelihood <= 1
        assert merge.because


def test_what_cannot_be_one_is_not_merged(reports):
    def apart(one: str, other: str) -> bool:
        return {one, other} == {"quake-1/killed", "quake-2/killed"}

    events = resolve(reports, apart).events
    assert "quake-2/killed" not in event_of(events, "quake-1/killed")
    assert "quake-2/hit" in event_of(events, "quake-1/struck")


def test_nothing_and_reports_without_events():
    assert resolve([]).events == ()
    assert resolve(read({"dull": "Nothing of note was said."})).events == ()


def test_average_linkage_stops_at_the_threshold():
    likeness = np.array([[1, 0.9, 0.2], [0.9, 1, 0.4], [0.2, 0.4, 1]])
    labels, steps = link(likeness, 0.5)
    assert labels == [0, 0, 1]
    assert [step.likeness for step in steps] == [0.9]
    labels, steps = link(likeness, 0.25)
    assert labels == [0, 0, 0]
    assert steps[1].likeness == pytest.approx(0.3)


def test_an_altered_model_is_refused(tmp_path, monkeypatch):
    for file in forests._FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "forests.npz").write_bytes(b"other")
    monkeypatch.setattr(forests, "_FOLDER", tmp_path)
    forests.load.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"forests\.npz"):
            forests.load()
    finally:
        forests.load.cache_clear()

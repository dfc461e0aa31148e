"""Measures whole records on the corpus of the package, or shows how far two annotators agree on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.corpus import Corpus, load_corpus
from onrecord.corpus.joined import as_gold, as_record
from onrecord.evaluate.pairing import JsonObject
from onrecord.evaluate.record import evaluate_cases, score
from onrecord.evaluate.result import Evaluation
from onrecord.reading import Hints, Incoming, read_plain


def evaluate(data: Path) -> Evaluation:
    """The figures of the engine on the reports whose texts are there, as `record` has them.

    `data` is a folder of a corpus, or a .jsonl file of texts that the annotations of the package are about.
    """
    corpus, texts = (load_corpus(data), ()) if data.is_dir() else (load_corpus(), (data,))
    return of_corpus(corpus, texts)


def of_corpus(corpus: Corpus, texts: Iterable[Path] = (), parts: Iterable[str] = ()) -> Evaluation:
    """The figures of the engine on a corpus, on some of its parts only if they are named."""
    return evaluate_cases(cases_of(corpus, texts, parts))


def cases_of(
    corpus: Corpus, texts: Iterable[Path] = (), parts: Iterable[str] = ()
) -> list[tuple[JsonObject, Incoming]]:
    """The annotated reports whose texts are there, without their titles: those were not annotated and move all places."""
    wanted = set(parts)
    return [
        (
            as_gold(corpus.annotations[name], report),
            Incoming(read_plain(report.text, Hints(date=report.published, outlet=report.outlet)), name),
        )
        for name, report in corpus.reports(texts).items()
        if not wanted or corpus.parts.get(name) in wanted
    ]


def agreement(corpus: Corpus, texts: Iterable[Path] = ()) -> Evaluation:
    """How well the second annotators' records agree with the first annotations, by the measure of `record`."""
    reports = {name: report for name, report in corpus.reports(texts).items() if name in corpus.second}
    gold = [as_gold(corpus.annotations[name], report) for name, report in reports.items()]
    return score(gold, [as_record(corpus.second[name], report) for name, report in reports.items()])

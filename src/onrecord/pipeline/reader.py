"""The engine: articles in, records out, one outcome for each input."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import version
from itertools import islice

from onrecord.analysis.model import load_model
from onrecord.analysis.parsed import BATCH, analyse
from onrecord.extract.draft import Draft
from onrecord.model import Article, Dropped, Provenance, ReadOutcome, Record
from onrecord.pipeline.steps import plan
from onrecord.reading import Hints, Incoming, read_plain


class Reader:
    """Reads reports. Loads the language model once; make one and use it for many.

    `layers` names the layers to fill (all by default); those they rest on are computed but left out.
    """

    def __init__(self, *, layers: Collection[str] | None = None) -> None:
        self._steps = plan(layers)
        self._layers = frozenset(layers) if layers is not None else None
        meta = load_model().meta
        self._provenance = Provenance(
            engine=version("onrecord"),
            model=f"{meta['lang']}_{meta['name']} {meta['version']}",
            steps=tuple(step.name for step in self._steps),
        )

    def read(self, report: str | Article, hints: Hints = Hints()) -> Record:
        """The record of one report: plain text with what is known of it, or an article read before."""
        article = read_plain(report, hints) if isinstance(report, str) else report
        return self._record(Incoming(article, hints.id), self.draft(article))

    def read_many(self, incoming: Iterable[Incoming | Dropped]) -> Iterator[ReadOutcome]:
        """One outcome for each input, in order; at most one batch is held in memory."""
        feed = iter(incoming)
        while batch := list(islice(feed, BATCH)):
            with load_model().memory_zone():
                outcomes = self._read_batch(batch)
            yield from outcomes

    def draft(self, article: Article) -> Draft:
        """The finished draft of one article: analysis, layers and rejected readings."""
        ((_, analysis),) = analyse([article])
        return self._extract(Draft(article=article, analysis=analysis))

    def _read_batch(self, batch: list[Incoming | Dropped]) -> list[ReadOutcome]:
        parsed = analyse(item.article for item in batch if isinstance(item, Incoming))
        outcomes: list[ReadOutcome] = []
        for item in batch:
            if isinstance(item, Dropped):
                outcomes.append(item)
            else:
                article, analysis = next(parsed)
                outcomes.append(self._record(item, self._extract(Draft(article=article, analysis=analysis))))
        return outcomes

    def _extract(self, draft: Draft) -> Draft:
        for step in self._steps:
            draft = step.run(draft)
        return draft

    def _record(self, item: Incoming, draft: Draft) -> Record:
        names = ("actors", "times", "statements", "events", "positions", "forecasts")
        found = {name: getattr(draft, name) for name in names if self._layers is None or name in self._layers}
        return Record(id=item.id, article=draft.article, provenance=self._provenance, **found)

"""A record on the terminal: the headline block, then one table a layer and the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from onrecord.model import Actor, Event, Forecast, Position, Record, Span, Statement, When
from onrecord.show.timeline import timeline

NARROW = 96
COOPERATION, CONFLICT = "green", "red"
HEAT = {
    "offer": COOPERATION, "promise": COOPERATION, "concession": COOPERATION, "acceptance": COOPERATION,
    "demand": "yellow", "warning": "yellow", "threat": CONFLICT, "refusal": CONFLICT, "accusation": CONFLICT,
    "denial": CONFLICT,
}  # fmt: skip
FORMS = {"direct": "“…”", "mixed": "“…” …", "indirect": "…"}


def show_record(record: Record, console: Console) -> None:
    """Prints the record on `console`: with colour and rules on a terminal, plainly where it is no terminal."""
    view = _View(record, {actor.id: actor for actor in record.actors}, console)
    console.print(view.headline())
    for layer in (view.statements, view.events, view.positions, view.forecasts, view.actors, view.timeline):
        if (table := layer()) is not None:
            console.print()
            console.print(table)
    console.print()


@dataclass(frozen=True, slots=True)
class _View:
    """One record, and the console it is fitted to."""

    record: Record
    cast: dict[str, Actor]
    console: Console

    @property
    def narrow(self) -> bool:
        return self.console.width < NARROW

    def headline(self) -> RenderableType:
        article = self.record.article
        origin = [
            article.outlet,
            ", ".join(article.byline) or None,
            article.published,
            _place(article.dateline.place),
        ]
        counts = [
            f"{len(items)} {name if len(items) != 1 else name[:-1]}"
            for name in ("statements", "events", "positions", "forecasts", "actors", "times")
            if (items := getattr(self.record, name))
        ]
        lines = Group(
            Text(article.title or _opening(article.text), style="bold"),
            Text(" · ".join(part for part in origin if part) or "outlet and date unknown", style="dim"),
            *([Text(_folded(article.summary))] if article.summary else []),
            Text(" · ".join(counts) or "nothing found to put on record", style="cyan"),
        )
        return Panel(lines, box=box.ROUNDED, expand=True) if self.console.is_terminal else lines

    def statements(self) -> Table | None:
        rows = [
            (item.id, self._speaker(item), self._content(item), _when(item.said), _sure(item.confidence))
            for item in self.record.statements
        ]
        return self._table("Statements", ("", "Who", "Says", "When", "Sure"), rows, wide="Says")

    def events(self) -> Table | None:
        rows = [
            (item.id, self._kind(item), self._sides(item.sources, item.targets), self._evidence(item.span),
             _when(item.when), _sure(item.confidence))
            for item in self.record.events
        ]  # fmt: skip
        return self._table(
            "Events", ("", "What", "Who → whom", "Evidence", "When", "Sure"), rows, wide="Evidence"
        )

    def positions(self) -> Table | None:
        rows = [
            (item.id, Text(item.kind, style=HEAT[item.kind]),
             self._sides([item.holder] if item.holder else [], item.toward), self._proposition(item),
             _sure(item.confidence))
            for item in self.record.positions
        ]  # fmt: skip
        return self._table(
            "Positions", ("", "Move", "Who → whom", "Proposition", "Sure"), rows, wide="Proposition"
        )

    def forecasts(self) -> Table | None:
        rows = [
            (item.id, self._name(item.forecaster) if item.forecaster else Text("the report", style="dim"),
             Text(f"{item.low * 100:.0f}–{item.high * 100:.0f} %", style="magenta"), self._likelihood(item),
             _sure(item.confidence))
            for item in self.record.forecasts
        ]  # fmt: skip
        return self._table("Forecasts", ("", "Who", "Chance", "That", "Sure"), rows, wide="That")

    def actors(self) -> Table | None:
        rows = [
            (item.id, Text(item.name, style="bold"), item.kind, item.country or "", item.office or "",
             str(len(item.mentions)), _sure(item.confidence))
            for item in self.record.actors
        ]  # fmt: skip
        return self._table(
            "Actors", ("", "Name", "Kind", "Of", "Office", "×", "Sure"), rows, wide="Name Office"
        )

    def timeline(self) -> Table | None:
        rows = [
            (
                entry.when.value + (" ?" if entry.when.assumed else ""),
                entry.item,
                entry.label,
                self._evidence(entry.span),
            )
            for entry in timeline(self.record)
        ]
        return self._table("Timeline", ("When", "", "What", "Evidence"), rows, wide="Evidence")

    def _table(
        self, title: str, columns: Sequence[str], rows: Sequence[Sequence[str | Text]], *, wide: str
    ) -> Table | None:
        """The table, without its columns of confidence where the terminal is narrow; nothing where it has no rows."""
        if not rows:
            return None
        plain = not self.console.is_terminal
        table = Table(
            title=f"{title} ({len(rows)})", title_justify="left", title_style="bold", expand=True,
            box=None if plain else box.SIMPLE_HEAD, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0),
        )  # fmt: skip
        shown = [i for i, name in enumerate(columns) if not (self.narrow and name in ("Sure", "×"))]
        for i in shown:
            name = columns[i]
            rigid = name in ("", "Sure", "×", "Of", "When", "Chance", "Move", "Kind")
            table.add_column(
                name, ratio=None if rigid else 3 if name in wide.split() else 1, no_wrap=rigid and name != "Kind",
                overflow="fold", justify="right" if name in ("Sure", "×") else "left",
            )  # fmt: skip
        for row in rows:
            table.add_row(*(row[i] for i in shown))
        return table

    def _name(self, actor_id: str | None) -> Text:
        actor = self.cast.get(actor_id or "")
        return Text(actor.name if actor else "?", style="bold" if actor else "dim")

    def _names(self, ids: Iterable[str]) -> Text:
        return Text(", ").join(self._name(i) for i in ids) or Text("–", style="dim")

    def _sides(self, sources: Iterable[str], targets: Iterable[str]) -> Text:
        return Text.assemble(self._names(sources), " → ", self._names(targets))

    def _speaker(self, item: Statement) -> Text:
        who = self._name(item.speaker)
        return Text.assemble(who, (f" via {self._names(item.via)}", "dim")) if item.via else who

    def _content(self, item: Statement) -> Text:
        words = " … ".join(self._evidence(span) for span in item.content)
        marks = [word for word in ("denied" if item.polarity == "denied" else "", item.mode) if word]
        inside = f", inside {item.inside}" if item.inside else ""
        return Text.assemble(words, (f"  [{' '.join(marks)}{inside}]", "dim"))

    def _kind(self, item: Event) -> Text:
        style = COOPERATION if item.quad.endswith("cooperation") else CONFLICT
        mode = f" {item.mode}" if item.mode else ""
        status = "" if item.status == "actual" else f"\n{item.status}"
        return Text.assemble((item.type, style), mode, (status, "yellow"))

    def _proposition(self, item: Position) -> Text:
        words = Text(self._evidence(item.proposition))
        if item.condition:
            words.append(f"\non condition: {self._evidence(item.condition)}", style="italic")
        if item.deadline:
            words.append(f"\nby {item.deadline}", style="italic")
        tail = [f"answers {item.answers}"] if item.answers else []
        tail += [item.outcome] if item.outcome != "open" else []
        return words.append(f"  [{', '.join(tail)}]", style="dim") if tail else words

    def _likelihood(self, item: Forecast) -> Text:
        text = self.record.article.text
        window = f" {item.window.value}" if item.window else ""
        phrase = f"{'not ' if item.negated else ''}{_folded(item.phrase.of(text))}{window}"
        return Text.assemble(self._evidence(item.proposition), (f"  [{phrase}]", "dim"))

    def _evidence(self, span: Span) -> str:
        return _folded(span.of(self.record.article.text))


def _folded(text: str) -> str:
    """One line of `text`, without control characters: a report must not steer the reader's terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _opening(text: str) -> str:
    words = _folded(text[:400])
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"


def _place(name: str | None) -> str | None:
    return f"from {name}" if name else None


def _when(when: When | None) -> str:
    return "" if when is None else when.value + (" ?" if when.assumed else "")


def _sure(confidence: float) -> str:
    return f"{confidence:.2f}"

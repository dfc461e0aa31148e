"""`onrecord quotes`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.exits import Exit
from onrecord.cli.read import iso_date

if TYPE_CHECKING:
    from onrecord.model import ReadOutcome, Record
    from onrecord.pipeline import Quote

# How many characters of a cell a line for people shows.
WIDTH = 100


@click.command()
@click.argument("reports", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--date", callback=iso_date, metavar="YYYY-MM-DD", help="Publication date, where FILE gives none."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "--format", "form", type=click.Choice(["ggt", "csv"]),
    help="Print comma-separated rows; both begin with the columns of the Gender Gap Tracker.",
)  # fmt: skip
@click.pass_context
def quotes(
    ctx: click.Context, reports: tuple[str, ...], date: str | None, as_json: bool, form: str | None
) -> None:
    """List who said what in each FILE, and through whom.

    FILE is whatever `onrecord read` takes, or - for standard input. One line a statement: who speaks, by which
    words, what is said and through whom it reached the report; "?" where the text does not say.
    """
    from onrecord.pipeline import Reader, quotes_of
    from onrecord.reading import Hints, incoming

    reader = Reader(layers=("actors", "statements"))
    outcomes = reader.read_many(item for report in reports for item in incoming(report, Hints(date=date)))
    lost: list[str] = []
    kept = _kept(outcomes, lost)
    if form:
        from onrecord.export.quotes import quotes as rows
        from onrecord.store.selection import Chosen
        from onrecord.store.store import utc_now

        chosen = (
            Chosen(article=r.article.id, record=r, added=utc_now(), statements=r.statements, tellings={}, first={}, reviews={}, read={})
            for r in kept
        )  # fmt: skip
        for line in rows(chosen):
            click.echo(line, nl=False)
    else:
        for record in kept:
            for quote in quotes_of(record):
                click.echo(_json(quote, record) if as_json else _line(quote, record))
    ctx.exit(Exit.NOTHING_READ if lost else Exit.KEPT)


def _kept(outcomes: Iterator[ReadOutcome], lost: list[str]) -> Iterator[Record]:
    """The records; what was dropped is told on stderr and noted."""
    from onrecord.model import Record

    for outcome in outcomes:
        if isinstance(outcome, Record):
            yield outcome
        else:
            told = f"dropped {outcome.origin or ''}: {outcome.message} ({outcome.step}/{outcome.reason})"
            click.echo(told, err=True)
            lost.append(told)


def _line(quote: Quote, record: Record) -> str:
    from onrecord.export.lines import flat

    who = quote.speaker.name if quote.speaker else "?"
    cue = flat(" ".join(span.of(record.article.text) for span in quote.cue)) or "-"
    through = "; ".join(actor.name for actor in quote.via) or "-"
    return "\t".join((who, cue, flat(quote.text)[:WIDTH], through))


def _json(quote: Quote, record: Record) -> str:
    from onrecord.export.lines import flat

    text = record.article.text
    row = {
        "report": record.id, "id": quote.id, "speaker": quote.speaker.name if quote.speaker else None,
        "speaker_span": quote.speaker_span, "cue": quote.cue, "content": quote.content, "text": flat(quote.text),
        "mode": quote.mode, "polarity": quote.polarity, "via": [a.name for a in quote.via],
        "addressees": [a.name for a in quote.addressees], "inside": quote.inside,
        "said": quote.said.value if quote.said else None, "assumed": quote.said.assumed if quote.said else None,
        "venue": flat(quote.venue.of(text)) if quote.venue else None, "confidence": quote.confidence,
        "reason": quote.reason,
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False)

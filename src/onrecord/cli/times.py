"""`onrecord times`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from onrecord.cli.exits import Exit
from onrecord.cli.read import iso_date

if TYPE_CHECKING:
    from onrecord.model import Time


@click.command()
@click.argument("report", metavar="FILE")
@click.option(
    "--date", callback=iso_date, metavar="YYYY-MM-DD", help="Publication date, where FILE gives none."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def times(ctx: click.Context, report: str, date: str | None, as_json: bool) -> None:
    """List the temporal expressions of FILE with what they mean.

    FILE is whatever `onrecord read` takes, or - for standard input. One line an expression: where it starts
    and ends in the text, its TIMEX3 type and value, the first and last day it covers, and its words. Days
    such as "Monday" are resolved against the publication date. No language model is loaded.
    """
    from onrecord.extract.times import times as found_in
    from onrecord.reading import Hints, Incoming, incoming

    lost = False
    for item in incoming(report, Hints(date=date)):
        if not isinstance(item, Incoming):
            click.echo(
                f"dropped {item.origin or report}: {item.message} ({item.step}/{item.reason})", err=True
            )
            lost = True
            continue
        text = item.article.text
        for time in found_in(text, item.article.published):
            click.echo(_json(time, text, item.id) if as_json else _line(time, text))
    ctx.exit(Exit.NOTHING_READ if lost else Exit.KEPT)


def _line(time: Time, text: str) -> str:
    days = f"{time.begin or '-'}\t{time.end or '-'}"
    return f"{time.span.start}\t{time.span.end}\t{time.type}\t{time.value}\t{days}\t{_words(time, text)}"


def _json(time: Time, text: str, report: str | None) -> str:
    row = {
        "report": report, "span": [time.span.start, time.span.end], "text": _words(time, text),
        "type": time.type, "value": time.value, "begin": time.begin, "end": time.end, "mod": time.mod,
    }  # fmt: skip
    return json.dumps({key: value for key, value in row.items() if value is not None}, ensure_ascii=False)


def _words(time: Time, text: str) -> str:
    return " ".join(time.span.of(text).split())

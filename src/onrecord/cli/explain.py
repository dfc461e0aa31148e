"""`onrecord explain`."""

from __future__ import annotations

from typing import BinaryIO

import click


@click.command()
@click.argument("record", type=click.File("rb"))
@click.argument("item")
def explain(record: BinaryIO, item: str) -> None:
    """Say why ITEM (an id such as s1 or e4) is in RECORD, a file written by `onrecord read --json`.

    Shows the step and rule that made the item, its evidence in context, how far to trust it, and the
    readings that were considered and rejected. The article in the record is read again for those.
    """
    from importlib.metadata import version

    from onrecord.model import from_json
    from onrecord.pipeline import Reader
    from onrecord.show.explanation import explanation

    known = from_json(record.read())
    draft = Reader().draft(known.article)
    click.echo(explanation(known, item, draft, version("onrecord")))

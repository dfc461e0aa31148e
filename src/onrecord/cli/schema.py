"""`onrecord schema`."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a record, made from the types."""
    from onrecord.model import schema as schema_of_record

    click.echo(json.dumps(schema_of_record(), indent=2))

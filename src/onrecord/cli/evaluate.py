"""`onrecord eval`."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import click

from onrecord.evaluate import TASKS, Evaluation
from onrecord.evaluate import evaluate as run_task

TASK_LIST = "\b\nTasks:\n" + "\n".join(f"  {name:<12}{about}" for name, about in TASKS.items())


@click.command("eval", epilog=TASK_LIST)
@click.argument("task", type=click.Choice(list(TASKS)))
@click.option(
    "--data", required=True, type=click.Path(exists=True, path_type=Path), help="Annotated data of the task."
)
@click.option("--json", "as_json", is_flag=True, help="Print the metrics as one JSON object.")
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was found, as JSON lines.",
)
@click.option(
    "--errors", type=click.IntRange(0), default=0, metavar="N", help="List the first N errors on stderr."
)
def evaluate(task: str, data: Path, as_json: bool, predictions: Path | None, errors: int) -> None:
    """Measure the engine on annotated data."""
    found = run_task(task, data)
    if predictions:
        rows = (json.dumps(row, ensure_ascii=False) for row in found.predictions)
        predictions.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    tell(found, as_json=as_json, errors=errors)


def tell(found: Evaluation, *, as_json: bool, errors: int) -> None:
    """Prints the figures, as lines or as one JSON object, and the first errors on standard error."""
    for line in islice(found.errors, errors):
        click.echo(line, err=True)
    if len(found.errors) > errors > 0:
        click.echo(f"... and {len(found.errors) - errors} more", err=True)
    click.echo(json.dumps(dict(found.metrics)) if as_json else _table(found))


def _table(found: Evaluation) -> str:
    width = max(map(len, found.metrics), default=0)
    return "\n".join(f"{name:<{width}}  {value:.4g}" for name, value in found.metrics.items())

"""`onrecord train`."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.train import TASKS
from onrecord.train import train as run_task

TASK_LIST = "\b\nTasks:\n" + "\n".join(f"  {name:<12}{about}" for name, about in TASKS.items())


@click.command(epilog=TASK_LIST)
@click.argument("task", type=click.Choice(list(TASKS)))
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="Annotated data to learn from.",
)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path),
    help="Folder that the files of the model are written to.",
)  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of all that is drawn by chance.")
@click.option(
    "--epochs",
    type=click.FloatRange(0, min_open=True),
    help="Times through the data, if not those of the recipe.",
)
def train(task: str, data: Path, out: Path, seed: int, epochs: float | None) -> None:
    """Train a model of the package anew (needs the extra `train`)."""
    run_task(task, data, out, seed=seed, epochs=epochs, say=lambda line: click.echo(line, err=True))

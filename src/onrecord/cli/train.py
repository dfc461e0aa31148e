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
@click.option(
    "--teachers", type=click.IntRange(0, 20), default=0, show_default=True,
    help="Train so many larger networks first, and learn from what they believe (extra `teach`; wants a graphics card).",
)  # fmt: skip
@click.option(
    "--unlabelled", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A .jsonl file of texts that the teachers label to be learned from as well; may be given several times.",
)  # fmt: skip
def train(
    task: str,
    data: Path,
    out: Path,
    seed: int,
    epochs: float | None,
    teachers: int,
    unlabelled: tuple[Path, ...],
) -> None:
    """Train a model of the package anew (needs the extra `train`)."""
    if unlabelled and not teachers:
        raise click.UsageError("--unlabelled wants --teachers, who label the texts: --teachers 8")
    run_task(
        task, data, out, seed=seed, epochs=epochs, teachers=teachers, unlabelled=unlabelled,
        say=lambda line: click.echo(line, err=True),
    )  # fmt: skip

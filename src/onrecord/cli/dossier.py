"""`onrecord dossier`: all that is on record about an actor, two sides or a story, as one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.filters import filter_options, store_option

if TYPE_CHECKING:
    from onrecord.export.dossier import Subject
    from onrecord.store import Filter, Store
    from onrecord.store.selection import Chosen

# How many actors of a name are listed under the title.
NAMED = 12


@click.command()
@click.argument("sides", nargs=-1, metavar="[ACTOR | A B]")
@click.option("--format", "form", type=click.Choice(["html", "markdown"]), default="html", show_default=True,
              help="A page for people, or text to edit.")  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to a file."
)
@filter_options
@store_option
def dossier(store_path: str, wanted: Filter, sides: tuple[str, ...], form: str, output: Path | None) -> None:
    """Compile what an ACTOR, the sides A B or a --story did, said, demanded, threatened and expected.

    One file without scripts or anything fetched; every line has its words and its source.
    """
    from onrecord.export.dossier import as_html, as_markdown, compile_dossier
    from onrecord.store import open_store

    wanted = _about(wanted, sides)
    store = open_store(store_path)
    made = compile_dossier(_subject(store, wanted), _chosen(store, wanted))
    if not made.sources:
        click.echo("nothing on record meets that", err=True)
    text = as_html(made, _curve(store, wanted, made.subject.title)) if form == "html" else as_markdown(made)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, "utf-8", errors="replace", newline="")
    except OSError as error:
        raise click.FileError(str(output), error.strerror or str(error)) from error
    click.echo(f"wrote {output}: {len(made.sources):,} report{'s' * (len(made.sources) != 1)}", err=True)


def _about(wanted: Filter, sides: tuple[str, ...]) -> Filter:
    """The filter with what the arguments name; raises UsageError unless there is one subject."""
    from onrecord.who.parties import party_code

    if len(sides) > 2:
        raise click.UsageError("name one ACTOR or two sides, such as Norway Iceland")
    if sides and (wanted.actor or wanted.dyad):
        raise click.UsageError("name the subject once: as ACTOR, as two sides, or by an option")
    if len(sides) == 2:
        wanted = replace(wanted, dyad=(party_code(sides[0]), party_code(sides[1])))
    elif sides:
        wanted = replace(wanted, actor=sides[0])
    if not (wanted.actor or wanted.dyad or wanted.story):
        raise click.UsageError("name an ACTOR, two sides such as Norway Iceland, or a story with --story ID")
    return wanted


def _chosen(store: Store, wanted: Filter) -> Iterator[Chosen]:
    """What meets the filter; of two sides what either does to the other."""
    from onrecord.store.selection import select

    yield from select(store, wanted)
    if wanted.dyad:
        yield from select(store, replace(wanted, dyad=(wanted.dyad[1], wanted.dyad[0])))


def _subject(store: Store, wanted: Filter) -> Subject:
    from onrecord.export.dossier import Subject
    from onrecord.lexicon.places import country
    from onrecord.store import Filter, ask
    from onrecord.who.parties import party_code

    if wanted.dyad:
        lands = [country(party_code(side)) for side in wanted.dyad]
        return Subject(
            " and ".join(land.name if land else code for land, code in zip(lands, wanted.dyad, strict=True))
        )
    if wanted.actor:
        actors = list(ask(store, "actors", Filter(actor=wanted.actor)))
        if not actors:
            return Subject(wanted.actor, keys=frozenset({wanted.actor}))
        told = ("office", "kind", "party") if len(actors) == 1 else ("name", "office", "kind", "party")
        about = [", ".join(str(actor[name]) for name in told if actor[name]) for actor in actors[:NAMED]]
        more = [f"and {len(actors) - NAMED:,} others of that name"] if len(actors) > NAMED else []
        return Subject(actors[0]["name"], (*about, *more), frozenset(actor["key"] for actor in actors))
    stories = list(ask(store, "stories", Filter(story=wanted.story)))
    title = stories[0]["title"] if stories else None
    return Subject(title or f"Story {wanted.story}", (f"Story {wanted.story}",))


def _curve(store: Store, wanted: Filter, title: str) -> str:
    from onrecord.across.escalation import Deed, curve
    from onrecord.show.curve import draw
    from onrecord.store.series import deeds

    pair, rest = wanted.dyad, replace(wanted, dyad=None)
    points = curve(Deed(row["day"], row["event"], row["intensity"]) for row in deeds(store, pair, rest))
    return draw(points, title) if len(points) > 1 else ""

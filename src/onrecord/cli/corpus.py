"""`onrecord corpus`: reports annotated by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.evaluate import tell
from onrecord.cli.exits import Exit

if TYPE_CHECKING:
    from onrecord.corpus import Annotation, Corpus, Report
    from onrecord.corpus.marks import Imported

FORMS = ("gold", "brat", "webanno")

_corpus = click.option(
    "--corpus", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="A corpus of your own instead of that of the package.",
)  # fmt: skip
_texts = click.option(
    "--texts", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help="A .jsonl file with texts that annotations are about, or a folder of such; may be repeated.",
)  # fmt: skip


@click.group("corpus")
def corpus() -> None:
    """Reports annotated by hand: check, count, compare, score, carry to other tools.

    The annotations of the package stand off from their texts. Those of reports that were written for it work at
    once; for the others give --texts, files that you have. docs/corpus.md says where they come from.
    """


@corpus.command()
@_corpus
@_texts
@click.pass_context
def check(ctx: click.Context, folder: Path | None, texts: tuple[Path, ...]) -> None:
    """Check every annotation: closed lists, names, dates, and its places where the text is there."""
    from onrecord.corpus import load_corpus, problems

    found = load_corpus(folder)
    reports = found.reports(texts)
    faults = 0
    for part, every in (("annotations", found.annotations), ("second", found.second)):
        for name, annotation in every.items():
            for line in problems(annotation, reports[name].text if name in reports else None):
                click.echo(f"{part}/{name}: {line}", err=True)
                faults += 1
    for name in found.annotations.keys() - found.parts.keys():
        click.echo(f"splits.tsv: {name} belongs to no part", err=True)
        faults += 1
    click.echo(
        f"{len(found.annotations)} reports, {len(found.second)} of them annotated twice; {len(reports)} with their "
        f"texts; {faults} faults"
    )
    missing = len(found.annotations) - len(reports)
    if missing:
        click.echo(f"the places of {missing} were not compared with their texts: give --texts", err=True)
    ctx.exit(Exit.USAGE if faults else Exit.KEPT)


@corpus.command()
@_corpus
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def stats(folder: Path | None, as_json: bool) -> None:
    """Count reports and notes, and how often each label was given."""
    from onrecord.corpus import load_corpus
    from onrecord.corpus.counts import labels, sizes

    annotations = load_corpus(folder).annotations.values()
    by_source, by_label = sizes(annotations), labels(annotations)
    if as_json:
        click.echo(json.dumps({"sizes": by_source, "labels": by_label}))
        return
    _sizes(by_source)
    for field, counts in by_label.items():
        shown = ", ".join(f"{label} {count:,}" for label, count in counts.most_common())
        click.echo(f"\n{field}: {shown}")


@corpus.command()
@_corpus
@_texts
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option(
    "--errors", type=click.IntRange(0), default=0, metavar="N", help="List N differences on stderr."
)
def agree(folder: Path | None, texts: tuple[Path, ...], as_json: bool, errors: int) -> None:
    """Compare what two annotators made of the same reports, by the measure of `onrecord eval record`."""
    from onrecord.corpus import load_corpus
    from onrecord.evaluate.corpus import agreement

    tell(agreement(load_corpus(folder), texts), as_json=as_json, errors=errors)


@corpus.command()
@_corpus
@_texts
@click.option("--part", "parts", multiple=True, help="Only reports of this part; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="List N errors on stderr.")
def score(
    folder: Path | None, texts: tuple[Path, ...], parts: tuple[str, ...], as_json: bool, errors: int
) -> None:
    """Measure the engine on the reports whose texts are there."""
    from onrecord.corpus import load_corpus
    from onrecord.evaluate.corpus import of_corpus

    tell(of_corpus(load_corpus(folder), texts, parts), as_json=as_json, errors=errors)


@corpus.command()
@_corpus
@_texts
@click.option("--form", type=click.Choice(FORMS), required=True, help="Form of the files.")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write into."
)
def export(folder: Path | None, texts: tuple[Path, ...], form: str, out: Path) -> None:
    """Write annotations with their texts for other tools.

    gold: as `onrecord eval record` reads them; brat: .ann and .txt with the configuration that shows them; webanno:
    WebAnno TSV 3, which INCEpTION reads once its project has the layers of typesystem.xml.
    """
    from onrecord.corpus import load_corpus

    found = load_corpus(folder)
    reports = found.reports(texts)
    out.mkdir(parents=True, exist_ok=True)
    for name, report in reports.items():
        _WRITERS[form](found.annotations[name], report, out)
    if form == "gold":
        rows = (
            {"id": r.id, "text": r.text, "title": r.title, "date": r.published, "outlet": r.outlet}
            for r in reports.values()
        )
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (out / "reports.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    _told(found, reports, out)


@corpus.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--form", type=click.Choice(["sheet", "brat", "webanno"]), required=True, help="Form of the files."
)
@click.option("--source", required=True, metavar="NAME", help="Collection that the reports come from.")
@click.option(
    "--texts", multiple=True, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help="A .jsonl file with the texts; the name of an annotation's file is the id of its text. May be repeated.",
)  # fmt: skip
@click.option(
    "--into", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the corpus."
)
@click.option("--second", is_flag=True, help="As those of a second annotator.")
@click.pass_context
def import_(
    ctx: click.Context, files: tuple[Path, ...], form: str, source: str, texts: tuple[Path, ...], into: Path,
    second: bool,
) -> None:  # fmt: skip
    """Take annotations into a corpus: sheets as docs/annotation.md has them, or what BRAT or INCEpTION saved."""
    from onrecord.corpus import load_reports

    reports = load_reports(texts)
    faults = 0
    for file in files:
        lines = _take(file, reports, form, source, into / ("second" if second else "annotations"))
        for line in lines:
            click.echo(f"{file}: {line}", err=True)
        faults += bool(lines)
    click.echo(f"{len(files) - faults} annotations written to {into}, {faults} left out")
    ctx.exit(Exit.SOME_DROPPED if faults else Exit.KEPT)


def _take(file: Path, reports: Mapping[str, Report], form: str, source: str, folder: Path) -> list[str]:
    """Takes one file into a folder of annotations; what is wrong with it, if it was left out."""
    from onrecord.corpus import problems, write_annotation
    from onrecord.errors import InputError

    report = reports.get(file.stem)
    if report is None:
        return [f"no text has the id {file.stem}"]
    try:
        annotation, lines = _READERS[form](file.read_bytes().decode("utf-8"), report, source)
    except (OSError, UnicodeDecodeError, InputError) as error:
        return [str(error)]
    lines = lines or problems(annotation, report.text)
    if not lines:
        write_annotation(annotation, folder)
    return lines


def _gold(annotation: Annotation, report: Report, out: Path) -> None:
    from onrecord.corpus.joined import as_gold

    text = json.dumps(as_gold(annotation, report), ensure_ascii=False, indent=1)
    (out / f"{annotation.id}.json").write_text(text + "\n", "utf-8")


def _brat(annotation: Annotation, report: Report, out: Path) -> None:
    from onrecord.corpus.brat import CONFIGURATION, VISUAL, to_brat

    (out / f"{annotation.id}.txt").write_bytes(report.text.encode())
    (out / f"{annotation.id}.ann").write_text(to_brat(annotation, report), "utf-8", newline="\n")
    (out / "annotation.conf").write_text(CONFIGURATION, "utf-8")
    (out / "visual.conf").write_text(VISUAL, "utf-8")


def _webanno(annotation: Annotation, report: Report, out: Path) -> None:
    from onrecord.corpus.webanno import TYPE_SYSTEM, to_webanno

    (out / f"{annotation.id}.tsv").write_text(to_webanno(annotation, report), "utf-8", newline="\n")
    (out / "typesystem.xml").write_text(TYPE_SYSTEM, "utf-8")


def _from_sheet(text: str, report: Report, source: str) -> tuple[Annotation, list[str]]:
    from onrecord.corpus.sheets import read_sheet

    sheet = read_sheet(text, report, source)
    return sheet.annotation, sheet.errors


def _from_brat(text: str, report: Report, source: str) -> tuple[Annotation, list[str]]:
    from onrecord.corpus.brat import from_brat

    return _taken(from_brat(text, report, source))


def _from_webanno(text: str, report: Report, source: str) -> tuple[Annotation, list[str]]:
    from onrecord.corpus.webanno import from_webanno

    return _taken(from_webanno(text, report, source))


def _taken(found: Imported) -> tuple[Annotation, list[str]]:
    """What was imported; says what was left out because it is of other layers."""
    for layer, count in found.ignored.items():
        click.echo(f"{found.annotation.id}: {count} of another layer left out: {layer}", err=True)
    return found.annotation, []


_WRITERS: Mapping[str, Callable[[Any, Any, Path], None]] = {"gold": _gold, "brat": _brat, "webanno": _webanno}
_READERS: Mapping[str, Callable[[str, Any, str], tuple[Any, list[str]]]] = {
    "sheet": _from_sheet, "brat": _from_brat, "webanno": _from_webanno
}  # fmt: skip


def _sizes(by_source: Mapping[str, Mapping[str, int]]) -> None:
    from rich.table import Table

    from onrecord.cli.console import console

    columns = list(next(iter(by_source.values()), {}))
    grid = Table("source", *columns, box=None, pad_edge=False)
    for column in grid.columns[1:]:
        column.justify = "right"
    total = {column: sum(row[column] for row in by_source.values()) for column in columns}
    for source, row in (*by_source.items(), ("all", total)):
        grid.add_row(source, *(f"{row[column]:,}" for column in columns))
    console(100).print(grid)


def _told(found: Corpus, reports: Mapping[str, Report], out: Path) -> None:
    missing = len(found.annotations) - len(reports)
    left = f"; {missing} left out, whose texts are not there: give --texts" if missing else ""
    click.echo(f"{len(reports)} reports written to {out}{left}")

"""The corpus as files: one .json a report, one note a line; a second annotator's in `second`; splits in a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import msgspec

from onrecord.corpus.annotation import LAYERS, Annotation
from onrecord.corpus.texts import Report, digest, load_reports
from onrecord.errors import InputError

DATA = Path(__file__).parent / "data"
WRITTEN = "written"
PARTS = ("train", "validation")

_decoder = msgspec.json.Decoder(Annotation)


@dataclass(frozen=True)
class Corpus:
    """A folder of annotations: `annotations/`, `second/`, `splits.tsv` and the texts of its own in `written.jsonl`."""

    folder: Path

    @cached_property
    def annotations(self) -> Mapping[str, Annotation]:
        """The annotations by the id of their report, in order of id."""
        return _read_folder(self.folder / "annotations")

    @cached_property
    def second(self) -> Mapping[str, Annotation]:
        """What a second annotator made of some of the reports, without a look at the first."""
        return _read_folder(self.folder / "second")

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """To which of PARTS each report belongs."""
        path = self.folder / "splits.tsv"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["id"]: row["part"] for row in rows}

    def reports(self, texts: Iterable[Path] = ()) -> dict[str, Report]:
        """The annotated reports whose texts are its own or lie in `texts`, by id.

        Raises InputError where a text is not the one that was annotated.
        """
        own = self.folder / f"{WRITTEN}.jsonl"
        found = load_reports([*([own] if own.exists() else []), *texts])
        kept: dict[str, Report] = {}
        for name, annotation in self.annotations.items():
            report = found.get(name)
            if report is None:
                continue
            if digest(report.text) != annotation.sha256:
                raise InputError(
                    "altered", f"the text of {name} is not the one that was annotated: its digest differs"
                )
            kept[name] = replace(
                report,
                outlet=annotation.outlet or report.outlet,
                published=annotation.published or report.published,
            )
        return kept


def load_corpus(folder: Path | None = None) -> Corpus:
    """The corpus in a folder, or that of the package; raises InputError where there is none."""
    home = folder or DATA
    if not (home / "annotations").is_dir():
        raise InputError("no-corpus", f"{home} has no folder `annotations`")
    return Corpus(home)


def read_annotation(path: Path) -> Annotation:
    """The annotation in a file; raises InputError with the path of the fault in it."""
    try:
        return _decoder.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise InputError("malformed", f"{path}: no annotation ({error})") from error


def write_annotation(annotation: Annotation, folder: Path) -> Path:
    """Writes `ID.json`, a note a line, so that a change of one is a change of one line."""
    plain = msgspec.to_builtins(annotation)
    head = {key: value for key, value in plain.items() if key not in LAYERS}
    parts = [msgspec.json.encode(head).decode()[1:-1]]
    for layer in LAYERS:
        notes = ",\n".join("  " + msgspec.json.encode(_short(note)).decode() for note in plain[layer])
        parts.append(f'"{layer}":[\n{notes}\n]' if notes else f'"{layer}":[]')
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{annotation.id}.json"
    path.write_text("{" + ",\n".join(parts) + "}\n", "utf-8")
    return path


def _short(note: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty and may be left out."""
    needed = ("speaker", "holder", "forecaster")
    return {key: value for key, value in note.items() if key in needed or value not in (None, (), [])}


def _read_folder(folder: Path) -> dict[str, Annotation]:
    found = {path.stem: read_annotation(path) for path in sorted(folder.glob("*.json"))}
    for name, annotation in found.items():
        if annotation.id != name:
            raise InputError("malformed", f"{folder / name}.json is the annotation of {annotation.id}")
    return found

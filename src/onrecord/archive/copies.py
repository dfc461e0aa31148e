"""Finds the wire copies among the articles of a store, the new ones against all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.across.copies import Family, Report, bands, credited, families
from onrecord.store import links
from onrecord.store.store import Store

# How many articles are sketched, compared and written at a time.
AT_ONCE = 2_000


def relate_copies(store: Store) -> int:
    """Brings the families of wire copies up to date; gives the number of articles that were new to it."""
    fresh = links.unsketched(store)
    for at in range(0, len(fresh), AT_ONCE):
        some = fresh[at : at + AT_ONCE]
        links.put(store, "fingerprints", [{"article": r["article"], "bands": bands(r["text"])} for r in some])
        _join(store, links.pairs_of(store, [row["article"] for row in some]))
    return len(fresh)


def _join(store: Store, pairs: Sequence[tuple[str, str]]) -> None:
    if not pairs:
        return
    touched = {article for pair in pairs for article in pair}
    names = {row["family"] for row in links.among(store, "wire_copies", "article", sorted(touched))}
    members = links.among(store, "wire_copies", "family", sorted(names))
    touched |= {row["article"] for row in members}
    reports = [_report(row) for row in links.among(store, "articles", "article", sorted(touched))]
    present = {report.article for report in reports}
    joined = [
        (row["family"], row["article"]) for row in members if {row["family"], row["article"]} <= present
    ]
    found = families(sorted(reports, key=lambda r: r.serial), pairs, joined)
    links.put_in_place(
        store, "family",
        {"wire_families": [_family_row(f) for f in found], "wire_copies": list(_copy_rows(found))},
        sorted(names),
    )  # fmt: skip


def _report(row: dict[str, Any]) -> Report:
    return Report(
        article=row["article"], text=row["text"], outlet=row["outlet"], published=row["published"],
        credits=tuple(row["credits"]), serial=row["serial"],
    )  # fmt: skip


def _family_row(family: Family) -> dict[str, Any]:
    return {
        "family": family.first.article, "first_outlet": family.first.outlet, "evidence": family.evidence,
        "articles": len(family.copies), "outlets": family.outlets,
    }  # fmt: skip


def _copy_rows(found: Iterable[Family]) -> Iterable[dict[str, Any]]:
    for family in found:
        outlets = sorted({report.outlet for report, _ in family.copies if report.outlet})
        for report, likeness in family.copies:
            yield {
                "family": family.first.article, "article": report.article, "likeness": likeness,
                "credit": credited(report, outlets),
            }  # fmt: skip

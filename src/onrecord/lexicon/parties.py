"""The codes by which states and organisations are known, from what people call them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.lexicon.tables import items, load_table


def party_code(name: str) -> str:
    """The ISO 3166-1 alpha-3 code of a state or the id of an organisation; a name that is neither in capitals.

    >>> party_code("norway"), party_code("European Union"), party_code("isl"), party_code("XYZ")
    ('NOR', 'EU', 'ISL', 'XYZ')
    """
    plain = " ".join(name.split())
    return _codes().get(plain.casefold(), plain.upper())


def party_name(code: str) -> str:
    """What the state or organisation of a code is called; the code itself where nobody knows.

    >>> party_name("NOR"), party_name("NATO"), party_name("XYZ")
    ('Norway', 'NATO', 'XYZ')
    """
    return _names().get(code, code)


@cache
def _names() -> Mapping[str, str]:
    known = {
        row["id"].partition("/")[2]: row["name"]
        for row in load_table("organisations")
        if row["kind"] == "igo"
    }
    return known | {row["code"]: row["name"] for row in load_table("states")}


@cache
def _codes() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for row in load_table("organisations"):
        if row["kind"] == "igo":
            for name in (row["name"], *items(row["aliases"])):
                known.setdefault(name.casefold(), row["id"].partition("/")[2])
    for row in load_table("states"):
        for name in (row["code"], row["name"], *items(row["aliases"])):
            known[name.casefold()] = row["code"]
    return known

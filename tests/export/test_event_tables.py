"""The tables of events are read by the column lists that people's scripts have."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from exporting import exported

from onrecord.export.polecat import COLUMNS as POLECAT
from onrecord.store import Store

ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
         "Type2Code", "Type3Code")  # fmt: skip
GEO = ("Geo_Type", "Geo_FullName", "Geo_CountryCode", "Geo_ADM1Code", "Geo_Lat", "Geo_Long", "Geo_FeatureID")
GDELT1 = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in ACTOR), *(f"Actor2{name}" for name in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1{name}" for name in GEO), *(f"Actor2{name}" for name in GEO), *(f"Action{name}" for name in GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
GDELT2 = tuple(
    column
    for name in GDELT1
    for column in ((name, name.replace("ADM1", "ADM2")) if "ADM1" in name else (name,))
)
MENTIONS = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
]


def gdelt(store: Store, name: str, **wanted: object) -> pd.DataFrame:
    names = {"gdelt1": GDELT1, "gdelt2": GDELT2, "gdelt-mentions": MENTIONS}[name]
    text = exported(store, name, **wanted)
    assert {line.count("\t") for line in text.splitlines()} == {len(names) - 1}
    codes = {n: str for n in names if n.endswith("Code") or n in ("SQLDATE", "DATEADDED", "EventTimeDate")}
    return pd.read_csv(
        io.StringIO(text), sep="\t", header=None, names=names, dtype=codes, keep_default_na=False
    )


def test_gdelt_has_the_published_number_of_columns():
    assert (len(GDELT1), len(GDELT2), len(MENTIONS), len(POLECAT)) == (58, 61, 16, 40)


@pytest.mark.parametrize("name", ["gdelt1", "gdelt2"])
def test_gdelt_rows(hostile: Store, name: str):
    rows = gdelt(hostile, name)
    met, meant, agreed = rows.to_dict("records")
    assert rows["GLOBALEVENTID"].is_unique
    assert (rows["GLOBALEVENTID"] < 2**52).all()
    assert (met["SQLDATE"], met["MonthYear"], met["Year"]) == ("20310307", 203103, 2031)
    assert met["FractionDate"] == round(2031 + (3 * 30 + 7) / 365, 4)
    assert (met["Actor1Code"], met["Actor1CountryCode"], met["Actor1Type1Code"], met["Actor1Type2Code"]) == (
        "NORGOVLEG", "NOR", "GOV", "LEG")  # fmt: skip
    assert met["Actor1Name"] == "=SUM(1) MINISTER 'BOB, THE <B>BUILDER</B>'"
    assert (meant["Actor1Code"], meant["Actor1KnownGroupCode"]) == ("IGONAT", "NAT")
    assert (met["Actor2Code"], met["Actor2Type1Code"]) == ("ISL", "")
    assert (met["EventCode"], met["EventBaseCode"], met["EventRootCode"], met["QuadClass"]) == (
        "042",
        "042",
        "04",
        1,
    )
    assert (met["GoldsteinScale"], met["IsRootEvent"]) == (1.9, 1)
    assert (met["ActionGeo_Type"], met["ActionGeo_FullName"], met["ActionGeo_CountryCode"]) == (
        4,
        "Oslo, Norway",
        "NO",
    )
    assert (agreed["EventCode"], agreed["SQLDATE"]) == ("036", "20310305")
    assert len(met["DATEADDED"]) == (8 if name == "gdelt1" else 14)
    assert met["SOURCEURL"].startswith("https://news.example/?a=1&b=")


def test_gdelt_mentions_speak_of_the_events_of_gdelt2(full: Store):
    events, mentions = gdelt(full, "gdelt2"), gdelt(full, "gdelt-mentions")
    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    assert mentions["Confidence"].between(0, 100).all()
    assert (mentions["ActionCharOffset"] >= 0).all()
    assert (mentions["EventTimeDate"].str.len() == 14).all()


def test_polecat_rows(hostile: Store):
    rows = pd.read_csv(io.StringIO(exported(hostile, "polecat")), sep="\t", dtype=str, keep_default_na=False)
    assert tuple(rows.columns) == POLECAT
    met, agreed = rows.to_dict("records")
    assert (met["Event Type"], met["Event Mode"], met["Quad Code"]) == (
        "CONSULT",
        "visit",
        "VERBAL COOPERATION",
    )
    assert met["Actor Name"].split("; ")[1] == "NATO"
    assert (met["Actor Country"], met["Actor COW"]) == ("NOR; None", "385; None")
    assert (met["Primary Actor Sector"], met["Actor Sectors"]) == ("GOV; IGO", "GOV; LEG; IGO")
    assert (met["Contexts"], met["City"], met["Country"], met["District"]) == (
        "diplomatic; economic", "Oslo", "NOR", "None")  # fmt: skip
    assert (agreed["Event Type"], agreed["Event Mode"], agreed["Intensity"]) == ("AGREE", "None", "2.5")
    assert (rows != "").all(axis=None)


def test_icews_rows(hostile: Store):
    rows = pd.read_csv(io.StringIO(exported(hostile, "icews")), sep="\t", dtype={"CAMEO Code": str})
    assert len(rows.columns) == 20
    assert rows["Event ID"].is_unique
    met = rows.iloc[0]
    assert (met["CAMEO Code"], met["Event Text"], met["Intensity"]) == ("042", "Make a visit", 1.9)
    assert (met["Source Sectors"], met["Source Country"]) == (
        "Government,Legislative / Parliamentary",
        "Norway",
    )
    assert (met["Target Name"], met["City"], met["Country"]) == ("Iceland", "Oslo", "Norway")


@pytest.mark.parametrize("name", ["polecat", "icews", "gdelt1", "gdelt2", "gdelt-mentions"])
def test_only_facts_unless_a_status_is_asked_for(hostile: Store, name: str):
    assert "ASSAULT" not in exported(hostile, name)
    assert "\t042\t" not in exported(hostile, name, status="denied")
    assert exported(hostile, name, status="denied")

"""How good the forecasts on record were, from what people said came about."""

from __future__ import annotations

import pyarrow as pa

from onrecord.archive.forecasting import Forecaster, forecasting
from onrecord.store import counts
from onrecord.store.outcomes import resolved
from onrecord.web.asked import Listing
from onrecord.web.desk import Desk
from onrecord.web.figures.calibration import FEWEST, diagram
from onrecord.web.view import Names, Page, View

# So many forecasters and forecasts are shown; the data has all.
SHOWN = 50

SCHEMA = pa.schema([
    ("key", pa.string()), ("name", pa.string()), ("party", pa.string()), ("forecasts", pa.int64()), ("came_true", pa.int64()),
    ("brier", pa.float64()), ("log_score", pa.float64()),
])  # fmt: skip


def _row(one: Forecaster) -> dict[str, object]:
    found = one.calibration
    return {
        "key": one.key, "name": one.name, "party": one.party, "forecasts": found.n, "came_true": found.came_true,
        "brier": found.brier, "log_score": found.log_score,
    }  # fmt: skip


def _data(desk: Desk, asked: Listing, _names: Names) -> pa.Table:
    found = forecasting(desk.store, asked.filter).forecasters
    cut = found[asked.offset : asked.offset + asked.limit]
    return pa.Table.from_pylist([_row(one) for one in cut], schema=SCHEMA)


def _page(desk: Desk, asked: Listing, _names: Names) -> Page:
    found = forecasting(desk.store, asked.filter)
    judged = resolved(desk.store, asked.filter)
    return {
        "overall": found.overall, "forecasters": found.forecasters[:SHOWN], "chart": diagram(found.overall),
        "fewest": FEWEST, "open": counts(desk.store, "forecasts", asked.filter) - found.overall.n,
        "judged": judged[::-1][:SHOWN],
    }  # fmt: skip


SCORES = View(
    path="/forecasts/scores", name="scores", title="Forecast scores",
    about="How often came true what people said was likely.", page=_page, data=_data, template="scores.html.j2",
)  # fmt: skip

"""How well forecasts were calibrated, as a diagram with the table that says the same."""

from __future__ import annotations

from onrecord.across.calibration import Calibration
from onrecord.web.figures.figure import Figure

# Of fewer forecasts a diagram and a score would show chance.
FEWEST = 10


def diagram(found: Calibration) -> Figure | None:
    """The diagram; null where there are too few forecasts for one."""
    if found.n < FEWEST:
        return None
    return Figure(
        name="calibration", title="Calibration",
        about="Forecasts by how likely they were said to be, and the share of them that came true."
        " Who is well calibrated lies on the diagonal.",
        data={
            "of": "forecasts", "n": found.n, "brier": found.brier,
            "bins": [
                {"low": one.low, "high": one.high, "mean": round(one.stated, 4), "rate": round(one.share, 4), "n": one.n,
                 "from": round(one.least, 4), "to": round(one.most, 4)}
                for one in found.bins
            ],
        },
        columns=("Said to be", "Forecasts", "Mean likelihood", "Came true", "95 % interval"),
        rows=tuple(
            (f"{one.low:.0%}–{one.high:.0%}", one.n, f"{one.stated:.0%}", f"{one.share:.0%}", f"{one.least:.0%}–{one.most:.0%}")
            for one in found.bins
        ),
    )  # fmt: skip

"""The recipes of the grammar: from an expression in its discourse to a TIMEX3 value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.extract.times import periods, points, spans
from onrecord.extract.times.sight import Sight

RECIPES: Mapping[str, Callable[[Sight], str | None]] = {
    "date": points.of_date, "nth-alone": points.of_nth_alone, "slashed": points.of_slashed, "month": points.of_month,
    "weekday": points.of_weekday, "weekdays-ago": points.of_weekdays_ago, "day": points.of_day, "daypart": points.of_daypart,
    "night": points.of_night, "clock": points.of_clock, "holiday": points.of_holiday,
    "year": periods.of_year, "decade": periods.of_decade, "century": periods.of_century,
    "quarter": periods.of_quarter, "fiscal-period": periods.of_fiscal_period,
    "year-before": periods.of_year_before, "half": periods.of_half, "season": periods.of_season,
    "unit": periods.of_unit, "the-unit": periods.of_the_unit, "weekend": periods.of_weekend,
    "nearby": periods.of_nearby, "year-end": periods.of_year_end, "reference": periods.of_reference,
    "ago": spans.of_ago, "hence": spans.of_hence, "duration": spans.of_duration, "in-a-row": spans.of_in_a_row, "vague": spans.of_vague,
    "stretch": spans.of_stretch, "nth-day": spans.of_nth_day, "set": spans.of_set,
    "every-weekday": spans.of_every_weekday, "every-month": spans.of_every_month,
    "every-season": spans.of_every_season, "repeat": spans.of_repeat,
}  # fmt: skip

"""How good the forecasts on record were, all together and forecaster by forecaster."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.across.calibration import Calibration, Judged, calibration
from onrecord.store import Filter, Store
from onrecord.store.outcomes import Resolved, resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecaster:
    """Somebody who made forecasts, and how good they were; `key` and `name` are null for the reports themselves."""

    key: str | None
    name: str | None
    party: str | None
    calibration: Calibration


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasting:
    """How good some forecasts were: all of them, and those of each forecaster, who made most of them first."""

    overall: Calibration
    forecasters: tuple[Forecaster, ...]


def forecasting(store: Store, wanted: Filter = Filter()) -> Forecasting:
    """How good the forecasts were that meet the filter and of which a person said what came about."""
    found = resolved(store, wanted)
    by_key: dict[str | None, list[Resolved]] = {}
    for one in found:
        by_key.setdefault(one.key, []).append(one)
    busiest = sorted(by_key.items(), key=lambda item: (-len(item[1]), item[0] or ""))
    return Forecasting(
        overall=_calibration(found),
        forecasters=tuple(
            Forecaster(key=key, name=made[0].forecaster, party=made[0].party, calibration=_calibration(made))
            for key, made in busiest
        ),
    )


def _calibration(made: list[Resolved]) -> Calibration:
    return calibration(Judged(one.likelihood, one.came_true) for one in made)

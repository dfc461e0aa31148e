"""The steps of the engine, in the order they run, with what each needs and fills in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from onrecord.errors import PlanError
from onrecord.extract.actors import find_actors
from onrecord.extract.draft import Draft
from onrecord.extract.events import find_events
from onrecord.extract.forecasts import find_forecasts
from onrecord.extract.positions import find_positions
from onrecord.extract.statements import find_statements
from onrecord.extract.times import find_times


@dataclass(frozen=True, slots=True)
class Step:
    """One layer: its versioned name, the layer it assigns, the layers it requires, and the function."""

    name: str
    assigns: str
    requires: frozenset[str]
    run: Callable[[Draft], Draft]


STEPS: tuple[Step, ...] = (
    Step("times.rule.v2", "times", frozenset(), find_times),
    Step("actors.rule.v2", "actors", frozenset(), find_actors),
    Step("statements.model.v2", "statements", frozenset({"times", "actors"}), find_statements),
    Step("events.rule.v1", "events", frozenset({"times", "actors", "statements"}), find_events),
    Step(
        "positions.rule.v1",
        "positions",
        frozenset({"times", "actors", "statements", "events"}),
        find_positions,
    ),
    Step("forecasts.rule.v1", "forecasts", frozenset({"times", "actors", "statements"}), find_forecasts),
)
LAYERS: tuple[str, ...] = tuple(step.assigns for step in STEPS)


def plan(layers: Collection[str] | None = None) -> tuple[Step, ...]:
    """The steps that fill `layers` (all when None), with those they require; raises PlanError on an unknown one."""
    wanted = set(LAYERS if layers is None else layers)
    if unknown := wanted - set(LAYERS):
        raise PlanError(f"no layer named {', '.join(sorted(unknown))}; known layers: {', '.join(LAYERS)}")
    for step in reversed(STEPS):
        if step.assigns in wanted:
            wanted |= step.requires
    return tuple(step for step in STEPS if step.assigns in wanted)

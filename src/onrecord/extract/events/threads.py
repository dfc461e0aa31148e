"""The same act told again: "the offensive", "the talks" keep the sides of the act they take up."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.draft import Draft
from onrecord.extract.events.casting import party
from onrecord.extract.events.plover import Act
from onrecord.extract.events.roles import Sides

# Types that tell one course of events: an offensive is threatened, prepared and fought.
FORCE = frozenset({"ASSAULT", "MOBILIZE", "THREATEN"})
# The types that take up an act told before.
TAKING_UP = frozenset({"ASSAULT", "THREATEN"})
# Breaking an operation off is done to those it was aimed at.
BREAKING_OFF = frozenset({"CONCEDE", "RETREAT"})
PERSONAL = frozenset({"targeted", "torture", "beat", "abduct", "sexual"})
# The types that a refusal or denial answers, and how many sentences before it.
ANSWERABLE = frozenset({"REQUEST", "ACCUSE", "THREATEN", "ASSAULT", "COERCE"})
ANSWER_REACH = 4
# How many sentences back an act can be taken up.
REACH = 12


@dataclass(slots=True)
class Threads:
    """The acts of one article so far, with both sides, the latest last."""

    draft: Draft
    _acts: list[tuple[str, int, Sides]] = field(default_factory=list)

    def note(self, act: Act, sentence: int, sides: Sides) -> None:
        """Keeps an act that has both sides; the killing of one person starts no course of events."""
        if sides.sources and sides.targets and act.mode not in PERSONAL:
            self._acts.append((act.type, sentence, sides))

    def completed(self, kind: str, sentence: int, sides: Sides, *, anew: bool) -> Sides:
        """The sides with the missing one taken from the latest act of the kind by or against the same party.

        With `anew` also where both are missing.
        """
        breaks_off = kind in BREAKING_OFF and bool(sides.sources)
        if not (kind in TAKING_UP or breaks_off) or (sides.sources and sides.targets):
            return sides
        if not (anew or sides.sources or sides.targets):
            return sides
        for exact in (True, False):
            for earlier, at, known in reversed(self._acts):
                fits = earlier == kind if exact else earlier in FORCE
                if fits and sentence - at <= REACH and self._agrees(sides, known):
                    return self._filled(sides, known)
        return sides

    def answered(self, sentence: int, sides: Sides) -> Sides:
        """The sides of a refusal or denial: without a target, it answers whoever last acted on the one who refuses."""
        if sides.targets or not sides.sources:
            return sides
        own = self._parties(sides.sources)
        for kind, at, known in reversed(self._acts):
            if kind in ANSWERABLE and sentence - at <= ANSWER_REACH and own & self._parties(known.targets):
                return Sides(
                    sides.sources, tuple(i for i in known.sources if party(self.draft.who[i]) not in own)
                )
        return sides

    def _agrees(self, sides: Sides, known: Sides) -> bool:
        return self._shared(sides.sources, known.sources) and self._shared(sides.targets, known.targets)

    def _shared(self, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
        return not some or bool(self._parties(some) & self._parties(others))

    def _parties(self, ids: tuple[str, ...]) -> set[str]:
        return {party(self.draft.who[i]) for i in ids}

    def _filled(self, sides: Sides, known: Sides) -> Sides:
        return Sides(sides.sources or known.sources, sides.targets or known.targets)

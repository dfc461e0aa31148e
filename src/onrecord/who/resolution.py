"""What a phrase was found to mean, and by which steps."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.codes import ActorKind


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a phrase means on a date; whatever is undecided is null or empty.

    `kb` is the id in the knowledge base, `country` ISO 3166-1 alpha-3, `sectors` PLOVER codes, the primary one
    first. `candidates` are the ids, or countries, that it might be where it is none for sure; `steps` say in
    sentences how it was decided, in order.
    """

    name: str | None = None
    kind: ActorKind | None = None
    kb: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    candidates: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The steps in one line."""
        return "; ".join(self.steps)

    @property
    def answered(self) -> bool:
        """Whether anything at all was decided."""
        return bool(self.kb or self.country or self.sectors)

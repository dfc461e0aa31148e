"""The cast of an article while it is being read: who appeared so far, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.actors.known import Known, fold
from onrecord.lexicon import confidence_of
from onrecord.model import Actor, Mention, Span
from onrecord.model.codes import ActorKind, MentionForm
from onrecord.who import knowledge


@dataclass(slots=True, eq=False)
class Role:
    """One actor of the article, filled in as the text tells more of it."""

    name: str
    kind: ActorKind
    reason: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    member_of: tuple[str, ...] = ()
    kb: str | None = None
    gender: str = ""
    known: Known | None = None
    told_apart: str = ""  # the words behind a common noun that belong to what an index would call its bearer
    titles: set[str] = field(default_factory=set)
    mentions: dict[Span, MentionForm] = field(default_factory=dict)

    def describe(
        self, country: str | None, sectors: tuple[str, ...], office: str | None, member_of: tuple[str, ...]
    ) -> None:
        """Takes what a title or apposition says of the actor, where nothing was known."""
        self.country = self.country or country
        self.sectors = self.sectors or sectors
        self.office = self.office or office
        self.member_of = self.member_of or member_of


class Cast:
    """All roles, by lexicon entry or by name, and the places where each is mentioned."""

    def __init__(self, date: str | None) -> None:
        self.date = date
        self.roles: dict[str, Role] = {}
        self.begins: dict[int, Role] = {}  # by character, the person whose name begins there
        self.at: dict[int, Role] = {}  # by token, the role whose phrase that token heads
        self.together: dict[int, tuple[Role, ...]] = {}  # by token, those whom its phrase means together

    def known(self, known: Known, reason: str) -> Role:
        """The role of an actor of the lexicon."""
        if known.kb not in self.roles:
            spell = known.spell(self.date)
            of = knowledge().party(spell.of) if spell and self.date and spell.held.covers(self.date) else None
            abroad = of is not None and of.kind == "igo"
            self.roles[known.kb] = Role(
                name=known.name, kind=known.kind, reason=reason, country=None if abroad else known.country,
                sectors=of.sectors if of is not None and abroad else known.sectors,
                office=spell.office if spell and spell.held.covers(self.date) else None,
                member_of=known.member_of[:1] if not spell else (spell.of,), kb=known.kb, gender=known.gender, known=known,
            )  # fmt: skip
        return self.roles[known.kb]

    def named(self, name: str, kind: ActorKind, reason: str, key: str | None = None) -> Role:
        """The role of somebody whom the lexicon does not know, by name or by `key`."""
        return self.roles.setdefault(key or fold(name).lower(), Role(name=name, kind=kind, reason=reason))

    def people(self) -> list[Role]:
        """The persons that are called by a name of their own."""
        return [r for r in self.roles.values() if r.kind == "person" and r.reason != "actors/described"]

    def mention(self, role: Role, span: Span, form: MentionForm, head: int) -> None:
        """Notes that the phrase at `span` with head token `head` means `role`."""
        role.mentions.setdefault(span, form)
        if form == "name":
            self.begins[span.start] = role
        self.at[head] = role

    def share(self, roles: tuple[Role, ...], span: Span, form: MentionForm, head: int) -> None:
        """Notes that the phrase at `span` with head token `head` means all `roles` together: "both sides"."""
        for role in roles:
            role.mentions.setdefault(span, form)
        self.together[head] = roles

    def actors(self) -> tuple[Actor, ...]:
        """The finished actors, in the order in which they first appear."""
        present = sorted((r for r in self.roles.values() if r.mentions), key=lambda r: min(r.mentions))
        return tuple(
            Actor(
                id=f"a{number}", name=" ".join(filter(None, (role.name, role.told_apart))), kind=role.kind, country=role.country, sectors=role.sectors, office=role.office,
                member_of=role.member_of, kb=role.kb, confidence=confidence_of(role.reason), reason=role.reason,
                mentions=tuple(Mention(span=span, form=form) for span, form in sorted(role.mentions.items())),
            )
            for number, role in enumerate(present, start=1)
        )  # fmt: skip

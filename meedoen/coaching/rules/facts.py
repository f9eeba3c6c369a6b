"""What a proposal is made from: who needs somebody, and who could be it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from meedoen.coaching.rules.weighing import Words

FIXED, DEPUTY = "fixed", "deputy"


@dataclass(frozen=True)
class Need:
    """Somebody who needs a contact person: where, in which language, for what, known by whom.

    `skills` holds the tasks that fit, each with the reason; `known_by` says per colleague whether
    they were fixed contact person or deputy before. Nothing about origin (R8).
    """

    team: UUID | None = None
    category: str = ""
    neighbourhood: UUID | None = None
    neighbourhood_name: str = ""
    languages: frozenset[str] = frozenset()
    has_interpreter: bool = False
    skills: Mapping[str, Words] = field(default_factory=dict)
    known_by: Mapping[UUID, str] = field(default_factory=dict)
    weight: int = 10

    @property
    def kind(self) -> Hashable:
        """Everything by which colleagues are judged: who needs the same gets the same list."""
        return (
            self.team, self.category, self.neighbourhood, self.languages, self.has_interpreter,
            tuple(sorted(self.skills)), tuple(sorted(self.known_by.items())),
        )  # fmt: skip


@dataclass(frozen=True)
class Away:
    """From when until when somebody is away; `until` is the first day back, if known."""

    since: date
    until: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A colleague who may be a contact person, with what speaks for and against."""

    id: UUID
    name: str
    load: int = 0
    room: int = 500
    people: int = 0
    roles: frozenset[str] = frozenset()
    teams: frozenset[UUID] = frozenset()
    areas: Mapping[UUID, str] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    away: Away | None = None

    @property
    def filled(self) -> int:
        """How full somebody is, in thousandths; who has no room at all is as full as can be."""
        return self.load * 1000 // self.room if self.room > 0 else 10_000

    def is_away(self, on: date) -> bool:
        """Whether this colleague is away on this day."""
        if self.away is None or self.away.since > on:
            return False
        return self.away.until is None or self.away.until > on

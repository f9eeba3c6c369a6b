"""The page of a round: how many have a place, per place how many, and what a change came to."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from meedoen.accounts.models import User
from meedoen.distribution import access
from meedoen.distribution.choices import Reason
from meedoen.distribution.models import Entry, Mark, Outcome, Place, Placing, Round

CHANGES_SHOWN = 30


@dataclass(frozen=True)
class PlaceLine:
    """One place: how many it has room for, are proposed, and were really given it."""

    id: UUID
    name: str
    room: int
    proposed: int
    given: int

    @property
    def left(self) -> int:
        """How many places stay free in this proposal."""
        return max(self.room - self.proposed - self.given, 0)


@dataclass(frozen=True)
class Change:
    """For whom this proposal differs from the one before."""

    entry: Entry
    before: str
    after: str


@dataclass(frozen=True)
class Compared:
    """Two proposals side by side."""

    before: Outcome
    after: Outcome
    changes: list[Change]
    changed: int

    @property
    def more_served(self) -> int:
        """How many more people have a place; below zero: fewer."""
        return self.after.served - self.before.served

    @property
    def more_points(self) -> int:
        """How much better it suits in all; below zero: less."""
        return self.after.points - self.before.points


@dataclass(frozen=True)
class Proposal:
    """Everything on the page of a round."""

    outcome: Outcome | None
    places: list[PlaceLine]
    without: list[tuple[str, int]]
    given: int
    otherwise: int
    waiting: int
    marks: list[Mark]
    compared: Compared | None

    @property
    def used(self) -> list[PlaceLine]:
        """Places where somebody is proposed or went."""
        return [one for one in self.places if one.proposed or one.given]

    @property
    def unused(self) -> list[PlaceLine]:
        """Places that nobody has in this proposal."""
        return [one for one in self.places if not (one.proposed or one.given)]


def proposal(one: Round, user: User) -> Proposal:
    """How a round stands: the same few queries for ten people or ten thousand."""
    outcomes = access.two_latest(one)
    outcome = outcomes[0] if outcomes else None
    rows = Placing.objects.filter(outcome=outcome, entry__settled__isnull=True)
    counted: Counter[Any] = Counter(rows.values_list("place", "reason"))
    proposed: Counter[Any] = Counter()
    for (place, _reason), number in counted.items():
        proposed[place] += number
    settled = Entry.objects.filter(round=one, settled__isnull=False)
    decided: Counter[Any] = Counter(settled.values_list("settled__place", flat=True))
    places = Place.objects.filter(round=one).select_related("offer", "coach").order_by("number")
    by_id = {place.pk: place for place in places}
    names = {pk: place.name for pk, place in by_id.items()}
    return Proposal(
        outcome=outcome,
        places=[
            PlaceLine(pk, names[pk], place.room, proposed[pk], decided[pk])
            for pk, place in by_id.items()
        ],
        without=[
            (str(reason.label), counted[None, reason]) for reason in Reason if counted[None, reason]
        ],
        given=sum(number for place, number in decided.items() if place),
        otherwise=decided[None],
        waiting=sum(proposed.values()),
        marks=list(access.standing_marks(one, user)),
        compared=_compared(one, outcomes, names, user) if len(outcomes) > 1 else None,
    )


def _compared(one: Round, outcomes: list[Outcome], names: dict[UUID, str], user: User) -> Compared:
    after, before = outcomes
    rows = Placing.objects.filter(outcome__in=outcomes).values_list("outcome", "entry", "place")
    seats: dict[UUID, dict[UUID, UUID | None]] = {after.pk: {}, before.pk: {}}
    for outcome, entry, place in rows:
        seats[outcome][entry] = place
    was, now = seats[before.pk], seats[after.pk]
    moved = [entry for entry, place in now.items() if entry in was and was[entry] != place]
    seen = access.entries_of(one, user).filter(pk__in=moved[: CHANGES_SHOWN * 5])
    people = seen.select_related("journey__participant").order_by("number")[:CHANGES_SHOWN]
    changes = [
        Change(who, _named(names, was[who.pk]), _named(names, now[who.pk])) for who in people
    ]
    return Compared(before, after, changes, len(moved))


def _named(names: dict[UUID, str], place: UUID | None) -> str:
    return names[place] if place else ""

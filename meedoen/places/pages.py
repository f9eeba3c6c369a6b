"""Places put together: for one offer, and for one participant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.core.time import today
from meedoen.journeys.models import Journey
from meedoen.offers.models import Offer
from meedoen.participants import access as participants
from meedoen.participants.rules import display_name
from meedoen.places import access, rules
from meedoen.places.access import Own
from meedoen.places.choices import OPEN, State
from meedoen.places.models import IN_FRONT_FIRST, Enrolment
from meedoen.places.rules import Room, Standing

# So many of one kind on a page; the numbers count everybody.
MOST = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at an offer whom this user may see."""

    participant: UUID
    name: str
    contact: str
    number: int
    asked_on: date
    held_until: date | None
    placed_on: date | None
    started_on: date | None
    why: str
    ahead_reason: str


@dataclass(frozen=True)
class Group:
    """Who stands the same way with an offer: by name who may be seen, the others counted."""

    people: list[Person] = field(default_factory=list)
    others: int = 0

    @property
    def total(self) -> int:
        return len(self.people) + self.others


@dataclass(frozen=True)
class Turn:
    """Whose turn it is now that there is room: a proposal to a colleague, nothing more."""

    person: Person | None
    contact: str
    free: int | None


@dataclass(frozen=True)
class OfferPlaces:
    """Who has a place, who was invited, who waits in which order; and whose turn it is."""

    offer: Offer
    room: Room
    placed: Group
    invited: Group
    waiting: Group
    turn: Turn | None

    @property
    def line(self) -> str:
        return rules.line_words(self.waiting.total)

    @property
    def seen(self) -> list[UUID]:
        """Everybody whose name is on the page."""
        groups = (self.placed, self.invited, self.waiting)
        return [one.participant for group in groups for one in group.people]


def of_offer(user: User, offer: Offer) -> OfferPlaces:
    """How it stands with the places of one offer: one query, however many people."""
    every = Enrolment.objects.filter(offer=offer).open().annotate(seen=participants.sees(user))
    rows = every.order_by(IN_FRONT_FIRST, "asked_at", "id").values("seen", *_COLUMNS)
    by_state: dict[str, list[dict[str, Any]]] = {state: [] for state in OPEN}
    for row in rows:
        by_state[row["state"]].append(row)
    line = by_state[State.WAITING]
    groups = {state: _group(found) for state, found in by_state.items()}
    return OfferPlaces(
        offer=offer,
        room=Room(offer.free_places, waiting=len(line), has_list=offer.waiting_list),
        placed=groups[State.PLACED],
        invited=groups[State.OFFERED],
        waiting=groups[State.WAITING],
        turn=_turn(offer, groups[State.WAITING], line),
    )


_COLUMNS = (
    "state", "participant", "participant__first_name", "participant__last_name",
    "participant__called", "journey__fixed_contact__name", "asked_at", "held_until", "placed_on",
    "started_on", "why", "ahead_reason",
)  # fmt: skip


def _group(rows: list[dict[str, Any]]) -> Group:
    seen = [(number, row) for number, row in enumerate(rows, start=1) if row["seen"]][:MOST]
    return Group([_person(row, number) for number, row in seen], len(rows) - len(seen))


def _person(row: dict[str, Any], number: int) -> Person:
    return Person(
        participant=row["participant"],
        name=display_name(
            row["participant__first_name"], row["participant__last_name"],
            row["participant__called"],
        ),
        contact=row["journey__fixed_contact__name"] or "",
        number=number,
        asked_on=timezone.localtime(row["asked_at"]).date(),
        held_until=row["held_until"],
        placed_on=row["placed_on"],
        started_on=row["started_on"],
        why=row["why"],
        ahead_reason=row["ahead_reason"],
    )  # fmt: skip


def _turn(offer: Offer, waiting: Group, line: list[dict[str, Any]]) -> Turn | None:
    if not line or offer.is_full or not offer.is_open:
        return None
    first = line[0]
    person = waiting.people[0] if first["seen"] else None
    return Turn(person, first["journey__fixed_contact__name"] or "", offer.free_places)


@dataclass(frozen=True)
class Line:
    """How it stands with one person and one offer, and the one thing to do next."""

    offer_id: UUID
    offer: str
    when: str
    state: str
    words: str
    is_open: bool
    next: str


class Wanted(NamedTuple):
    """An offer that was chosen, and for which nobody asked a place yet."""

    offer_id: UUID
    offer: str


@dataclass(frozen=True)
class Mine:
    """The places and waiting lists of one participant, and what was chosen without either."""

    lines: list[Line]
    past: list[Line]
    wanted: list[Wanted]

    def __bool__(self) -> bool:
        return bool(self.lines or self.wanted)


def of_person(own: Own, *, is_free: bool, chosen: Mapping[UUID, str] | None = None) -> Mine:
    """What this person has, waits for, and chose without a place yet, in words."""
    lines = [_line(one, own.numbers.get(one.offer_id), is_free=is_free) for one in own.rows]
    have = {one.offer_id for one in own.rows if one.is_open}
    return Mine(
        lines=[line for line in lines if line.is_open],
        past=[line for line in lines if not line.is_open],
        wanted=[Wanted(pk, name) for pk, name in (chosen or {}).items() if pk not in have],
    )


def _line(one: Enrolment, number: int | None, *, is_free: bool) -> Line:
    number = number if one.is_waiting else None
    standing = standing_of(one, number)
    offer = one.offer
    is_turn = number == 1 and not offer.is_full and offer.is_open
    return Line(
        offer_id=offer.pk,
        offer=offer.name,
        when=offer.organisation.name,
        state=one.state,
        words=rules.words(standing, is_free=is_free),
        is_open=one.is_open,
        next=rules.next_step(standing, is_turn=is_turn),
    )


def standing_of(one: Enrolment, number: int | None) -> Standing:
    """How it stands, as plain values."""
    return Standing(
        state=one.state, number=number, held_until=one.held_until, placed_on=one.placed_on,
        started_on=one.started_on, ended_on=one.ended_on,
    )  # fmt: skip


@dataclass(frozen=True)
class One:
    """Everything about one person and one offer."""

    offer: Offer
    room: Room
    enrolment: Enrolment | None
    number: int | None
    words: str
    next: str
    is_turn: bool
    until: date


def of_one(journey: Journey, offer: Offer, *, is_free: bool) -> One:
    """How it stands with this person at this offer: two or three queries."""
    rows = Enrolment.objects.filter(participant=journey.participant_id, offer=offer)
    latest = rows.select_related("ahead_by").order_by("-asked_at", "-id").first()
    is_open = latest is not None and latest.is_open
    room = access.room(offer, but=latest if is_open else None)
    number = room.number if latest is not None and latest.is_waiting else None
    is_turn = number is not None and room.is_open and offer.is_open
    standing = standing_of(latest, number) if latest else None
    return One(
        offer=offer,
        room=room,
        enrolment=latest,
        number=number,
        words=rules.words(standing, is_free=is_free) if standing else "",
        next=rules.next_step(standing, is_turn=is_turn) if standing else "",
        is_turn=is_turn,
        until=today() + timedelta(days=settings.PLACE_HOLD_DAYS),
    )

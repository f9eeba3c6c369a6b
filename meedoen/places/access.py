"""Whose places a user may see and arrange, and who stands where in the line."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, F, Value, When, Window
from django.db.models.functions import RowNumber

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.offers import access as offers
from meedoen.offers.models import Offer
from meedoen.participants import access as participants
from meedoen.participants.models import Participant
from meedoen.places.choices import HOLDING, State
from meedoen.places.models import IN_FRONT_FIRST, Enrolment, EnrolmentQuerySet
from meedoen.places.rules import Queue, Room

# What a row about a line tells.
LENGTH, OTHERS, MINE = range(3)


def visible_to(user: User) -> EnrolmentQuerySet:
    """Places of people whose dossier this user may see."""
    return Enrolment.objects.filter(participants.sees(user))


def to_see(user: User, participant_id: UUID) -> Participant:
    """Somebody whose places this user may look at."""
    participant = participants.to_see(user, participant_id)
    user.must(Permission.MATCH)
    return participant


def to_arrange(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody for whom this user may arrange a place."""
    return journeys.to_work_on(user, participant_id, permission=Permission.MATCH)


def to_change(user: User, participant_id: UUID, offer_id: UUID) -> Enrolment:
    """How it stands now with this person and this offer, to take a next step in it."""
    journey = to_arrange(user, participant_id)
    enrolment = found(Enrolment.objects.open().select_related("offer"), journey=journey,
                      offer=offer_id)  # fmt: skip
    enrolment.journey = journey
    return enrolment


def offer_to_see(user: User, offer_id: UUID) -> Offer:
    """An offer, to see who has a place there."""
    return offers.to_see(user, offer_id)


def open_one(journey: Journey, offer: Offer) -> Enrolment | None:
    """What is not over yet between this person and this offer."""
    there = Enrolment.objects.open().filter(participant=journey.participant_id, offer=offer)
    return there.select_related("offer").first()


def room(offer: Offer, *, but: Enrolment | None = None) -> Room:
    """How it stands with the places, for somebody who may be in the line already."""
    line = list(Enrolment.objects.line().filter(offer=offer).values_list("pk", flat=True))
    before = line.index(but.pk) if but is not None and but.pk in line else len(line)
    return Room(free=offer.free_places, waiting=before, has_list=offer.waiting_list)


@dataclass(frozen=True)
class Own:
    """What one person has or waits for now, and how long every line is: two queries."""

    rows: list[Enrolment]
    lengths: Mapping[UUID, int]
    numbers: Mapping[UUID, int]

    @property
    def queues(self) -> Mapping[str, Queue]:
        """By offer, as text: who goes before this person, or whether there is a place already."""
        found = {str(offer): Queue(ahead=length) for offer, length in self.lengths.items()}
        for one in self.rows:
            number = self.numbers.get(one.offer_id, 1)
            found[str(one.offer_id)] = Queue(number - 1, has_place=one.state in HOLDING)
        return found


def own(participant_id: UUID, *, with_past: bool = False) -> Own:
    """The places of one person, the latest first, and where they stand in each line."""
    rows = Enrolment.objects.filter(participant=participant_id)
    rows = (rows if with_past else rows.open()).select_related("offer__organisation")
    waiting = Enrolment.objects.filter(state=State.WAITING).order_by()
    here = waiting.filter(participant=participant_id).values("offer")
    in_line = Window(
        RowNumber(), partition_by=F("offer"), order_by=[IN_FRONT_FIRST, "asked_at", "id"]
    )
    numbered = waiting.filter(offer__in=here).annotate(number=in_line)
    is_mine = Case(When(participant=participant_id, then=Value(MINE)), default=Value(OTHERS))
    everybody = numbered.values_list("offer", "number", is_mine)
    lengths = waiting.values("offer").annotate(number=Count("pk"))
    found = list(lengths.values_list("offer", "number", Value(LENGTH)).union(everybody, all=True))
    return Own(
        rows=list(rows.order_by("-asked_at", "-id")),
        lengths={offer: number for offer, number, kind in found if kind == LENGTH},
        numbers={offer: number for offer, number, kind in found if kind == MINE},
    )

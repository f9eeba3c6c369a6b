"""Whose places a user may see and arrange, and who stands where in the line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import Count

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
from meedoen.places.models import Enrolment, EnrolmentQuerySet
from meedoen.places.rules import Room


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


def numbers(offer_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """Which number everybody has who waits at these offers: one query."""
    line = Enrolment.objects.line().filter(offer__in=offer_ids)
    rows = sorted(line.values_list("offer_id", "pk"), key=itemgetter(0))
    return {
        pk: number
        for _offer, waiting in groupby(rows, key=itemgetter(0))
        for number, (_same, pk) in enumerate(waiting, start=1)
    }


@dataclass(frozen=True, slots=True)
class Queue:
    """What somebody who looks for an offer has to know about the line there."""

    ahead: int = 0
    has_place: bool = False


def queues(participant_id: UUID) -> Mapping[UUID, Queue]:
    """For each offer where people wait, or where this person has a place: who goes before.

    Two queries, and one more for who waits somewhere; however long the lines are.
    """
    waiting = Enrolment.objects.filter(state=State.WAITING)
    lengths = waiting.order_by().values_list("offer").annotate(Count("pk"))
    queue = {offer: Queue(ahead=length) for offer, length in lengths}
    own = Enrolment.objects.open().filter(participant=participant_id)
    states = {pk: (offer, state) for pk, offer, state in own.values_list("pk", "offer", "state")}
    waits = {offer for offer, state in states.values() if state == State.WAITING}
    number = numbers(waits) if waits else {}
    for pk, (offer, state) in states.items():
        has_place = state in HOLDING
        queue[offer] = Queue(ahead=0 if has_place else number[pk] - 1, has_place=has_place)
    return queue

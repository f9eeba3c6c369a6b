"""Places and waiting lists in the demo town: some offers are full, and somebody waits."""

from datetime import timedelta

from meedoen.accounts.models import User
from meedoen.core.time import now, pretend
from meedoen.journeys.models import Journey
from meedoen.offers import actions as offers
from meedoen.offers.models import Offer
from meedoen.places import actions as places
from meedoen.places.models import Enrolment

LOOKING = ("profile_advice", "planning", "acceptance", "agreement", "in_trajectory")
WHY = ("Dicht bij huis.", "Kent daar al iemand.", "", "Precies op een vrije ochtend.")
IN_FRONT = "De opvang voor de kinderen is alleen nu geregeld."


def fill_up(made: list[Offer], *, by: User) -> int:
    """Three offers are full: at one a place just came free, so that somebody is next."""
    journeys = Journey.objects.open().filter(phase__in=LOOKING).select_related("fixed_contact")
    people = list(journeys.order_by("-entered_phase_at", "participant__sort_name")[:18])
    busiest = sorted(made, key=lambda offer: (-_taken(offer), offer.sort_name))[:3]
    asked = 0
    for turn, offer in enumerate(busiest):
        there = set(Enrolment.objects.open().filter(offer=offer).values_list("journey", flat=True))
        line = [journey for journey in people if journey.pk not in there][:5]
        people = [journey for journey in people if journey not in line]
        _wait_at(Offer.objects.get(pk=offer.pk), line, comes_free=turn == 0, by=by)
        asked += len(line)
    return asked


def _wait_at(offer: Offer, line: list[Journey], *, comes_free: bool, by: User) -> None:
    """The first has an invitation, the others wait; the last goes before them for a reason."""
    if not line:
        return
    capacity = offer.taken + 1
    offers.correct(offer, version=offer.version, by=by, capacity=capacity)
    invited, waiting = line[0], line[1:]
    with pretend(now() - timedelta(days=5)):
        places.keep(invited, offer=offer, by=_contact(invited, by))
    rows = []
    for number, journey in enumerate(waiting):
        with pretend(now() - timedelta(days=4 - number)):
            rows.append(
                places.wait(
                    journey, offer=offer, by=_contact(journey, by), why=WHY[number % len(WHY)]
                )
            )
    if len(rows) > 1:
        places.put_in_front(rows[-1], reason=IN_FRONT, version=1, by=_contact(waiting[-1], by))
    if comes_free:
        offer.refresh_from_db()
        offers.correct(offer, version=offer.version, by=by, capacity=capacity + 1)


def _taken(offer: Offer) -> int:
    return Offer.objects.values_list("taken", flat=True).get(pk=offer.pk)


def _contact(journey: Journey, by: User) -> User:
    return journey.fixed_contact or by

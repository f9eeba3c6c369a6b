"""Places for tests."""

from typing import Any

from meedoen.accounts.models import User
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.models import Offer
from meedoen.offers.tests.factories import make_offer
from meedoen.places import actions
from meedoen.places.models import Enrolment


def make_full_offer(*, by: User, capacity: int = 1, **facts: Any) -> Offer:
    """An offer with a waiting list at which every place is kept for somebody."""
    offer = make_offer(by=by, capacity=capacity, **{"waiting_list": True, **facts})
    for _number in range(capacity):
        actions.keep(make_journey(by=by), offer=offer, by=by)
    offer.refresh_from_db()
    return offer


def make_waiting(offer: Offer, *, by: User, journey: Journey | None = None) -> Enrolment:
    """Somebody at the end of the line."""
    return actions.wait(journey or make_journey(by=by), offer=offer, by=by)

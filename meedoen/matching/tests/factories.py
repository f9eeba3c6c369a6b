"""Choices for tests."""

from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.journeys.models import Journey
from meedoen.matching import actions
from meedoen.matching.models import Choice
from meedoen.offers.models import Offer
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member


def make_choice(
    journey: Journey, *, offer: Offer | None = None, by: User | None = None, reason: str = "",
    **facts: Any,
) -> Choice:  # fmt: skip
    """An offer chosen for this journey; `facts` make the offer when none is given."""
    by = by or make_member(Role.PARTICIPATION_COACH)
    return actions.choose(journey, offer=offer or make_offer(**facts), by=by, reason=reason)

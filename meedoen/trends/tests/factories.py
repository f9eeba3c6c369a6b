"""Needs, signals and invitations for tests."""

from typing import Any

from meedoen.accounts.models import User
from meedoen.journeys.models import Journey
from meedoen.offers.choices import Theme
from meedoen.offers.models import Offer
from meedoen.offers.tests.factories import make_offer
from meedoen.trends import actions
from meedoen.trends.choices import Missing, SignalKind
from meedoen.trends.models import Invitation, Signal, UnmetNeed


def make_need(journey: Journey, *, by: User, theme: str = Theme.COOKING, **facts: Any) -> UnmetNeed:
    """A wish for which the times do not fit."""
    facts.setdefault("missing", [Missing.DAY_PART.value])
    return actions.note_need(journey, theme=theme, by=by, **facts)


def make_signal(*, by: User, **facts: Any) -> Signal:
    """Something that stands out."""
    facts.setdefault("text", "Er is in de avond niets.")
    facts.setdefault("kind", SignalKind.BOTTLENECK)
    return actions.note_signal(by=by, **facts)


def make_invitation(journey: Journey, *, by: User, offer: Offer | None = None) -> Invitation:
    """One person, pointed to one offer."""
    return actions.invite([journey], offer=offer or make_offer(), by=by)[0]

"""Contacts for tests."""

from typing import Any

from meedoen.accounts.models import User
from meedoen.contacts import actions
from meedoen.contacts.models import ContactMoment
from meedoen.journeys.models import Journey


def make_contact(journey: Journey, *, by: User, **facts: Any) -> ContactMoment:
    """A short phone call of today."""
    return actions.write(journey, by=by, **{"note": "Even gebeld, het gaat goed.", **facts})

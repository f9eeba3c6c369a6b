"""What is done from the desk itself: letting somebody in."""

from typing import Any
from uuid import UUID

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.journeys import actions as journeys
from meedoen.participants import actions as participants
from meedoen.participants.models import Participant


@transaction.atomic
def admit(token: UUID, *, by: User, **facts: Any) -> Participant:
    """Somebody is registered and begins the road; the same form twice gives one dossier."""
    participant, is_new = participants.register_once(token, by=by, **facts)
    if is_new:
        journeys.start(participant, by=by)
    return participant

"""Opening a dossier: the person and the journey, in one go."""

from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


def to_open(user: User, participant_id: UUID) -> tuple[Participant, Journey | None]:
    """One whole dossier with its open or last journey, if this user may see it."""
    seen = participants.visible_to(user).filter(pk=participant_id)
    journeys = Journey.objects.filter(participant__in=seen).select_related(
        "participant__neighbourhood", "participant__team", "fixed_contact"
    )
    journey = next(iter(journeys.order_by("-started_on", "-id")[:1]), None)
    if journey is None:
        return participants.to_see(user, participant_id), None
    return journey.participant, journey


def to_correct(user: User, participant_id: UUID) -> Participant:
    """One whole dossier of which this user may put the facts about the person right."""
    return participants.to_change(user, participant_id, permission=Permission.REGISTER)

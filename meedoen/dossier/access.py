"""Opening a dossier: the person and the journey, in one go."""

from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.prepared import Prepared
from meedoen.core.time import today
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


def to_open(user: User, participant_id: UUID) -> tuple[Participant, Journey | None]:
    """One whole dossier with its open or last journey, if this user may see it."""
    opened: list[Journey] = []
    if user.has(Permission.DOSSIER_SEE):
        opened = _opening(leads=user.has(Permission.TEAM_SEE)).rows(
            user=user.pk, today=today(), participant=participant_id
        )
    if not opened:
        return participants.to_see(user, participant_id), None
    return opened[0].participant, opened[0]


@cache
def _opening(*, leads: bool) -> Prepared:
    def written() -> QuerySet[Journey]:
        seen = participants.granted_one(leads=leads)
        journeys = Journey.objects.filter(participant__in=seen).select_related(
            "participant__neighbourhood", "participant__team", "fixed_contact"
        )
        return journeys.order_by("-started_on", "-id")[:1]

    return Prepared(written)


def to_correct(user: User, participant_id: UUID) -> Participant:
    """One whole dossier of which this user may put the facts about the person right."""
    return participants.to_change(user, participant_id, permission=Permission.REGISTER)

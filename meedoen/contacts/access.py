"""Who may write a contact down."""

from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey


def to_write(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody this user may see, to write a contact in. One query."""
    running = journeys.visible_to(user).filter(participant=participant_id, closed_at=None)
    journey = next(iter(running[:1]), None)
    if journey is None or not user.has(Permission.CONTACT_WRITE):
        # Says why not: not found, not allowed, or no journey that runs.
        return journeys.to_work_on(user, participant_id, permission=Permission.CONTACT_WRITE)
    return journey

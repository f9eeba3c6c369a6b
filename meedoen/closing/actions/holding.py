"""What every verb of an ending needs: the moment, and a line in the log."""

from datetime import date, datetime, time

from django.db.models import Model
from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.time import now, today
from meedoen.journeys.models import Journey

NOON = time(12)


def moment_of(day: date, *, journey: Journey) -> datetime:
    """When it happened, never before the phase in which it happened."""
    if day >= today():
        return now()
    return max(timezone.make_aware(datetime.combine(day, NOON)), journey.entered_phase_at)


def log(action: str, record: Model, journey: Journey, *, by: User, **facts: object) -> None:
    """One line in the log about something of this journey."""
    audit.record(
        f"closing.{action}", record, by=by, participant=journey.participant_id, facts=facts
    )

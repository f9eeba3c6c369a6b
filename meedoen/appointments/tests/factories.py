"""Appointments for tests."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.appointments import actions
from meedoen.appointments.choices import Subject, Where
from meedoen.appointments.models import Appointment
from meedoen.core.time import pretend, today
from meedoen.journeys.models import Journey


def at(days: int = 1, hour: int = 10, minute: int = 0) -> datetime:
    """So many days from today, at this time on the clock here."""
    day = today() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


def make_appointment(
    *journeys: Journey, by: User, starts_at: datetime | None = None, minutes: int = 60, **facts: Any
) -> Appointment:
    """An hour with these people, tomorrow at ten, at the office; planned the day before it is."""
    start = starts_at or at()
    with pretend(min(timezone.now(), start - timedelta(days=1))):
        return actions.plan(
            journeys,
            by=by,
            **{
                "hosts": [by], "subject": Subject.PROGRESS, "where": Where.OFFICE,
                "starts_at": start, "ends_at": start + timedelta(minutes=minutes), **facts,
            },
        )  # fmt: skip

"""What fits in an agenda, as pure decisions: moments, overlaps, reminders, calendar files."""

from meedoen.appointments.rules.calendars import Entry, calendar
from meedoen.appointments.rules.times import (
    ABOUT,
    CHANNEL,
    FLOW,
    LONGEST,
    day_problem,
    is_reminder_due,
    length_problem,
    moment_of,
    remind_at,
    shown_place,
)
from meedoen.appointments.rules.wording import SUBJECT, reminder

__all__ = [
    "ABOUT", "CHANNEL", "FLOW", "LONGEST", "SUBJECT", "Entry", "calendar", "day_problem",
    "is_reminder_due", "length_problem", "moment_of", "remind_at", "reminder",
    "shown_place",
]  # fmt: skip

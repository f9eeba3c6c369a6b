"""Reads of this area: the agenda, the appointments of one participant, calendars."""

from meedoen.appointments.pages.agenda import Agenda, Day, Reminding, agenda, today_of
from meedoen.appointments.pages.calendars import entry_for_participant, feed_entries
from meedoen.appointments.pages.meetings import Detail, Meetings, detail, of_participant
from meedoen.appointments.pages.rows import Row, Someone, rows

__all__ = [
    "Agenda", "Day", "Detail", "Meetings", "Reminding", "Row", "Someone", "agenda", "detail",
    "entry_for_participant", "feed_entries", "of_participant", "rows", "today_of",
]  # fmt: skip

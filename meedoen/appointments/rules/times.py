"""Moments: which exist, which fit, which overlap, and when somebody is reminded."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

from meedoen.appointments.choices import Reminder, State, Subject, Where
from meedoen.core.errors import Words

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
FARTHEST = timedelta(days=2 * 366)
DAYS_BEFORE: dict[str, int] = {Reminder.DAY: 1, Reminder.TWO_DAYS: 2, Reminder.WEEK: 7}
REMIND_AT = time(9, 0)

_ENDS: dict[str, str] = {"cancel": State.CANCELLED, "keep": State.KEPT, "miss": State.NOT_MET}
FLOW: dict[str, dict[str, str]] = {
    State.PLANNED: {"move": State.MOVED, "change": State.PLANNED, **_ENDS},
    State.MOVED: {"move": State.MOVED, "change": State.MOVED, **_ENDS},
}

# How a contact begins that is written after an appointment, in the words of contacts.
CHANNEL: dict[str, str] = {
    Where.OFFICE: "office", Where.HOME: "visit", Where.ORGANISATION: "outside",
    Where.OUTSIDE: "outside", Where.PHONE: "call", Where.VIDEO: "video",
}  # fmt: skip
ABOUT: dict[str, str] = {
    Subject.ACQUAINTANCE: "acquaintance", Subject.INTAKE: "acquaintance",
    Subject.LANGUAGE: "language", Subject.PLAN: "participation", Subject.PROGRESS: "progress",
    Subject.GO_ALONG: "participation", Subject.PRACTICAL: "practical",
    Subject.CLOSING: "progress", Subject.OTHER: "other",
}  # fmt: skip


def moment_of(day: date, at: time, *, zone: tzinfo) -> datetime | None:
    """This time on the clock of that day, or nothing when the clock skips it.

    In the night that the clock goes back an hour happens twice; then the first one is meant.
    """
    moment = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(UTC)
    shown = moment.astimezone(zone)
    return moment if (shown.date(), shown.time()) == (day, at.replace(fold=0)) else None


def day_problem(day: date, *, today: date) -> Words:
    """Why nothing can be planned on this day, or nothing. Times of today are all right."""
    if day < today:
        return _("Deze dag is al geweest. Was er een gesprek? Schrijf dan een contact op.")
    if day > today + FARTHEST:
        return _("Deze dag is meer dan twee jaar weg. Kijk of het jaar klopt.")
    return ""


def length_problem(starts_at: datetime, ends_at: datetime) -> Words:
    """Why it cannot last this long, or nothing."""
    if ends_at <= starts_at:
        return _("De eindtijd ligt niet na de begintijd.")
    if ends_at - starts_at < SHORTEST:
        return _("Een afspraak duurt minstens vijf minuten.")
    if ends_at - starts_at > LONGEST:
        return _("Een afspraak duurt hoogstens twaalf uur. Maak er twee van.")
    return ""


def remind_at(reminder: str, *, starts_at: datetime, zone: tzinfo) -> datetime | None:
    """When the reminder goes out: at nine in the morning, some days before; nothing without one."""
    days = DAYS_BEFORE.get(reminder, 0)
    if not days:
        return None
    day = starts_at.astimezone(zone).date() - timedelta(days=days)
    return datetime.combine(day, REMIND_AT, tzinfo=zone)


def is_reminder_due(
    *, remind_at: datetime | None, starts_at: datetime, reminded_at: datetime | None, now: datetime
) -> bool:
    """Whether somebody is to be reminded now: from then on, once, and not when it has begun."""
    return remind_at is not None and reminded_at is None and remind_at <= now < starts_at


def shown_place(where: str, *, place: str, organisation: str, for_calendar: bool) -> str:
    """Where it is, in words. In a calendar that others may see, a home is left out."""
    kind = Where(where)
    if kind == Where.HOME and for_calendar:
        return ""
    if kind in {Where.PHONE, Where.VIDEO} and for_calendar:
        return str(kind.label)
    spot = ", ".join(filter(None, (organisation, place)))
    if kind in {Where.ORGANISATION, Where.OUTSIDE} and spot:
        return spot
    return f"{kind.label}: {spot}" if spot else str(kind.label)

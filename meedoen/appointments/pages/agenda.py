"""The agenda of a colleague: seven days, today first, and what still asks for a word."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import DateTimeField, UUIDField
from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.appointments import access
from meedoen.appointments.choices import State
from meedoen.appointments.models import Appointment
from meedoen.appointments.pages.rows import Row, day_label, midnight, rows
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import now, today

DAYS = 7
UNANSWERED = 8
LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Day:
    """One day of the agenda, also when nothing is planned."""

    date: date
    label: str
    is_today: bool
    rows: list[Row]


@dataclass(frozen=True)
class Reminding:
    """Somebody to be reminded of an appointment."""

    guest: UUID
    appointment: UUID
    name: str
    phone: str
    phone_text: str
    when: str


@dataclass(frozen=True)
class Agenda:
    """Seven days of a colleague, and what still asks for a word."""

    days: list[Day]
    earlier: date
    later: date
    is_now: bool
    unanswered: list[Row] = field(default_factory=list)
    reminders: list[Reminding] = field(default_factory=list)


def today_of(user: User) -> list[Row]:
    """What this colleague has today, in order: four queries, or one when there is nothing."""
    start = midnight(today())
    end = midnight(today() + timedelta(days=1))
    return rows(user, TODAY.rows(user=user.pk, start=start, end=end))


TODAY = Prepared(
    lambda: (
        Appointment.objects.of_host(Slot("user", UUIDField()))
        .exclude(state=State.CANCELLED)
        .between(Slot("start", DateTimeField()), Slot("end", DateTimeField()))
        .for_page()
    )
)


def agenda(user: User, *, start: date | None = None) -> Agenda:
    """Seven days, today first; the same number of queries for an empty week and a full one."""
    first = start or today()
    days = [first + timedelta(days=number) for number in range(DAYS)]
    mine = Appointment.objects.of_host(user)
    week = mine.between(midnight(first), midnight(days[-1] + timedelta(days=1)))
    by_day: dict[date, list[Row]] = {}
    for row in _mark_clashes(rows(user, week.for_page())):
        by_day.setdefault(row.day, []).append(row)
    open_ones = mine.open().filter(ends_at__lt=now(), ends_at__gte=now() - LOOK_BACK)
    late = open_ones.order_by("-starts_at", "-id")
    return Agenda(
        days=[Day(day, day_label(day), day == today(), by_day.get(day, [])) for day in days],
        earlier=first - timedelta(days=DAYS),
        later=first + timedelta(days=DAYS),
        is_now=first == today(),
        unanswered=rows(user, late.for_page()[:UNANSWERED]),
        reminders=_reminders(user),
    )


def _mark_clashes(listed: list[Row]) -> list[Row]:
    """Of two open rows of one colleague that share a moment, both are marked."""
    waiting = [row for row in listed if row.is_open]
    clashing = {
        row.id
        for row in waiting
        for other in waiting
        if other is not row and row.starts_at < other.ends_at and other.starts_at < row.ends_at
    }
    return [replace(row, is_clash=row.id in clashing) for row in listed]


def _reminders(user: User) -> list[Reminding]:
    return [
        Reminding(
            guest=one.pk,
            appointment=one.appointment_id,
            name=one.participant.display_name,
            phone=one.participant.phone,
            phone_text=one.participant.phone_text,
            when=_when(one.appointment),
        )
        for one in access.reminders_due(host=user)
    ]


def _when(one: Appointment) -> str:
    start = timezone.localtime(one.starts_at)
    return f"{day_label(start.date())} {start:%H:%M}"

"""Appointments as light rows, with the names of whom this user may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.appointments.choices import State, Subject
from meedoen.appointments.models import Appointment, Guest, Host
from meedoen.core.time import dutch_date, now, today
from meedoen.participants import access as participants
from meedoen.participants.rules import display_name

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True, slots=True)
class Someone:
    """A participant in a list: by name and with a way in, or by case number only."""

    id: UUID
    name: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One appointment as a list shows it."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    day: date
    times: str
    subject: str
    place: str
    state: str
    state_label: str
    is_open: bool
    is_over: bool
    people: tuple[Someone, ...]
    hosts: tuple[str, ...]
    interpreter: str
    is_clash: bool = False

    @property
    def names(self) -> str:
        """Who it is with, in one line."""
        return ", ".join(one.name for one in self.people)


def rows(user: User, appointments: Iterable[Appointment]) -> list[Row]:
    """These appointments (`for_page`) as rows; three queries more, whatever their number."""
    found = list(appointments)
    if not found:
        return []
    ids = [one.pk for one in found]
    guests = list(
        Guest.objects.filter(appointment__in=ids)
        .order_by("participant__sort_name")
        .values_list(
            "appointment", "participant", "participant__first_name", "participant__last_name",
            "participant__called", "participant__case_number",
        )
    )  # fmt: skip
    seen = set(
        participants.language_visible_to(user)
        .filter(pk__in={guest[1] for guest in guests})
        .values_list("pk", flat=True)
    )
    people: dict[UUID, list[Someone]] = {}
    for appointment, pk, first, last, called, number in guests:
        name = display_name(first, last, called) if pk in seen else number
        people.setdefault(appointment, []).append(Someone(pk, name, pk in seen))
    hosts: dict[UUID, list[str]] = {}
    for appointment, name in (
        Host.objects.filter(appointment__in=ids)
        .order_by("user__name")
        .values_list("appointment", "user__name")
    ):
        hosts.setdefault(appointment, []).append(name)
    return [_row(one, people.get(one.pk, []), hosts.get(one.pk, [])) for one in found]


def _row(one: Appointment, people: list[Someone], hosts: list[str]) -> Row:
    return Row(
        id=one.pk,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        day=timezone.localtime(one.starts_at).date(),
        times=times_of(one.starts_at, one.ends_at),
        subject=str(Subject(one.subject).label),
        place=one.shown_place,
        state=one.state,
        state_label=str(State(one.state).label),
        is_open=one.is_open,
        is_over=one.ends_at < now(),
        people=tuple(people),
        hosts=tuple(hosts),
        interpreter=_interpreter(one),
    )


def _interpreter(one: Appointment) -> str:
    if not one.interpreter_language:
        return ""
    language = one.get_interpreter_language_display()
    if one.interpreter_ready:
        told = _("tolk %(taal)s geregeld")
    elif one.interpreter_by:
        told = _("tolk %(taal)s: %(wie)s regelt dit")
    else:
        told = _("tolk %(taal)s: nog te regelen")
    return told % {"taal": language, "wie": one.interpreter_by}


def times_of(starts_at: datetime, ends_at: datetime, between: str = "–") -> str:
    """From when until when, on the clock here."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return f"{start:%H:%M}{between}{end:%H:%M}"


def day_label(day: date) -> str:
    """`morgen 26 november`: the day of the week, or how near it is."""
    near = {today(): _("vandaag"), today() + timedelta(days=1): _("morgen")}
    word = near.get(day, WEEKDAYS[day.weekday()])
    return f"{word} {dutch_date(day).rsplit(' ', 1)[0]}"


def midnight(day: date) -> datetime:
    """When this day begins here."""
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())

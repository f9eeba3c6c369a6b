"""Appointments in the demo town: a fortnight of what was and what comes, for each colleague."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from meedoen.accounts.models import User
from meedoen.appointments import actions as appointments
from meedoen.appointments.choices import Reminder, Subject, Where
from meedoen.core.time import is_working_day, now, pretend, today
from meedoen.journeys.models import Journey
from meedoen.network.models import Organisation

BEFORE, AHEAD = 6, 9
HOURS = ((9, 30), (11, 0), (13, 30), (15, 0))
MEETINGS = (
    (Subject.PROGRESS, Where.OFFICE, "spreekkamer 2", 45),
    (Subject.ACQUAINTANCE, Where.HOME, "", 60),
    (Subject.PLAN, Where.OFFICE, "", 60),
    (Subject.GO_ALONG, Where.ORGANISATION, "", 90),
    (Subject.PROGRESS, Where.PHONE, "", 15),
    (Subject.PRACTICAL, Where.OUTSIDE, "bij de bibliotheek", 30),
)


def fill_agendas(colleagues: list[User], *, seed: int) -> int:
    """Some meetings a week for each of these colleagues, with the people they accompany."""
    places = list(Organisation.objects.order_by("name"))
    days = [today() + timedelta(days=number) for number in range(-BEFORE, AHEAD)]
    days = [day for day in days if is_working_day(day) or day == today()]
    made = 0
    for number, colleague in enumerate(colleagues):
        theirs = list(
            Journey.objects.open()
            .filter(fixed_contact=colleague)
            .select_related("participant")
            .order_by("started_on", "participant__sort_name")
        )
        chance = Random(seed * 1000 + number)
        for day in days if theirs else ():
            for hour, minute in chance.sample(HOURS, chance.randint(1, 2)):
                at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
                _meet(chance.choice(theirs), at, by=colleague, chance=chance, places=places)
                made += 1
    return made


def _meet(
    journey: Journey, at: datetime, *, by: User, chance: Random, places: list[Organisation]
) -> None:
    subject, where, place, minutes = chance.choice(MEETINGS)
    spoken = journey.participant.interpreter_language
    with pretend(min(at, now()) - timedelta(days=8)):
        made = appointments.plan(
            [journey], by=by, hosts=[by], starts_at=at, ends_at=at + timedelta(minutes=minutes),
            subject=subject, where=where, place=place, reminder=Reminder.DAY,
            organisation=chance.choice(places) if where == Where.ORGANISATION else None,
            interpreter_language=spoken, interpreter_by="tolkentelefoon" if spoken else "",
        )  # fmt: skip
    if chance.random() < 0.12:
        with pretend(min(at, now()) - timedelta(days=2)):
            appointments.rearrange(
                made, by=by, hosts=[by], version=made.version,
                starts_at=at + timedelta(minutes=15), ends_at=at + timedelta(minutes=15 + minutes),
                reason="Kwam zo beter uit met de school van de kinderen.",
            )  # fmt: skip
    if _is_past(at) and chance.random() < 0.8:
        end = appointments.keep if chance.random() < 0.85 else appointments.miss
        with pretend(made.ends_at):
            end(made, by=by, version=made.version)


def _is_past(at: datetime) -> bool:
    day: date = timezone.localtime(at).date()
    return day < today()

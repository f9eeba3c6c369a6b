"""Moments that exist, lengths that fit, reminders, and calendar files that can be read back."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st
from icalendar import Calendar

from meedoen.appointments import rules
from meedoen.appointments.choices import Reminder, State, Subject, Where
from meedoen.appointments.rules import Entry
from meedoen.contacts.choices import Channel, Topic

HERE = ZoneInfo("Europe/Amsterdam")
FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)


def test_an_ordinary_time_is_a_moment():
    moment = rules.moment_of(date(2026, 12, 1), time(10, 30), zone=HERE)
    assert moment == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("at", [time(2, 0), time(2, 30), time(2, 59)])
def test_the_hour_that_the_clock_skips_is_no_moment(at):
    assert rules.moment_of(FORWARD, at, zone=HERE) is None


@pytest.mark.parametrize("at", [time(1, 59), time(3, 0)])
def test_beside_the_skipped_hour_the_clock_goes_on(at):
    assert rules.moment_of(FORWARD, at, zone=HERE) is not None


def test_of_the_hour_that_comes_twice_the_first_is_meant():
    assert rules.moment_of(BACK, time(2, 30), zone=HERE) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_an_hour_in_the_night_of_the_clock_is_an_hour():
    start = rules.moment_of(FORWARD, time(1, 30), zone=HERE)
    assert start is not None
    end = start + timedelta(minutes=60)
    assert end.astimezone(HERE).time() == time(3, 30)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(0, 24 * 60 - 1))
def test_every_moment_shows_the_time_that_was_typed(day, minute):
    at = time(minute // 60, minute % 60)
    moment = rules.moment_of(day, at, zone=HERE)
    assert moment is None or moment.astimezone(HERE).replace(tzinfo=None) == datetime.combine(
        day, at
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 24), "al geweest"),
        (date(2029, 1, 1), "twee jaar weg"),
        (date(2026, 11, 25), ""),
        (date(2027, 11, 25), ""),
    ],
)
def test_planning_is_for_today_until_two_years_ahead(day, told):
    problem = str(rules.day_problem(day, today=date(2026, 11, 25)))
    assert told in problem
    assert bool(problem) is bool(told)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "niet na"), (-60, "niet na"), (3, "vijf minuten"), (13 * 60, "twaalf uur"), (60, "")],
)
def test_an_end_comes_after_the_start_and_not_days_later(minutes, told):
    start = datetime(2026, 12, 1, 9, tzinfo=UTC)
    problem = str(rules.length_problem(start, start + timedelta(minutes=minutes)))
    assert told in problem
    assert bool(problem) is bool(told)


@pytest.mark.parametrize(
    ("reminder", "day"),
    [(Reminder.DAY, 28), (Reminder.TWO_DAYS, 27), (Reminder.WEEK, 22)],
)
def test_a_reminder_is_at_nine_on_the_clock_also_across_the_change(reminder, day):
    start = datetime(2027, 3, 29, 8, tzinfo=UTC)
    when = rules.remind_at(reminder, starts_at=start, zone=HERE)
    assert when is not None
    assert when.astimezone(HERE) == datetime(2027, 3, day, 9, 0, tzinfo=HERE)


def test_without_a_reminder_nobody_is_reminded():
    start = datetime(2027, 3, 29, 8, tzinfo=UTC)
    assert rules.remind_at(Reminder.NONE, starts_at=start, zone=HERE) is None


@pytest.mark.parametrize(
    ("hours", "reminded", "due"),
    [
        (-25, False, False),
        (-24, False, True),
        (-1, False, True),
        (-1, True, False),
        (0, False, False),
    ],
)
def test_a_reminder_is_due_once_from_its_moment_until_it_begins(hours, reminded, due):
    start = datetime(2026, 12, 1, 9, tzinfo=UTC)
    now = start + timedelta(hours=hours)
    assert due is rules.is_reminder_due(
        remind_at=start - timedelta(hours=24), starts_at=start,
        reminded_at=now if reminded else None, now=now,
    )  # fmt: skip


@pytest.mark.parametrize("where", Where)
def test_a_home_never_goes_to_a_calendar_outside(where):
    shown = rules.shown_place(where, place="Dorpsstraat 1", organisation="", for_calendar=True)
    assert ("Dorpsstraat" in shown) is (where in {Where.OFFICE, Where.ORGANISATION, Where.OUTSIDE})
    assert rules.shown_place(where, place="x", organisation="Taalhuis", for_calendar=False)


def test_a_contact_can_begin_from_every_kind_of_appointment():
    assert {rules.CHANNEL[where] for where in Where} <= set(Channel.values)
    assert {rules.ABOUT[subject] for subject in Subject} <= set(Topic.values)
    assert set(rules.FLOW) == {State.PLANNED, State.MOVED}


ENTRY = Entry(
    id=UUID(int=7), starts_at=datetime(2026, 12, 1, 9, tzinfo=UTC),
    ends_at=datetime(2026, 12, 1, 10, tzinfo=UTC), changed_at=datetime(2026, 11, 25, tzinfo=UTC),
    sequence=2, title="Afspraak; met, een\nregel", place="Plein 1, Overdie " * 8, url="https://x.nl/a",
)  # fmt: skip


def test_a_calendar_reads_back_as_it_was_meant():
    text = rules.calendar([ENTRY], name="Meedoen")
    read = Calendar.from_ical(text)
    (event,) = read.walk("VEVENT")

    assert (str(read["version"]), str(read["method"])) == ("2.0", "PUBLISH")
    assert str(read["prodid"])
    assert (str(event["uid"]), event["sequence"]) == (f"{ENTRY.id}@meedoen", 2)
    assert event.decoded("dtstart") == ENTRY.starts_at
    assert event.decoded("dtend") == ENTRY.ends_at
    assert event.decoded("dtstamp") == ENTRY.changed_at
    assert str(event["summary"]) == ENTRY.title
    assert str(event["location"]) == ENTRY.place
    assert (str(event["status"]), str(event["class"])) == ("CONFIRMED", "PRIVATE")


def test_lines_are_folded_and_end_as_the_standard_says():
    text = rules.calendar([ENTRY])
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, text.split(b"\r\n"))) <= 75


def test_the_same_appointments_give_the_same_bytes_in_any_order():
    other = Entry(**{**{name: getattr(ENTRY, name) for name in ENTRY.__dataclass_fields__},
                     "id": UUID(int=3), "is_cancelled": True})  # fmt: skip
    text = rules.calendar([ENTRY, other])
    assert text == rules.calendar([other, ENTRY])
    assert b"STATUS:CANCELLED" in text

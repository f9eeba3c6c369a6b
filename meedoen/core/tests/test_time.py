"""Days as the work counts them: holidays, working days, Dutch wording, another moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from meedoen.core import time

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
HERE = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    "sunday",
    ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21",
     "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"],
)  # fmt: skip
def test_easter_falls_where_the_almanac_says(sunday):
    assert time.easter(int(sunday[:4])) == date.fromisoformat(sunday)


@given(st.integers(1600, 2500))
@settings(deadline=None)
def test_easter_is_a_sunday_in_spring(year):
    sunday = time.easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


def test_the_holidays_of_2026_are_those_of_the_law():
    assert sorted(time.holidays(2026)) == [
        date(2026, 1, 1),  # Nieuwjaarsdag
        date(2026, 4, 3),  # Goede Vrijdag
        date(2026, 4, 5),
        date(2026, 4, 6),  # tweede paasdag
        date(2026, 4, 27),  # Koningsdag
        date(2026, 5, 5),  # the law knows this day every year, not once in five
        date(2026, 5, 14),  # Hemelvaartsdag
        date(2026, 5, 24),
        date(2026, 5, 25),  # tweede pinksterdag
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize(
    ("year", "day"), [(2024, 27), (2025, 26), (2026, 27), (2031, 26), (2036, 26)]
)
def test_kings_day_moves_to_saturday_when_it_would_be_a_sunday(year, day):
    assert date(year, 4, day) in time.holidays(year)
    assert date(year, 4, 27 if day == 26 else 26) not in time.holidays(year)


@given(DAYS, st.integers(-30, 900))
@settings(deadline=None, max_examples=200)
def test_working_days_between_two_dates_are_those_that_one_counts_by_hand(start, length):
    end = start + timedelta(days=length)
    by_hand = sum(
        day.weekday() < 5 and day not in time.holidays(day.year)
        for day in (start + timedelta(days=n) for n in range(1, length + 1))
    )
    assert time.working_days_between(start, end) == by_hand


@given(DAYS, st.integers(1, 200))
@settings(deadline=None)
def test_a_term_in_working_days_ends_on_a_working_day_and_counts_back(start, days):
    end = time.add_working_days(start, days)
    assert time.is_working_day(end)
    assert time.working_days_between(start, end) == days
    assert time.working_days_between(start, end - timedelta(days=1)) == days - 1


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-03-02", 20, "2026-03-30"),
    ],
)
def test_known_terms_end_where_a_calendar_says(start, days, end):
    assert time.add_working_days(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_every_month_has_its_dutch_name():
    names = [time.month_name(2026, number) for number in range(1, 13)]

    assert names[:4] == ["januari 2026", "februari 2026", "maart 2026", "april 2026"]
    assert names[4:8] == ["mei 2026", "juni 2026", "juli 2026", "augustus 2026"]
    assert names[8:] == ["september 2026", "oktober 2026", "november 2026", "december 2026"]
    for number, name in enumerate(names, start=1):
        assert time.dutch_date(date(2026, number, 9)) == f"9 {name}"


def test_dates_are_written_the_dutch_way():
    assert time.dutch_date(date(2026, 11, 23)) == "23 november 2026"
    assert time.short_date(date(2026, 3, 1)) == "01-03-2026"
    assert time.dutch_datetime(datetime(2026, 7, 1, 9, 5, tzinfo=HERE)) == "1 juli 2026 om 09:05"


def test_no_date_gives_no_words():
    assert (time.dutch_date(None), time.short_date(None), time.dutch_datetime(None)) == ("", "", "")


def test_a_moment_is_told_in_dutch_time_summer_and_winter():
    late_in_winter = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    late_in_summer = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

    assert time.dutch_datetime(late_in_winter) == "1 januari 2027 om 00:30"
    assert time.dutch_date(late_in_winter) == "1 januari 2027"
    assert time.short_date(late_in_summer) == "01-07-2026"
    assert time.dutch_datetime(late_in_summer) == "1 juli 2026 om 00:30"


def test_a_moment_without_a_zone_keeps_its_day():
    late = datetime(2026, 12, 31, 23, 59, tzinfo=HERE).replace(tzinfo=None)
    assert time.short_date(late) == "31-12-2026"


def test_pretending_sets_the_clock_and_the_day_here():
    with time.pretend(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        assert time.now() == datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
        assert time.today() == date(2027, 1, 1)


def test_pretending_ends_when_it_is_over_also_inside_another_and_after_an_error():
    first, second = (datetime(year, 1, 2, 12, tzinfo=UTC) for year in (2020, 2021))

    def fall_over():
        with time.pretend(second):
            assert time.now() == second
            raise RuntimeError

    with time.pretend(first):
        with pytest.raises(RuntimeError):
            fall_over()
        assert time.now() == first

    assert abs(time.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert time.now().tzinfo is not None

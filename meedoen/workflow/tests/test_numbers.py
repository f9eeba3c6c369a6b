"""Half, most, and who waits longer: sums without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from meedoen.core.time import add_working_days
from meedoen.journeys.rules import read_road
from meedoen.workflow.rules import numbers
from meedoen.workflow.tests.roads import shipped

lengths = st.dictionaries(st.integers(0, 400), st.integers(1, 50), min_size=1, max_size=30)


def test_half_is_the_median_and_most_is_nine_of_ten():
    found = numbers.spread({1: 4, 3: 1, 10: 4, 30: 1})

    assert found == numbers.Spread(number=10, half=3, most=10)


def test_nobody_through_means_no_lead_time():
    assert numbers.spread({}) is None


@given(lengths)
def test_so_many_were_through_within_those_days(days):
    found = numbers.spread(days)
    everybody = [length for length, number in days.items() for _one in range(number)]

    assert found is not None
    assert sum(one <= found.half for one in everybody) * 2 >= len(everybody)
    assert sum(one < found.half for one in everybody) * 2 < len(everybody)
    assert sum(one <= found.most for one in everybody) * 10 >= len(everybody) * 9
    assert sum(one < found.most for one in everybody) * 10 < len(everybody) * 9


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_late_is_late_by_working_days_and_not_a_day_sooner(today, term):
    since = numbers.late_since(today, term=term)

    assert add_working_days(since, term) < today
    assert add_working_days(since + timedelta(days=1), term) >= today


@pytest.mark.parametrize(
    ("route", "code", "is_free"),
    [
        ("neighbourhood", "registered", True),
        ("neighbourhood", "agreement", True),
        ("neighbourhood", "in_trajectory", False),
        ("regular", "registered", False),
        ("regular", "start", False),
    ],
)
def test_until_the_agreement_a_voluntary_participant_owes_nothing(route, code, is_free):
    assert numbers.is_before_binding(read_road(shipped(route)), code) is is_free


@pytest.mark.parametrize(
    ("now", "late", "hides"),
    [(40, 0, False), (40, 20, False), (40, 3, True), (40, 38, True), (40, 40, False)],
)
def test_few_who_wait_and_few_who_do_not_are_both_hidden(now, late, hides):
    assert numbers.hides_late(now=now, late=late) is hides


def test_the_lead_time_of_a_few_people_is_not_told():
    few, many = numbers.Spread(9, 1, 2), numbers.Spread(10, 1, 2)

    assert not numbers.tells(few, hides=True)
    assert numbers.tells(few, hides=False)
    assert numbers.tells(many, hides=True)
    assert not numbers.tells(None, hides=False)

"""Days of contacts: what has been lies behind, what we promise lies ahead."""

from datetime import date, timedelta

import pytest

from meedoen.contacts.rules import day_problem, next_step_problem

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_contact_was_today_or_before(days):
    assert not day_problem(TODAY - timedelta(days=days), today=TODAY)


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(1926, 11, 23)])
def test_a_contact_was_not_tomorrow_and_not_a_century_ago(on):
    assert day_problem(on, today=TODAY)


def test_a_next_step_needs_no_day():
    assert not next_step_problem(next_step="Bellen", next_step_on=None, today=TODAY)
    assert not next_step_problem(next_step="", next_step_on=None, today=TODAY)
    assert not next_step_problem(next_step="Bellen", next_step_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("step", "on"),
    [("", TODAY), ("Bellen", TODAY - timedelta(days=1)), ("Bellen", date(2126, 1, 1))],
)
def test_a_day_needs_a_step_and_lies_ahead(step, on):
    assert next_step_problem(next_step=step, next_step_on=on, today=TODAY)

"""Months, and what a spreadsheet may read."""

from datetime import date

import pytest

from meedoen.core.small import small_in_rows
from meedoen.reports import rules


def test_the_last_twelve_months_end_with_this_one():
    period = rules.last_months(date(2026, 1, 31))

    assert (period.first, period.last) == (date(2025, 2, 1), date(2026, 1, 31))
    assert len(period.months()) == 12
    assert not period.is_calendar_year


def test_a_calendar_year_has_twelve_months():
    period = rules.calendar_year(2026)

    assert [month.month for month in period.months()] == list(range(1, 13))
    assert period.is_calendar_year


def test_what_stands_apart_is_the_calendar_year_in_which_it_ends():
    year = rules.calendar_year(2026)

    assert rules.apart(rules.last_months(date(2026, 1, 31))) == year
    assert rules.apart(rules.calendar_year(2025)) == rules.calendar_year(2025)


def test_days_are_counted_in_their_month():
    days = {(date(2026, 5, 3), "a"): 2, (date(2026, 5, 30), "a"): 1, (date(2026, 6, 1), "b"): 4}

    assert rules.by_month(days, [date(2026, 5, 1)]) == {(date(2026, 5, 1), "a"): 3}


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_never_reads_a_formula(text):
    assert rules.neutral(text) == f"'{text}"


def test_plain_text_stays_as_it_is():
    assert rules.neutral("De Mare") == "De Mare"


def test_a_row_that_stands_by_itself_is_hidden_by_itself():
    grid = [[12, 3, 20, 35], [15, 20, 30, 65], [0, 0, 0, 0]]
    hidden = small_in_rows(grid)

    assert (0, 1) in hidden
    assert len([cell for cell in hidden if cell[0] == 0]) >= 2
    assert not [cell for cell in hidden if cell[0] in {1, 2}]

"""Months, totals, and that a hidden number cannot be worked out."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, strategies as st

from meedoen.reports import rules

rows = st.lists(st.lists(st.integers(0, 40), min_size=2, max_size=2), min_size=1, max_size=8)


def test_the_last_twelve_months_end_with_this_one():
    period = rules.last_months(date(2026, 1, 31))

    assert (period.first, period.last) == (date(2025, 2, 1), date(2026, 1, 31))
    assert len(period.months()) == 12
    assert not period.is_calendar_year


def test_a_calendar_year_has_twelve_months():
    period = rules.calendar_year(2026)

    assert [month.month for month in period.months()] == list(range(1, 13))
    assert period.is_calendar_year


def test_days_are_counted_in_their_month():
    days = {(date(2026, 5, 3), "a"): 2, (date(2026, 5, 30), "a"): 1, (date(2026, 6, 1), "b"): 4}

    assert rules.by_month(days, [date(2026, 5, 1)]) == {(date(2026, 5, 1), "a"): 3}


def test_totals_stand_behind_rows_and_under_columns():
    assert rules.with_totals([[1, 2], [3, 4]]) == [[1, 2, 3], [3, 4, 7], [4, 6, 10]]
    assert rules.with_totals([]) == []


def test_one_small_cell_hides_another_so_that_the_total_does_not_tell():
    grid = rules.with_totals([[4, 30], [50, 60]])

    assert rules.small_cells(grid) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_large_numbers_are_all_shown():
    assert rules.small_cells(rules.with_totals([[30, 40], [50, 60]])) == set()


@given(rows)
def test_every_small_number_is_hidden(counts):
    grid = rules.with_totals(counts)
    hidden = rules.small_cells(grid)

    for row, column in product(range(len(grid)), range(3)):
        if 0 < grid[row][column] < rules.SMALL:
            assert (row, column) in hidden


@given(rows)
def test_no_line_can_be_solved_with_its_total(counts):
    grid = rules.with_totals(counts)
    hidden = rules.small_cells(grid)
    lines = [[(row, column) for column in range(3)] for row in range(len(grid))]
    lines += [[(row, column) for row in range(len(grid))] for column in range(3)]

    assert all(sum(cell in hidden for cell in line) != 1 for line in lines)


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_never_reads_a_formula(text):
    assert rules.neutral(text) == f"'{text}"


def test_plain_text_stays_as_it_is():
    assert rules.neutral("De Mare") == "De Mare"


def test_a_row_that_stands_by_itself_is_hidden_by_itself():
    grid = [[12, 3, 20, 35], [15, 20, 30, 65], [0, 0, 0, 0]]
    hidden = rules.small_in_rows(grid)

    assert (0, 1) in hidden
    assert len([cell for cell in hidden if cell[0] == 0]) >= 2
    assert not [cell for cell in hidden if cell[0] in {1, 2}]

"""That a hidden number cannot be worked out."""

from itertools import product

from hypothesis import given, strategies as st

from meedoen.core import small

rows = st.lists(st.lists(st.integers(0, 40), min_size=2, max_size=2), min_size=1, max_size=8)


def test_totals_stand_behind_rows_and_under_columns():
    assert small.with_totals([[1, 2], [3, 4]]) == [[1, 2, 3], [3, 4, 7], [4, 6, 10]]
    assert small.with_totals([]) == []


def test_one_small_cell_hides_another_so_that_the_total_does_not_tell():
    grid = small.with_totals([[4, 30], [50, 60]])

    assert small.small_cells(grid) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_large_numbers_are_all_shown():
    assert small.small_cells(small.with_totals([[30, 40], [50, 60]])) == set()


@given(rows)
def test_every_small_number_is_hidden(counts):
    grid = small.with_totals(counts)
    hidden = small.small_cells(grid)

    for row, column in product(range(len(grid)), range(3)):
        if 0 < grid[row][column] < small.SMALL:
            assert (row, column) in hidden


@given(rows)
def test_no_line_can_be_solved_with_its_total(counts):
    grid = small.with_totals(counts)
    hidden = small.small_cells(grid)
    lines = [[(row, column) for column in range(3)] for row in range(len(grid))]
    lines += [[(row, column) for row in range(len(grid))] for column in range(3)]

    assert all(sum(cell in hidden for cell in line) != 1 for line in lines)


@given(rows, rows)
def test_tables_that_share_a_total_do_not_give_each_other_away(first, second):
    grids = {"a": small.with_totals(first), "b": small.with_totals(second)}
    same = [
        [("a", len(first), column), ("b", len(second), column)]
        for column in range(3)
        if grids["a"][-1][column] == grids["b"][-1][column]
    ]
    hidden = small.small_together(grids, same)

    for name, grid in grids.items():
        lines = [[(name, *cell) for cell in line] for line in small.lines_of(grid)]
        assert all(sum(cell in hidden for cell in line) != 1 for line in lines)
    assert all((one in hidden) == (other in hidden) for one, other in same)

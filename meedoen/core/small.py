"""Hiding small numbers in a table, so that nobody can be recognised."""

from collections.abc import Sequence

# Below this a number could point at a person (standards: small cells).
SMALL = 10

Grid = list[list[int]]
Hidden = set[tuple[int, int]]


def with_totals(rows: Sequence[Sequence[int]]) -> Grid:
    """The counts with a total behind each row and under each column."""
    grid = [[*row, sum(row)] for row in rows]
    return [*grid, [sum(column) for column in zip(*grid, strict=True)]] if grid else []


def small_cells(grid: Grid, small: int = SMALL) -> Hidden:
    """Which cells of a table with totals are hidden: the small ones, and what gives them away.

    A row or a column in which one cell is hidden could be solved with its total; there the
    smallest other cell is hidden too, until no line has exactly one hidden cell.
    """
    hidden = {
        (row, column)
        for row, values in enumerate(grid)
        for column, value in enumerate(values)
        if 0 < value < small
    }
    while (line := _solvable(grid, hidden)) is not None:
        open_cells = [cell for cell in line if cell not in hidden]
        hidden.add(
            min(open_cells, key=lambda cell: (grid[cell[0]][cell[1]] == 0, _value(grid, cell)))
        )
    return hidden


def small_in_rows(grid: Grid, small: int = SMALL) -> Hidden:
    """The same for rows that stand by themselves, each with its own total behind it."""
    hidden: Hidden = set()
    for number, row in enumerate(grid):
        hidden |= {(number, column) for _row, column in small_cells([row], small)}
    return hidden


def _value(grid: Grid, cell: tuple[int, int]) -> int:
    return grid[cell[0]][cell[1]]


def _solvable(grid: Grid, hidden: Hidden) -> list[tuple[int, int]] | None:
    if not grid:
        return None
    rows = range(len(grid))
    columns = range(len(grid[0]))
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    for line in lines:
        if sum(cell in hidden for cell in line) == 1 and len(line) > 1:
            return line
    return None

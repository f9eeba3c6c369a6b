"""Hiding small numbers in a table, so that nobody can be recognised."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

# Below this a number could point at a person (standards: small cells).
SMALL = 10

Grid = list[list[int]]
Hidden = set[tuple[int, int]]
# One cell among several tables: the table, the row and the column.
Place = tuple[str, int, int]
Key = TypeVar("Key")


def with_totals(rows: Sequence[Sequence[int]]) -> Grid:
    """The counts with a total behind each row and under each column."""
    grid = [[*row, sum(row)] for row in rows]
    return [*grid, [sum(column) for column in zip(*grid, strict=True)]] if grid else []


def small_cells(grid: Grid, small: int = SMALL) -> Hidden:
    """Which cells of a table with totals are hidden: the small ones, and what gives them away."""
    cells = {
        (row, column): value
        for row, values in enumerate(grid)
        for column, value in enumerate(values)
    }
    return hide(cells, lines_of(grid), small)


def small_together(
    grids: Mapping[str, Grid], ties: Sequence[Sequence[Place]], small: int = SMALL
) -> set[Place]:
    """The same for tables with totals that stand beside one another.

    `ties` are the cells of different tables that are the same, or that add up to one another.
    """
    values: dict[Place, int] = {}
    lines: list[Sequence[Place]] = [*ties]
    for name, grid in grids.items():
        for row, numbers in enumerate(grid):
            values |= {(name, row, column): one for column, one in enumerate(numbers)}
        lines += [[(name, row, column) for row, column in line] for line in lines_of(grid)]
    return hide(values, lines, small)


def small_in_rows(grid: Grid, small: int = SMALL) -> Hidden:
    """The same for rows that stand by themselves, each with its own total behind it."""
    hidden: Hidden = set()
    for number, row in enumerate(grid):
        hidden |= {(number, column) for _row, column in small_cells([row], small)}
    return hidden


def hide(values: Mapping[Key, int], lines: Sequence[Sequence[Key]], small: int = SMALL) -> set[Key]:
    """Which numbers are hidden, when the numbers on each line add up to one another.

    A line on which one number is hidden could be solved with the others; there the smallest
    other number is hidden too, until no line has exactly one hidden number.
    """
    hidden = {key for key, value in values.items() if 0 < value < small}
    while (line := _solvable(lines, hidden)) is not None:
        open_cells = [key for key in line if key not in hidden]
        hidden.add(min(open_cells, key=lambda key: (values[key] == 0, values[key])))
    return hidden


def lines_of(grid: Grid) -> list[list[tuple[int, int]]]:
    """The rows and columns of a table with totals: what adds up to what."""
    rows, columns = range(len(grid)), range(len(grid[0]) if grid else 0)
    lines = [[(row, column) for column in columns] for row in rows]
    return lines + [[(row, column) for row in rows] for column in columns]


def _solvable(lines: Sequence[Sequence[Key]], hidden: set[Key]) -> Sequence[Key] | None:
    for line in lines:
        if len(line) > 1 and sum(key in hidden for key in line) == 1:
            return line
    return None

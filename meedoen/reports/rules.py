"""Counting by month, and hiding small numbers so that nobody can be recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Below this a number could point at a person (standards: small cells).
SMALL = 10
MONTHS = 12

Grid = list[list[int]]
Hidden = set[tuple[int, int]]


@dataclass(frozen=True)
class Period:
    """Whole months, from the first day up to and including the last."""

    first: date
    last: date

    @property
    def is_calendar_year(self) -> bool:
        """Whether it does not overlap with another period that can be chosen."""
        return (self.first.month, self.first.day, self.last.month) == (1, 1, 12)

    def months(self) -> list[date]:
        """The first day of each month, oldest first."""
        found = [self.first]
        while (following := next_month(found[-1])) <= self.last:
            found.append(following)
        return found


def next_month(day: date) -> date:
    """The first day of the month after this one."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_months(today: date, number: int = MONTHS) -> Period:
    """This month and those before it, together `number` months."""
    first = today.replace(day=1)
    for _step in range(number - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return Period(first, next_month(today) - timedelta(days=1))


def calendar_year(year: int) -> Period:
    """January up to and including December."""
    return Period(date(year, 1, 1), date(year, 12, 31))


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


def neutral(text: str) -> str:
    """A cell that a spreadsheet reads as text and never as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def by_month(
    days: Mapping[tuple[date, str], int], months: Sequence[date]
) -> dict[tuple[date, str], int]:
    """Counts by day and kind as counts by month and kind."""
    counted: dict[tuple[date, str], int] = {}
    wanted = set(months)
    for (day, kind), number in days.items():
        month = day.replace(day=1)
        if month in wanted:
            counted[month, kind] = counted.get((month, kind), 0) + number
    return counted

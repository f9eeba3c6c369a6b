"""Counting by month, and hiding small numbers so that nobody can be recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from meedoen.reports.choices import Way

# Below this a number could point at a person (standards: small cells).
SMALL = 10
MONTHS = 12

Grid = list[list[int]]
Hidden = set[tuple[int, int]]
Key = TypeVar("Key")


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
    """Which cells of a table with totals are hidden: the small ones, and what gives them away."""
    cells = {
        (row, column): value
        for row, values in enumerate(grid)
        for column, value in enumerate(values)
    }
    return hide(cells, lines_of(grid), small)


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


def way(start: int, now: int) -> Way:
    """Whether somebody rose, stayed or fell."""
    if now == start:
        return Way.SAME
    return Way.HIGHER if now > start else Way.LOWER


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

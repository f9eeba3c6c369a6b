"""Counting by month, and what a spreadsheet may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meedoen.reports.choices import Way

MONTHS = 12


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


def apart(period: Period) -> Period:
    """The calendar year in which a period ends: no month stands in two of those, so that one table
    cannot give away what another one hides."""
    return period if period.is_calendar_year else calendar_year(period.last.year)


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

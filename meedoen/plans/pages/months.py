"""The parts of a plan on a road of months: where each begins and how long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meedoen.core.time import dutch_date, month_name
from meedoen.plans.rules import Part

MOST_MONTHS = 18
FEWEST_MONTHS = 6


@dataclass(frozen=True)
class RoadRow:
    """One part on the road of months: where it begins and how long it is, in percent."""

    label: str
    side: str
    start: float
    width: float
    text: str


@dataclass(frozen=True)
class MonthRoad:
    """The months of the plan with its parts on them."""

    months: list[str]
    rows: list[RoadRow]
    title: str


def period(part: Part) -> str:
    """`11 januari 2027 tot en met 2 juli 2027`, or as much of it as is known."""
    days = {"start": dutch_date(part.starts_on), "end": dutch_date(part.ends_on)}
    if part.starts_on and part.ends_on:
        return _("%(start)s tot en met %(end)s") % days
    if part.starts_on:
        return _("vanaf %(start)s") % days
    return _("tot en met %(end)s") % days if part.ends_on else ""


def month_road(parts: Sequence[Part], *, today: date) -> MonthRoad | None:
    """The parts with a known period on a road of months; None when no part has a date."""
    dated = [part for part in parts if part.starts_on or part.ends_on]
    if not dated:
        return None
    first = min(part.starts_on or today for part in dated)
    ends = [part.ends_on for part in dated if part.ends_on]
    starts = [part.starts_on for part in dated if part.starts_on]
    origin = first.year * 12 + first.month - 1
    last = max((day.year * 12 + day.month - 1 for day in (*ends, *starts)), default=origin)
    count = min(max(last - origin + 1, FEWEST_MONTHS), MOST_MONTHS)
    months = [month_name(*divmod_month(origin + n)) for n in range(count)]
    rows = [_road_row(part, origin=origin, count=count) for part in dated]
    title = _("%(first)s tot en met %(last)s") % {"first": months[0], "last": months[-1]}
    return MonthRoad([name[:3] for name in months], rows, title)


def divmod_month(number: int) -> tuple[int, int]:
    """Year and month (1 to 12) of a month that is counted from the year 0."""
    return number // 12, number % 12 + 1


def _road_row(part: Part, *, origin: int, count: int) -> RoadRow:
    start = _place(part.starts_on, origin=origin) if part.starts_on else 0.0
    end = _place(part.ends_on, origin=origin) + 1 / 31 if part.ends_on else float(count)
    start, end = min(max(start, 0.0), count - 0.2), min(max(end, 0.2), float(count))
    width = max(end - start, 0.2)
    return RoadRow(
        label=part.title,
        side=part.side,
        start=round(100 * start / count, 1),
        width=round(100 * width / count, 1),
        text=period(part),
    )


def _place(day: date, *, origin: int) -> float:
    return day.year * 12 + day.month - 1 - origin + (day.day - 1) / 31

"""From counts to what the chart says: half, most, and who waits longer than agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from meedoen.core.small import SMALL
from meedoen.core.time import is_working_day
from meedoen.journeys.choices import Route
from meedoen.journeys.rules import Road

# Of ten people, how many the second number speaks of (P90).
MOST = 9


@dataclass(frozen=True)
class Spread:
    """How long a phase took: within how many days half, and nine of every ten, were through."""

    number: int
    half: int
    most: int


def spread(days: Mapping[int, int]) -> Spread | None:
    """Median and 90th percentile of counts per number of days; nothing when nobody was through."""
    number = sum(days.values())
    if not number:
        return None
    return Spread(number, _within(days, number, 5), _within(days, number, MOST))


def _within(days: Mapping[int, int], number: int, of_ten: int) -> int:
    seen = 0
    for length in sorted(days):
        seen += days[length]
        if seen * 10 >= number * of_ten:
            return length
    return max(days)


def late_since(today: date, *, term: int) -> date:
    """Who entered on this day or before it waits longer than so many working days."""
    day, waited = today - timedelta(days=1), 0
    while waited < term:
        waited += is_working_day(day)
        day -= timedelta(days=1)
    return day


def is_before_binding(road: Road, code: str) -> bool:
    """Whether a participant owes nothing here yet: the agreement comes later or is signed here.

    On the regular road the law binds from the first day (R9).
    """
    if road.route != Route.NEIGHBOURHOOD:
        return False
    place = road.index[code]
    return any("is_bound" in phase.leave for phase in road.phases[place:])


def hides_late(*, now: int, late: int) -> bool:
    """Whether few wait longer, or few do not: either would point at a person."""
    return 0 < late < SMALL or 0 < now - late < SMALL


def tells(found: Spread | None, *, hides: bool) -> bool:
    """Whether lead times may be shown: of a few people they would tell too much."""
    return found is not None and not (hides and found.number < SMALL)

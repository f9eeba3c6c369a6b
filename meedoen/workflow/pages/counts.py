"""How many people are where, how long it takes, who waits longer: two questions, kept a minute."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import Count, Q
from django.utils import timezone

from meedoen.core.time import now, today
from meedoen.journeys.models import Flow, Journey, PhaseVisit
from meedoen.journeys.rules import Road, read_road
from meedoen.workflow.access import Scope
from meedoen.workflow.rules.numbers import Spread, late_since, spread

# Nobody sees a number that is older.
SECONDS = 60

Place = tuple[str, str]


@dataclass(frozen=True)
class Counts:
    """Per route and phase: how many people, how many longer than agreed, and how long it took."""

    people: Mapping[Place, int]
    late: Mapping[Place, int]
    days: Mapping[Place, Spread]
    at: datetime


def counts(scope: Scope, roads: Mapping[UUID, Road]) -> Counts:
    """The counts for this scope, at most a minute old."""
    memory = caches["memory"]
    key = f"workflow-{scope.key}"
    known = memory.get(key)
    if isinstance(known, Counts) and now() - known.at < timedelta(seconds=SECONDS):
        return known
    fresh = count(scope, roads)
    memory.set(key, fresh, timeout=SECONDS)
    return fresh


def forget() -> None:
    """Count anew (for tests and for measuring)."""
    caches["memory"].clear()


def count(scope: Scope, roads: Mapping[UUID, Road]) -> Counts:
    """Counted now, in the database: who is where, and how long phases took in the past year."""
    people, late = _running(scope, roads)
    return Counts(people=people, late=late, days=_took(scope), at=now())


def _running(scope: Scope, roads: Mapping[UUID, Road]) -> tuple[dict[Place, int], dict[Place, int]]:
    """One walk through the open journeys: per agreed term how many entered too long ago."""
    terms = sorted(
        {one.term_days for road in roads.values() for one in road.phases if one.term_days}
    )
    longer = {
        # A column that the index holds: counting `pk` would read every row.
        f"over_{term}": Count("phase", filter=Q(entered_phase_at__lt=entered_before(term)))
        for term in terms
    }
    open_ones = Journey.objects.open().filter(scope.about()).order_by()
    people: dict[Place, int] = defaultdict(int)
    late: dict[Place, int] = defaultdict(int)
    counted: Any = open_ones.values("flow", "phase").annotate(number=Count("*"), **longer)
    for row in counted:
        road = roads[row["flow"]]
        place = (road.route, row["phase"])
        people[place] += row["number"]
        term = road.phase(row["phase"]).term_days if row["phase"] in road.index else None
        late[place] += row[f"over_{term}"] if term else 0
    return dict(people), dict(late)


def entered_before(term: int) -> datetime:
    """Who entered a phase before this moment waits longer than so many working days."""
    return _morning(late_since(today(), term=term) + timedelta(days=1))


def a_year_ago() -> datetime:
    """From when on a phase that was left counts for the lead times."""
    return _morning(today() - timedelta(days=365))


def _took(scope: Scope) -> dict[Place, Spread]:
    left = PhaseVisit.objects.filter(
        scope.about(participant="journey__participant"), left_at__gte=a_year_ago()
    )
    rows = left.order_by().values_list("route", "phase", "days").annotate(number=Count("*"))
    lengths: dict[Place, dict[int, int]] = defaultdict(dict)
    for route, phase, days, number in rows:
        lengths[route, phase][days or 0] = number
    return {place: found for place, days in lengths.items() if (found := spread(days)) is not None}


def all_roads() -> tuple[dict[UUID, Road], dict[str, Flow]]:
    """Every version read as a road, and of each route the version of today."""
    flows = list(Flow.objects.order_by("version"))
    roads = {flow.pk: read_road(flow.definition) for flow in flows}
    return roads, {flow.route: flow for flow in flows}


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

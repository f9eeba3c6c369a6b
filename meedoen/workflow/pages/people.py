"""The people behind a number of the flow chart, as far as this user may open their dossiers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise

from meedoen.accounts.models import User
from meedoen.core.paging import Page, keyset
from meedoen.core.time import add_working_days
from meedoen.journeys.rules import Phase, Road
from meedoen.participants.rules import display_name
from meedoen.workflow import access
from meedoen.workflow.access import Scope
from meedoen.workflow.choices import Listing
from meedoen.workflow.pages.counts import a_year_ago, all_roads, entered_before
from meedoen.workflow.rules.numbers import is_before_binding

RUNNING = {Listing.NOW, Listing.LATE}


@dataclass(frozen=True)
class Asked:
    """Which number somebody opens."""

    route: str
    code: str
    listing: Listing
    days: int = 0


@dataclass(frozen=True)
class Person:
    """One person behind a number."""

    id: Any
    name: str
    neighbourhood: str
    contact: str
    on: date
    until: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class Behind:
    """The list behind a number."""

    phase: Phase
    listing: Listing
    whose: str | Promise
    page: Page
    is_running: bool
    is_free: bool


def people_behind(user: User, scope: Scope, asked: Asked, *, marker: str = "") -> Behind | None:
    """The list behind a number; nothing when there is no such phase."""
    roads, newest = all_roads()
    mine = {pk: road for pk, road in roads.items() if road.route == asked.route}
    known = [road.phase(asked.code) for road in mine.values() if asked.code in road.index]
    if not known:
        return None
    current = roads[newest[asked.route].pk]
    phase = current.phase(asked.code) if asked.code in current.index else known[-1]
    is_running = asked.listing in RUNNING
    if is_running:
        page = _running(user, scope, asked, mine, marker)
    else:
        page = _left(user, scope, asked, marker)
    is_free = asked.code in current.index and is_before_binding(current, asked.code)
    return Behind(phase, asked.listing, scope.whose.label, page, is_running, is_free)


def _running(user: User, scope: Scope, asked: Asked, roads: dict[Any, Road], marker: str) -> Page:
    journeys = access.people_in(user, scope, flows=list(roads)).filter(phase=asked.code)
    terms = {
        pk: road.phase(asked.code).term_days
        for pk, road in roads.items()
        if asked.code in road.index
    }
    if asked.listing == Listing.LATE:
        late = Q(pk__in=[])
        for pk, term in terms.items():
            if term:
                late |= Q(flow=pk, entered_phase_at__lt=entered_before(term))
        journeys = journeys.filter(late)
    rows = journeys.values("id", "entered_phase_at", "flow", **_columns(""))
    found = keyset(rows, order=["entered_phase_at", "id"], marker=marker)
    return Page(
        [_person(row, row["entered_phase_at"], terms.get(row["flow"])) for row in found.rows],
        found.next_marker,
    )


def _left(user: User, scope: Scope, asked: Asked, marker: str) -> Page:
    visits = access.visits_in(user, scope, route=asked.route)
    visits = visits.filter(phase=asked.code, left_at__gte=a_year_ago())
    if asked.listing == Listing.SLOW:
        visits = visits.filter(days__gte=asked.days)
    rows = visits.values("id", "days", "left_at", **_columns("journey__"))
    found = keyset(rows, order=["days", "left_at", "id"], marker=marker)
    return Page([_person(row, row["left_at"], None) for row in found.rows], found.next_marker)


def _columns(at: str) -> dict[str, F]:
    person = f"{at}participant"
    return {
        "person": F(person),
        "first": F(f"{person}__first_name"),
        "last": F(f"{person}__last_name"),
        "called": F(f"{person}__called"),
        "area": F(f"{person}__neighbourhood__name"),
        "contact": F(f"{at}fixed_contact__name"),
    }


def _person(row: dict[str, Any], moment: datetime, term: int | None) -> Person:
    on = timezone.localtime(moment).date()
    return Person(
        id=row["person"],
        name=display_name(row["first"], row["last"], row["called"]),
        neighbourhood=row["area"] or "",
        contact=row["contact"] or "",
        on=on,
        until=add_working_days(on, term) if term else None,
        days=row.get("days"),
    )

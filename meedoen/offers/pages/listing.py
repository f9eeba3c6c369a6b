"""The list of the directory: a row per offer, whatever the size of the directory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import UUIDField

from meedoen.core.conditions import Among, Many
from meedoen.core.paging import MADE_UP, Page, cut, read_marker
from meedoen.core.prepared import Prepared
from meedoen.core.time import today
from meedoen.offers import rules
from meedoen.offers.choices import Kind, Side, Status
from meedoen.offers.models import Session
from meedoen.offers.pages.narrowing import ORDER, Found, Search
from meedoen.offers.rules import Slot

PAGE = 50
# Under the map, which is what one came for.
PAGE_UNDER_MAP = 12


class Row(NamedTuple):
    """One offer in the list."""

    id: UUID
    name: str
    organisation: str
    kind: str
    side: str
    ages: str
    place: str
    schedule: str
    free_places: int | None
    waiting_list: bool
    is_open: bool
    verified_on: date | None
    is_stale: bool


@dataclass(frozen=True)
class Listing:
    """One page of the directory."""

    rows: list[Row]
    next_marker: str


def listing(search: Search, *, marker: str = "", size: int = PAGE) -> Listing:
    """One page of what was asked for, by name: two queries."""
    page = _page(search, marker, size)
    slots: dict[UUID, list[Slot]] = defaultdict(list)
    for offer, *moment in _MOMENTS.rows(offers=[row.id for row in page.rows]):
        slots[offer].append(Slot(*moment))
    fresh = rules.stale_before(today())
    return Listing([_row(row, slots[row.id], fresh) for row in page.rows], page.next_marker)


def _page(search: Search, marker: str, size: int) -> Page:
    """The page after this marker; one that was tampered with gives the first page."""
    try:
        found = search.rows(after=read_marker(marker, len(ORDER)), size=size + 1)
    except MADE_UP:
        found = search.rows(after=(), size=size + 1)
    return cut(found, order=ORDER, size=size)


def _moments() -> Any:
    within = Session.objects.filter(Among("offer", Many("offers", UUIDField()))).order_by()
    return within.values_list("offer", "weekday", "starts_at", "ends_at")


_MOMENTS = Prepared(_moments)
KINDS, SIDES = dict(Kind.choices), dict(Side.choices)


def _row(found: Found, slots: Sequence[Slot], fresh: date) -> Row:
    return Row(
        id=found.id,
        name=found.name,
        organisation=found.organisation__name,
        kind=str(KINDS[found.kind]),
        side=str(SIDES[found.side]),
        ages=rules.age_range(found.age_min, found.age_max),
        place=found.neighbourhood__name or "",
        schedule=rules.schedule_text(slots),
        free_places=rules.free_places(found.capacity, found.taken),
        waiting_list=found.waiting_list,
        is_open=found.status == Status.OPEN,
        verified_on=found.verified_on,
        is_stale=found.verified_on is None or found.verified_on < fresh,
    )

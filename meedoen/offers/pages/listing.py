"""The list of the directory: a row per offer, whatever the size of the directory."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import UUIDField
from django.utils.translation import gettext as _

from meedoen.core.conditions import Among, Many
from meedoen.core.paging import MADE_UP, Page, cut, read_marker
from meedoen.core.prepared import Prepared
from meedoen.core.time import short_date, today
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

    def cells(self, say: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        """What a row shows, with the words and the small pieces of the page that it needs: where it
        leads and the name, and the other columns."""
        for row in self.rows:
            yield (
                str(row.id), row.name, row.organisation, row.kind, row.side,
                say["muted"] % row.ages if row.ages else "", row.place or say["whole"],
                row.schedule or say["by_date"], _places(row, say),
                short_date(row.verified_on) or say["never"],
                say["ask"] if row.is_stale and row.is_open else "",
            )  # fmt: skip


def _places(row: Row, say: Mapping[str, str]) -> str:
    if not row.is_open:
        return say["stopped"]
    if row.free_places is None:
        return say["no_limit"]
    if row.free_places:
        return _("%(n)s vrij") % {"n": row.free_places}
    return say["waiting"] if row.waiting_list else say["full"]


def listing(search: Search, *, marker: str = "", size: int = PAGE) -> Listing:
    """One page of what was asked for, by name: two queries."""
    page = _page(search, marker, size)
    slots: dict[UUID, list[Slot]] = defaultdict(list)
    ids = [row.id for row in page.rows]
    for offer, *moment in _MOMENTS.rows(offers=ids) if ids else ():
        slots[offer].append(Slot(*moment))
    fresh = rules.stale_before(today())
    words = {code: str(label) for code, label in (*Kind.choices, *Side.choices)}
    rows = [_row(row, slots[row.id], words, fresh) for row in page.rows]
    return Listing(rows, page.next_marker)


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


def _row(found: Found, slots: Sequence[Slot], words: Mapping[str, str], fresh: date) -> Row:
    return Row(
        id=found.id,
        name=found.name,
        organisation=found.organisation__name,
        kind=words[found.kind],
        side=words[found.side],
        ages=rules.age_range(found.age_min, found.age_max),
        place=found.neighbourhood__name or "",
        schedule=rules.schedule_text(slots),
        free_places=rules.free_places(found.capacity, found.taken),
        waiting_list=found.waiting_list,
        is_open=found.status == Status.OPEN,
        verified_on=found.verified_on,
        is_stale=found.verified_on is None or found.verified_on < fresh,
    )

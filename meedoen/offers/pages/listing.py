"""The list of the directory: a row per offer, whatever the size of the directory."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.db.models.lookups import GreaterThan

from meedoen.core.paging import keyset
from meedoen.core.time import today
from meedoen.offers import access, rules
from meedoen.offers.access import Typed
from meedoen.offers.choices import LEVEL_RANK, Kind, Side, Status
from meedoen.offers.models import OfferQuerySet, Session
from meedoen.offers.rules import Slot

Condition = Q | GreaterThan
PAGE = 50
# Under the map, which is what one came for.
PAGE_UNDER_MAP = 12


@dataclass(frozen=True)
class Row:
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


def listing(
    offers: OfferQuerySet,
    wanted: Mapping[str, Any],
    *,
    said: Sequence[Typed] = (),
    marker: str = "",
    size: int = PAGE,
) -> Listing:
    """One page of what was asked for, by name: two queries."""
    columns = (
        "id", "sort_name", "name", "kind", "side", "capacity", "taken", "waiting_list", "status",
        "verified_on", "organisation__name", "neighbourhood__name", "age_min", "age_max",
    )  # fmt: skip
    found = access.mentioning(narrowed(offers, wanted), said).values(*columns)
    page = keyset(found, order=("sort_name", "id"), marker=marker, size=size)
    slots: dict[UUID, list[Slot]] = defaultdict(list)
    moments = Session.objects.filter(offer__in=[row["id"] for row in page.rows]).order_by()
    rows = moments.values_list("offer_id", "weekday", "starts_at", "ends_at")
    for offer, weekday, starts_at, ends_at in rows:
        slots[offer].append(Slot(weekday, starts_at, ends_at))
    fresh = rules.stale_before(today())
    return Listing([_row(row, slots[row["id"]], fresh) for row in page.rows], page.next_marker)


def narrowed(offers: OfferQuerySet, wanted: Mapping[str, Any]) -> OfferQuerySet:
    """The offers that answer to what was asked, but for the words (`access.mentioning`)."""
    # In this order SQLite asks them: what leaves out most, and is quickly seen, first.
    return offers.filter(
        *_on_days(wanted), *_standing(wanted), *_of_kind(wanted), *_meant_for(wanted)
    )


def _on_days(wanted: Mapping[str, Any]) -> Iterator[Condition]:
    if "dag" in wanted or "deel" in wanted:
        mask = rules.wanted_parts(wanted.get("dag", ""), wanted.get("deel", ""))
        yield GreaterThan(F("day_parts").bitand(mask), 0)


def _standing(wanted: Mapping[str, Any]) -> Iterator[Condition]:
    if wanted.get("navragen") or not wanted.get("gestopt"):
        yield Q(status=Status.OPEN)
    if wanted.get("navragen"):
        yield Q(verified_on=None) | Q(verified_on__lt=rules.stale_before(today()))
    if wanted.get("vrij"):
        yield Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))


def _of_kind(wanted: Mapping[str, Any]) -> Iterator[Condition]:
    if side := wanted.get("side"):
        yield Q(side__in=[side, Side.BOTH.value])
    if kind := wanted.get("kind"):
        yield Q(kind=kind)
    if organisation := wanted.get("organisatie"):
        yield Q(organisation=organisation)
    if programme := wanted.get("programma"):
        yield Q(programme=programme)


def _meant_for(wanted: Mapping[str, Any]) -> Iterator[Condition]:
    if area := wanted.get("wijk"):
        yield Q(area_codes__contains=f" {area} ")
    if level := wanted.get("niveau"):
        rank = LEVEL_RANK[level]
        low = [code for code, value in LEVEL_RANK.items() if value <= rank]
        high = [code for code, value in LEVEL_RANK.items() if value >= rank]
        yield Q(oral_min__in=["", *low], oral_max__in=["", *high])


KINDS, SIDES = dict(Kind.choices), dict(Side.choices)


def _row(row: Mapping[str, Any], slots: list[Slot], fresh: date) -> Row:
    return Row(
        id=row["id"],
        name=row["name"],
        organisation=row["organisation__name"],
        kind=str(KINDS[row["kind"]]),
        side=str(SIDES[row["side"]]),
        ages=rules.age_range(row["age_min"], row["age_max"]),
        place=row["neighbourhood__name"] or "",
        schedule=rules.schedule_text(slots),
        free_places=rules.free_places(row["capacity"], row["taken"]),
        waiting_list=row["waiting_list"],
        is_open=row["status"] == Status.OPEN,
        verified_on=row["verified_on"],
        is_stale=row["verified_on"] is None or row["verified_on"] < fresh,
    )

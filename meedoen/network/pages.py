"""The network on one page: areas with how many organisations, and the organisations."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from meedoen.core.paging import keyset
from meedoen.network import access
from meedoen.network.choices import OrganisationKind
from meedoen.network.models import Neighbourhood, Organisation

PAGE = 50


@dataclass(frozen=True)
class Area:
    """One neighbourhood in the list."""

    code: str
    name: str
    label: str
    organisations: int
    finding_places: int


@dataclass(frozen=True)
class Row:
    """One organisation in the list."""

    id: UUID
    name: str
    kind: str
    place: str
    is_finding_place: bool


@dataclass(frozen=True)
class Listing:
    """One page of organisations."""

    rows: list[Row]
    next_marker: str


def areas() -> list[Area]:
    """The neighbourhoods we work in: two queries."""
    counted = access.organisations().order_by().values("neighbourhood")
    numbers: Mapping[UUID, tuple[int, int]] = {
        row["neighbourhood"]: (row["all"], row["places"])
        for row in counted.annotate(
            all=Count("pk"), places=Count("pk", filter=Q(is_finding_place=True))
        )
    }
    return [
        Area(area.code, area.name, area.label, *numbers.get(area.pk, (0, 0)))
        for area in access.neighbourhoods()
    ]


def organisations(*, search: str = "", kind: str = "", marker: str = "") -> Listing:
    """One page of organisations by name: one query."""
    wanted = access.organisations()
    if search:
        wanted = wanted.filter(name__icontains=search)
    if kind:
        wanted = wanted.filter(kind=kind)
    found = wanted.values("id", "name", "kind", "neighbourhood__name", "is_finding_place")
    page = keyset(found, order=("name", "id"), marker=marker, size=PAGE)
    rows = [
        Row(
            id=row["id"],
            name=row["name"],
            kind=str(OrganisationKind(row["kind"]).label),
            place=row["neighbourhood__name"] or "",
            is_finding_place=row["is_finding_place"],
        )
        for row in page.rows
    ]
    return Listing(rows, page.next_marker)


def in_area(area: Neighbourhood) -> list[Organisation]:
    """The organisations in one neighbourhood, by name."""
    return list(access.organisations().filter(neighbourhood=area))

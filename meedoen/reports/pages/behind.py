"""The people behind a number, for who may open their dossiers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.paging import Page, keyset
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants
from meedoen.participants.rules import display_name
from meedoen.reports.choices import Measure


@dataclass(frozen=True)
class Behind:
    """Which number somebody opens."""

    measure: Measure
    first: date | None = None
    last: date | None = None
    category: str = ""
    phase: str = ""
    area: UUID | None = None
    without_area: bool = False


@dataclass(frozen=True)
class Counted:
    """One person behind a number."""

    id: UUID
    name: str
    neighbourhood: str
    on: date


def people_behind(user: User, behind: Behind, *, marker: str = "") -> Page:
    """The people behind a number, as far as this user may open their dossiers."""
    order = {
        Measure.TRAJECTORY: "on_trajectory_on",
        Measure.REGISTERED: "started_on",
        Measure.PHASE: "entered_phase_at",
    }[behind.measure]
    journeys = _behind(behind, order)
    seen = participants.seen_by(user, viewers=participants.viewers_of(user))
    sights = seen.filter(participant=OuterRef("participant"), is_whole=True)
    if not user.has(Permission.DOSSIER_SEE):
        journeys = journeys.none()
    rows = journeys.filter(Exists(sights)).values(
        "id", order, "participant", "participant__first_name", "participant__last_name",
        "participant__called", "participant__neighbourhood__name",
    )  # fmt: skip
    found = keyset(rows, order=[order, "id"], marker=marker)
    return Page([_counted(row, order) for row in found.rows], found.next_marker)


def _behind(behind: Behind, day: str) -> QuerySet[Journey]:
    journeys = Journey.objects.all()
    if behind.measure == Measure.PHASE:
        journeys = Journey.objects.open()
        if behind.phase:
            journeys = journeys.filter(phase=behind.phase)
    else:
        journeys = journeys.filter(**{f"{day}__isnull": False})
        if behind.first and behind.last:
            journeys = journeys.filter(**{f"{day}__gte": behind.first, f"{day}__lte": behind.last})
    if behind.category:
        journeys = journeys.filter(category=behind.category)
    if behind.area or behind.without_area:
        journeys = journeys.filter(neighbourhood=behind.area)
    return journeys


def _counted(row: dict[str, Any], day: str) -> Counted:
    name = display_name(
        row["participant__first_name"],
        row["participant__last_name"],
        row["participant__called"],
    )
    area = row["participant__neighbourhood__name"] or ""
    return Counted(row["participant"], name, area, row[day])

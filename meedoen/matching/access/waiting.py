"""Who waits for something to take part in, of the people this user may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from meedoen.accounts.models import User
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey, JourneyQuerySet
from meedoen.matching.access.people import Who
from meedoen.matching.models import Choice

# So many are laid beside one offer at a time, who waits longest first.
MOST = 1000


@dataclass(frozen=True)
class Wanted:
    """Whom to look at: in which phase, and only who has chosen nothing yet."""

    phase: str = ""
    is_unplaced: bool = True


class Waits(NamedTuple):
    """One of the people who wait, since when, and what of them counts."""

    since: datetime
    who: Who


def waiting_for(user: User, offer_id: UUID, wanted: Wanted) -> list[Waits]:
    """Open journeys of people this user may see, who waits longest first; without who has this.

    Just what counts of a thousand people: one query, beside who this user sees. The few that are
    shown are read whole (`waiting_in_full`).
    """
    person = "participant__"
    rows = _waiting(user, offer_id, wanted).values_list(
        "entered_phase_at", "pk", "participant", "flow", "phase",
        Coalesce(f"{person}neighbourhood__code", "neighbourhood__code"),
        f"{person}birth_date", f"{person}languages", f"{person}childcare_needed",
    )  # fmt: skip
    return [
        Waits(since, Who(pk, participant, flow, phase, home or "", *told))
        for since, pk, participant, flow, phase, home, *told in rows[:MOST]
    ]


def waiting_in_full(user: User, chosen: Collection[UUID]) -> dict[UUID, Journey]:
    """These journeys, as far as this user may see them, with everything a line shows; one query."""
    related = ("participant__neighbourhood", "neighbourhood", "fixed_contact")
    found = journeys.visible_to(user).open().filter(pk__in=chosen)
    return found.select_related(*related).in_bulk()


def _waiting(user: User, offer_id: UUID, wanted: Wanted) -> JourneyQuerySet:
    made = Choice.objects.standing().filter(journey=OuterRef("pk"))
    found = journeys.walked_by(user).open()
    found = found.filter(~Exists(made if wanted.is_unplaced else made.filter(offer=offer_id)))
    if wanted.phase:
        found = found.filter(phase=wanted.phase)
    return found.order_by("entered_phase_at", "pk")

"""What matching may know of an offer, and of what was chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Q

from meedoen.journeys.models import Journey
from meedoen.matching.models import Choice
from meedoen.matching.rules import OfferFacts
from meedoen.offers import rules as offers
from meedoen.offers.choices import Status
from meedoen.offers.models import Offer
from meedoen.offers.rules import Slot


@dataclass(frozen=True, slots=True)
class Listed:
    """An offer as the match page shows it: what matching knows of it, and how to get there."""

    facts: OfferFacts
    address: str
    dual_form: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice as the match page shows it; `listed` is the offer as it is now."""

    id: UUID
    listed: Listed
    chosen_at: datetime
    withdrawn_at: datetime | None
    # What was known then, in words; only of what still stands.
    then: dict[str, Any] | None = None

    @property
    def offer(self) -> OfferFacts:
        return self.listed.facts


def choices_and_directory(journey: Journey) -> tuple[list[Chosen], list[Listed]]:
    """Every choice of this journey, the first one first, and all that is open: two queries."""
    rows = Choice.objects.filter(journey=journey).order_by("chosen_at", "pk")
    made = list(rows.values_list("pk", "offer_id", "chosen_at", "withdrawn_at", "weighing__result"))
    listed = _listed(also={offer for _pk, offer, *_rest in made})
    choices = [
        Chosen(pk, listed[offer], at, until, None if until else then)
        for pk, offer, at, until, then in made
    ]
    return choices, [one for one in listed.values() if one.facts.is_open]


def offer_facts(offer: Offer) -> OfferFacts:
    """An offer as matching sees it."""
    area = offer.neighbourhood
    return _facts(
        {name: getattr(offer, name) for name in _PLAIN},
        organisation=offer.organisation.name,
        neighbourhood=area.code if area else "",
        neighbourhood_name=area.name if area else "",
        slots=offer.slots,
        pk=offer.pk,
        status=offer.status,
        capacity=offer.capacity,
        taken=offer.taken,
    )


# What matching knows of an offer in the same words as the directory.
_PLAIN = (
    "name", "sort_name", "kind", "side", "oral_min", "oral_max", "written_min", "written_max",
    "ladder_min", "ladder_max", "age_min", "age_max", "day_parts", "starts_on", "ends_on",
    "themes", "languages", "childcare", "women_only", "cost_cents", "cost_text", "waiting_list",
    "timing", "verified_on",
)  # fmt: skip
_COLUMNS = (
    "id", "status", "capacity", "taken", "address", "dual_form", "organisation__name",
    "neighbourhood__code", "neighbourhood__name", "sessions__weekday", "sessions__starts_at",
    "sessions__ends_at", *_PLAIN,
)  # fmt: skip


def _listed(*, also: Collection[UUID]) -> dict[UUID, Listed]:
    """Everything that is open, and these offers too, with their moments: one query."""
    wanted = Offer.objects.filter(Q(status=Status.OPEN) | Q(pk__in=also))
    rows = wanted.order_by("pk", "sessions__weekday", "sessions__starts_at").values(*_COLUMNS)
    return {pk: _from_rows(list(moments)) for pk, moments in groupby(rows, key=itemgetter("id"))}


def _from_rows(moments: list[dict[str, Any]]) -> Listed:
    row = moments[0]
    facts = _facts(
        {name: row[name] for name in _PLAIN},
        organisation=row["organisation__name"],
        neighbourhood=row["neighbourhood__code"] or "",
        neighbourhood_name=row["neighbourhood__name"] or "",
        slots=tuple(
            Slot(one["sessions__weekday"], one["sessions__starts_at"], one["sessions__ends_at"])
            for one in moments
            if one["sessions__weekday"] is not None
        ),
        pk=row["id"],
        status=row["status"],
        capacity=row["capacity"],
        taken=row["taken"],
    )
    return Listed(facts, row["address"], row["dual_form"])


def _facts(
    plain: dict[str, Any],
    *,
    pk: UUID,
    status: str,
    capacity: int | None,
    taken: int,
    slots: tuple[Slot, ...],
    organisation: str,
    neighbourhood: str,
    neighbourhood_name: str,
) -> OfferFacts:
    for several in ("themes", "languages"):
        plain[several] = tuple(plain[several])
    return OfferFacts(
        id=str(pk),
        is_open=status == Status.OPEN,
        slots=slots,
        minutes_per_week=offers.minutes_per_week(slots),
        free_places=offers.free_places(capacity, taken),
        organisation=organisation,
        neighbourhood=neighbourhood,
        neighbourhood_name=neighbourhood_name,
        **plain,
    )

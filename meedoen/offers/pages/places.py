"""Locations, programmes and free days, each list in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from meedoen.core.time import today
from meedoen.offers.models import Closure, Location, Offer, Programme, SessionException

MOST = 500


@dataclass(frozen=True)
class Place:
    """One location, with how much runs there."""

    location: Location
    offers: int


@dataclass(frozen=True)
class Bundle:
    """One programme, with how much runs under its name."""

    programme: Programme
    offers: int


@dataclass(frozen=True)
class FreeDays:
    """What comes that is otherwise than in every week."""

    closures: list[Closure]
    exceptions: list[SessionException]


def places(*, organisation: UUID | None = None) -> list[Place]:
    """Every location by name, or those of one organisation: two queries."""
    numbers = _numbers("location")
    known = Location.objects.select_related("neighbourhood", "organisation")
    if organisation:
        known = known.filter(organisation=organisation)
    return [Place(one, numbers.get(one.pk, 0)) for one in known.order_by("name", "pk")[:MOST]]


def programmes() -> list[Bundle]:
    """Every programme by name, those that run first: two queries."""
    numbers = _numbers("programme")
    known = Programme.objects.select_related("organisation").order_by("-is_active", "name", "pk")
    return [Bundle(one, numbers.get(one.pk, 0)) for one in known[:MOST]]


def free_days() -> FreeDays:
    """The free periods and the exceptions from today on: two queries."""
    day = today()
    closures = Closure.objects.filter(ends_on__gte=day).select_related("organisation")
    exceptions = SessionException.objects.filter(Q(on__gte=day) | Q(moved_to__gte=day))
    return FreeDays(
        closures=list(closures.order_by("starts_on", "pk")[:MOST]),
        exceptions=list(exceptions.select_related("offer").order_by("on", "pk")[:MOST]),
    )


def _numbers(what: str) -> Mapping[Any, int]:
    counted = Offer.objects.open().exclude(**{what: None}).order_by().values(what)
    return {row[what]: row["number"] for row in counted.annotate(number=Count("pk"))}


def still_running(organisation: UUID) -> int:
    """How many of its offers are open."""
    return Offer.objects.open().filter(organisation=organisation).count()

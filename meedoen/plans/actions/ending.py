"""What becomes of the parts that still run when somebody leaves the road, or comes back on it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.time import today
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.places import actions as places
from meedoen.plans.models import Component


@transaction.atomic
def end_running(journey: Journey, *, on: date, by: User) -> list[UUID]:
    """The road ends: what still runs ends that day and its places come free. Says which parts."""
    journey = journeys.held_open(journey)
    running = list(Component.objects.filter(plan__journey=journey).running().order_by("id"))
    for part in running:
        _stop(part, max(on, part.started_on or on))
        _record("plans.part_stopped", part, journey, by=by)
    places.leave(journey, on=on, by=by)
    return [part.pk for part in running]


@transaction.atomic
def run_again(journey: Journey, *, parts: Iterable[UUID], by: User) -> int:
    """The ending was a mistake: these parts run again. A place that is taken by now stays so."""
    journey = journeys.held_open(journey)
    stopped = Component.objects.filter(plan__journey=journey, pk__in=list(parts))
    again = 0
    for part in stopped.filter(stopped_on__isnull=False).select_related("offer", "plan"):
        if part.offer is not None and part.plan.is_in_force:
            since = part.started_on or today()
            if not places.come_back(journey, offer=part.offer, since=since, by=by):
                continue
        _stop(part, None)
        _record("plans.part_resumed", part, journey, by=by)
        again += 1
    return again


def _stop(part: Component, on: date | None) -> None:
    Component.objects.filter(pk=part.pk).update(stopped_on=on, version=F("version") + 1)


def _record(action: str, part: Component, journey: Journey, *, by: User) -> None:
    audit.record(
        action, part, by=by, participant=journey.participant_id,
        facts={"kind": part.kind, "side": part.side},
    )  # fmt: skip

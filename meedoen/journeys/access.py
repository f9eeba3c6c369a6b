"""Finding a journey, and what binds whom in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    OuterRef,
    QuerySet,
    UUIDField,
    Value,
)
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy as _lazy

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.conditions import RowByRow
from meedoen.core.errors import NotPossible, found
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import now, today
from meedoen.journeys import rules
from meedoen.journeys.choices import Route
from meedoen.journeys.models import (
    Binding,
    CoachAssignment,
    Flow,
    Journey,
    JourneyQuerySet,
    Milestone,
    PhaseVisit,
    road_of,
)
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

# Who sees no more people than this is helped quickest by looking up just these.
FEW = 500


def visible_to(user: User) -> JourneyQuerySet:
    """Journeys of the people this user may see."""
    return Journey.objects.filter(participants.sees(user))


def walked_by(user: User) -> JourneyQuerySet:
    """The same, for a list that walks an index of journeys in the order it shows and stops early.

    Of who sees few, just these people are looked up; for who sees many, each journey on the way
    is held against what their grants add up to.
    """
    if not user.has(Permission.DOSSIER_SEE):
        return Journey.objects.none()
    viewers = participants.viewers_of(user)
    few = participants.few_seen(*viewers, most=FEW)
    if few is not None:
        return Journey.objects.filter(participant__in=few)
    seen = participants.sights(*viewers, whole_only=True)
    return Journey.objects.filter(RowByRow(seen.filter(participant=OuterRef("participant"))))


def latest(participant: Participant) -> Journey | None:
    """The open journey, or else the last one; the door has checked who looks."""
    return next(iter(LATEST.rows(participant=participant.pk)), None)


def earlier(journey: Journey) -> JourneyQuerySet:
    """The journeys that this person walked before this one, the last one first."""
    others = Journey.objects.filter(participant=journey.participant_id).exclude(pk=journey.pk)
    return others.order_by("-started_on", "-id")


def may_reopen(journey: Journey) -> bool:
    """Whether the ending is so recent that it can still be taken back."""
    if journey.closed_at is None:
        return False
    closed_on = timezone.localtime(journey.closed_at).date()
    return today() <= closed_on + timedelta(days=settings.REOPEN_DAYS)


def to_work_on(user: User, participant_id: UUID, *, permission: Permission) -> Journey:
    """The open journey of somebody this user may see, to do this in it."""
    participant = participants.to_change(user, participant_id, permission=permission)
    return open_journey(participant)


def open_journey(participant: Participant) -> Journey:
    """The journey that runs; a refusal when there is none."""
    running: list[Journey] = RUNNING.rows(participant=participant.pk)
    if not running:
        raise NotPossible(_("Voor deze deelnemer loopt geen traject meer."), next_step=BEGIN_ANEW)
    running[0].participant = participant
    return running[0]


def held(journey: Journey) -> Journey:
    """The journey as it stands now, open or not; nobody else moves it until we are done."""
    fresh: list[Journey] = HELD.rows(journey=journey.pk)
    if not fresh:
        raise Http404
    return fresh[0]


def held_open(journey: Journey) -> Journey:
    """The same, refused when the journey has ended."""
    fresh = held(journey)
    if not fresh.is_open:
        raise NotPossible(_("Dit traject is afgesloten."), next_step=BEGIN_ANEW)
    return fresh


def to_open(user: User, journey_id: UUID) -> Journey:
    """One journey by its own id, if this user may see the person."""
    return found(visible_to(user).select_related("participant", "fixed_contact"), pk=journey_id)


def binding_of(journey: Journey) -> Binding | None:
    """What makes that this participant can be held to something now; None means nothing does."""
    return next(iter(BINDING.rows(journey=journey.pk)), None)


def facts_of(journey: Journey) -> rules.Facts:
    """Everything the rules of the road ask about this journey."""
    rows = STANDING.rows(journey=journey.pk)
    return rules.Facts(
        category=journey.category,
        done=frozenset(code for kind, code in rows if kind == "fact"),
        is_bound=any(kind == "binding" for kind, _code in rows),
        has_coach=journey.fixed_contact_id is not None,
    )


@dataclass(frozen=True)
class Past:
    """What happened on a journey: the facts that stand, when each phase was entered last, and
    who stands in for the fixed contact person today."""

    facts: rules.Facts
    entered: dict[str, datetime]
    deputy: str = ""


def past_of(journey: Journey) -> Past:
    """The facts that the rules ask about, the days of the phases, and the deputy: one query."""
    rows = PAST.rows(journey=journey.pk, today=today(), now=now())
    found = sorted(rows, key=lambda row: (row[2], row[3]))
    return Past(
        facts=rules.Facts(
            category=journey.category,
            done=frozenset(code for kind, code, _at, _pk in found if kind == "fact"),
            is_bound=any(kind == "binding" for kind, _code, _at, _pk in found),
            has_coach=journey.fixed_contact_id is not None,
        ),
        entered={code: at for kind, code, at, _pk in found if kind == "visit"},
        deputy=next((name for kind, name, _at, _pk in found if kind == "deputy"), ""),
    )


def _past() -> QuerySet[Any, Any]:
    facts = Milestone.objects.filter(journey=THIS, withdrawn_at=None)
    bindings = Binding.objects.filter(journey=THIS, until=None)
    visits = PhaseVisit.objects.filter(journey=THIS)
    deputies = CoachAssignment.objects.filter(journey=THIS).deputies_on(
        Slot("today", DateField()), Slot("now", DateTimeField())
    )
    return facts.values_list(_named("fact"), "fact", "at", "id").union(
        bindings.values_list(_named("binding"), "ground", "since", "id"),
        visits.values_list(_named("visit"), "phase", "entered_at", "id"),
        deputies.values_list(_named("deputy"), "coach__name", "since", "id"),
        all=True,
    )


def _named(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def _standing() -> QuerySet[Any, Any]:
    facts = Milestone.objects.filter(journey=THIS, withdrawn_at=None)
    bindings = Binding.objects.filter(journey=THIS, until=None)
    return facts.values_list(_named("fact"), "fact").union(
        bindings.values_list(_named("binding"), "ground"), all=True
    )


def _of(people: JourneyQuerySet) -> QuerySet[Journey]:
    whose = people.filter(participant=Slot("participant", UUIDField()))
    return whose.select_related("fixed_contact", "team", "neighbourhood")


THIS = Slot("journey", UUIDField())
PAST, STANDING = Prepared(_past), Prepared(_standing)
BINDING = Prepared(lambda: Binding.objects.filter(journey=THIS, until=None).order_by("id")[:1])
LATEST = Prepared(lambda: _of(Journey.objects.all()).order_by("-started_on", "-id")[:1])
RUNNING = Prepared(lambda: _of(Journey.objects.open()).order_by("id")[:1])
HELD = Prepared(
    lambda: Journey.objects.filter(pk=THIS).select_for_update(of=("self",)).select_related(
        "participant", "fixed_contact", "team"
    )
)  # fmt: skip
FLOW = Prepared(
    lambda: Flow.objects.filter(route=Slot("route", CharField())).order_by("-version")[:1]
)
BEGIN_ANEW = _lazy("Begin een nieuw traject als deze persoon terug is.")


def flows_asking(condition: str) -> list[UUID]:
    """Every version of every road on which nobody goes on without this."""
    return [
        flow.pk for flow in Flow.objects.all() if rules.read_road(flow.definition).asks(condition)
    ]


def current_flow(route: str) -> Flow:
    """The version that a journey which begins today will keep."""
    flows: list[Flow] = FLOW.rows(route=route)
    return flows[0]


def current_roads() -> list[rules.Road]:
    """The road of today of every route: one query, and a road that was read before is not read
    again."""
    return roads_of(VERSIONS.rows())


def roads_of(versions: Iterable[tuple[UUID, str, int]]) -> list[rules.Road]:
    """The newest road of each route among these versions, in the order of the routes."""
    newest: dict[str, tuple[int, UUID]] = {}
    for pk, route, version in versions:
        newest[route] = max(newest.get(route, (0, pk)), (version, pk), key=itemgetter(0))
    return [road_of(newest[route][1]) for route in Route.values if route in newest]


VERSIONS = Prepared(lambda: Flow.objects.values_list("pk", "route", "version"))

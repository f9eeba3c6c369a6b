"""Which journeys need a hand: one question for each kind, asked together.

Each walks an index of open journeys and stops after a page, so that it costs the same for a
coach with 80 dossiers and a team leader with 50,000.
"""

from collections.abc import Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import TruncDate

from meedoen.appointments.choices import OPEN
from meedoen.appointments.models import Guest
from meedoen.closing.models import AftercareContact
from meedoen.contacts.models import ContactMoment
from meedoen.core.conditions import Among, Many, RowByRow
from meedoen.core.prepared import PreparedTogether, Slot
from meedoen.journeys.choices import AssignmentRole
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.participants import access
from meedoen.places.models import Enrolment
from meedoen.plans.choices import PlanState
from meedoen.plans.models import Plan
from meedoen.watch.choices import Kind
from meedoen.watch.models import Snooze

# So many of one kind; who has more starts with these.
MOST = 30
# Kinds that are a phase somebody stays in.
PHASES = {
    Kind.REGISTERED: "registered", Kind.INTAKE: "intake", Kind.ADVICE: "profile_advice",
    Kind.PLAN: "planning", Kind.ANSWER: "acceptance", Kind.AGREEMENT: "agreement",
    Kind.CLOSING: "closing",
}  # fmt: skip
BEFORE_START = ("registered", "intake", "profile_advice", "planning", "acceptance", "agreement")
EAGER = 4
USER = Slot("user", UUIDField())
TODAY = Slot("today", DateField())
Journeys = QuerySet[Journey]


class Shape(NamedTuple):
    """All that the text of the question depends on."""

    viewers: int = 1
    is_mine: bool = False
    # Of who sees few, these people are given along.
    sees_few: bool = False


@cache
def question(shape: Shape) -> PreparedTogether:
    """Rows of kind, journey, and the day it counts from."""
    return PreparedTogether(partial(_written, shape))


def _written(shape: Shape) -> Sequence[QuerySet[Any, Any]]:
    reach = Reach(shape)
    phases = [_in_phase(kind, code, reach) for kind, code in PHASES.items()]
    talks = [_talks(name, reach) for name in ("first_talk_on", "second_talk_on")]
    dated = [_meetings(reach), _aftercare(reach), _deputies(reach), _places(reach)]
    return [*phases, _silent(reach), _momentum(reach), _next_steps(reach), *talks, *dated]


class Reach(NamedTuple):
    """Whose work this is: mine and nobody's; or everybody's in the team."""

    shape: Shape

    def of(self, journeys: Journeys) -> Journeys:
        """These journeys, as far as they are open and within reach."""
        open_ones = journeys.filter(closed_at__isnull=True)
        if self.shape.sees_few:
            return open_ones.filter(Among("participant", Many("people", UUIDField())))
        viewers = [Slot(f"viewer{n}", UUIDField()) for n in range(self.shape.viewers)]
        seen = access.sights(*viewers, whole_only=True, on=TODAY)
        if not self.shape.is_mine:
            return open_ones.filter(RowByRow(seen.filter(participant=OuterRef("participant"))))
        deputy = CoachAssignment.objects.filter(journey=OuterRef("pk"), coach=USER).deputies_on(
            TODAY, Slot("now", DateTimeField())
        )
        mine = Q(fixed_contact=USER) | Q(fixed_contact__isnull=True) | Exists(deputy)
        return open_ones.filter(mine, participant__in=seen.values("participant"))

    def has(self, **journey: OuterRef) -> Exists:
        """That the journey a row is about is within reach."""
        is_walked = not (self.shape.is_mine or self.shape.sees_few)
        return (RowByRow if is_walked else Exists)(self.of(Journey.objects.filter(**journey)))


def _cutoff(kind: Kind, field: Any) -> Slot:
    return Slot(f"until_{kind.value}", field)


def _awake(kind: Kind, journey: str) -> Q:
    put_off = Snooze.objects.filter(journey=OuterRef(journey), kind=kind.value).on(TODAY)
    return ~Q(Exists(put_off))


def _rows(found: QuerySet[Any], kind: Kind, *, journey: str, day: Any) -> QuerySet[Any, Any]:
    named = Value(kind.value, output_field=CharField())
    return found.filter(_awake(kind, journey)).values_list(named, journey, day)[:MOST]


def _in_phase(kind: Kind, code: str, reach: Reach) -> QuerySet[Any, Any]:
    waiting = Journey.objects.filter(
        phase=code, entered_phase_at__lt=_cutoff(kind, DateTimeField())
    )
    ordered = reach.of(waiting).order_by("entered_phase_at", "id")
    return _rows(ordered, kind, journey="pk", day=TruncDate("entered_phase_at"))


def _silent(reach: Reach) -> QuerySet[Any, Any]:
    silent = Journey.objects.filter(last_contact_on__lte=_cutoff(Kind.CONTACT, DateField()))
    silent = silent.exclude(phase__in=("aftercare", "closed"))
    ordered = reach.of(silent).order_by("last_contact_on", "id")
    return _rows(ordered, Kind.CONTACT, journey="pk", day=F("last_contact_on"))


def _momentum(reach: Reach) -> QuerySet[Any, Any]:
    """Eager when we last spoke, not on a trajectory yet, and nothing agreed (R113)."""
    eager = ContactMoment.objects.standing().filter(
        journey=OuterRef("pk"), on=OuterRef("last_contact_on"), motivation__gte=EAGER, next_step=""
    )
    lost = Journey.objects.filter(
        Exists(eager),
        phase__in=BEFORE_START,
        last_contact_on__lte=_cutoff(Kind.MOMENTUM, DateField()),
        last_contact_on__gt=Slot("earliest", DateField()),
    )
    ordered = reach.of(lost).order_by("-last_contact_on", "-id")
    return _rows(ordered, Kind.MOMENTUM, journey="pk", day=F("last_contact_on"))


def _next_steps(reach: Reach) -> QuerySet[Any, Any]:
    """What was agreed for a day, and no contact since then."""
    agreed = ContactMoment.objects.standing().filter(
        next_step_on__lte=_cutoff(Kind.NEXT_STEP, DateField()),
        next_step_on__gt=Slot("earliest", DateField()),
        on__gte=F("journey__last_contact_on"),
    )
    ordered = agreed.filter(reach.has(pk=OuterRef("journey"))).order_by("next_step_on", "id")
    return _rows(ordered, Kind.NEXT_STEP, journey="journey", day=F("next_step_on"))


def _talks(name: str, reach: Reach) -> QuerySet[Any, Any]:
    """Talks that the plan agreed, until there is contact on or after that day."""
    planned = Plan.objects.filter(
        Q(journey__last_contact_on__isnull=True) | Q(journey__last_contact_on__lt=F(name)),
        state=PlanState.ACCEPTED,
        **{f"{name}__lte": _cutoff(Kind.REVIEW, DateField())},
        **{f"{name}__gt": Slot("earliest", DateField())},
    )
    ordered = planned.filter(reach.has(pk=OuterRef("journey"))).order_by(name, "id")
    return _rows(ordered, Kind.REVIEW, journey="journey", day=F(name))


def _meetings(reach: Reach) -> QuerySet[Any, Any]:
    """Appointments that are over, and of which nobody wrote how they went."""
    over = Guest.objects.filter(
        appointment__state__in=[state.value for state in OPEN],
        appointment__starts_at__lt=_cutoff(Kind.MEETING, DateTimeField()),
        appointment__starts_at__gt=Slot("earliest", DateField()),
    )
    journey = Journey.objects.open().filter(participant=OuterRef("participant")).values("pk")[:1]
    found = over.annotate(journey=Subquery(journey))
    ordered = found.filter(reach.has(participant=OuterRef("participant"))).order_by(
        "appointment__starts_at", "id"
    )
    day = TruncDate("appointment__starts_at")
    return _rows(ordered, Kind.MEETING, journey="journey", day=day)


def _aftercare(reach: Reach) -> QuerySet[Any, Any]:
    """Aftercare that was planned, of journeys whose closing stands."""
    planned = AftercareContact.objects.due_on(_cutoff(Kind.AFTERCARE, DateField()))
    ordered = planned.filter(reach.has(pk=OuterRef("journey"))).order_by("due_on", "id")
    return _rows(ordered, Kind.AFTERCARE, journey="journey", day=F("due_on"))


def _deputies(reach: Reach) -> QuerySet[Any, Any]:
    """Somebody stands in, and stops soon."""
    ending = CoachAssignment.objects.standing().filter(
        role=AssignmentRole.DEPUTY, last_day__lte=_cutoff(Kind.DEPUTY, DateField())
    )
    ordered = ending.filter(reach.has(pk=OuterRef("journey"))).order_by("last_day", "id")
    return _rows(ordered, Kind.DEPUTY, journey="journey", day=F("last_day"))


def _places(reach: Reach) -> QuerySet[Any, Any]:
    """A place is kept for somebody until a day, and then goes to the next in the line."""
    kept = Enrolment.objects.invited_until(_cutoff(Kind.PLACE, DateField()))
    ordered = kept.filter(reach.has(pk=OuterRef("journey"))).order_by("held_until", "id")
    return _rows(ordered, Kind.PLACE, journey="journey", day=F("held_until"))

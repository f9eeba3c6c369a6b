"""Walking the road: beginning, moving on because of facts, going back, being bound, ending."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.journeys import access, rules
from meedoen.journeys.choices import AssignmentRole, BindingGround, Direction, Exit, Fact, Route
from meedoen.journeys.models import (
    Binding,
    CoachAssignment,
    Flow,
    Journey,
    Milestone,
    PhaseVisit,
)
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Participant
from meedoen.teams.choices import Category

BATCH = 500
ROUTE_OF = {Category.VOLUNTARY: Route.NEIGHBOURHOOD, Category.MANDATORY: Route.REGULAR}


@transaction.atomic
def publish_flow(definition: dict[str, Any]) -> Flow | None:
    """A version of a road becomes the one for journeys that begin from now on.

    Publishing the same version again changes nothing: a version is never rewritten.
    """
    road = rules.read_road(definition)
    flow, made = Flow.objects.get_or_create(
        route=road.route, version=road.version, defaults={"definition": definition}
    )
    return flow if made else None


@transaction.atomic
def start(participant: Participant, *, by: User, on: date | None = None) -> Journey:
    """Somebody is registered and begins the road that fits their category.

    Who comes back begins anew on the day `on`; the first time counts from the registration.
    """
    return start_many([participant], by=by, on=on)[0]


@transaction.atomic
def start_many(people: Sequence[Participant], *, by: User, on: date | None = None) -> list[Journey]:
    """Several people begin their road at once, each with history, log and binding."""
    flows = {category: access.current_flow(route) for category, route in ROUTE_OF.items()}
    journeys = [_begin(person, flows[Category(person.category)], on=on) for person in people]
    Journey.objects.bulk_create(journeys, batch_size=BATCH)
    PhaseVisit.objects.bulk_create(
        [
            PhaseVisit(
                journey=one, route=one.flow.route, team_id=one.team_id, phase=one.phase,
                direction=Direction.START, entered_by=by, entered_at=one.entered_phase_at,
            )
            for one in journeys
        ],
        batch_size=BATCH,
    )  # fmt: skip
    Binding.objects.bulk_create(
        [
            Binding(journey=one, category=one.category, ground=BindingGround.LEGAL_DUTY)
            for one in journeys
            if one.category == Category.MANDATORY
        ],
        batch_size=BATCH,
    )
    audit.record_many(
        audit.event(
            "journeys.started",
            one,
            by=by,
            participant=one.participant_id,
            facts={"phase": one.phase},
        )
        for one in journeys
    )
    return journeys


@transaction.atomic
def reach(journey: Journey, fact: Fact, *, by: User, at: datetime | None = None) -> Journey:
    """Something happened: write the fact down and go on as far as the road allows.

    The same fact twice (a double click) changes nothing.
    """
    journey = access.held_open(journey)
    moment = at or now()
    facts = access.facts_of(journey)
    if fact not in facts.done:
        milestone = Milestone.objects.create(journey=journey, fact=fact, by=by, at=moment)
        audit.record(f"journeys.{fact}", milestone, by=by, participant=journey.participant_id)
        facts = replace(facts, done=facts.done | {fact})
    return _go_on(journey, facts, by=by, at=moment)


@transaction.atomic
def retract(journey: Journey, fact: Fact, *, by: User) -> bool:
    """What was written down turns out not to have happened, such as a measurement of another.

    The phase stays: going back is a choice of its own, with a reason. Twice changes nothing.
    """
    journey = access.held(journey)
    if not journey.is_open:
        return False
    standing = Milestone.objects.filter(journey=journey, fact=fact).standing()
    gone = bool(standing.update(withdrawn_at=now()))
    if gone:
        audit.record(
            "journeys.retracted", journey, by=by, participant=journey.participant_id,
            facts={"fact": fact},
        )  # fmt: skip
    return gone


@transaction.atomic
def go_back(journey: Journey, *, to: str, reason: str, by: User, version: int) -> Journey:
    """A step back, with the reason; what belonged to the phases after it is done anew."""
    journey = access.held_open(journey)
    if to not in {phase.code for phase in journey.road.before(journey.phase)}:
        raise NotPossible(
            _("Terug naar deze fase kan niet."), next_step=_("Kies een eerdere fase van de weg.")
        )
    if not reason.strip():
        raise NotPossible(_("Schrijf op waarom u teruggaat."))
    withdrawn = rules.facts_to_withdraw(journey.road, to=to)
    Milestone.objects.filter(journey=journey, fact__in=withdrawn).standing().update(
        withdrawn_at=now()
    )
    _enter(journey, to, by=by, at=now(), direction=Direction.BACK, reason=reason, version=version)
    return journey


@transaction.atomic
def assign_coach(
    journey: Journey, *, coach: User, by: User, reason: str = "", is_informed: bool = False
) -> Journey:
    """This colleague is the fixed contact person from now on (R77).

    A change asks for the reason and that the participant has been told (R109).
    """
    journey = access.held_open(journey)
    if journey.fixed_contact_id == coach.pk:
        return _go_on(journey, access.facts_of(journey), by=by, at=now())
    if not (coach.is_active and coach.has(Permission.CONTACT_WRITE)):
        raise NotPossible(
            _("Deze collega kan geen vaste contactpersoon zijn."),
            next_step=_("Kies een coach of consulent die nu bij ons werkt."),
        )
    is_change = journey.fixed_contact_id is not None
    if is_change and not (reason.strip() and is_informed):
        raise NotPossible(
            _("De deelnemer had al een vaste contactpersoon."),
            next_step=_("Schrijf op waarom dit verandert, en vertel het eerst aan de deelnemer."),
        )
    moment = now()
    fixed = CoachAssignment.objects.filter(
        journey=journey, role=AssignmentRole.FIXED, until__isnull=True
    )
    fixed.update(until=moment)
    made = CoachAssignment.objects.create(
        journey=journey, coach=coach, since=moment, reason=reason, assigned_by=by
    )
    change(
        journey, version=journey.version, fixed_contact=coach,
        coach_assigned_at=journey.coach_assigned_at or moment,
    )  # fmt: skip
    person = journey.participant
    participants.end_grants(person, ground=GrantGround.FIXED_CONTACT, by=by)
    participants.grant(person, ground=GrantGround.FIXED_CONTACT, by=by, user=coach)
    audit.record(
        "journeys.coach_assigned", made, by=by, participant=journey.participant_id,
        facts={"coach": str(coach.pk), "change": is_change},
    )  # fmt: skip
    return reach(journey, Fact.COACH_ASSIGNED, by=by, at=moment)


@transaction.atomic
def bind(journey: Journey, *, evidence: str, by: User) -> Binding:
    """The agreement is signed: from now on agreements go both ways (R9, R10).

    `evidence` is the SHA-256 of the signed paper.
    """
    journey = access.held_open(journey)
    bound = access.binding_of(journey)
    if bound is None:
        bound = Binding.objects.create(
            journey=journey,
            category=journey.category,
            ground=BindingGround.SIGNED_AGREEMENT,
            evidence=evidence,
        )
        audit.record("journeys.bound", bound, by=by, participant=journey.participant_id)
    return bound


def require_binding(journey: Journey) -> Binding:
    """What an obligation must point to; refused before a voluntary participant signs (R9)."""
    bound = access.binding_of(journey)
    if bound is None:
        raise NotPossible(
            _("Nog geen verplichtingen: deelname is vrijwillig tot de overeenkomst is getekend."),
            next_step=_("Maak er een uitnodiging van: zonder datum die moet, zonder waarschuwing."),
        )
    return bound


@transaction.atomic
def end(journey: Journey, *, reason: Exit, by: User, note: str = "") -> Journey:
    """Somebody leaves the road. Before signing this is neutral, whatever the reason (R9)."""
    journey = access.held_open(journey)
    bound = access.binding_of(journey)
    problem = rules.exit_problem(reason, is_bound=bound is not None)
    if problem:
        raise NotPossible(problem)
    moment = now()
    if bound is not None:
        Binding.objects.filter(pk=bound.pk).update(until=moment)
    _leave_phase(journey, by=by, at=moment)
    change(
        journey, version=journey.version, closed_at=moment, exit=reason, exit_note=note,
        exit_binding=bound if reason == Exit.DROPPED_OUT else None,
    )  # fmt: skip
    audit.record(
        "journeys.ended", journey, by=by, participant=journey.participant_id, facts={"exit": reason}
    )
    return journey


@transaction.atomic
def reopen(journey: Journey, *, reason: str, by: User) -> Journey:
    """The ending was a mistake: the road goes on where it stopped, with the reason."""
    journey = access.held(journey)
    if journey.closed_at is None:
        return journey
    if Journey.objects.open().filter(participant=journey.participant_id).exists():
        raise NotPossible(
            _("Er loopt al een nieuw traject."), next_step=_("Ga verder in het nieuwe traject.")
        )
    road, phase = journey.road, journey.phase
    if road.index[phase] == len(road.phases) - 1:
        phase = road.phases[-2].code
        undone = rules.facts_to_withdraw(road, to=phase)
        standing = Milestone.objects.filter(journey=journey, fact__in=undone).standing()
        standing.update(withdrawn_at=now())
    Binding.objects.filter(journey=journey, until=journey.closed_at).update(until=None)
    change(
        journey, version=journey.version, closed_at=None, exit="", exit_note="", exit_binding=None
    )
    _enter(
        journey, phase, by=by, at=now(), direction=Direction.BACK, reason=reason,
        version=journey.version,
    )  # fmt: skip
    audit.record("journeys.reopened", journey, by=by, participant=journey.participant_id)
    return journey


@transaction.atomic
def remove_many(people: Sequence[UUID], *, by: User) -> int:
    """Journeys that came in by mistake are removed whole; the log keeps that it was done.

    Only for undoing an import: whoever calls this has made sure that nobody worked in them.
    """
    journeys = list(Journey.objects.filter(participant__in=people))
    audit.record_many(
        audit.event("journeys.removed", one, by=by, participant=one.participant_id)
        for one in journeys
    )
    for model in (Milestone, Binding, PhaseVisit):
        model._default_manager.filter(journey__in=journeys).delete()
    Journey.objects.filter(pk__in=[one.pk for one in journeys]).delete()
    return len(journeys)


def note_contact(journey: Journey, *, on: date) -> None:
    """Remember the latest day of contact, for lists and for the watch over silence.

    Part of the verb that writes the contact down, in its transaction and its log row.
    """
    latest = max(filter(None, (journey.last_contact_on, on)))
    Journey.objects.filter(pk=journey.pk).update(last_contact_on=latest)
    journey.last_contact_on = latest


def note_contact_of_many(journeys: Iterable[Journey], *, on: date) -> None:
    """The same for several journeys at once, in one go; part of the verb that writes it down."""
    earlier = Q(last_contact_on__isnull=True) | Q(last_contact_on__lt=on)
    spoken = Journey.objects.filter(earlier, pk__in=[one.pk for one in journeys])
    spoken.update(last_contact_on=on)


def recall_contact(journey: Journey, *, on: date | None) -> None:
    """The latest day of contact, read anew after a contact was put right or withdrawn.

    Part of the verb that does so, in its transaction and its log row.
    """
    Journey.objects.filter(pk=journey.pk).update(last_contact_on=on)
    journey.last_contact_on = on


def _begin(participant: Participant, flow: Flow, *, on: date | None) -> Journey:
    return Journey(
        participant=participant,
        flow=flow,
        category=participant.category,
        team_id=participant.team_id,
        neighbourhood_id=participant.neighbourhood_id,
        phase=flow.definition["start"],
        started_on=on or participant.registered_on,
    )


def _go_on(journey: Journey, facts: rules.Facts, *, by: User, at: datetime) -> Journey:
    for phase in rules.phases_ahead(journey.road, current=journey.phase, facts=facts):
        _enter(journey, phase.code, by=by, at=at, direction=Direction.ON, version=journey.version)
    if journey.on_trajectory_on is None and rules.is_on_trajectory(facts):
        change(
            journey,
            version=journey.version,
            on_trajectory_on=min(timezone.localtime(at).date(), today()),
        )
        audit.record("journeys.on_trajectory", journey, by=by, participant=journey.participant_id)
    return journey


def _enter(
    journey: Journey,
    phase: str,
    *,
    by: User,
    at: datetime,
    direction: Direction,
    version: int,
    reason: str = "",
) -> None:
    _leave_phase(journey, by=by, at=at)
    change(journey, version=version, phase=phase, entered_phase_at=at)
    PhaseVisit.objects.create(
        journey=journey,
        route=journey.road.route,
        team_id=journey.team_id,
        phase=phase,
        direction=direction,
        reason=reason,
        entered_at=at,
        entered_by=by,
    )
    audit.record(
        "journeys.phase_entered", journey, by=by, participant=journey.participant_id,
        facts={"phase": phase, "direction": direction},
    )  # fmt: skip


def _leave_phase(journey: Journey, *, by: User, at: datetime) -> None:
    days = rules.days_between(timezone.localtime(journey.entered_phase_at), timezone.localtime(at))
    PhaseVisit.objects.filter(journey=journey, left_at__isnull=True).update(
        left_at=at, left_by=by, days=days
    )

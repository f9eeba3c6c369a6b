"""What both sides promise each other (R67)."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import today
from meedoen.journeys import actions as road
from meedoen.journeys.models import Binding, Journey
from meedoen.plans import access
from meedoen.plans.actions.holding import edited, fresh_id, hold, hold_draft, made_before
from meedoen.plans.choices import OPEN, CommitmentSide, PlanState
from meedoen.plans.models import Commitment, Plan


@transaction.atomic
def add_commitment(
    plan: Plan,
    *,
    side: str,
    what: str,
    by: User,
    who: str = "",
    when_text: str = "",
    due_on: date | None = None,
    token: UUID | None = None,
) -> Commitment:
    """One side promises something; in a plan in the making, or in the one that holds now."""
    plan = _writable(plan)
    if there := made_before(Commitment, token, plan):
        return there
    if not what.strip():
        raise NotPossible(_("Schrijf op wat er is afgesproken."))
    newest = access.latest(plan.journey)
    if newest is not None and newest.number > plan.number and newest.state in OPEN:
        raise NotPossible(
            _("Er is al een nieuwe versie van dit plan."),
            next_step=_("Zet de afspraak in de nieuwe versie, of wacht op het antwoord daarop."),
        )
    promise = Commitment(
        id=fresh_id(token),
        plan=plan,
        number=_next_number(plan),
        side=CommitmentSide(side),
        what=what,
        who=who,
        when_text=when_text,
        due_on=due_on,
        binding=_ground(plan.journey, side=side, due_on=due_on),
    )
    promise.save(force_insert=True)
    edited(plan)
    _record("plans.commitment_added", promise, plan, by=by)
    return promise


@transaction.atomic
def change_commitment(
    commitment: Commitment, *, version: int, by: User, what: str, who: str, when_text: str
) -> Commitment:
    """The promise is put differently."""
    plan = hold_draft(commitment.plan)
    if not what.strip():
        raise NotPossible(_("Schrijf op wat er is afgesproken."))
    change(commitment, version=version, what=what, who=who, when_text=when_text)
    edited(plan)
    _record("plans.commitment_changed", commitment, plan, by=by)
    return commitment


@transaction.atomic
def set_due(commitment: Commitment, *, due_on: date | None, version: int, by: User) -> Commitment:
    """The day by which it is done. For the participant only once something binds (R9)."""
    plan = _writable(commitment.plan)
    ground = _ground(plan.journey, side=commitment.side, due_on=due_on)
    change(commitment, version=version, due_on=due_on, binding=ground)
    edited(plan)
    _same(commitment, plan).update(due_on=due_on, binding=ground)
    _record("plans.commitment_due", commitment, plan, by=by)
    return commitment


@transaction.atomic
def finish_commitment(commitment: Commitment, *, done: bool, by: User) -> Commitment:
    """It is done; or it turns out not to be. Saying it twice changes nothing."""
    plan = hold(commitment.plan)
    if plan.state not in (PlanState.ACCEPTED, *OPEN):
        raise _closed()
    if (commitment.done_on is not None) == done:
        return commitment
    commitment.done_on = today() if done else None
    Commitment.objects.filter(pk=commitment.pk).update(done_on=commitment.done_on)
    _same(commitment, plan).update(done_on=commitment.done_on)
    _record(
        "plans.commitment_done" if done else "plans.commitment_reopened", commitment, plan, by=by
    )
    return commitment


@transaction.atomic
def remove_commitment(commitment: Commitment, *, by: User) -> None:
    """This was not agreed after all, and nobody has said yes to it yet."""
    plan = hold_draft(commitment.plan)
    _record("plans.commitment_removed", commitment, plan, by=by)
    Commitment.objects.filter(pk=commitment.pk).delete()
    for number, promise in enumerate(access.commitments_of(plan), start=1):
        if promise.number != number:
            Commitment.objects.filter(pk=promise.pk).update(number=number)
    edited(plan)


def _ground(journey: Journey, *, side: str, due_on: date | None) -> Binding | None:
    """What a date for the participant rests on; ours needs nothing, we promise it."""
    if due_on is None or side == CommitmentSide.ORGANISATION:
        return None
    return road.require_binding(journey)


def _writable(plan: Plan) -> Plan:
    held = hold(plan)
    if held.state not in (PlanState.DRAFT, PlanState.ACCEPTED):
        raise _closed()
    return held


def _closed() -> TooLate:
    return TooLate(
        _("Deze versie van het plan ligt vast."),
        next_step=_("Kijk op de pagina Plan welke versie nu geldt."),
    )


def _same(commitment: Commitment, plan: Plan) -> QuerySet[Commitment]:
    """The same promise in the other version that is alive now."""
    alive = Commitment.objects.filter(plan__journey=plan.journey, line=commitment.line)
    return alive.filter(plan__state__in=(PlanState.ACCEPTED, *OPEN)).exclude(pk=commitment.pk)


def _next_number(plan: Plan) -> int:
    top = access.commitments_of(plan).aggregate(top=Max("number"))["top"]
    return int(top or 0) + 1


def _record(action: str, promise: Commitment, plan: Plan, *, by: User) -> None:
    audit.record(
        action, promise, by=by, participant=plan.journey.participant_id,
        facts={"side": promise.side, "number": promise.number},
    )  # fmt: skip

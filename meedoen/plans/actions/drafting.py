"""Making a version of the plan together, and laying it before the participant."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change, move
from meedoen.core.time import now, today
from meedoen.intake import access as intake
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.matching import access as matching
from meedoen.plans import access, rules
from meedoen.plans.actions.holding import (
    edited,
    fresh_id,
    hold,
    hold_draft,
    made_before,
    moment_of,
)
from meedoen.plans.actions.parts import write_offer
from meedoen.plans.choices import PlanState
from meedoen.plans.models import Commitment, Component, Goal, Plan
from meedoen.profiles.models import Need

TEXTS = frozenset({
    "core_question", "language_target", "ladder_target", "first_talk_on", "second_talk_on",
    "what_changed",
})  # fmt: skip
QUESTION_LENGTH = 500


@transaction.atomic
def draft(journey: Journey, *, by: User, at: datetime | None = None) -> Plan:
    """Begin the first version: the question from the advice, the parts from what was chosen.

    Beginning twice gives the same draft.
    """
    journey = journeys.held_open(journey)
    there = access.latest(journey)
    if there is not None and there.is_draft:
        return there
    if there is not None:
        raise NotPossible(
            _("Er is al een plan."), next_step=_("Maak een nieuwe versie van dat plan.")
        )
    advice = intake.advice_of(journey)
    plan = Plan(
        journey=journey,
        number=1,
        core_question=advice.core_question[:QUESTION_LENGTH] if advice else "",
        made_by=by,
        made_at=at or now(),
    )
    plan.save(force_insert=True)
    for place, choice in enumerate(matching.chosen(journey)):
        write_offer(plan, offer=choice.offer, place=place)
    audit.record("plans.drafted", plan, by=by, participant=journey.participant_id)
    return plan


@transaction.atomic
def correct(plan: Plan, *, version: int, by: User, **texts: Any) -> Plan:
    """The question, the targets or the dates of the talks are put differently."""
    plan = hold_draft(plan)
    if unknown := set(texts) - TEXTS:
        raise TypeError(f"a plan has no {sorted(unknown)} to correct")
    if plan.number > 1 and not texts.get("what_changed", plan.what_changed).strip():
        raise NotPossible(_("Schrijf op wat er verandert en waarom."))
    change(plan, version=version, **texts)
    edited(plan)
    audit.record(
        "plans.corrected", plan, by=by, participant=plan.journey.participant_id,
        facts={"fields": sorted(texts)},
    )  # fmt: skip
    return plan


@transaction.atomic
def add_goal(plan: Plan, *, text: str, by: User, token: UUID | None = None) -> Goal:
    """Something the participant wants, in their own words."""
    plan = hold_draft(plan)
    if there := made_before(Goal, token, plan):
        return there
    if not text.strip():
        raise NotPossible(_("Schrijf het doel op in de woorden van de deelnemer."))
    goal = Goal(id=fresh_id(token), plan=plan, text=text, place=_next(access.goals_of(plan)))
    goal.save(force_insert=True)
    edited(plan)
    audit.record("plans.goal_added", goal, by=by, participant=plan.journey.participant_id)
    return goal


@transaction.atomic
def add_wish(plan: Plan, *, wish: Need, by: User) -> Goal:
    """A wish from the profile becomes a goal, in the words of the participant. Twice is once."""
    there = access.goals_of(plan).filter(text=wish.text).first()
    return there or add_goal(plan, text=wish.text, by=by)


@transaction.atomic
def change_goal(goal: Goal, *, text: str, version: int, by: User) -> Goal:
    """The participant says it differently now."""
    plan = hold_draft(goal.plan)
    if not text.strip():
        raise NotPossible(_("Schrijf het doel op in de woorden van de deelnemer."))
    change(goal, version=version, text=text)
    edited(plan)
    audit.record("plans.goal_changed", goal, by=by, participant=plan.journey.participant_id)
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User) -> None:
    """This is no goal any more. Removing it twice changes nothing."""
    plan = hold_draft(goal.plan)
    audit.record("plans.goal_removed", goal, by=by, participant=plan.journey.participant_id)
    Goal.objects.filter(pk=goal.pk).delete()
    edited(plan)


@transaction.atomic
def raise_goal(goal: Goal, *, by: User) -> None:
    """This goal matters more than the one above it."""
    plan = hold_draft(goal.plan)
    goals = list(access.goals_of(plan))
    index = next((n for n, one in enumerate(goals) if one.pk == goal.pk), 0)
    if index:
        goals[index - 1], goals[index] = goals[index], goals[index - 1]
        for place, one in enumerate(goals):
            one.place = place
        Goal.objects.bulk_update(goals, ["place"])
        edited(plan)
        audit.record("plans.goal_raised", goal, by=by, participant=plan.journey.participant_id)


@transaction.atomic
def propose(plan: Plan, *, edits: int, by: User, at: datetime | None = None) -> Plan:
    """Lay this version before the participant: from now on it is frozen.

    `edits` is what stood on the screen: what a colleague added meanwhile is looked at first.
    """
    plan = hold(plan)
    if plan.state == PlanState.PROPOSED and plan.edits == edits:
        return plan
    if plan.is_draft and plan.edits != edits:
        raise TooLate(
            _("Een collega heeft dit plan net veranderd."),
            next_step=_("Bekijk het plan opnieuw en leg het dan voor."),
        )
    journey = plan.journey
    gaps = rules.missing(
        core_question=plan.core_question,
        goals=access.goals_of(plan).count(),
        parts=access.components_of(plan).count(),
        has_advice=Fact.ADVICE_GIVEN in journeys.facts_of(journey).done,
    )
    if gaps:
        raise NotPossible(
            _("Dit plan is nog niet klaar om voor te leggen."), next_step=" ".join(gaps)
        )
    moment = at or now()
    move(plan, "propose", proposed_at=moment)
    audit.record(
        "plans.proposed", plan, by=by, participant=journey.participant_id,
        facts={"number": plan.number},
    )  # fmt: skip
    plan.journey = road.reach(journey, Fact.PLAN_PROPOSED, by=by, at=_not_before(moment, journey))
    return plan


@transaction.atomic
def revise(plan: Plan, *, what_changed: str, by: User) -> Plan:
    """Begin the next version, with what changes and why.

    While something binds, the version in force stays so until the participant says yes to the
    new one. Before that the old version simply makes room, and the road goes back to planning.
    """
    plan = hold(plan)
    journey = plan.journey
    newest = access.latest(journey) or plan
    if newest.is_draft:
        return newest
    if not what_changed.strip():
        raise NotPossible(_("Schrijf op wat er verandert en waarom."))
    bound = journeys.binding_of(journey) is not None
    if newest.state == PlanState.PROPOSED or (newest.is_in_force and not bound):
        move(newest, "replace")
    new = _next_version(newest, what_changed=what_changed, by=by)
    audit.record(
        "plans.revised", new, by=by, participant=journey.participant_id,
        facts={"number": new.number},
    )  # fmt: skip
    if not access.versions(journey).filter(state=PlanState.ACCEPTED).exists():
        back_to_planning(journey, reason=_("Er komt een nieuwe versie van het plan."), by=by)
    return new


def back_to_planning(journey: Journey, *, reason: str, by: User) -> Journey:
    """The road returns to making a plan, if it had gone on from there."""
    earlier = {phase.code for phase in journey.road.before(journey.phase)}
    if "planning" not in earlier:
        return journey
    return road.go_back(journey, to="planning", reason=reason, by=by, version=journey.version)


def _next_version(old: Plan, *, what_changed: str, by: User) -> Plan:
    new = Plan.objects.create(
        journey=old.journey,
        number=old.number + 1,
        core_question=old.core_question,
        language_target=old.language_target,
        ladder_target=old.ladder_target,
        first_talk_on=_ahead(old.first_talk_on),
        second_talk_on=_ahead(old.second_talk_on),
        what_changed=what_changed,
        made_by=by,
    )
    goals: dict[UUID | None, Goal] = {}
    for goal in access.goals_of(old):
        goals[goal.pk] = Goal.objects.create(plan=new, text=goal.text, place=goal.place)
    for part in Component.objects.filter(plan=old, stopped_on__isnull=True):
        _copy(part, new, goal=goals.get(part.goal_id))
    for promise in Commitment.objects.filter(plan=old):
        promise.pk, promise.plan, promise.version = fresh_id(None), new, 1
        promise.save(force_insert=True)
    return new


def take_along(old: Plan, new: Plan) -> None:
    """What somebody goes to now stays in the plan, even if it began while the new one was made."""
    known = Component.objects.filter(plan=new).values("line")
    running = Component.objects.filter(
        plan=old, started_on__isnull=False, stopped_on__isnull=True
    ).exclude(line__in=known)
    for part in running:
        _copy(part, new, goal=None)


def _copy(part: Component, plan: Plan, *, goal: Goal | None) -> None:
    part.pk, part.plan, part.goal, part.version = fresh_id(None), plan, goal, 1
    part.save(force_insert=True)


def _ahead(day: Any) -> Any:
    return day if day is not None and day >= today() else None


def _next(rows: QuerySet[Any]) -> int:
    top = rows.aggregate(top=Max("place"))["top"]
    return 0 if top is None else int(top) + 1


def _not_before(moment: datetime, journey: Journey) -> datetime:
    day = timezone.localtime(moment).date()
    return moment_of(day, journey=journey) if day < today() else moment

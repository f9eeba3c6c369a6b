"""Finding a plan, and what may be done with it by whom."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import NotPossible, found
from meedoen.core.prepared import Slot
from meedoen.journeys import access as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants
from meedoen.participants.models import Participant
from meedoen.plans.choices import PlanState
from meedoen.plans.models import Agreement, Commitment, Component, Goal, Plan
from meedoen.profiles import access as profiles
from meedoen.profiles.models import Need


def to_see(user: User, participant_id: UUID) -> tuple[Participant, Journey | None]:
    """Whose plan it is and the journey it belongs to, for whoever may see the whole dossier."""
    participant = participants.to_see(user, participant_id)
    journey = journeys.latest(participant)
    if journey is not None:
        journey.participant = participant
    return participant, journey


def to_plan(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody, for whoever may make a plan with them."""
    return journeys.to_work_on(user, participant_id, permission=Permission.PLAN)


def versions(journey: Journey) -> QuerySet[Plan]:
    """Every version of the plan of this journey, newest first, with the answer to it."""
    plans = Plan.objects.filter(journey=journey).order_by("-number")
    return plans.select_related("made_by", "acceptance__noted_by", "agreement")


def latest(journey: Journey) -> Plan | None:
    """The newest version, whatever its state."""
    return _with_journey(versions(journey).first(), journey)


def in_force(journey: Journey) -> Plan | None:
    """The version that the participant has said yes to."""
    return _with_journey(versions(journey).filter(state=PlanState.ACCEPTED).first(), journey)


def agreement_of(journey: Journey) -> Agreement | None:
    """The signed agreement, if there is one."""
    return Agreement.objects.filter(journey=journey).select_related("plan", "present").first()


def is_accepted_now(journey: Journey) -> bool:
    """Whether the yes to the plan still stands: a step back on the road takes it back."""
    return Fact.PLAN_ACCEPTED in journeys.facts_of(journey).done


def to_change(user: User, participant_id: UUID) -> Plan:
    """The newest version, for whoever may work on it."""
    plan = latest(to_plan(user, participant_id))
    if plan is None:
        raise NotPossible(
            _("Er is nog geen plan."), next_step=_("Begin het plan op de pagina Plan.")
        )
    return plan


def numbered(journey: Journey, number: int) -> Plan:
    """One version by its number."""
    plan = found(versions(journey), number=number)
    plan.journey = journey
    return plan


def wishes_left(plan: Plan) -> list[Need]:
    """The open wishes of the profile that are no goal of this plan yet."""
    goals = set(goals_of(plan).values_list("text", flat=True))
    wishes = profiles.wishes_of(plan.journey.participant)
    return [wish for wish in wishes if wish.text not in goals]


def goals_of(plan: Plan) -> QuerySet[Goal]:
    """The goals, in the order the participant gave them."""
    return Goal.objects.filter(plan=plan).order_by("place", "id")


def components_of(plan: Plan | Slot) -> QuerySet[Component]:
    """The parts, in the order of the plan."""
    return Component.objects.filter(plan=plan).for_page().order_by("place", "id")


def commitments_of(plan: Plan) -> QuerySet[Commitment]:
    """The promises of both sides, as numbered."""
    return Commitment.objects.filter(plan=plan).order_by("number")


def goal(journey: Journey, goal_id: UUID) -> Goal:
    """One goal of a plan of this journey."""
    return found(Goal.objects.filter(plan__journey=journey).select_related("plan"), pk=goal_id)


def component(journey: Journey, component_id: UUID) -> Component:
    """One part of a plan of this journey."""
    parts = Component.objects.filter(plan__journey=journey)
    return found(parts.select_related("plan", "goal", "offer"), pk=component_id)


def commitment(journey: Journey, commitment_id: UUID) -> Commitment:
    """One promise in a plan of this journey."""
    promises = Commitment.objects.filter(plan__journey=journey).select_related("plan")
    return found(promises, pk=commitment_id)


def _with_journey(plan: Plan | None, journey: Journey) -> Plan | None:
    if plan is not None:
        plan.journey = journey
    return plan


def running_parts(journey: Journey) -> QuerySet[Component]:
    """The parts of the plan in force that have begun and have not stopped."""
    parts = Component.objects.filter(plan__journey=journey, plan__state=PlanState.ACCEPTED)
    return parts.filter(started_on__isnull=False, stopped_on__isnull=True).order_by("place", "id")

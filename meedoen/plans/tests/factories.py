"""Plans for tests: `make_plan(state="signed")` is a dual plan with a promise from each side."""

from datetime import timedelta
from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys import actions as road
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.plans import access, actions
from meedoen.plans.choices import Answer, CommitmentSide, ComponentKind
from meedoen.plans.models import Plan
from meedoen.teams.tests.factories import make_member

STATES = ("draft", "proposed", "accepted", "signed", "started")
MONDAY_MORNING, TUESDAY_AFTERNOON = 1, 1 << 4


def make_plan(
    *, by: User | None = None, state: str = "draft", journey: Journey | None = None, **facts: Any
) -> Plan:
    """A plan that has come this far; `by` works on it and is the fixed contact person."""
    by = by or make_member(Role.PARTICIPATION_COACH)
    journey = journey or make_journey(by=by, phase="planning", **facts)
    if journey.fixed_contact_id is None:
        journey = road.assign_coach(journey, coach=by, by=by)
    plan = fill(actions.draft(journey, by=by), by=by)
    if state == "draft":
        return plan
    plan = actions.propose(plan, edits=plan.edits, by=by)
    if state == "proposed":
        return plan
    actions.answer(plan, answer=Answer.ACCEPTED, by=by)
    voluntary = plan.journey.category == Category.VOLUNTARY
    if voluntary and state in {"signed", "started"}:
        sign(plan.journey, by=by)
    if state == "started":
        actions.start_component(access.components_of(plan)[0], on=today(), by=by)
    journey.refresh_from_db()
    plan = access.numbered(journey, plan.number)
    return plan


def fill(plan: Plan, *, by: User) -> Plan:
    """A question, a goal, language and taking part at the same time, and two promises."""
    start = today() + timedelta(days=7)
    plan = actions.correct(
        plan,
        version=plan.version,
        by=by,
        core_question="Met buren leren praten en samen koken.",
        language_target="a2",
        ladder_target=3,
    )
    goal = actions.add_goal(plan, text="Ik wil zelf met de juf praten.", by=by)
    actions.add_component(
        plan, kind=ComponentKind.LANGUAGE_COURSE, title="Taalles in het buurthuis", by=by,
        provider="Taalschool Voorbeeld", starts_on=start, day_parts=MONDAY_MORNING,
        sessions="maandagochtend", goal=goal,
    )  # fmt: skip
    actions.add_component(
        plan, kind=ComponentKind.ACTIVITY, title="Koken met de buurt", by=by,
        provider="Buurthuis Voorbeeld", starts_on=start, day_parts=TUESDAY_AFTERNOON,
        sessions="dinsdagmiddag", why="U kookt graag.",
    )  # fmt: skip
    actions.add_commitment(
        plan, side=CommitmentSide.PARTICIPANT, what="Ik kijk een keer bij het buurthuis.", by=by
    )
    actions.add_commitment(
        plan, side=CommitmentSide.ORGANISATION, what="Wij gaan de eerste keer mee.", by=by,
        due_on=start,
    )  # fmt: skip
    return access.numbered(plan.journey, plan.number)


def sign(journey: Journey, *, by: User, **facts: Any) -> Any:
    """The participant signs by typing their own name."""
    defaults = {"typed_name": journey.participant.name, "token": new_id()}
    return actions.sign_agreement(journey, by=by, **{**defaults, **facts})

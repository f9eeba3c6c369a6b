"""People at the end of their road, for tests."""

from datetime import date, timedelta
from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.closing import actions
from meedoen.closing.choices import Outcome, TakesPart, Wanted
from meedoen.closing.models import AftercareContact, ClosingInterview
from meedoen.core.time import today
from meedoen.journeys.models import Journey
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member

BLANK: dict[str, Any] = {
    "helped": "", "hindered": "", "satisfaction": None, "said": "", "onward": "",
    "onward_where": "", "aftercare": "", "reach_by": "", "reach_note": "", "ambassador": "",
    "held_on": None,
}  # fmt: skip


def make_coach() -> User:
    return make_member(Role.PARTICIPATION_COACH)


def on_trajectory(*, by: User | None = None, **facts: Any) -> Journey:
    """A journey on which the first part has begun."""
    return make_plan(by=by, state="started", **facts).journey


def make_draft(*, by: User, journey: Journey | None = None, **facts: Any) -> ClosingInterview:
    """A closing interview that has been begun."""
    return actions.begin(journey or on_trajectory(by=by, **facts), by=by)


def told(interview: ClosingInterview, **changes: Any) -> dict[str, Any]:
    """What is said in a whole talk, ready for the verbs."""
    outcomes = {
        one.goal_id: (Outcome.REACHED.value, "Ik praat nu zelf met de juf.")
        for one in interview.outcomes.all()
    }
    return {
        **BLANK,
        "helped": "De eerste keer samen gaan.",
        "satisfaction": 4,
        "onward": "Ik blijf koken met de buurt.",
        "aftercare": Wanted.YES.value,
        "reach_by": "call",
        "held_on": today(),
        "outcomes": outcomes,
        **changes,
    }


def hold(interview: ClosingInterview, *, by: User, **changes: Any) -> ClosingInterview:
    """The talk is laid down."""
    return actions.hold(interview, by=by, version=interview.version, **told(interview, **changes))


def in_aftercare(*, by: User, journey: Journey | None = None, **changes: Any) -> Journey:
    """A journey of which the closing interview was held and aftercare is planned."""
    journey = hold(make_draft(by=by, journey=journey), by=by, **changes).journey
    journey.refresh_from_db()
    return journey


def contacts(journey: Journey) -> list[AftercareContact]:
    """The planned contacts, the first one first."""
    found = list(AftercareContact.objects.filter(journey=journey).order_by("months"))
    for one in found:
        one.journey = journey
    return found


def answer_all(
    journey: Journey, *, by: User, outcome: str = TakesPart.SAME, on: date | None = None
) -> Journey:
    """Every contact is recorded; the journey ends by itself."""
    for one in contacts(journey):
        actions.record(one, by=by, version=one.version, outcome=outcome, on=on or today())
    journey.refresh_from_db()
    return journey


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)

"""Journeys for tests."""

from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.journeys import actions
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

# What must have happened before somebody is in this phase of the neighbourhood road.
UP_TO = {
    "registered": (),
    "intake": (Fact.INTAKE_STARTED,),
    "profile_advice": (Fact.LANGUAGE_MEASURED, Fact.LADDER_MEASURED, Fact.INTAKE_COMPLETED),
    "planning": (Fact.ADVICE_GIVEN, Fact.ADVICE_APPROVED),
    "acceptance": (Fact.COACH_ASSIGNED, Fact.PLAN_PROPOSED),
    "agreement": (Fact.PLAN_ACCEPTED,),
    "in_trajectory": (Fact.AGREEMENT_SIGNED, Fact.FIRST_PART_STARTED),
}


def make_journey(*, by: User | None = None, phase: str = "registered", **facts: Any) -> Journey:
    """A journey in this phase, reached by the facts that lead there. `by` sees the dossier."""
    by = by or make_member(Role.CONSULTANT)
    journey = actions.start(make_participant(by=by, **facts), by=by)
    for code, reached in UP_TO.items():
        for fact in reached:
            if fact == Fact.COACH_ASSIGNED:
                journey = actions.assign_coach(journey, coach=by, by=by)
            elif fact == Fact.AGREEMENT_SIGNED:
                actions.bind(journey, evidence="0" * 64, by=by)
                journey = actions.reach(journey, fact, by=by)
            else:
                journey = actions.reach(journey, fact, by=by)
        if code == phase:
            return journey
    raise ValueError(f"no facts lead to {phase}")

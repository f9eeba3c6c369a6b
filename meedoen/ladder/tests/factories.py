"""Measurements for tests."""

from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.ladder import actions
from meedoen.ladder.choices import Moment, Question, Step
from meedoen.ladder.models import Measurement
from meedoen.participants.models import Participant
from meedoen.teams.tests.factories import make_member

Q1, Q2, Q3, Q4, Q5 = Question

# The answers that lead to each step.
ANSWERS: dict[Step, dict[Question, bool]] = {
    Step.PAID_WORK: {Q1: True, Q2: False},
    Step.PAID_WORK_SUPPORTED: {Q1: True, Q2: True},
    Step.UNPAID_WORK: {Q1: False, Q3: True},
    Step.ORGANISED_ACTIVITIES: {Q1: False, Q3: False, Q4: True},
    Step.SOCIAL_CONTACTS: {Q1: False, Q3: False, Q4: False, Q5: True},
    Step.ISOLATED: {Q1: False, Q3: False, Q4: False, Q5: False},
}


def make_measurement(
    participant: Participant,
    *,
    step: int = Step.SOCIAL_CONTACTS,
    by: User | None = None,
    **facts: Any,
) -> Measurement:
    """This participant stands on this step."""
    defaults = {"answers": ANSWERS[Step(step)], "moment": Moment.T0_INTAKE}
    return actions.measure(
        participant, by=by or make_member(Role.CONSULTANT), **{**defaults, **facts}
    )

"""Intakes and advices for tests."""

from typing import Any

from meedoen.accounts.models import User
from meedoen.intake import actions
from meedoen.intake.models import Advice, Intake
from meedoen.journeys.models import Journey

STORY: dict[str, dict[str, Any]] = {
    "question": {
        "question": "Ik wil met de juf van mijn zoon praten.",
        "motivation": "Dan kan ik hem helpen.",
        "themes": ["children_school", "meeting"],
    },
    "daily_life": {"availability": 0b000_000_001_001_001, "childcare": True, "max_travel": 20},
}


def make_intake(
    journey: Journey, *, by: User, answers: dict[str, dict[str, Any]] | None = None
) -> Intake:
    """An intake that has begun, with something in two sections."""
    intake = actions.begin(journey, by=by)
    for section, given in (STORY if answers is None else answers).items():
        actions.save_section(intake, section=section, answers=given, version=0, by=by)
    return intake


def make_advice(journey: Journey, *, by: User, **words: Any) -> Advice:
    """An advice in one sentence."""
    words.setdefault("core_question", "Praten met school, met opvang voor de jongste.")
    return actions.advise(journey, by=by, version=words.pop("version", 0), **words)

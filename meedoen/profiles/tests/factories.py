"""Profiles for tests."""

from typing import Any

from meedoen.accounts.models import User
from meedoen.participants.models import Participant
from meedoen.profiles import actions
from meedoen.profiles.choices import NeedKind, Part
from meedoen.profiles.models import Need, SubGoal, Text


def make_text(
    participant: Participant, *, by: User, text: str = "Ik kan goed koken.",
    part: Part = Part.STRENGTHS, version: int = 0,
) -> Text:  # fmt: skip
    """One part of the story."""
    made = actions.write(participant, part, text=text, version=version, by=by)
    assert made is not None
    return made


def make_wish(participant: Participant, *, by: User, **facts: Any) -> Need:
    """A development wish, or with `kind` a point of attention."""
    facts = {"kind": NeedKind.WISH, "text": "Ik wil met de juf praten.", **facts}
    return actions.add_need(participant, by=by, **facts)


def make_step(need: Need, *, by: User, **facts: Any) -> SubGoal:
    """A step on the way."""
    return actions.add_subgoal(need, by=by, **{"what": "Een keer samen gaan.", **facts})

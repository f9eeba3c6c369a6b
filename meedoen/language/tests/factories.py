"""Language levels for tests."""

from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.language import actions
from meedoen.language.actions import Entry
from meedoen.language.choices import Level, Method, Skill
from meedoen.language.models import LevelRecord
from meedoen.participants.models import Participant
from meedoen.teams.tests.factories import make_member


def make_levels(
    participant: Participant,
    *,
    level: Level = Level.A1,
    skills: tuple[Skill, ...] = tuple(Skill),
    plus: bool = False,
    by: User | None = None,
    **facts: Any,
) -> list[LevelRecord]:
    """This participant has this level in these skills."""
    entries = [Entry(skill, level, plus=plus) for skill in skills]
    return actions.record(
        participant,
        by=by or make_member(Role.ASSESSOR),
        **{"entries": entries, "method": Method.CONVERSATION, **facts},
    )

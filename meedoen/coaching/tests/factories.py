"""Contact persons for tests."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.coaching import actions
from meedoen.core.time import today
from meedoen.journeys import actions as road
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.network.models import Neighbourhood
from meedoen.teams import actions as teams
from meedoen.teams.models import Absence
from meedoen.teams.tests.factories import make_member


def make_coach(
    *,
    areas: Sequence[Neighbourhood] = (),
    skills: Sequence[str] = (),
    languages: Sequence[str] = (),
    room: int | None = None,
) -> User:
    """A participation coach with what they can take on."""
    coach = make_member(Role.PARTICIPATION_COACH)
    for place in areas:
        actions.work_in(coach, neighbourhood=place, by=coach)
    for skill in skills:
        teams.specialise(coach, skill=skill, by=coach)
    if languages or room is not None:
        teams.set_workload(
            coach, hours_per_week=None, room=room, languages=languages, version=0, by=coach
        )
    return coach


def make_guided(coach: User, *, by: User, **facts: Any) -> Journey:
    """Somebody who has this coach as fixed contact person; `by` sees the dossier."""
    facts.setdefault("phase", "planning")
    return road.assign_coach(make_journey(by=by, **facts), coach=coach, by=by)


def make_absent(colleague: User, *, since: int = 0, until: int | None = None) -> Absence:
    """A colleague who is away, in days from today."""
    return teams.note_absence(
        colleague,
        since=today() + timedelta(days=since),
        until=None if until is None else today() + timedelta(days=until),
        by=colleague,
    )

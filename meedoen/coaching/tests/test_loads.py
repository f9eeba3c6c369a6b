"""How much everybody carries, counted in the database, is what their people weigh one by one."""

from collections import Counter
from typing import Any

import pytest

from meedoen.accounts.choices import Role
from meedoen.coaching import actions, pages, rules
from meedoen.coaching.tests.factories import make_coach, make_guided
from meedoen.core.time import today
from meedoen.journeys.choices import AssignmentRole
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
KINDS: list[dict[str, Any]] = [
    {"phase": "intake", "interpreter_language": "ar"},
    {"phase": "intake"},
    {"phase": "intake", "childcare_needed": True},
    {"phase": "in_trajectory", "interpreter_language": "ti", "childcare_needed": True},
    {"phase": "a_new_phase"},
    {"phase": "closed", "interpreter_language": "ar"},
]


def weighed(journeys, *, part=1):
    """People who are alike are weighed together, as a part of a person is rounded then."""
    alike = Counter(
        (
            one.phase,
            bool(one.participant.interpreter_language),
            one.participant.childcare_needed,
        )
        for one in journeys
    )
    return sum(
        rules.weigh(phase, has_interpreter=speaks, has_childcare=minds, number=number) // part
        for (phase, speaks, minds), number in alike.items()
    )


def test_a_load_is_what_the_people_weigh():
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    coaches = [make_coach() for _ in range(3)]
    for number in range(14):
        coach = coaches[number % 2]
        told = dict(KINDS[number % len(KINDS)])
        phase = told.pop("phase")
        one = make_guided(coach, by=leader, **told)
        if number % 3 == 0:
            deputy = coaches[(number % 2 + 2) % 3]
            actions.assign_deputy(one, deputy=deputy, first_day=today(), last_day=None, by=leader)
        Journey.objects.filter(pk=one.pk).update(phase=phase)

    able = {one.id: one for one in pages.candidates()}
    people = Journey.objects.select_related("participant")
    for coach in coaches:
        own = list(people.filter(fixed_contact=coach))
        standing = CoachAssignment.objects.filter(coach=coach, role=AssignmentRole.DEPUTY)
        helped = list(people.filter(pk__in=standing.values("journey")))
        load = weighed(own) + weighed(helped, part=rules.DEPUTY_PART)
        assert able[coach.pk].load == load
        assert able[coach.pk].people == len(own)
        shown = pages.colleague_page(coach, user=leader)
        assert shown.load == rules.as_people(load)
    assert sum(one.load for one in able.values()) > 0

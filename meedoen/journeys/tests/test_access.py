"""Who sees which journeys, however the question is asked."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.time import today
from meedoen.journeys import access, actions as road
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as people
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[0, 500], ids=["sees many", "sees few"])
def few(request, monkeypatch):
    monkeypatch.setattr(access, "FEW", request.param)


def test_a_walk_finds_exactly_whom_somebody_may_see(few):
    leader, other = (make_member(Role.WGI_COORDINATOR, lead=True) for _ in range(2))
    coach, stranger = make_member(Role.PARTICIPATION_COACH), make_member(Role.CONSULTANT)
    mine = [make_journey(by=coach) for _ in range(2)]
    make_journey(by=stranger)
    lent = make_journey(by=stranger).participant
    people.grant(
        lent, user=coach, ground=GrantGround.DEPUTY, by=leader,
        last_day=today() + timedelta(days=3),
    )  # fmt: skip
    for role in (Role.ASSESSOR, Role.DIRECTOR, Role.APP_ADMIN):
        assert not access.walked_by(make_user(role)).exists()
    for user in (leader, other, coach, stranger):
        assert set(access.walked_by(user)) == set(access.visible_to(user))
    assert set(access.walked_by(coach)) >= set(mine)
    assert access.walked_by(coach).filter(participant=lent).exists()


def test_nobody_as_contact_person_is_the_same_by_person_and_by_moment():
    leader, coach = make_member(Role.WGI_COORDINATOR, lead=True), make_member(Role.CONSULTANT)
    alone, guided = make_journey(by=leader), make_journey(by=leader)
    road.assign_coach(guided, coach=coach, by=leader)

    assert list(Journey.objects.without_contact()) == [alone]
    assert list(Journey.objects.filter(fixed_contact__isnull=True)) == [alone]

"""Teams: dated membership, who leads, and which team receives whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.time import today
from meedoen.teams import access, actions
from meedoen.teams.choices import Category, TeamKind
from meedoen.teams.models import Membership
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db


def test_a_member_belongs_from_a_day_until_another(audited):
    team = make_team()
    user = make_member(Role.CONSULTANT, team=team)
    membership = Membership.objects.get(user=user)
    assert list(access.teams_of(user)) == [team]

    actions.leave(membership, by=user)

    assert not access.teams_of(user).exists()
    assert not access.members_of(team).contains(user)
    assert Membership.objects.filter(user=user).exists()
    assert audited("teams.left", membership)


def test_whoever_joins_tomorrow_is_no_member_today():
    team, user = make_team(), make_user(Role.CONSULTANT)

    actions.join(team, user=user, by=user, since=today() + timedelta(days=1))

    assert not access.teams_of(user).exists()


def test_nobody_is_twice_in_one_team():
    team = make_team()
    user = make_member(Role.CONSULTANT, team=team)
    with pytest.raises(ValidationError, match="al in dit team"):
        actions.join(team, user=user, by=user)

    assert Membership.objects.filter(user=user).count() == 1


def test_nobody_leaves_before_coming():
    user = make_member(Role.CONSULTANT)
    membership = Membership.objects.get(user=user)
    with pytest.raises(ValidationError, match="einddatum"):
        actions.leave(membership, by=user, until=today() - timedelta(days=3))

    assert access.teams_of(user).exists()


def test_leading_counts_with_the_role_for_it():
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    coach = make_member(Role.PARTICIPATION_COACH, lead=True)
    member = make_member(Role.WGI_COORDINATOR)

    assert access.led_by(leader).count() == 1
    assert not access.led_by(coach).exists()
    assert not access.led_by(member).exists()


def test_each_category_is_received_by_one_team():
    team = make_team()
    assert access.team_for(Category.VOLUNTARY) == team
    assert access.team_for(Category.MANDATORY) is None
    with pytest.raises(ValidationError, match="ontvangt"):
        actions.found_team(
            "nog-een", name="Nog een", kind=TeamKind.DELIVERY, category=Category.VOLUNTARY,
            by=make_user(Role.APP_ADMIN),
        )  # fmt: skip

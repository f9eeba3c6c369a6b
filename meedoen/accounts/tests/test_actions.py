"""Opening and closing accounts, and roles with dates."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meedoen.accounts import access, actions
from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotAllowed
from meedoen.core.time import today

pytestmark = pytest.mark.django_db


def again(user):
    return User.objects.get(pk=user.pk)


def test_a_role_counts_from_its_first_day_until_its_last(audited):
    admin, user = make_user(Role.APP_ADMIN), make_user()
    assert not user.has(Permission.REGISTER)
    given = actions.give_role(user, role=Role.CONSULTANT, by=admin)
    assert again(user).has(Permission.REGISTER)
    assert access.with_role(Role.CONSULTANT).contains(user)

    actions.end_role(given, by=admin)

    assert not again(user).has(Permission.REGISTER)
    assert audited("accounts.role_ended", given)
    with pytest.raises(NotAllowed):
        again(user).must(Permission.REGISTER)


def test_a_role_that_begins_tomorrow_does_not_count_today():
    user = make_user()

    actions.give_role(user, role=Role.CONSULTANT, by=user, since=today() + timedelta(days=1))

    assert again(user).roles == frozenset()


def test_nobody_holds_a_role_twice_or_until_before_it_began():
    user = make_user(Role.CONSULTANT)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.give_role(user, role=Role.CONSULTANT, by=user)
    given = RoleAssignment.objects.get(user=user)
    with pytest.raises(ValidationError, match="einddatum"):
        actions.end_role(given, by=user, until=today() - timedelta(days=2))

    assert again(user).roles == {Role.CONSULTANT}


def test_a_closed_account_may_do_nothing(audited):
    user = make_user(Role.CONSULTANT)

    actions.close_account(user, by=make_user(Role.APP_ADMIN))

    assert again(user).permissions == frozenset()
    assert not access.with_role(Role.CONSULTANT).contains(user)
    assert audited("accounts.closed", user)


def test_one_mail_address_is_one_account():
    user = make_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=user.email.upper(), name="Nog een")

    assert access.names({user.pk}) == {user.pk: user.name}

"""Putting off with a reason, taking up again, choosing limits."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotAllowed, NotPossible, TooLate
from meedoen.core.time import today
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.tests.factories import make_member
from meedoen.watch import access, actions
from meedoen.watch.choices import Kind
from meedoen.watch.models import Snooze, Threshold
from meedoen.watch.rules import WATCHED, Limits

pytestmark = pytest.mark.django_db

LATER = timedelta(days=10)


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def journey(coach):
    return make_journey(by=coach)


def test_somebody_puts_something_off_and_takes_it_up_again(journey, coach, audited):
    made = actions.put_off(
        journey, kind=Kind.REGISTERED, until=today() + LATER, reason=" Op reis ", by=coach
    )

    assert (made.reason, access.put_off(journey, Kind.REGISTERED)) == ("Op reis", made)
    assert access.put_off(journey, Kind.CONTACT) is None
    assert audited("watch.put_off", made)

    actions.take_up(journey, kind=Kind.REGISTERED, by=coach)
    actions.take_up(journey, kind=Kind.REGISTERED, by=coach)

    assert access.put_off(journey, Kind.REGISTERED) is None
    assert audited("watch.taken_up")


def test_putting_off_again_keeps_one_reason_that_holds(journey, coach):
    for reason in ("Op reis", "Nog niet terug"):
        actions.put_off(journey, kind=Kind.CONTACT, until=today() + LATER, reason=reason, by=coach)

    assert access.put_off(journey, Kind.CONTACT).reason == "Nog niet terug"
    assert Snooze.objects.count() == 2


@pytest.mark.parametrize(
    ("until", "reason"),
    [(timedelta(0), "Op reis"), (timedelta(days=93), "Op reis"), (LATER, "   ")],
)
def test_without_a_reason_or_with_a_silly_day_nothing_is_put_off(journey, coach, until, reason):
    with pytest.raises(NotPossible):
        actions.put_off(journey, kind=Kind.CONTACT, until=today() + until, reason=reason, by=coach)
    assert not Snooze.objects.exists()


def test_the_organisation_chooses_other_limits(audited):
    admin = make_user(Role.APP_ADMIN)
    standing = actions.choose(Kind.CONTACT, limits=Limits(7, 10, 20), version=0, by=admin)

    assert access.limits()[Kind.CONTACT] == Limits(7, 10, 20)
    assert access.limits()[Kind.PLAN] == WATCHED[Kind.PLAN].limits
    assert audited("watch.limits_chosen")

    actions.choose(Kind.CONTACT, limits=Limits(8, 10, 20), version=standing.version, by=admin)
    with pytest.raises(TooLate):
        actions.choose(Kind.CONTACT, limits=Limits(9, 10, 20), version=0, by=admin)
    with pytest.raises(TooLate):
        actions.choose(Kind.CONTACT, limits=Limits(9, 10, 20), version=1, by=admin)
    assert access.limits()[Kind.CONTACT] == Limits(8, 10, 20)


def test_limits_go_up_and_a_coach_does_not_choose_them(coach):
    with pytest.raises(NotPossible):
        actions.choose(
            Kind.CONTACT, limits=Limits(9, 8, 20), version=0, by=make_user(Role.APP_ADMIN)
        )
    with pytest.raises(NotAllowed):
        actions.choose(Kind.CONTACT, limits=Limits(1, 2, 3), version=0, by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Threshold.objects.create(kind=Kind.PLAN, soon=3, week=2, now=1, changed_by=coach)

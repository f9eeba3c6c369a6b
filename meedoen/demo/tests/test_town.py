"""The demo town is believable, and keeps every rule of the work."""

from datetime import timedelta

import pytest
from django.db import transaction

from meedoen.closing.models import AftercareContact, ClosingInterview
from meedoen.core.time import now, today
from meedoen.demo import actions
from meedoen.journeys.models import Binding, Journey, PhaseVisit
from meedoen.participants.models import Participant
from meedoen.plans.models import Commitment

# One worker builds the town, once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """One town for the tests that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        actions.seed(people=20)
        yield
        transaction.set_rollback(True)


def test_nobody_lives_in_the_future_and_the_past_is_in_order(town):
    assert not Participant.objects.filter(registered_on__gt=today()).exists()
    for visit in PhaseVisit.objects.exclude(left_at=None):
        assert visit.left_at is not None
        assert visit.entered_at <= visit.left_at
    started = Journey.objects.exclude(on_trajectory_on=None)
    assert started.exists()
    assert not started.filter(on_trajectory_on__gt=today()).exists()


def test_nobody_is_obliged_before_signing_in_the_demo_either(town):
    bound = Binding.objects.values("journey")
    unbound = Commitment.objects.exclude(plan__journey__in=bound).filter(side="participant")
    assert unbound.exists()
    assert not unbound.exclude(due_on=None).exists()


def test_some_have_closed_and_came_back_and_some_ending_can_be_undone(town):
    assert ClosingInterview.objects.filter(state="draft").count() == 1
    assert ClosingInterview.objects.held().filter(number=2).exists()
    assert AftercareContact.objects.filter(state="done").exists()
    assert AftercareContact.objects.filter(state="planned").exists()
    assert Journey.objects.filter(closed_at__gte=now() - timedelta(days=4)).exists()
    first = Journey.objects.filter(exit="completed").values("participant")
    assert Journey.objects.open().filter(participant__in=first).count() == 1

"""The demo town is the same every time, believable, and keeps every rule of the work."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.closing.models import AftercareContact, ClosingInterview
from meedoen.core.time import now, today
from meedoen.demo import actions
from meedoen.demo.staff import PASSWORD, shown_on_sign_in
from meedoen.journeys.models import Binding, Journey, PhaseVisit
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers.models import Offer
from meedoen.participants.models import Participant
from meedoen.plans.models import Commitment

pytestmark = pytest.mark.django_db


def _town():
    with transaction.atomic():
        actions.seed(people=12)
        people = Participant.objects.order_by("registered_on", "sort_name")
        told = list(people.values_list("sort_name", "birth_date", "phone", "registered_on"))
        phases = sorted(Journey.objects.values_list("participant__sort_name", "phase", "exit"))
        transaction.set_rollback(True)
    return told, phases


def test_the_same_people_walk_the_same_road_every_time():
    assert _town() == _town()


def test_the_town_has_areas_organisations_offers_and_a_colleague_for_every_role():
    actions.seed(people=0)

    names = set(Neighbourhood.objects.values_list("name", flat=True))
    assert names == {"Overdie", "Oudorp", "De Mare", "De Hoef", "Kooimeer"}
    assert Organisation.objects.count() >= 12
    assert Offer.objects.count() == 44
    assert {one.role for one in shown_on_sign_in()} == set(Role)
    for one in shown_on_sign_in():
        user = User.objects.get(email=f"{one.role.value}@demo.example")
        assert user.check_password(PASSWORD)
        assert user.roles == {one.role}


def test_nobody_lives_in_the_future_and_the_past_is_in_order():
    actions.seed(people=20)

    assert not Participant.objects.filter(registered_on__gt=today()).exists()
    for visit in PhaseVisit.objects.exclude(left_at=None):
        assert visit.left_at is not None
        assert visit.entered_at <= visit.left_at
    started = Journey.objects.exclude(on_trajectory_on=None)
    assert started.exists()
    assert not started.filter(on_trajectory_on__gt=today()).exists()


def test_nobody_is_obliged_before_signing_in_the_demo_either():
    actions.seed(people=20)

    bound = Binding.objects.values("journey")
    unbound = Commitment.objects.exclude(plan__journey__in=bound).filter(side="participant")
    assert unbound.exists()
    assert not unbound.exclude(due_on=None).exists()


def test_some_have_closed_and_came_back_and_some_ending_can_be_undone():
    actions.seed(people=12)

    assert ClosingInterview.objects.filter(state="draft").count() == 1
    assert ClosingInterview.objects.held().filter(number=2).exists()
    assert AftercareContact.objects.filter(state="done").exists()
    assert AftercareContact.objects.filter(state="planned").exists()
    assert Journey.objects.filter(closed_at__gte=now() - timedelta(days=4)).exists()
    first = Journey.objects.filter(exit="completed").values("participant")
    assert Journey.objects.open().filter(participant__in=first).count() == 1


def test_a_filled_database_is_left_alone():
    actions.seed(people=0)
    with pytest.raises(CommandError, match="niet leeg"):
        call_command("seed_demo")


def test_the_demo_does_not_come_into_production(monkeypatch):
    monkeypatch.setattr(settings, "PRODUCTION", True)
    with pytest.raises(CommandError, match="productie"):
        call_command("seed_demo")
    assert not User.objects.exists()

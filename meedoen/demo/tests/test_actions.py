"""The demo town is the same every time, and stays out of a real database."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.demo import actions
from meedoen.demo.staff import PASSWORD, shown_on_sign_in
from meedoen.journeys.models import Journey
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers.models import Offer
from meedoen.participants.models import Participant

pytestmark = pytest.mark.django_db


def _told():
    with transaction.atomic():
        actions.seed(people=8)
        people = Participant.objects.order_by("registered_on", "sort_name")
        told = list(people.values_list("sort_name", "birth_date", "phone", "registered_on"))
        phases = sorted(Journey.objects.values_list("participant__sort_name", "phase", "exit"))
        transaction.set_rollback(True)
    return told, phases


def test_the_same_people_walk_the_same_road_every_time():
    assert _told() == _told()


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


def test_a_filled_database_is_left_alone():
    actions.seed(people=0)
    with pytest.raises(CommandError, match="niet leeg"):
        call_command("seed_demo")


def test_the_demo_does_not_come_into_production(monkeypatch):
    monkeypatch.setattr(settings, "PRODUCTION", True)
    with pytest.raises(CommandError, match="productie"):
        call_command("seed_demo")
    assert not User.objects.exists()

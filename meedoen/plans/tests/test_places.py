"""Parts of a plan and the places they take."""

from importlib import import_module

import pytest
from django.apps import apps

from meedoen.accounts.choices import Role
from meedoen.core.errors import TooLate
from meedoen.core.time import today
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.tests.factories import make_offer
from meedoen.places import actions as places
from meedoen.places.models import Enrolment
from meedoen.plans import access, actions
from meedoen.plans.models import Component
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def with_offer(coach, **facts):
    """A signed plan with a part of the directory that has not begun."""
    plan, offer = make_plan(by=coach, state="signed"), make_offer(waiting_list=True, **facts)
    part = access.components_of(plan)[0]
    Component.objects.filter(pk=part.pk).update(offer=offer)
    part.refresh_from_db()
    return plan, part, offer


def test_a_part_begins_in_the_place_that_was_kept(coach):
    plan, part, offer = with_offer(coach, capacity=1)
    kept = places.keep(plan.journey, offer=offer, by=coach)

    actions.start_component(part, on=today(), by=coach)

    kept.refresh_from_db()
    offer.refresh_from_db()
    assert (kept.state, kept.started_on, offer.taken) == ("placed", today(), 1)


def test_who_is_too_late_to_begin_hears_of_the_waiting_list(coach):
    _plan, part, offer = with_offer(coach, capacity=1)
    places.keep(make_journey(by=coach), offer=offer, by=coach)

    with pytest.raises(TooLate) as late:
        actions.start_component(part, on=today(), by=coach)

    assert "nummer 1" in str(late.value.next_step)
    part.refresh_from_db()
    assert part.started_on is None


def test_what_ran_before_places_were_known_gets_one_once(coach):
    plan, part, offer = with_offer(coach, capacity=3)
    Component.objects.filter(pk=part.pk).update(started_on=today())
    step = import_module("meedoen.plans.migrations.0004_places")

    step.take_places(apps, None)
    step.take_places(apps, None)

    made = Enrolment.objects.get()
    assert (made.participant_id, made.offer_id) == (plan.journey.participant_id, offer.pk)
    assert (made.state, made.started_on) == ("placed", today())

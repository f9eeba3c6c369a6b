"""Two colleagues, two connections, one place: one gets it, the other hears so at once."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from meedoen.accounts.choices import Role
from meedoen.core.errors import TooLate
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.models import Offer
from meedoen.offers.tests.factories import make_offer
from meedoen.places import actions
from meedoen.places.models import Enrolment
from meedoen.teams.tests.factories import make_member

SUFFIX = "places"
PEOPLE = 6


@pytest.fixture
def apart(django_db_setup, django_db_blocker, tmp_path):
    """Run work in a database of its own, each piece over a connection of its own."""
    with django_db_blocker.unblock():
        settings = _copy(tmp_path)

        def run(work, *given):
            wrapper = connections["default"]
            wrapper.settings_dict = settings
            try:
                return work(*given)
            finally:
                wrapper.close()

        with ThreadPoolExecutor(max_workers=PEOPLE) as threads:
            yield lambda work, *given: threads.submit(run, work, *given)
        if connection.vendor == "postgresql":
            connection.creation.destroy_test_db(suffix=SUFFIX, verbosity=0)


def _copy(folder):
    """A copy of the empty database, in which nothing has to be undone afterwards."""
    if connection.vendor == "postgresql":
        connection.creation.clone_test_db(suffix=SUFFIX, verbosity=0)
        return connection.creation.get_test_db_clone_settings(SUFFIX)
    name = folder / "apart.sqlite3"
    connection.ensure_connection()
    copy = sqlite3.connect(name)
    connection.connection.backup(copy)
    copy.close()
    return {**connection.settings_dict, "NAME": str(name)}


def _stage(capacity):
    coach = make_member(Role.PARTICIPATION_COACH)
    offer = make_offer(by=coach, capacity=capacity, waiting_list=True)
    return coach, offer, [make_journey(by=coach) for _number in range(PEOPLE)]


@pytest.mark.parametrize("capacity", [1, 2])
def test_the_last_place_goes_to_exactly_one(apart, capacity):
    coach, offer, journeys = apart(_stage, capacity).result()
    together = threading.Barrier(PEOPLE)

    def ask(journey):
        together.wait(timeout=20)
        try:
            return actions.keep(journey, offer=offer, by=coach)
        except TooLate as late:
            return late

    answers = [answer.result() for answer in [apart(ask, journey) for journey in journeys]]

    late = [answer for answer in answers if isinstance(answer, TooLate)]
    assert len(late) == PEOPLE - capacity
    assert all("wachtlijst" in str(one.next_step) for one in late)
    assert apart(lambda: Offer.objects.get(pk=offer.pk).taken).result() == capacity
    assert apart(lambda: Enrolment.objects.holding().count()).result() == capacity


def test_the_same_person_asked_for_twice_at_once_gets_one_place(apart):
    coach, offer, journeys = apart(_stage, 5).result()
    together = threading.Barrier(2)

    def ask():
        together.wait(timeout=20)
        return actions.keep(journeys[0], offer=offer, by=coach).pk

    one, other = [answer.result() for answer in (apart(ask), apart(ask))]

    assert one == other
    assert apart(lambda: Offer.objects.get(pk=offer.pk).taken).result() == 1

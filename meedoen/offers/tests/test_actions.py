"""Keeping the directory right, and giving out places."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.network.tests.factories import make_organisation
from meedoen.offers import actions, rules
from meedoen.offers.choices import Status
from meedoen.offers.models import Offer, Session
from meedoen.offers.rules import Slot
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def test_an_offer_is_added_with_its_times_and_counts_as_confirmed(coach, audited):
    offer = make_offer(by=coach, slots=[slot(0, "9.00", "11.00"), slot(2, "19.00", "21.00")])

    kept = Offer.objects.get(pk=offer.pk)
    assert rules.day_part_names(kept.day_parts) == ["maandagochtend", "woensdagavond"]
    assert kept.schedule == "maandag 9.00 tot 11.00 uur; woensdag 19.00 tot 21.00 uur"
    assert kept.verified_on == today()
    assert not kept.is_stale
    assert audited("offers.added", offer)


def test_correcting_replaces_the_times_and_confirms(coach):
    offer = make_offer(by=coach, verified_on=date(2020, 1, 1))
    actions.correct(offer, version=1, by=coach, name="Naaicafé", slots=[slot(3, "13.00", "15.00")])

    kept = Offer.objects.get(pk=offer.pk)
    assert (kept.name, kept.sort_name, kept.version) == ("Naaicafé", "naaicafe", 2)
    assert kept.schedule == "donderdag 13.00 tot 15.00 uur"
    assert kept.day_parts == rules.day_parts(kept.slots)
    assert not kept.is_stale
    assert "naaicafe" in kept.search_key


def test_two_colleagues_correct_at_once_and_the_second_hears_it(coach):
    offer = make_offer(by=coach)
    actions.correct(Offer.objects.get(pk=offer.pk), version=1, by=coach, name="Eerste")

    with pytest.raises(TooLate):
        actions.correct(Offer.objects.get(pk=offer.pk), version=1, by=coach, name="Tweede")

    assert Offer.objects.get(pk=offer.pk).name == "Eerste"


def test_correcting_without_times_leaves_them(coach):
    offer = make_offer(by=coach, slots=[slot(3, "13.00", "15.00")])
    actions.correct(Offer.objects.get(pk=offer.pk), version=1, by=coach, address="Kade 1")

    kept = Offer.objects.get(pk=offer.pk)
    assert kept.schedule == "donderdag 13.00 tot 15.00 uur"
    assert kept.day_parts


@pytest.mark.parametrize(
    "facts",
    [
        {"slots": [Slot(0, time(11), time(9))]},
        {"slots": [slot(0, "9.00", "11.00"), slot(0, "10.00", "12.00")]},
        {"oral_min": "b1", "oral_max": "a1"},
        {"oral_min": "alfa_a"},
        {"themes": ["geen thema"]},
    ],
)
def test_facts_that_cannot_be_true_are_refused(coach, facts):
    with pytest.raises(NotPossible):
        make_offer(by=coach, **facts)
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"starts_on": date(2027, 5, 1), "ends_on": date(2027, 4, 1)},
        {"ladder_min": 4, "ladder_max": 2},
        {"ladder_min": 7},
        {"age_min": 28, "age_max": 27},
        {"age_max": 121},
        {"capacity": 3, "taken": 4},
    ],
)
def test_the_database_and_the_model_refuse_what_cannot_be(coach, facts):
    with pytest.raises((ValidationError, NotPossible)):
        make_offer(by=coach, **facts)
    offer = make_offer(by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(**facts)


def test_the_database_refuses_a_moment_that_ends_before_it_starts(coach):
    offer = make_offer(by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(offer=offer, weekday=0, starts_at=time(11), ends_at=time(9))
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(offer=offer, weekday=7, starts_at=time(9), ends_at=time(11))


def test_the_last_place_goes_to_one_and_the_other_hears_so(coach, audited):
    offer = make_offer(by=coach, capacity=1)
    one, other = Offer.objects.get(pk=offer.pk), Offer.objects.get(pk=offer.pk)
    actions.take_place(one, by=coach)

    with pytest.raises(TooLate) as refusal:
        actions.take_place(other, by=coach)

    assert "laatste plaats" in str(refusal.value.message)
    assert Offer.objects.get(pk=offer.pk).is_full
    assert audited("offers.place_taken", offer)


def test_a_place_comes_back_and_never_more_than_were_taken(coach):
    offer = make_offer(by=coach, capacity=2)
    actions.take_place(offer, by=coach)
    actions.give_back(offer, by=coach)

    assert offer.free_places == 2
    with pytest.raises(NotPossible):
        actions.give_back(offer, by=coach)


def test_without_limit_there_is_always_a_place(coach):
    offer = make_offer(by=coach)
    actions.take_place(offer, by=coach)

    assert offer.free_places is None
    assert not offer.is_full


def test_a_stopped_offer_is_kept_and_can_run_again(coach, audited):
    offer = make_offer(by=coach)
    actions.close(offer, version=offer.version, by=coach)
    assert not Offer.objects.open().exists()
    with pytest.raises(NotPossible):
        actions.confirm(offer, by=coach)

    actions.reopen(offer, version=offer.version, by=coach)

    assert Offer.objects.get(pk=offer.pk).status == Status.OPEN
    assert audited("offers.closed", offer)
    assert audited("offers.reopened", offer)


def test_confirming_makes_it_fresh_again(coach):
    offer = make_offer(by=coach, verified_on=date(2020, 1, 1))
    assert offer.is_stale

    actions.confirm(offer, by=coach)

    assert not Offer.objects.get(pk=offer.pk).is_stale


def test_search_words_hold_name_organisation_and_themes(coach):
    offer = make_offer(
        by=coach, organisation=make_organisation(name="Wijkhuis Zuid"), name="Taalcafé",
        description="Praten bij de koffie", themes=["cooking"],
    )  # fmt: skip

    assert {"taalcafe", "wijkhuis", "koffie", "koken"} <= set(offer.search_key.split())

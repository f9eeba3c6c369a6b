"""Asking, keeping, waiting, inviting, saying yes, giving back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.config import rounds
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import now, pretend, today
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers import actions as offers
from meedoen.offers.tests.factories import make_offer
from meedoen.places import access, actions
from meedoen.places.choices import State
from meedoen.places.models import Enrolment
from meedoen.places.tests.factories import make_full_offer, make_waiting
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def taken(offer):
    offer.refresh_from_db()
    return offer.taken


def line(offer):
    return list(Enrolment.objects.line().filter(offer=offer))


def test_a_place_is_kept_and_lapses_by_itself_without_consequences(coach, audited):
    offer, journey = make_offer(capacity=2), make_journey(by=coach)

    kept = actions.keep(journey, offer=offer, by=coach, until=today() + timedelta(days=3))

    assert (kept.state, taken(offer)) == (State.OFFERED, 1)
    assert actions.expire(on=today() + timedelta(days=3)) == 0
    assert actions.expire(on=today() + timedelta(days=4)) == 1
    assert actions.expire(on=today() + timedelta(days=4)) == 0
    kept.refresh_from_db()
    assert (kept.state, taken(offer)) == (State.LAPSED, 0)
    assert audited("places.kept", kept)
    assert audited("places.lapsed", kept)
    assert actions.keep(journey, offer=offer, by=coach).state == State.OFFERED


def test_the_round_of_the_day_frees_what_was_kept(coach):
    offer = make_offer(capacity=1)
    with pretend(now() - timedelta(days=30)):
        actions.keep(make_journey(by=coach), offer=offer, by=coach)

    assert rounds.ROUNDS["places"]() == "1 plaatsen niet langer vrijgehouden"
    assert taken(offer) == 0


def test_who_says_yes_keeps_the_place(coach, audited):
    offer = make_offer(capacity=1)
    kept = actions.keep(make_journey(by=coach), offer=offer, by=coach)

    placed = actions.accept(kept, by=coach)
    actions.accept(kept, by=coach)

    assert (placed.state, placed.held_until) == (State.PLACED, None)
    assert actions.expire(on=today() + timedelta(days=400)) == 0
    assert taken(offer) == 1
    assert audited("places.accepted", kept)


def test_a_yes_after_the_place_lapsed_is_told_what_to_do(coach):
    kept = actions.keep(make_journey(by=coach), offer=make_offer(capacity=1), by=coach)
    actions.expire(on=today() + timedelta(days=400))

    with pytest.raises(NotPossible, match="niet langer vrijgehouden"):
        actions.accept(kept, by=coach)


def test_when_it_is_full_the_waiting_list_is_offered_at_once(coach):
    offer = make_full_offer(by=coach)
    make_waiting(offer, by=coach)
    journey = make_journey(by=coach)

    with pytest.raises(TooLate) as late:
        actions.keep(journey, offer=offer, by=coach)
    assert "nummer 2" in str(late.value.next_step)
    waiting = actions.wait(journey, offer=offer, by=coach)

    assert waiting.state == State.WAITING
    assert access.own(journey.participant_id).numbers[offer.pk] == 2
    assert taken(offer) == 1


def test_without_a_waiting_list_another_offer_is_proposed(coach):
    offer = make_full_offer(by=coach, waiting_list=False)

    with pytest.raises(TooLate) as late:
        actions.keep(make_journey(by=coach), offer=offer, by=coach)
    assert "ander aanbod" in str(late.value.next_step)
    with pytest.raises(NotPossible, match="geen wachtlijst"):
        actions.wait(make_journey(by=coach), offer=offer, by=coach)


def test_sent_twice_it_is_asked_once(coach):
    offer, journey, token = make_offer(capacity=5), make_journey(by=coach), new_id()

    first = actions.keep(journey, offer=offer, by=coach, token=token)
    again = actions.keep(journey, offer=offer, by=coach, token=token)
    other = actions.keep(journey, offer=offer, by=coach, token=new_id())

    assert first == again == other
    assert taken(offer) == 1
    actions.withdraw(first, by=coach)
    assert actions.keep(journey, offer=offer, by=coach, token=token).state == State.WITHDRAWN
    assert taken(offer) == 0
    with pytest.raises(TooLate):
        actions.keep(make_journey(by=coach), offer=offer, by=coach, token=token)


def test_a_place_that_comes_free_is_for_the_first_and_nobody_is_placed_unasked(coach, audited):
    offer = make_full_offer(by=coach)
    first, second = make_waiting(offer, by=coach), make_waiting(offer, by=coach)

    actions.withdraw(Enrolment.objects.holding().get(offer=offer), by=coach)

    assert [one.state for one in line(offer)] == ["waiting", "waiting"]
    with pytest.raises(TooLate, match="wachten al mensen"):
        actions.keep(make_journey(by=coach), offer=offer, by=coach)
    with pytest.raises(NotPossible, match="nummer 2"):
        actions.invite(second, by=coach)
    invited = actions.invite(first, by=coach)
    actions.invite(first, by=coach)
    assert (invited.state, taken(offer)) == (State.OFFERED, 1)
    assert audited("places.invited", first)
    with pytest.raises(TooLate):
        actions.invite(second, by=coach)


def test_who_goes_in_front_does_so_with_a_reason_that_stays(coach, audited):
    offer = make_full_offer(by=coach)
    first, second, third = (make_waiting(offer, by=coach) for _number in range(3))

    with pytest.raises(NotPossible, match="waarom"):
        actions.put_in_front(third, reason="  ", version=third.version, by=coach)
    third = actions.put_in_front(third, reason="Verhuist bijna.", version=1, by=coach)
    actions.put_in_front(third, reason="Verhuist bijna.", version=1, by=coach)

    assert line(offer) == [third, first, second]
    assert audited("places.put_in_front", third)
    with pytest.raises(TooLate):
        actions.put_in_front(third, reason="Anders.", version=1, by=coach)
    actions.put_back(third, by=coach)
    assert line(offer) == [first, second, third]
    assert audited("places.put_back", third)


def test_in_front_without_a_reason_is_refused_by_the_database(coach):
    waiting = make_waiting(make_full_offer(by=coach), by=coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=waiting.pk).update(ahead_at=now(), ahead_by=coach)


def test_one_person_is_there_once_says_the_database(coach):
    kept = actions.keep(make_journey(by=coach), offer=make_offer(capacity=5), by=coach)
    kept.pk = new_id()

    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_beginning_uses_the_place_that_was_kept(coach):
    offer, journey = make_offer(capacity=1), make_journey(by=coach)
    actions.keep(journey, offer=offer, by=coach)

    begun = actions.begin(journey, offer=offer, on=today(), by=coach)

    assert (begun.state, begun.started_on, taken(offer)) == (State.PLACED, today(), 1)
    with pytest.raises(NotPossible, match="doet hier al mee"):
        actions.withdraw(begun, by=coach)
    actions.stop(journey, offer=offer, on=today(), by=coach)
    actions.stop(journey, offer=offer, on=today(), by=coach)
    assert taken(offer) == 0
    begun.refresh_from_db()
    assert (begun.state, begun.ended_on) == (State.ENDED, today())


def test_beginning_at_what_is_full_is_too_late(coach):
    offer = make_full_offer(by=coach)
    waiting = make_waiting(offer, by=coach)

    with pytest.raises(TooLate, match="geen plaats vrij"):
        actions.begin(waiting.journey, offer=offer, on=today(), by=coach)


def test_the_end_of_the_road_frees_places_and_lines(coach):
    full = make_full_offer(by=coach)
    journey = make_journey(by=coach)
    roomy = make_offer(capacity=3)
    make_waiting(full, by=coach, journey=journey)
    actions.keep(journey, offer=roomy, by=coach)

    assert actions.leave(journey, on=today(), by=coach) == 2

    assert not Enrolment.objects.open().filter(journey=journey).exists()
    assert (taken(full), taken(roomy)) == (1, 0)


def test_nothing_is_asked_of_what_has_stopped_or_who_has_left(coach):
    offer = make_offer(capacity=3, waiting_list=True)
    offers.close(offer, version=offer.version, by=coach)

    with pytest.raises(NotPossible, match="gestopt"):
        actions.keep(make_journey(by=coach), offer=offer, by=coach)
    with pytest.raises(NotPossible, match="voorbij"):
        actions.keep(
            make_journey(by=coach), offer=make_offer(), by=coach, until=today() - timedelta(days=1)
        )


def test_capacity_does_not_go_below_who_has_a_place(coach):
    offer = make_full_offer(by=coach, capacity=2)
    offer.taken = 0

    with pytest.raises(NotPossible, match="al 2 plaatsen"):
        offers.correct(offer, version=offer.version, by=coach, capacity=1)
    assert taken(offer) == 2

"""The pages of places: who sees whom, what can be done, and what junk does."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.journeys.tests.factories import make_journey
from meedoen.matching.tests.factories import make_choice
from meedoen.offers.tests.factories import make_offer
from meedoen.participants.tests.factories import make_participant
from meedoen.places import actions
from meedoen.places.choices import State
from meedoen.places.models import Enrolment
from meedoen.places.tests.factories import make_full_offer, make_waiting
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


@pytest.fixture
def journey(coach):
    return make_journey(by=coach)


def page_of(journey, offer, step=""):
    return f"/deelnemers/{journey.participant_id}/plaatsen/{offer.pk}/{step}"


def all_of(journey):
    return f"/deelnemers/{journey.participant_id}/plaatsen/"


def places_at(offer):
    return f"/aanbod/{offer.pk}/plaatsen/"


def text(response):
    return response.content.decode()


def test_a_coach_keeps_a_place_and_the_participant_says_yes(client, journey):
    offer = make_offer(capacity=2)
    assert "Houd een plaats vrij" in text(client.get(page_of(journey, offer)))

    client.post(page_of(journey, offer), {"verb": "keep", "until": ""})

    shown = text(client.get(page_of(journey, offer)))
    assert "Uitgenodigd." in shown
    assert "geen afspraak" in shown
    client.post(page_of(journey, offer, "ja/"))
    assert Enrolment.objects.get().state == State.PLACED
    assert "Begin ermee in het plan" in text(client.get(all_of(journey)))


def test_who_is_too_late_keeps_what_was_typed_and_is_offered_the_waiting_list(
    client, coach, journey
):
    offer = make_full_offer(by=coach)
    make_waiting(offer, by=coach)

    answer = client.post(page_of(journey, offer), {"verb": "keep", "why": "Dicht bij huis."})

    assert answer.status_code == 409
    assert "geen plaats vrij" in text(answer)
    assert "Zet op de wachtlijst, nummer 2" in text(answer)
    assert "Dicht bij huis." in text(answer)
    client.post(page_of(journey, offer), {"verb": "wait", "why": "Dicht bij huis."})
    assert "Op de wachtlijst: nummer 2." in text(client.get(page_of(journey, offer)))


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"verb": "steal"},
        {"verb": "keep", "until": "31-02-2026"},
        {"verb": "keep", "until": "1-1-1900"},
        {"verb": "keep", "token": "geen id"},
        {"verb": "wait", "why": "x" * 400},
    ],
)
def test_what_cannot_be_read_is_said(client, journey, typed):
    offer = make_offer(capacity=2, waiting_list=True)

    answer = client.post(page_of(journey, offer), typed)

    assert answer.status_code == 422
    assert "Dat ging nu niet" in text(answer)
    assert not Enrolment.objects.exists()


def test_the_first_in_the_line_is_proposed_and_invited_from_the_page_of_the_offer(client, coach):
    offer = make_full_offer(by=coach)
    first = make_waiting(offer, by=coach)
    assert "wie is aan de beurt" not in text(client.get(places_at(offer)))
    actions.withdraw(Enrolment.objects.holding().get(), by=coach)

    shown = text(client.get(places_at(offer)))

    assert "wie is aan de beurt" in shown
    assert first.participant.display_name in shown
    client.post(page_of(first.journey, offer, "uitnodigen/"))
    first.refresh_from_db()
    assert first.state == State.OFFERED


def test_a_reason_to_go_in_front_is_asked_and_shown(client, coach):
    offer = make_full_offer(by=coach)
    make_waiting(offer, by=coach)
    second = make_waiting(offer, by=coach)
    page = page_of(second.journey, offer, "vooraan/")
    assert client.get(page).status_code == 200

    assert client.post(page, {"reason": " ", "version": "1"}).status_code == 422
    assert client.post(page, {"reason": "Verhuist.", "version": "9"}).status_code == 409
    assert client.post(page, {"reason": "Verhuist.", "version": "1"}).status_code == 302

    assert "Verhuist." in text(client.get(places_at(offer)))
    assert "Vooraan, omdat:" in text(client.get(page_of(second.journey, offer)))
    client.post(page_of(second.journey, offer, "terug-in-de-rij/"))
    second.refresh_from_db()
    assert second.ahead_reason == ""


def test_who_may_not_see_a_person_sees_a_number(login, coach):
    offer = make_full_offer(by=coach)
    waiting = make_waiting(offer, by=coach)
    stranger = make_member(Role.CONSULTANT)
    own = make_waiting(offer, by=stranger, journey=make_journey(by=stranger))

    shown = text(login(stranger).get(places_at(offer)))

    assert own.participant.display_name in shown
    assert waiting.participant.display_name not in shown
    assert "En nog 1 ander" in shown
    assert Look.objects.filter(part="plaatsen").count() == 1
    nobody = text(login(make_member(Role.DIRECTOR)).get(places_at(offer)))
    assert own.participant.display_name not in nobody
    assert "Wachtlijst (2)" in nobody


def test_an_outsider_finds_nothing_and_a_wrong_method_is_refused(login, coach, journey):
    offer = make_offer(capacity=2)
    actions.keep(journey, offer=offer, by=coach)
    outsider = login(make_member(Role.CONSULTANT))

    for step in ("", "vooraan/"):
        assert outsider.get(page_of(journey, offer, step)).status_code == 404
    for step in ("uitnodigen/", "ja/", "toch-niet/", "terug-in-de-rij/"):
        assert outsider.post(page_of(journey, offer, step)).status_code == 404
        assert login(coach).get(page_of(journey, offer, step)).status_code == 405
    assert login(make_member(Role.PARTNER_CONTACT)).get(places_at(offer)).status_code == 403
    assert login(make_member(Role.ASSESSOR)).get(all_of(journey)).status_code in {403, 404}


def test_toch_niet_is_neutral_and_a_second_time_finds_nothing_to_do(client, coach, journey):
    offer = make_offer(capacity=2)
    actions.keep(journey, offer=offer, by=coach)

    assert client.post(page_of(journey, offer, "toch-niet/")).status_code == 302
    assert client.post(page_of(journey, offer, "toch-niet/")).status_code == 404

    assert "Opnieuw vragen kan altijd" in text(client.get(page_of(journey, offer)))
    assert "Eerder" in text(client.get(all_of(journey)))


def test_what_was_chosen_without_a_place_stands_on_the_page_of_offers(client, coach, journey):
    offer = make_offer(capacity=2, waiting_list=True)
    make_choice(journey, offer=offer, by=coach)
    page = f"/deelnemers/{journey.participant_id}/aanbod/"
    assert "Regel een plaats" in text(client.get(page))

    actions.keep(journey, offer=offer, by=coach)

    assert "Regel een plaats" not in text(client.get(page))
    assert "Vraag wat de deelnemer ervan vindt" in text(client.get(page))


def test_the_match_page_says_which_number_somebody_would_be(client, coach, journey):
    offer = make_full_offer(by=coach)
    for _number in range(3):
        make_waiting(offer, by=coach)

    shown = text(client.get(f"/deelnemers/{journey.participant_id}/aanbod/"))

    assert "Vol; wachtlijst: u bent dan nummer 4." in shown


def test_the_page_of_an_offer_costs_the_same_for_three_or_thirty(client, coach, queries):
    offer = make_offer(capacity=40, waiting_list=True)
    for _number in range(3):
        actions.keep(make_journey(by=coach), offer=offer, by=coach)
        make_waiting(offer, by=coach)
    client.get(places_at(offer))
    few = queries(lambda: client.get(places_at(offer)))
    for _number in range(12):
        make_waiting(offer, by=coach)

    assert queries(lambda: client.get(places_at(offer))) == few <= 15


def test_the_pages_of_a_person_cost_the_same_for_two_or_ten(client, coach, journey, queries):
    pages = (all_of(journey), f"/deelnemers/{journey.participant_id}/aanbod/")
    for _number in range(2):
        make_waiting(make_full_offer(by=coach), by=coach, journey=journey)
    for page in pages:
        client.get(page)
    few = [queries(lambda page=page: client.get(page)) for page in pages]
    for _number in range(5):
        make_waiting(make_full_offer(by=coach), by=coach, journey=journey)

    assert [queries(lambda page=page: client.get(page)) for page in pages] == few
    assert max(few) <= 15


def test_who_walked_no_road_has_no_places(client, coach):
    participant = make_participant(by=coach)

    shown = client.get(f"/deelnemers/{participant.pk}/plaatsen/")

    assert "Nog geen plaatsen" in text(shown)

"""The doors: beginning, seeing why, what if, confirming, and who may not come in."""

import re

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Look
from meedoen.coaching.tests.factories import make_coach
from meedoen.core.ids import new_id
from meedoen.distribution import access, actions
from meedoen.distribution.choices import Answer, State
from meedoen.distribution.models import Mark, Placing, Round, Settled
from meedoen.distribution.pages import starting
from meedoen.distribution.tests.factories import (
    entry_of,
    make_leader,
    make_people,
    make_round,
    place_of,
)
from meedoen.matching.models import Choice
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make_leader()


@pytest.fixture
def client(login, leader):
    return login(leader)


def _at(name, *ids):
    return reverse(f"distribution:{name}", args=[getattr(one, "pk", one) for one in ids])


def _text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def _begin(client, **facts):
    offer = make_offer(capacity=3)
    sent = {"name": "Start maart", "token": str(new_id()), f"room_{offer.pk.hex}": "2", **facts}
    return client.post("/verdelen/groepen/", sent)


def test_coordinator_walks_from_who_waits_to_a_confirmed_place(client, leader):
    people = make_people(3, by=leader)
    page = _text(client.get("/verdelen/groepen/"))
    assert "3 mensen wachten" in page

    answer = _begin(client)
    one = Round.objects.get()
    assert answer.url == _at("detail", one)
    page = _text(client.get(answer.url))
    assert "van 3 mensen hebben een plek" in page
    assert "Niemand is geplaatst" in page
    place = one.places.get()
    page = _text(client.get(_at("place", one, place)))
    assert people[0].participant.display_name in page
    assert "Waarom hier, en niet ergens anders" in page
    assert people[2].participant.display_name in _text(client.get(_at("left", one)))

    ids = Placing.objects.filter(place=place).values_list("pk", flat=True)
    answer = client.post(_at("accept", one, place), {"placing": list(ids)}, follow=True)
    assert "2 deelnemers zijn bevestigd." in _text(answer)
    assert Choice.objects.count() == 2
    again = client.post(_at("accept", one, place), {"placing": list(ids)})
    assert again.status_code == 302
    assert Choice.objects.count() == 2

    client.post(_at("finish", one))
    assert "Afgerond" in _text(client.get(_at("detail", one)))


def test_what_if_shows_both_outcomes_and_for_whom_it_changes(client, leader):
    people, offers = make_people(2, by=leader), [make_offer(name="Kookcafé"), make_offer()]
    one = make_round(by=leader, people=people, offers=offers, room=1)
    first, second = (entry_of(one, who) for who in people)

    answer = client.post(
        _at("mark", one, second),
        {"place": str(place_of(one, offers[0]).pk), "kind": "fix", "reason": "Al afgesproken."},
        follow=True,
    )

    page = _text(answer)
    assert "Vergeleken met het vorige voorstel" in page
    assert "Voor 2 mensen verandert er iets" in page
    assert first.journey.participant.display_name in page
    assert "Al afgesproken." in page
    page = _text(client.get(_at("person", one, second)))
    assert "hier vastgezet" in page
    assert "Met de hand op deze plek vastgezet." in page

    mark = Mark.objects.get()
    page = _text(client.post(_at("lift", one, mark), follow=True))
    assert "weggehaald" in page
    assert access.latest(one).number == 3


def test_a_mark_without_a_reason_or_place_is_told_and_nothing_is_lost(client, leader):
    one = make_round(by=leader)
    entry, place = one.entries.first(), one.places.first()
    address = _at("mark", one, entry)
    answer = client.post(address, {"place": str(place.pk), "kind": "fix", "reason": " "})
    assert answer.status_code == 422
    assert "Schrijf in één zin op waarom." in _text(answer)
    answer = client.post(address, {"place": "x", "kind": "x", "reason": "Mijn reden."})
    assert answer.status_code == 422
    assert "Kies een plek." in _text(answer)
    assert 'value="Mijn reden."' in _text(answer)
    unknown = client.post(address, {"place": str(new_id()), "kind": "fix", "reason": "Zo."})
    assert unknown.status_code == 404
    assert not Mark.objects.exists()


def test_a_pair_that_breaks_a_hard_rule_is_refused_in_words(client, leader):
    easy, stopped = make_offer(), make_offer(women_only=True, childcare=False)
    [person] = make_people(1, by=leader, childcare_needed=True)
    easy.childcare = True
    easy.save()
    one = make_round(by=leader, people=[person], offers=[easy, stopped])
    sent = {"place": str(place_of(one, stopped).pk), "kind": "fix", "reason": "Wil dit graag."}
    answer = client.post(_at("mark", one, entry_of(one, person)), sent)
    assert answer.status_code == 409
    assert "opvang" in _text(answer)
    assert "Wil dit graag." in _text(answer)


def test_deciding_otherwise_is_kept_with_the_reason(client, leader):
    one = make_round(by=leader)
    entry = one.entries.first()
    answer = client.post(_at("otherwise", one, entry), {"place": "", "reason": ""})
    assert answer.status_code == 422
    answer = client.post(
        _at("otherwise", one, entry), {"place": "", "reason": "Wil eerst wachten."}, follow=True
    )
    assert "Wil eerst wachten." in _text(answer)
    assert Settled.objects.get().answer == Answer.OTHERWISE
    again = client.post(_at("otherwise", one, entry), {"place": "", "reason": "Nog eens."})
    assert again.status_code == 409


def test_beginning_says_at_the_field_what_is_wrong_and_keeps_the_rest(client, leader):
    make_people(1, by=leader)
    offer = make_offer(capacity=3)
    sent = {"name": "", "token": str(new_id()), f"room_{offer.pk.hex}": "9"}
    answer = client.post("/verdelen/groepen/", sent)
    assert answer.status_code == 422
    page = _text(answer)
    assert "Geef deze verdeling een naam" in page
    assert "Hier zijn nog 3 plaatsen vrij." in page
    assert 'value="9"' in page
    answer = client.post("/verdelen/groepen/", {**sent, "name": "Leeg", f"room_{offer.pk.hex}": ""})
    assert answer.status_code == 422
    assert "Er is geen enkele plek" in _text(answer)
    assert not Round.objects.exists()


def test_nobody_waits_and_who_is_passed_over(client, leader):
    assert "Nu wacht er niemand" in _text(client.get("/verdelen/groepen/"))
    assert _begin(client).status_code == 422
    people = make_people(2, by=leader)
    _begin(client, skip=[str(people[0].pk)])
    assert [entry.journey_id for entry in Round.objects.get().entries.all()] == [people[1].pk]


def test_new_people_are_divided_among_coaches(client, leader):
    make_people(2, by=leader, phase="registered")
    coach = make_coach(room=20)
    page = _text(client.get("/verdelen/contactpersonen/"))
    assert coach.name in page
    assert "2 mensen wachten" in page
    sent = {"name": "Nieuw", "token": str(new_id()), f"room_{coach.pk.hex}": "2"}
    answer = client.post("/verdelen/contactpersonen/", sent, follow=True)
    assert "van 2 mensen hebben een plek" in _text(answer)
    one = Round.objects.get()
    page = _text(client.get(_at("place", one, one.places.get())))
    assert "Heeft ruimte" in page


def test_of_very_many_colleagues_those_with_room_are_shown(client, leader, monkeypatch):
    make_people(2, by=leader, phase="registered")
    wide, narrow, other = make_coach(room=40), make_coach(room=9), make_coach(room=20)
    monkeypatch.setattr(starting, "MOST_PLACES", 2)

    def shown(page):
        return {one for one in (wide, narrow, other) if f"room_{one.pk.hex}" in page}

    page = _text(client.get("/verdelen/contactpersonen/"))
    assert shown(page) == {wide, other}
    assert "Wie hier niet staat, doet niet mee." in page
    page = _text(client.get("/verdelen/contactpersonen/?alles=1"))
    assert shown(page) == {wide, narrow, other}
    assert "Toon alle" not in page
    # Who was on the page when somebody typed still counts, though others have more room by now.
    sent = {"name": "", "token": str(new_id()), f"room_{narrow.pk.hex}": "1"}
    answer = client.post("/verdelen/contactpersonen/", sent)
    assert narrow in shown(_text(answer))
    client.post("/verdelen/contactpersonen/", {**sent, "name": "Nieuw"})
    assert [place.coach for place in Round.objects.get().places.all()] == [narrow]


def test_further_than_a_limit_nobody_counts_and_everybody_takes_part(client, leader, monkeypatch):
    people = make_people(4, by=leader)
    monkeypatch.setattr(starting, "SHOWN", 1)
    page = _text(client.get("/verdelen/groepen/"))
    assert "4 mensen wachten" in page
    assert "En nog 3 mensen." in page
    monkeypatch.setattr(starting, "MOST_COUNTED", 2)
    page = _text(client.get("/verdelen/groepen/"))
    assert "Meer dan 2 mensen wachten" in page
    assert "En nog veel meer mensen." in page
    _begin(client)
    assert {entry.journey_id for entry in Round.objects.get().entries.all()} == {
        one.pk for one in people
    }


def test_a_large_round_shows_how_far_it_is(client, leader, monkeypatch):
    monkeypatch.setattr("meedoen.distribution.actions.proposing.AT_ONCE", 0)
    one = make_round(by=leader, is_solved=False)
    actions.queue(one, by=leader)
    page = _text(client.get(_at("detail", one)))
    assert "Het rekenen gaat door" in page
    part = client.get(_at("progress", one), headers={"HX-Request": "true"})
    assert "0 van 3" in _text(part)
    assert client.get(_at("progress", one)).status_code == 302
    client.post(_at("solve", one))
    one.refresh_from_db()
    actions.run(one, by=leader)
    done = client.get(_at("progress", one), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == _at("detail", one)


def test_looking_at_reasons_is_written_down(client, leader):
    one = make_round(by=leader)
    entry = one.entries.first()
    client.get(_at("person", one, entry))
    place = Placing.objects.filter(entry=entry).get().place
    client.get(_at("place", one, place))
    looks = Look.objects.filter(participant_id=entry.journey.participant_id, part="verdeling")
    assert looks.count() == 2


def test_others_find_no_rounds_and_may_not_begin_one(login, leader):
    one = make_round(by=leader)
    entry, place = one.entries.first(), one.places.first()
    doors = [_at("detail", one), _at("place", one, place), _at("left", one),
             _at("person", one, entry)]  # fmt: skip
    stranger = login(make_user(Role.WGI_COORDINATOR))
    coach = login(make_member(Role.PARTICIPATION_COACH))
    for door in doors:
        assert stranger.get(door).status_code == 404
        assert coach.get(door).status_code == 403
    for door in ("/verdelen/", "/verdelen/groepen/", "/verdelen/contactpersonen/"):
        assert coach.get(door).status_code == 403
    assert stranger.post(_at("solve", one)).status_code == 404
    assert stranger.post(_at("accept", one, place)).status_code == 404


def test_ending_a_round_that_ended_says_so(client, leader):
    one = make_round(by=leader)
    client.post(_at("drop", one))
    page = _text(client.post(_at("finish", one), follow=True))
    assert "past niet" in page
    one.refresh_from_db()
    assert one.state == State.DROPPED


def test_pages_cost_the_same_for_two_people_or_twenty(client, leader, queries):
    offers = [make_offer() for _ in range(8)]
    few = make_round(by=leader, people=make_people(2, by=leader), offers=offers[:2], room=30)
    many = make_round(by=leader, people=make_people(18, by=leader), offers=offers, room=30)
    for one in (few, many):
        actions.solve(one, by=leader)

    def cost(name, one):
        address = {
            "place": lambda: _at("place", one, place_of(one, offers[0])),
            "person": lambda: _at("person", one, one.entries.first()),
        }.get(name, lambda: _at(name, one))()
        return queries(lambda: client.get(address))

    for name in ("detail", "place", "person", "left"):
        assert cost(name, many) == cost(name, few), name
        assert cost(name, many) <= 15, name


def test_beginning_costs_the_same_for_two_people_or_twenty(client, leader, queries):
    make_people(2, by=leader)
    make_offer()

    def cost():
        return [
            queries(lambda: client.get("/verdelen/")),
            queries(lambda: client.get("/verdelen/groepen/")),
        ]

    few = cost()
    make_people(8, by=leader)
    [make_offer() for _ in range(4)]
    [make_round(by=leader, people=make_people(1, by=leader)) for _ in range(2)]
    many = cost()
    assert many == few
    assert max(many) <= 15


def test_beginning_with_coaches_costs_the_same_for_two_or_twelve(client, leader, queries):
    def cost():
        return queries(lambda: client.get("/verdelen/contactpersonen/"))

    for number in (2, 10):
        make_people(number, by=leader, phase="registered")
        for _coach in range(number):
            make_coach(room=20)
        if number == 2:
            few = cost()

    assert cost() == few

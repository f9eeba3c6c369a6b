"""One note about several people: all of them or none, once, and only of whom one may see."""

from functools import partial

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Event
from meedoen.contacts import access, actions, pages
from meedoen.contacts.models import ContactMoment
from meedoen.core.errors import NotPossible
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
PAGE = "/deelnemers/contact-met-meer-mensen/"


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


def typed(*people, **facts):
    given = {
        "people": [str(one.participant_id) for one in people], "channel": "outside",
        "note": "Samen gekookt in het buurthuis.", "on": today().strftime("%d-%m-%Y"),
        "token": str(new_id()),
    }  # fmt: skip
    return {**given, **facts}


def test_each_person_gets_the_note_and_their_own_line(client, coach):
    one, two = make_journey(by=coach), make_journey(by=coach)
    own = {f"own_{one.participant_id}": "Vroeg naar de fietsles."}

    answer = client.post(PAGE, typed(one, two, **own), follow=True)

    assert "bij 2 mensen" in answer.content.decode()
    notes = dict(ContactMoment.objects.values_list("participant", "note"))
    assert notes[one.participant_id].endswith("buurthuis.\n\nVroeg naar de fietsles.")
    assert notes[two.participant_id] == "Samen gekookt in het buurthuis."
    assert Event.objects.filter(action="contacts.written").count() == 2
    assert not Journey.objects.exclude(last_contact_on=today()).exists()


def test_a_double_click_gives_each_person_one_note(client, coach):
    sent = typed(make_journey(by=coach), make_journey(by=coach))
    for _time in range(2):
        assert client.post(PAGE, sent).status_code == 302

    assert ContactMoment.objects.count() == Event.objects.filter(
        action="contacts.written").count() == 2  # fmt: skip


def test_the_same_form_with_somebody_more_adds_only_that_person(client, coach):
    one, two = make_journey(by=coach), make_journey(by=coach)
    sent = typed(one)
    client.post(PAGE, sent)
    client.post(PAGE, {**sent, "people": [str(one.participant_id), str(two.participant_id)]})

    assert ContactMoment.objects.count() == 2


def test_somebody_of_another_is_missing_and_nobody_gets_the_note(client, coach):
    answer = client.post(PAGE, typed(make_journey(by=coach), make_journey()))

    assert answer.status_code == 404
    assert not ContactMoment.objects.exists()


def test_somebody_whose_journey_ended_is_named_and_what_was_typed_stays(client, coach):
    ended = make_journey(by=coach, first_name="Zilver")
    journeys.end(ended, reason=Exit.MOVED, by=coach)

    answer = client.post(PAGE, typed(make_journey(by=coach), ended))

    assert answer.status_code == 409
    assert "geen traject meer voor: Zilver" in answer.content.decode()
    assert "Samen gekookt" in answer.content.decode()
    assert not ContactMoment.objects.exists()


@pytest.mark.parametrize(
    ("junk", "told"),
    [
        ({"people": []}, "Kies een of meer mensen"),
        ({"people": ["geen-id"]}, "Kies opnieuw"),
        ({"people": ["\x00"]}, "Kies opnieuw"),
        ({"note": ""}, "Schrijf kort op"),
        ({"on": "31-02-2026"}, "geldige datum"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(client, coach, junk, told):
    answer = client.post(PAGE, typed(make_journey(by=coach), **junk))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not ContactMoment.objects.exists()


def test_a_line_of_one_person_that_is_too_long_is_said(client, coach):
    one = make_journey(by=coach)
    answer = client.post(PAGE, typed(one, **{f"own_{one.participant_id}": "x" * 1200}))

    assert answer.status_code == 422
    assert "Dit is te lang" in answer.content.decode()


def test_more_than_sixty_people_is_no_note(client, coach):
    answer = client.post(PAGE, typed(people=[str(new_id()) for _one in range(61)]))

    assert answer.status_code == 422
    assert "hoogstens 60" in answer.content.decode()


def test_looking_for_somebody_keeps_what_was_ticked_and_typed(client, coach):
    ticked = make_journey(by=coach, first_name="Brons")
    make_journey(by=coach, first_name="Koperdraad")
    hidden = make_journey(first_name="Koperen")

    sent = typed(ticked, note="Half af", on="", go="zoek", zoek="koper")
    shown = client.post(PAGE, sent).content.decode()
    part = client.post(PAGE, sent, headers={"HX-Request": "true"}).content.decode()

    for text in (shown, part):
        assert "Koperdraad" in text
        assert str(hidden.participant_id) not in text
        assert f'value="{ticked.participant_id}" checked' in text
    assert "Half af" in shown
    assert "<form" not in part
    assert not ContactMoment.objects.exists()


def test_without_looking_the_own_people_are_offered(client, coach):
    mine = make_journey(by=coach, phase="acceptance")
    make_journey(by=coach, phase="planning")

    assert [one.id for one in pages.pick(coach).others] == [mine.participant_id]
    assert str(mine.participant_id) in client.get(PAGE).content.decode()


def test_begun_from_a_dossier_that_person_is_ticked(client, coach):
    met, hidden = make_journey(by=coach), make_journey()

    shown = client.get(
        PAGE, {"met": [met.participant_id, hidden.participant_id], "dag": "2026-11-02"}
    ).content.decode()

    assert f'value="{met.participant_id}" checked' in shown
    assert str(hidden.participant_id) not in shown


def test_a_group_note_is_never_a_warning(client, coach):
    journey = make_journey(by=coach, phase="in_trajectory")
    assert "is_warning" not in client.get(PAGE).content.decode()

    client.post(PAGE, typed(journey, is_warning="on"))

    assert not ContactMoment.objects.get().is_warning


def test_nobody_and_no_permission_are_refused(coach, login):
    with pytest.raises(NotPossible, match="over wie"):
        actions.write_together([], by=coach, token=new_id(), note="x")
    assert login(make_member(Role.DIRECTOR)).get(PAGE).status_code == 403
    assert access.to_write_together(coach, []) == []


def test_the_page_and_the_note_cost_the_same_for_two_or_twenty(client, coach, queries):
    people = [make_journey(by=coach, phase="acceptance") for _one in range(2)]
    client.get(PAGE)
    few = queries(lambda: client.get(PAGE))
    send = partial(client.post, PAGE)
    sent = queries(lambda: send(typed(*people)))
    people += [make_journey(by=coach, phase="acceptance") for _one in range(8)]

    assert queries(lambda: client.get(PAGE)) == few <= 15
    assert queries(lambda: send(typed(*people))) == sent

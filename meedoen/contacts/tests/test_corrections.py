"""Putting a contact right: by its writer, with what stood there still to be read."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from meedoen.accounts.choices import Role
from meedoen.contacts import actions, pages
from meedoen.contacts.models import ContactMoment, EarlierText
from meedoen.contacts.tests.factories import make_contact
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


@pytest.fixture
def moment(coach):
    return make_contact(make_journey(by=coach), by=coach, note="Werkt bij de bakker.")


def address(moment, verb=""):
    return f"/deelnemers/{moment.participant_id}/contacten/{moment.pk}/{verb}"


def typed(moment, **facts):
    given = {
        "channel": "call", "note": "Werkt bij de slager.", "on": moment.on.strftime("%d-%m-%Y"),
        "version": moment.version,
    }  # fmt: skip
    return {**given, **facts}


def test_the_writer_puts_it_right_and_the_earlier_text_stays(client, moment, audited):
    assert "Werkt bij de bakker." in client.get(address(moment)).content.decode()

    answer = client.post(address(moment), typed(moment), follow=True)

    shown = answer.content.decode()
    assert "Werkt bij de slager." in shown
    assert "Werkt bij de bakker." in shown
    assert "Verbeterd op" in shown
    assert EarlierText.objects.get().note == "Werkt bij de bakker."
    assert audited("contacts.corrected", moment)


def test_every_earlier_text_stays_in_order(moment, coach):
    for version, note in ((1, "twee"), (2, "drie")):
        actions.correct(moment, by=coach, version=version, note=note)

    shown = pages.timeline(moment.participant_id).moments[0]
    assert [one.note for one in shown.earlier] == ["twee", "Werkt bij de bakker."]


def test_nothing_changed_leaves_no_trace(moment, coach):
    actions.correct(moment, by=coach, version=1, note=moment.note)

    assert not EarlierText.objects.exists()
    assert ContactMoment.objects.get().corrected_at is None


def test_the_second_window_sees_both_texts(client, moment):
    client.post(address(moment), typed(moment))

    answer = client.post(address(moment), typed(moment, note="Werkt bij de kapper."))

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Werkt bij de slager." in shown
    assert "Werkt bij de kapper." in shown
    assert ContactMoment.objects.get().note == "Werkt bij de slager."


def test_a_colleague_reads_but_does_not_change_it(login, moment, coach):
    colleague = make_member(Role.CONSULTANT)
    participants.grant(
        Journey.objects.get().participant, ground=GrantGround.DEPUTY, by=coach, user=colleague
    )
    other = login(colleague)

    assert (
        "Verbeteren of intrekken"
        not in other.get(f"/deelnemers/{moment.participant_id}/contacten/").content.decode()
    )
    answer = other.post(address(moment), typed(moment))
    assert answer.status_code == 403
    assert "Alleen wie dit schreef" in answer.content.decode()


def test_an_outsider_finds_nothing(login, moment, client):
    stranger = login(make_member(Role.PARTICIPATION_COACH))
    other = make_contact(make_journey(), by=make_member(Role.PARTICIPATION_COACH))

    assert stranger.get(address(moment)).status_code == 404
    assert stranger.post(address(moment, "intrekken/"), {}).status_code == 404
    crossed = f"/deelnemers/{moment.participant_id}/contacten/{other.pk}/"
    assert client.get(crossed).status_code == 404


def test_a_withdrawn_contact_no_longer_counts_and_can_be_read_with_why(client, coach, audited):
    journey = make_journey(by=coach)
    make_contact(journey, by=coach, on=today() - timedelta(days=9))
    moment = make_contact(journey, by=coach, note="Bij de verkeerde geschreven.")

    sent = {"because": "Ging over iemand anders.", "version": 1}
    answer = client.post(address(moment, "intrekken/"), sent, follow=True)
    client.post(address(moment, "intrekken/"), sent)  # a double click

    shown = answer.content.decode()
    assert "Ging over iemand anders." in shown
    assert "Bij de verkeerde geschreven." in shown
    assert Journey.objects.get().last_contact_on == today() - timedelta(days=9)
    assert [one.id for one in pages.latest(journey.participant_id)] != [moment.pk]
    assert moment.pk not in {one.id for one in pages.latest(journey.participant_id)}
    assert audited("contacts.withdrawn", moment)
    assert "Schrijf een nieuw contact" in client.get(address(moment)).content.decode()
    assert client.post(address(moment), typed(moment)).status_code == 409


def test_withdrawing_asks_why(client, moment):
    answer = client.post(address(moment, "intrekken/"), {"because": " ", "version": 1})

    assert answer.status_code == 422
    assert "Schrijf op waarom" in answer.content.decode()


def test_two_windows_that_withdraw_and_correct_do_not_overwrite(moment, coach):
    again = ContactMoment.objects.get(pk=moment.pk)
    actions.correct(moment, by=coach, version=1, note="anders")
    with pytest.raises(TooLate):
        actions.withdraw(again, by=coach, version=1, because="weg")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"on": today() + timedelta(days=1)}, "nog niet geweest"),
        ({"next_step_on": today()}, "wat wij dan doen"),
        ({"next_step": "Bellen", "next_step_on": today() - timedelta(days=1)}, "al voorbij"),
    ],
)
def test_days_that_cannot_be_are_refused(moment, coach, facts, told):
    with pytest.raises(NotPossible, match=told):
        actions.correct(moment, by=coach, version=1, **facts)


def test_the_day_of_contact_follows_the_correction(moment, coach):
    actions.correct(moment, by=coach, version=1, on=today() - timedelta(days=3))
    assert Journey.objects.get().last_contact_on == today() - timedelta(days=3)

    actions.correct(moment, by=coach, version=2, was_reached=False)
    assert Journey.objects.get().last_contact_on is None


@pytest.mark.parametrize("statement", ["UPDATE {} SET note = 'x'", "DELETE FROM {}"])
def test_the_database_keeps_the_earlier_text(moment, coach, statement):
    actions.correct(moment, by=coach, version=1, note="anders")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(EarlierText._meta.db_table))
    assert EarlierText.objects.get().note == "Werkt bij de bakker."


@pytest.mark.parametrize(
    "junk",
    [{"version": "x"}, {"version": ""}, {"version": "9" * 30}, {"on": "\x00"}, {"channel": "duif"}],
)
def test_junk_gets_an_answer_in_dutch(client, moment, junk):
    assert client.post(address(moment), typed(moment, **junk)).status_code == 422
    assert not EarlierText.objects.exists()


def test_the_timeline_is_narrowed_by_how_what_and_who(client, coach):
    journey = make_journey(by=coach)
    other = make_member(Role.CONSULTANT)
    make_contact(journey, by=coach, note="Eerste", channel="visit", topic="language")
    make_contact(journey, by=other, note="Tweede", channel="call", topic="practical")
    here = f"/deelnemers/{journey.participant_id}/contacten/"

    for query, shown, hidden in (
        ({"hoe": "visit"}, "Eerste", "Tweede"),
        ({"waarover": "practical"}, "Tweede", "Eerste"),
        ({"wie": other.pk}, "Tweede", "Eerste"),
    ):
        text = client.get(here, query).content.decode()
        assert shown in text
        assert hidden not in text
    for junk in ({"hoe": "duif"}, {"wie": "x"}, {"wie": "\x00"}, {"waarover": "x" * 9000}):
        assert "Eerste" in client.get(here, junk).content.decode()
    none = client.get(here, {"hoe": "letter"}).content.decode()
    assert "Geen contact gevonden" in none


def test_the_choice_stays_on_the_next_page_and_costs_the_same(client, coach, queries):
    journey = make_journey(by=coach)
    here = f"/deelnemers/{journey.participant_id}/contacten/"
    make_contact(journey, by=coach, channel="visit")
    client.get(here)
    few = queries(lambda: client.get(here, {"hoe": "visit"}))
    for _time in range(34):
        make_contact(journey, by=coach, channel="visit")

    first = client.get(here, {"hoe": "visit"}).content.decode()
    assert "hoe=visit&amp;na=" in first
    assert queries(lambda: client.get(here, {"hoe": "visit"})) == few <= 15


def test_a_form_begun_by_an_appointment_knows_day_and_kind(client, coach):
    journey = make_journey(by=coach)
    here = f"/deelnemers/{journey.participant_id}/contacten/"
    day = today() - timedelta(days=2)

    begun = {"dag": day.isoformat(), "via": "visit", "over": "language"}
    shown = client.get(here, begun).content.decode()
    assert f'value="{day:%d-%m-%Y}"' in shown
    for junk in ({"dag": "x"}, {"dag": "9999-12-31"}, {"via": "duif", "over": "\x00"}):
        assert f'value="{today():%d-%m-%Y}"' in client.get(here, junk).content.decode()

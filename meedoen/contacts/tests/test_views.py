"""The page of contacts: who may come in, what is kept, and that nothing breaks it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.contacts import pages
from meedoen.contacts.models import ContactMoment
from meedoen.contacts.tests.factories import make_contact
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
R9 = "deelname is vrijwillig tot de overeenkomst is getekend"


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


def address(journey):
    return f"/deelnemers/{journey.participant_id}/contacten/"


def typed(**facts):
    given = {
        "channel": "call", "note": "Het gaat goed.", "on": today().strftime("%d-%m-%Y"),
        "token": str(new_id()),
    }  # fmt: skip
    return {**given, **facts}


def test_coach_writes_a_note_and_sees_it_on_top(client, coach):
    journey = make_journey(by=coach)

    answer = client.post(address(journey), typed(next_step="Terugbellen", later="7"), follow=True)

    moment = ContactMoment.objects.get()
    assert moment.next_step_on == today() + timedelta(days=7)
    assert "Het contact is opgeslagen" in answer.content.decode()
    assert "Terugbellen" in answer.content.decode()


def test_a_chosen_day_counts_more_than_a_chip(client, coach):
    journey, day = make_journey(by=coach), today() + timedelta(days=3)

    client.post(
        address(journey),
        typed(next_step="Bellen", later="7", next_step_on=day.strftime("%d-%m-%Y")),
    )

    assert ContactMoment.objects.get().next_step_on == day


def test_sending_the_form_twice_gives_one_note(client, coach):
    journey, sent = make_journey(by=coach), typed()
    for _time in range(2):
        assert client.post(address(journey), sent).status_code == 302

    assert ContactMoment.objects.count() == 1


def test_what_was_typed_stays_when_something_is_wrong(client, coach):
    answer = client.post(
        address(make_journey(by=coach)), typed(note="Lang verhaal", on="31-02-2026")
    )

    assert answer.status_code == 422
    assert "Lang verhaal" in answer.content.decode()
    assert not ContactMoment.objects.exists()


def test_a_voluntary_participant_sees_no_warning_and_no_deadline_before_signing(client, coach):
    page = client.get(address(make_journey(by=coach, phase="agreement"))).content.decode()

    assert "is_warning" not in page
    assert "waarschuwing" not in page.lower()
    assert "Een belofte van ons" in page


def test_a_forged_warning_is_refused_in_the_words_of_r9_and_the_text_stays(client, coach):
    journey = make_journey(by=coach, phase="agreement")

    answer = client.post(address(journey), typed(note="Kwam weer niet", is_warning="on"))

    assert answer.status_code == 409
    assert R9 in answer.content.decode()
    assert "Kwam weer niet" in answer.content.decode()
    assert not ContactMoment.objects.exists()


@pytest.mark.parametrize("forged", ["binding", "binding_id", "by", "participant_id", "deadline"])
def test_extra_fields_change_nothing(client, coach, forged):
    journey = make_journey(by=coach)

    client.post(address(journey), typed(**{forged: str(new_id())}))

    moment = ContactMoment.objects.get()
    assert (moment.by, moment.binding, moment.is_warning) == (coach, None, False)
    assert moment.participant_id == journey.participant_id


def test_after_signing_a_warning_can_be_written(client, coach):
    journey = make_journey(by=coach, phase="in_trajectory")
    assert "is_warning" in client.get(address(journey)).content.decode()

    client.post(address(journey), typed(is_warning="on"))

    assert ContactMoment.objects.get().is_warning


JUNK = [
    {},
    {"channel": ["call", "visit"]},
    {"channel": "pigeon"},
    {"note": ""},
    {"note": "\x00\x00"},
    {"note": "x" * 200_000},
    {"on": "\x00"},
    {"on": "9999-99-99"},
    {"on": "01-01-0001"},
    {"next_step": "y" * 500},
    {"next_step_on": "morgen"},
    {"later": "-5", "next_step": "Bellen"},
    {"later": "99999999999", "next_step": "Bellen"},
    {"later": "7"},
    {"motivation": "6"},
    {"motivation": "heel veel"},
    {"topic": "\u202eevil"},
]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_gets_an_answer_in_dutch_and_is_not_kept(client, coach, junk):
    sent = {**typed(), **junk} if junk else {}
    answer = client.post(address(make_journey(by=coach)), sent)

    if junk == {"channel": ["call", "visit"]}:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert "Nog niet opgeslagen" in answer.content.decode()
    assert not ContactMoment.objects.exists()


@pytest.mark.parametrize("token", ["", "geen-nummer", "\x00", "1" * 5000])
def test_a_strange_token_does_not_stop_a_note(client, coach, token):
    assert client.post(address(make_journey(by=coach)), typed(token=token)).status_code == 302
    assert ContactMoment.objects.count() == 1


def test_html_in_a_note_is_shown_as_text(client, coach):
    journey = make_journey(by=coach)
    client.post(address(journey), typed(note="<script>alert(1)</script>"))

    page = client.get(address(journey)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_look_is_logged_once_for_each_visit(client, coach):
    journey = make_journey(by=coach)
    client.get(address(journey))
    client.head(address(journey))

    assert [look.part for look in Look.objects.about(journey.participant_id)] == ["contacten"]


def test_outsider_and_assessor_find_nothing(login, coach):
    journey = make_journey(by=coach)
    assessor = make_member(Role.ASSESSOR)
    participants.grant(journey.participant, ground=GrantGround.ASSESSMENT, by=coach, user=assessor)
    for user in (assessor, make_member(Role.PARTICIPATION_COACH), make_member(Role.DIRECTOR)):
        assert login(user).get(address(journey)).status_code == 404
        assert login(user).post(address(journey), typed()).status_code == 404

    assert not ContactMoment.objects.exists()
    assert not Look.objects.exists()


def test_after_the_end_the_notes_can_be_read_but_not_added(client, coach):
    journey = make_journey(by=coach)
    make_contact(journey, by=coach)
    journeys.end(journey, reason=Exit.MOVED, by=coach)

    page = client.get(address(journey))
    assert "Even gebeld" in page.content.decode()
    assert 'name="note"' not in page.content.decode()
    assert client.post(address(journey), typed()).status_code == 409


def test_thirty_notes_on_a_page_and_the_rest_behind_it(client, coach):
    journey = make_journey(by=coach)
    for number in range(33):
        make_contact(
            journey, by=coach, note=f"Gesprek nummer {number:02}.",
            on=today() - timedelta(number // 4),
        )  # fmt: skip

    first = pages.timeline(journey.participant_id)
    second = pages.timeline(journey.participant_id, marker=first.next_marker)

    assert (len(first.moments), len(second.moments)) == (30, 3)
    assert len({one.id for one in first.moments + second.moments}) == 33
    days = [one.on for one in first.moments + second.moments]
    assert days == sorted(days, reverse=True)
    older = client.get(address(journey), {"na": first.next_marker}).content.decode()
    assert "Gesprek nummer 32." in older
    assert "Gesprek nummer 00." not in older


@pytest.mark.parametrize("marker", ["x", "2026-01-01_x", "_", "\x00", "2026-13-01_" + "0" * 32])
def test_a_tampered_marker_gives_the_first_page(client, coach, marker):
    journey = make_journey(by=coach)
    make_contact(journey, by=coach)

    assert "Even gebeld" in client.get(address(journey), {"na": marker}).content.decode()


def test_a_note_costs_eight_queries(client, queries, coach):
    journey = make_journey(by=coach)

    assert queries(lambda: client.post(address(journey), typed())) <= 8
    assert ContactMoment.objects.count() == 1


def test_the_page_costs_the_same_for_two_or_twenty(client, queries, coach):
    journey = make_journey(by=coach)
    make_contact(journey, by=coach)
    make_contact(journey, by=coach)
    client.get(address(journey))
    few = queries(lambda: client.get(address(journey)))
    for _time in range(18):
        make_contact(journey, by=coach)

    assert queries(lambda: client.get(address(journey))) == few
    assert few <= 15


def test_saving_a_note_costs_eight_statements(client, coach):
    journey = make_journey(by=coach)
    with CaptureQueriesContext(connection) as captured:
        client.post(address(journey), typed(next_step="Bellen", later="1"))
    work = [
        one["sql"]
        for one in captured
        if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]

    assert len(work) <= 8, "\n".join(work)

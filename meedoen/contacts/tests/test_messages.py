"""What a participant heard from us: on the dossier, on paper, and done by hand."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.core.ids import new_id
from meedoen.journeys.tests.factories import make_journey
from meedoen.messages.choices import Problem, State, Way
from meedoen.messages.models import Message
from meedoen.messages.tests.factories import make_message
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


def place(journey, message=None, part=""):
    tail = f"{message.pk}/{part}/" if message else ""
    return f"/deelnemers/{journey.participant_id}/berichten/{tail}"


def test_the_dossier_shows_what_was_said_and_what_is_still_to_do(client, journey, consultant):
    assert "Nog geen berichten" in client.get(place(journey)).content.decode()
    make_message(way=Way.LETTER, by=consultant, participant=journey.participant_id)
    failed = make_message(by=consultant, participant=journey.participant_id)
    Message.objects.filter(pk=failed.pk).update(state=State.FAILED, problem=Problem.REFUSED)

    shown = client.get(place(journey)).content.decode()

    for words in ("zelf te doen", "niet gelukt", "De ontvanger neemt geen post aan",
                  "Vertel het op een andere manier.", "Dag!"):  # fmt: skip
        assert words in shown
    assert Look.objects.filter(part="berichten").exists()
    assert (
        place(journey)
        in client.get(f"/deelnemers/{journey.participant_id}/contacten/").content.decode()
    )


def test_a_message_is_a_letter_to_hand_over_and_is_done_once(client, journey, consultant, audited):
    message = make_message(way=Way.LETTER, by=consultant, participant=journey.participant_id)

    paper = client.get(place(journey, message, "brief"))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert journey.participant.case_number.lower() in paper["Content-Disposition"]
    for _click in range(2):
        assert client.post(place(journey, message, "gedaan")).status_code == 302

    assert Message.objects.get().state == State.DONE
    assert Message.objects.get().finished_by == consultant
    assert audited("messages.done", message)


def test_a_mail_on_its_way_cannot_be_called_done(client, journey, consultant):
    message = make_message(by=consultant, participant=journey.participant_id)

    assert client.post(place(journey, message, "gedaan")).status_code == 409


def test_the_messages_of_somebody_else_are_missing(client, login, journey, consultant):
    mine = make_message(way=Way.LETTER, by=consultant, participant=journey.participant_id)
    theirs = make_message(way=Way.LETTER, by=consultant, participant=new_id())
    stranger = login(make_member(Role.CONSULTANT))

    for browser, message in ((client, theirs), (stranger, mine)):
        assert browser.get(place(journey, message, "brief")).status_code == 404
        assert browser.post(place(journey, message, "gedaan")).status_code == 404
    assert not Message.objects.filter(state=State.DONE).exists()


def test_the_list_costs_the_same_for_two_or_twenty(client, queries, journey, consultant):
    client.get(place(journey))  # reads the road once
    for _ in range(2):
        make_message(by=consultant, participant=journey.participant_id)
    few = queries(lambda: client.get(place(journey)))
    for _ in range(18):
        make_message(by=consultant, participant=journey.participant_id)

    assert queries(lambda: client.get(place(journey))) == few <= 15

"""The calendar under a secret address: neutral, steady, polite, and gone when it is ended."""

import logging

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment
from meedoen.appointments import actions
from meedoen.appointments.choices import Where
from meedoen.appointments.models import Feed
from meedoen.appointments.tests.factories import at, make_appointment
from meedoen.audit.models import Event
from meedoen.core.time import pretend
from meedoen.journeys.tests.factories import make_journey
from meedoen.network.tests.factories import make_organisation
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def feed(coach):
    return f"/agenda/{actions.open_feed(by=coach)}.ics"


def read(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_anybody_with_the_address_reads_a_neutral_calendar(client, coach, feed):
    journey = make_journey(by=coach, first_name="Amina", question="Ik wil leren zwemmen.")
    organisation = make_organisation(name="Taalhuis De Vijzel")
    make_appointment(journey, by=coach, where=Where.ORGANISATION, organisation=organisation)
    make_appointment(
        journey, by=coach, starts_at=at(2), where=Where.HOME, place="Dorpsstraat 1",
        note="Neem het plan mee", interpreter_language="ti",
    )  # fmt: skip
    make_appointment(journey, by=make_member(Role.CONSULTANT), starts_at=at(3))

    answer = client.get(feed)

    there, home = read(answer)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert {str(there["summary"]), str(home["summary"])} == {"Afspraak"}
    assert str(there["location"]) == "Taalhuis De Vijzel"
    assert "location" not in home
    assert str(there["url"]).startswith("http://testserver/afspraken/")
    text = answer.content.decode().replace("\r\n ", "")
    for secret in ("Amina", "zwemmen", "Dorpsstraat", "plan", "Tigrinya", "tolk",
                   journey.participant.case_number, str(journey.participant_id)):  # fmt: skip
        assert secret not in text


def test_moving_keeps_the_uid_and_counts_up_and_called_off_stays(client, coach, feed):
    made = make_appointment(make_journey(by=coach), by=coach)
    (first,) = read(client.get(feed))
    actions.rearrange(made, by=coach, version=1, hosts=[coach], starts_at=at(2), ends_at=at(2, 11))
    (second,) = read(client.get(feed))
    actions.cancel(made, by=coach, version=2)
    (third,) = read(client.get(feed))

    assert first["uid"] == second["uid"] == third["uid"]
    assert [int(one["sequence"]) for one in (first, second, third)] == [0, 1, 2]
    assert second.decoded("dtstart") == at(2)
    assert str(third["status"]) == "CANCELLED"


def test_what_did_not_change_is_not_sent_again(client, coach, feed):
    made = make_appointment(make_journey(by=coach), by=coach)
    first = client.get(feed)
    again = client.get(feed, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"].startswith("private")
    assert (again.status_code, again.content) == (304, b"")
    actions.cancel(made, by=coach, version=1)
    changed = client.get(feed, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert client.head(feed).status_code == 200
    assert client.post(feed).status_code == 405


def test_an_ended_renewed_or_unknown_address_is_missing(client, coach, feed):
    assert client.get(feed).status_code == 200
    fresh = f"/agenda/{actions.open_feed(by=coach)}.ics"
    assert client.get(feed).status_code == 404
    assert client.get(fresh).status_code == 200
    actions.end_feed(by=coach)
    for gone in (fresh, "/agenda/x.ics", f"/agenda/{'x' * 5000}.ics", "/agenda/%00%ff.ics"):
        assert client.get(gone).status_code == 404, gone[:40]


def test_who_left_or_has_no_such_role_any_more_reads_nothing(client, coach):
    other = make_member(Role.CONSULTANT)
    closed = f"/agenda/{actions.open_feed(by=coach)}.ics"
    roleless = f"/agenda/{actions.open_feed(by=other)}.ics"
    accounts.close_account(coach, by=other)
    accounts.end_role(RoleAssignment.objects.get(user=other), by=other)

    assert client.get(closed).status_code == 404
    assert client.get(roleless).status_code == 404


def test_reading_is_logged_once_a_day_in_the_name_of_the_colleague(client, coach, feed):
    for _time in range(3):
        client.get(feed)
    told = Event.objects.get(action="appointments.feed_read")
    assert (told.actor_id, told.facts) == (coach.pk, {})
    with pretend(at(1, 8)):
        client.get(feed)
    assert Event.objects.filter(action="appointments.feed_read").count() == 2


def test_a_program_that_asks_all_the_time_is_asked_to_wait(client, coach, feed):
    with pretend(at(0, 12)):
        answers = [client.get(feed).status_code for _time in range(61)]
        late = client.get(feed)
        assert client.get("/agenda/x.ics").status_code == 404
    assert set(answers[:60]) == {200}
    assert late.status_code == 429
    assert late.headers["Retry-After"] == "600"
    with pretend(at(0, 13)):
        assert client.get(feed).status_code == 200


def test_who_guesses_addresses_is_asked_to_wait(client):
    with pretend(at(0, 12)):
        answers = [client.get(f"/agenda/{number}.ics").status_code for number in range(61)]
    assert answers[-1] == 429
    assert set(answers[:-1]) == {404}


def test_no_log_holds_the_secret(coach, feed, capsys):
    secret = feed.split("/")[-1]
    handler = logging.getLogger("django").handlers[0]
    written = []
    handler.stream, before = (
        type("Pen", (), {"write": written.append, "flush": lambda: None}),
        (handler.stream),
    )
    try:
        actions.end_feed(by=coach)
        Client().get(feed)
        logging.getLogger("django.request").warning("Oops at %(path)s", {"path": feed})
        logging.getLogger("django.request").warning("Went wrong: %s", feed)
    finally:
        handler.stream = before
    text = "".join(written)
    assert "/agenda/….ics" in text
    assert secret.removesuffix(".ics") not in text
    assert not Event.objects.filter(facts__icontains=secret[:20]).exists()


def test_the_page_makes_shows_once_and_ends(login, coach, client):
    inside = login(coach)
    assert "nog geen adres" in inside.get("/agenda/koppelen/").content.decode()

    shown = inside.post("/agenda/koppelen/", {"go": "nieuw"}).content.decode()
    address = shown.split('readonly value="')[1].split('"')[0]

    path = address.removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    later = inside.get("/agenda/koppelen/").content.decode()
    assert address not in later
    assert "laatst gelezen" in later
    inside.post("/agenda/koppelen/", {"go": "stop"})
    inside.post("/agenda/koppelen/", {"go": "stop"})
    assert client.get(path).status_code == 404
    assert Event.objects.filter(action="appointments.feed_ended").count() == 1


def test_a_role_that_meets_nobody_has_no_address(login):
    assert login(make_member(Role.DIRECTOR)).post("/agenda/koppelen/").status_code == 403
    assert not Feed.objects.exists()


def test_a_calendar_costs_the_same_for_two_or_twenty(client, coach, feed, queries):
    journey = make_journey(by=coach)
    make_appointment(journey, by=coach)
    client.get(feed)
    few = queries(lambda: client.get(feed))
    for number in range(12):
        make_appointment(journey, by=coach, starts_at=at(number, 15))
    assert queries(lambda: client.get(feed)) == few <= 8

"""The agenda, the appointments in a dossier, and the file for the participant."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from meedoen.accounts.choices import Role
from meedoen.appointments.choices import Reminder, Where
from meedoen.appointments.tests.factories import at, make_appointment
from meedoen.audit.models import Look
from meedoen.core.ids import new_id
from meedoen.core.time import pretend, today
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
NEW = "/afspraken/nieuw/"


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


def address(appointment, verb=""):
    return f"/afspraken/{appointment.pk}/{verb}"


def test_the_agenda_begins_today_and_walks_by_week(client, coach):
    journey = make_journey(by=coach, first_name="Amina")
    make_appointment(journey, by=coach, starts_at=at(0, 9))
    make_appointment(journey, by=coach, starts_at=at(8, 9), where=Where.PHONE)
    make_appointment(journey, by=make_member(Role.CONSULTANT), starts_at=at(1, 9))

    with pretend(at(0, 8)):
        shown = client.get("/agenda/").content.decode()
    assert shown.index("Vandaag") < shown.index("Amina") < shown.index("Morgen")
    assert shown.count("Amina") == 1
    later = client.get("/agenda/", {"vanaf": (today() + timedelta(days=7)).isoformat()})
    assert "telefonisch" in later.content.decode()
    for junk in ("x", "\x00", "9999-12-31", "0001-01-01", "2026-02-31"):
        assert "Vandaag" in client.get("/agenda/", {"vanaf": junk}).content.decode()


def test_the_agenda_asks_how_it_went_and_whom_to_remind(client, coach):
    journey = make_journey(by=coach, first_name="Amina")
    make_appointment(journey, by=coach, starts_at=at(-1, 9))
    soon = make_appointment(journey, by=coach, starts_at=at(1, 9), reminder=Reminder.DAY)

    with pretend(at(0, 10)):
        shown = client.get("/agenda/").content.decode()
        assert "Hoe ging het?" in shown
        assert "Even aan herinneren" in shown
        guest = soon.guests.get()
        client.post(address(soon, f"herinnerd/{guest.pk}/"))
        assert "Even aan herinneren" not in client.get("/agenda/").content.decode()
    guest.refresh_from_db()
    assert guest.reminded_at == at(0, 10)
    assert client.post(address(soon, f"herinnerd/{new_id()}/")).status_code == 404


def test_two_at_the_same_time_are_marked_in_the_agenda(client, coach):
    make_appointment(make_journey(by=coach), by=coach)
    make_appointment(make_journey(by=coach), by=coach, starts_at=at(hour=10, minute=30))
    make_appointment(make_journey(by=coach), by=coach, starts_at=at(hour=11, minute=30))

    assert client.get("/agenda/").content.decode().count("tegelijk met een andere") == 2


def test_the_dossier_shows_what_comes_first_and_then_what_was(client, coach):
    journey = make_journey(by=coach)
    here = f"/deelnemers/{journey.participant_id}/afspraken/"
    assert "Nog geen afspraak" in client.get(here).content.decode()
    make_appointment(journey, by=coach, starts_at=at(5), where=Where.VIDEO)
    make_appointment(journey, by=coach, starts_at=at(2), where=Where.PHONE)
    make_appointment(journey, by=coach, starts_at=at(-2), where=Where.HOME)

    shown = client.get(here).content.decode()

    assert shown.index("telefonisch") < shown.index("videogesprek") < shown.index("thuis")
    assert {look.part for look in Look.objects.about(journey.participant_id)} == {"afspraken"}
    assert here in client.get(here.replace("afspraken", "contacten")).content.decode()


def test_what_was_is_paged_and_a_strange_marker_gives_the_first_page(client, coach):
    journey = make_journey(by=coach)
    here = f"/deelnemers/{journey.participant_id}/afspraken/"
    for number in range(23):
        make_appointment(journey, by=coach, starts_at=at(-1 - number), place=f"kamer {number:02}")

    first = client.get(here).content.decode()
    marker = first.split("?na=")[1].split("#")[0]
    second = client.get(here, {"na": marker}).content.decode()

    assert "kamer 00" in first
    assert "kamer 22" not in first
    assert "kamer 22" in second
    assert "kamer 19" not in second
    for junk in ("x", "_", "\x00", "20261301T000000Z_" + "0" * 32):
        assert "kamer 00" in client.get(here, {"na": junk}).content.decode()


def test_the_participant_gets_one_neutral_file(client, coach):
    coach.phone = "06 12345678"
    coach.save()
    one = make_journey(by=coach, first_name="Amina")
    two = make_journey(by=coach, first_name="Bilal")
    made = make_appointment(
        one, two, by=coach, where=Where.HOME, place="Dorpsstraat 1", note="geheim",
        interpreter_language="ti", interpreter_ready=True,
    )  # fmt: skip

    answer = client.get(f"/deelnemers/{one.participant_id}/afspraken/{made.pk}/afspraak.ics")

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith(f'afspraak-{at().date()}.ics"')
    assert str(event["summary"]) == f"Afspraak met {coach.name}"
    assert str(event["location"]) == "bij u thuis"
    text = answer.content.decode().replace("\r\n ", "")
    assert "Er is een tolk bij." in text
    assert "06 12345678" in text
    for secret in ("Amina", "Bilal", "Dorpsstraat", "geheim", "Tigrinya"):
        assert secret not in text


def test_every_list_costs_the_same_for_two_or_twenty(client, coach, queries):
    journey = make_journey(by=coach)
    other = make_member(Role.CONSULTANT)
    made = []

    def fill(number):
        for place in range(number):
            day, hour = divmod(place, 8)
            made.append(
                make_appointment(
                    journey,
                    make_journey(by=coach),
                    by=coach,
                    hosts=[coach, other],
                    starts_at=at(day, 9 + hour),
                    reminder=Reminder.WEEK,
                )
            )
            make_appointment(journey, by=coach, starts_at=at(-day - 1, 9 + hour))  # fmt: skip

    pages = ["/", "/agenda/", f"/deelnemers/{journey.participant_id}/afspraken/"]
    fill(2)
    pages += [address(made[0]), address(made[0], "wijzigen/"), NEW]

    def asked():
        with pretend(at(0, 8)):
            return [queries(lambda page=page: client.get(page)) for page in pages]

    asked()
    few = asked()
    fill(10)

    assert asked() == few
    assert max(few) <= 15

"""The pages of appointments: who may come in, what is kept, and that nothing breaks them."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.appointments import actions
from meedoen.appointments.choices import State, Where
from meedoen.appointments.models import Appointment
from meedoen.appointments.tests.factories import at, make_appointment
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
NEW = "/afspraken/nieuw/"

# The Sunday in March on which the clock goes forward, next year.
FORWARD = max(
    day
    for day in (date(today().year + 1, 3, number) for number in range(25, 32))
    if day.weekday() == 6
)


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


def typed(*people, by, **facts):
    given = {
        "people": [str(one.participant_id) for one in people], "subject": "progress",
        "near": "", "day": at().strftime("%d-%m-%Y"), "start": "10:00", "minutes": "45",
        "where": "office", "host": str(by.pk), "reminder": "day", "token": str(new_id()),
    }  # fmt: skip
    return {**given, **facts}


def changed(appointment, *, by, **facts):
    given = typed(by=by, version=str(appointment.version), **facts)
    return {name: value for name, value in given.items() if name not in {"people", "token"}}


def address(appointment, verb=""):
    return f"/afspraken/{appointment.pk}/{verb}"


def test_a_day_a_time_and_a_place_are_enough(client, coach):
    journey = make_journey(by=coach)

    answer = client.post(NEW, typed(journey, by=coach), follow=True)

    made = Appointment.objects.get()
    assert "staat in de agenda" in answer.content.decode()
    assert (made.starts_at, made.ends_at) == (at(), at(hour=10, minute=45))
    assert [one.participant_id for one in made.guests.all()] == [journey.participant_id]


def test_a_tapped_day_and_an_end_count(client, coach):
    sent = typed(make_journey(by=coach), by=coach, near=today().isoformat(), day="", until="12:15")
    client.post(NEW, sent)

    assert Appointment.objects.get().ends_at == at(0, 12, 15)


def test_a_double_click_gives_one_appointment(client, coach):
    sent = typed(make_journey(by=coach), by=coach)
    for _time in range(2):
        assert client.post(NEW, sent).status_code == 302
    assert Appointment.objects.count() == 1


def test_the_form_begins_with_the_person_and_their_interpreter(client, coach):
    journey, hidden = make_journey(by=coach, interpreter_language="ti"), make_journey()

    shown = client.get(NEW, {"met": journey.participant_id}).content.decode()

    assert f'value="{journey.participant_id}" checked' in shown
    assert '<option value="ti" selected>' in shown
    other = client.get(NEW, {"met": [hidden.participant_id, "x", "\x00"]}).content.decode()
    assert str(hidden.participant_id) not in other


def test_looking_for_somebody_keeps_what_was_typed(client, coach):
    make_journey(by=coach, first_name="Koperdraad")
    sent = typed(by=coach, place="Plein 1", go="zoek", zoek="koper")

    shown = client.post(NEW, sent).content.decode()

    assert "Koperdraad" in shown
    assert 'value="Plein 1"' in shown
    assert "<form" not in client.post(NEW, sent, headers={"HX-Request": "true"}).content.decode()
    assert not Appointment.objects.exists()


WRONG = [
    ({"people": []}, "Kies met wie u afspreekt"),
    ({"day": "31-02-2027"}, "Deze dag bestaat niet"),
    ({"day": ""}, "Kies een dag"),
    ({"day": "01-01-2020"}, "al geweest"),
    ({"day": "01-01-9999"}, "twee jaar weg"),
    ({"day": f"{FORWARD:%d-%m-%Y}", "start": "02:30"}, "slaat de klok dit uur over"),
    ({"start": "25:00"}, "uur:minuten"),
    ({"start": ""}, "hoe laat"),
    ({"start": "\x00"}, "uur:minuten"),
    ({"until": "09:00"}, "niet na de begintijd"),
    ({"until": "10:00"}, "niet na de begintijd"),
    ({"minutes": "-60"}, "-60"),
    ({"where": "maan"}, "maan"),
    ({"host": ""}, "verplicht"),
    ({"interpreter_by": "Sara"}, "voor welke taal"),
    ({"place": "x" * 300}, "te lang"),
    ({"organisation": str(new_id())}, "niet in de lijst"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
def test_what_cannot_be_is_said_and_the_rest_stays(client, coach, wrong, told):
    sent = typed(make_journey(by=coach), by=coach, note="Neem het plan mee", **wrong)
    answer = client.post(NEW, sent)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Neem het plan mee" in answer.content.decode()
    assert not Appointment.objects.exists()


def test_a_colleague_who_left_is_said_in_words(client, coach):
    gone = make_member(Role.CONSULTANT)
    accounts.close_account(gone, by=coach)

    answer = client.post(NEW, typed(make_journey(by=coach), by=coach, host_2=str(gone.pk)))

    assert answer.status_code == 422
    assert "werkt hier niet meer" in answer.content.decode()


def test_an_appointment_whose_colleague_left_asks_who_takes_over(client, coach):
    gone = make_member(Role.CONSULTANT)
    made = make_appointment(make_journey(by=coach), by=coach, hosts=[gone])
    accounts.close_account(gone, by=coach)

    assert f"{gone.name} werkt hier niet meer" in client.get(address(made)).content.decode()
    assert "wie het overneemt" in client.get(address(made, "wijzigen/")).content.decode()
    client.post(address(made, "wijzigen/"), changed(made, by=coach))
    assert list(made.hosts.values_list("user", flat=True)) == [coach.pk]


def test_a_dossier_of_another_is_missing(client, login, coach):
    journey = make_journey()
    made = make_appointment(journey, by=make_member(Role.CONSULTANT))
    pages = (
        address(made), address(made, "wijzigen/"),
        f"/deelnemers/{journey.participant_id}/afspraken/",
        f"/deelnemers/{journey.participant_id}/afspraken/{made.pk}/afspraak.ics",
    )  # fmt: skip
    for page in pages:
        assert client.get(page).status_code == 404, page
    assert client.post(NEW, typed(journey, by=coach)).status_code == 404
    assert client.post(address(made, "afloop/"), {"outcome": "cancel"}).status_code == 404
    mine = make_journey(by=coach)
    crossed = f"/deelnemers/{mine.participant_id}/afspraken/{made.pk}/afspraak.ics"
    assert client.get(crossed).status_code == 404
    director = login(make_member(Role.DIRECTOR))
    assert director.get("/agenda/").status_code == 403
    assert director.get(NEW).status_code == 403


def test_after_the_end_of_the_journey_nothing_is_planned(client, coach):
    journey = make_journey(by=coach)
    journeys.end(journey, reason=Exit.MOVED, by=coach)

    answer = client.post(NEW, typed(journey, by=coach))
    shown = client.get(f"/deelnemers/{journey.participant_id}/afspraken/").content.decode()

    assert answer.status_code == 409
    assert "geen traject meer" in answer.content.decode()
    assert "Nieuwe afspraak" not in shown


def test_a_colleague_who_is_there_sees_the_case_number_and_no_name(login, coach):
    colleague = make_member(Role.CONSULTANT)
    journey = make_journey(by=coach, first_name="Kwikzilver")
    made = make_appointment(journey, by=coach, hosts=[coach, colleague], starts_at=at(0, 12))
    other = login(colleague)

    for page in ("/agenda/", "/", address(made)):
        shown = other.get(page).content.decode()
        assert "Kwikzilver" not in shown
        assert journey.participant.case_number in shown
    assert other.post(address(made, "wijzigen/"), changed(made, by=colleague)).status_code == 302


def test_who_does_not_see_everybody_asks_the_maker(login, coach):
    colleague = make_member(Role.CONSULTANT)
    one, two = make_journey(by=coach), make_journey(by=coach)
    participants.grant(one.participant, ground=GrantGround.DEPUTY, by=coach, user=colleague)
    made = make_appointment(one, two, by=coach)

    other = login(colleague)
    assert other.get(address(made)).status_code == 200
    answer = other.post(address(made, "afloop/"), {"outcome": "cancel", "version": 1})
    assert answer.status_code == 403
    assert coach.name in answer.content.decode()


def test_moving_shows_where_it_came_from(client, coach):
    made = make_appointment(make_journey(by=coach), by=coach)

    sent = changed(made, by=coach, start="14:30", reason="De school belde.")
    shown = client.post(address(made, "wijzigen/"), sent, follow=True).content.decode()

    assert "verplaatst" in shown
    assert "om 10:00" in shown
    assert "De school belde." in shown


def test_the_second_who_moves_sees_what_stands_and_chooses(client, coach):
    made = make_appointment(make_journey(by=coach), by=coach)
    client.post(address(made, "wijzigen/"), changed(made, by=coach, start="14:30"))

    answer = client.post(address(made, "wijzigen/"), changed(made, by=coach, start="16:15"))

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "14:30" in shown
    assert 'value="16:15"' in shown
    assert 'name="version" value="2"' in shown
    assert Appointment.objects.get().starts_at == at(hour=14, minute=30)


def test_after_a_conversation_one_click_opens_a_contact_that_is_begun(client, coach):
    journey = make_journey(by=coach)
    made = make_appointment(journey, by=coach, starts_at=at(-1), where=Where.HOME)

    answer = client.post(address(made, "afloop/"), {"outcome": "keep", "version": 1})

    target = urlsplit(answer.headers["Location"])
    assert target.path == f"/deelnemers/{journey.participant_id}/contacten/"
    asked = {name: values[0] for name, values in parse_qs(target.query).items()}
    day = today() - timedelta(days=1)
    assert asked == {"dag": day.isoformat(), "via": "visit", "over": "progress"}
    assert f'value="{day:%d-%m-%Y}"' in client.get(answer.headers["Location"]).content.decode()
    assert Appointment.objects.get().state == State.KEPT


def test_after_a_conversation_with_two_the_shared_note_opens(client, coach):
    one, two = make_journey(by=coach), make_journey(by=coach)
    made = make_appointment(one, two, by=coach, starts_at=at(-1))

    answer = client.post(address(made, "afloop/"), {"outcome": "keep", "version": 1})

    shown = client.get(answer.headers["Location"]).content.decode()
    for journey in (one, two):
        assert f'value="{journey.participant_id}" checked' in shown


@pytest.mark.parametrize("category", ["voluntary", "mandatory"])
def test_not_meeting_is_told_without_blame(client, coach, category):
    made = make_appointment(make_journey(by=coach, category=category), by=coach, starts_at=at(-1))
    before = client.get(address(made)).content.decode()

    sent = {"outcome": "miss", "version": 1, "note": "Bus reed niet."}
    shown = client.post(address(made, "afloop/"), sent, follow=True).content.decode()

    assert "elkaar niet gesproken" in shown
    for word in ("verschenen", "verzuim", "waarschuwing", "gemist"):
        assert word not in (before + shown).lower()


@pytest.mark.parametrize(
    "junk", [{}, {"outcome": "x", "version": 1}, {"outcome": "cancel", "version": "\x00"},
             {"outcome": "cancel", "version": "9" * 40}, {"outcome": "cancel", "note": "x" * 400}],
)  # fmt: skip
def test_junk_changes_nothing(client, coach, junk):
    made = make_appointment(make_journey(by=coach), by=coach)

    assert client.post(address(made, "afloop/"), junk).status_code == 422
    assert client.post(address(made, "wijzigen/"), junk).status_code == 422
    assert Appointment.objects.get().state == State.PLANNED


def test_called_off_on_an_old_page_is_refused(client, coach):
    made = make_appointment(make_journey(by=coach), by=coach)
    actions.rearrange(made, by=coach, version=1, hosts=[coach], starts_at=at(2), ends_at=at(2, 11))

    answer = client.post(address(made, "afloop/"), {"outcome": "cancel", "version": 1})

    assert answer.status_code == 409
    assert Appointment.objects.get().state == State.MOVED


def test_closed_is_closed(client, coach):
    made = make_appointment(make_journey(by=coach), by=coach)
    client.post(address(made, "afloop/"), {"outcome": "cancel", "version": 1})

    assert "verandert niet meer" in client.get(address(made, "wijzigen/")).content.decode()
    made.refresh_from_db()
    answer = client.post(address(made, "wijzigen/"), changed(made, by=coach, start="15:00"))
    assert answer.status_code == 409

"""The desk: letting somebody in, search and my work, for each role."""

from functools import partial

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.ids import new_id
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.participants.models import Participant
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member
from meedoen.workbench import pages

pytestmark = pytest.mark.django_db

JUNK = [
    "\x00", "x" * 1_000_000, "<script>alert(1)</script>", "' OR 1=1 --", "\u202e\u202dom", "[]",
    "-1", "99999999999999999999", "2026-13-45", "😀",
]  # fmt: skip


def person(**facts):
    return {
        "first_name": "Testpersoon", "last_name": "Een", "category": "voluntary",
        "token": str(new_id()), **facts,
    }  # fmt: skip


def test_a_consultant_registers_somebody_who_begins_the_road(client, audited):
    area = make_participant().neighbourhood
    answer = client.post("/aanmelden/", person(
        phone="06 12345678", language="ti", language_2="nl", question="Ik wil werken.",
        found_through="coffee", neighbourhood=str(area.pk), birth_date="31-12-1990",
        is_told="on", childcare_needed="on",
    ))  # fmt: skip

    made = Participant.objects.get(phone="+31612345678")
    assert answer.headers["Location"] == f"/deelnemers/{made.pk}/"
    assert (made.languages, made.neighbourhood, made.childcare_needed) == (["ti", "nl"], area, True)
    assert (made.consent_version != "", made.category) == (True, Category.VOLUNTARY)
    journey = Journey.objects.get(participant=made)
    assert journey.phase == "registered"
    assert audited("journeys.started", journey)


def test_a_first_name_is_enough(client):
    answer = client.post("/nieuw-contact/", person(last_name=""))

    assert answer.status_code == 302
    assert Participant.objects.get().name == "Testpersoon"


def test_a_double_click_gives_one_dossier(client):
    typed = person()
    first = client.post("/aanmelden/", typed)
    # The second click meets the first as a likely double; saying so again changes nothing.
    client.post("/aanmelden/", typed)
    again = client.post("/aanmelden/", {**typed, "last_name": "Anders"})

    assert Participant.objects.count() == Journey.objects.count() == 1
    assert again.headers["Location"] == first.headers["Location"]


def test_likely_doubles_are_shown_before_saving(client):
    client.post("/aanmelden/", person(first_name="Ayşe", last_name="Yılmaz"))
    known = Participant.objects.get()
    typed = person(first_name="Yilmaz", last_name="Ayse")
    asked = client.post("/aanmelden/", typed)
    text = asked.content.decode()

    assert asked.status_code == 422
    assert "Bedoelt u deze persoon?" in text
    assert f"/deelnemers/{known.pk}/" in text
    assert Participant.objects.count() == 1

    mark = text.split('name="anyway" value="')[1].split('"')[0]
    assert client.post("/aanmelden/", {**typed, "anyway": mark}).status_code == 302
    assert Participant.objects.count() == 2


def test_a_double_elsewhere_is_told_by_its_team_only(client):
    hidden = make_participant(by=make_member(Role.CONSULTANT), phone="+31612345678")
    asked = client.post("/aanmelden/", person(phone="0612345678"))
    text = asked.content.decode()

    assert "Team wgi" in text
    assert str(hidden.pk) not in text
    assert hidden.last_name not in text


def test_confirming_one_double_does_not_confirm_another(client):
    make_participant(phone="+31612345678")
    typed = person(phone="0612345678")
    mark = client.post("/aanmelden/", typed).content.decode().split('name="anyway" value="')[1]
    make_participant(first_name="Testpersoon", last_name="Een")

    asked = client.post("/aanmelden/", {**typed, "anyway": mark.split('"')[0]})

    assert asked.status_code == 422


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"first_name": "", "last_name": ""}, "Vul een voornaam of een achternaam in."),
        ({"birth_date": "1-1-2020"}, "18 jaar en ouder"),
        ({"birth_date": "morgen"}, "31-12-1990"),
        ({"phone": "bel maar"}, "geen telefoonnummer"),
        ({"email": "geen mail"}, "naam@voorbeeld.nl"),
        ({"postcode4": "12"}, "vier cijfers"),
        ({"category": ""}, "Kies vrijwillig of verplicht."),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_is_kept(client, facts, message):
    answer = client.post("/aanmelden/", person(question="Ik wil fietsen leren.", **facts))
    text = answer.content.decode()

    assert answer.status_code == 422
    assert message in text
    assert "Ik wil fietsen leren." in text
    assert not Participant.objects.exists()


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_any_field_of_registration_is_answered(client, junk):
    fields = [
        "first_name", "last_name", "called", "phone", "language", "language_2", "question",
        "found_through", "neighbourhood", "birth_date", "email", "preferred_channel",
        "interpreter_language", "postcode4", "best_times", "childcare_needed", "category",
        "is_told", "token", "anyway",
    ]  # fmt: skip
    for name in fields:
        answer = client.post("/aanmelden/", person(**{name: junk}))
        assert answer.status_code in {302, 422}, name
    assert client.post("/aanmelden/", {}).status_code == 422


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CONSULTANT, 200), (Role.PARTICIPATION_COACH, 200), (Role.WGI_COORDINATOR, 200),
        (Role.ASSESSOR, 403), (Role.DIRECTOR, 403), (Role.APP_ADMIN, 403),
    ],
)  # fmt: skip
def test_who_may_register(login, role, status):
    assert login(make_user(role)).get("/aanmelden/").status_code == status


def test_search_finds_by_part_of_a_name_phone_and_case_number(client, consultant):
    mine = make_participant(
        by=consultant, first_name="Şemsettin", last_name="Vindbaar", phone="+31698765432"
    )
    make_participant(by=make_member(Role.CONSULTANT), first_name="Semsettin")
    for typed in ("sems", "vind şem", "06 9876", mine.case_number):
        if typed == mine.case_number and not any(sign.isdigit() for sign in typed):
            continue
        text = client.get("/zoeken/", {"q": typed}).content.decode()
        assert text.count("/deelnemers/0") == 1, typed
        assert "Vindbaar" in text


def test_search_answers_htmx_with_the_results_alone(client, consultant):
    make_participant(by=consultant, first_name="Vindbaar")
    found = client.get("/zoeken/", {"q": "vind"}, headers={"HX-Request": "true"}).content.decode()
    nothing = client.get("/zoeken/", {"q": "zzz"}, headers={"HX-Request": "true"}).content.decode()

    assert found.lstrip().startswith('<ul class="search-results"')
    assert "search-empty" in nothing


@pytest.mark.parametrize("junk", [*JUNK, "", "%", "_", "'", "06", "+", "K7P-"])
def test_junk_in_search_is_answered(client, consultant, junk):
    make_participant(by=consultant)

    assert client.get("/zoeken/", {"q": junk[:5000]}).status_code == 200


def test_search_costs_three_queries(login, queries, consultant):
    for user in (consultant, make_member(Role.WGI_COORDINATOR, lead=True)):
        client = login(user)
        for _ in range(3):
            make_journey(by=consultant)
        client.get("/zoeken/", {"q": "test"})
        for typed in ("test", "te testp", "06123", "k7p"):
            assert queries(partial(client.get, "/zoeken/", {"q": typed})) <= 3
        slip = partial(client.get, "/zoeken/", {"q": "tetspersoon"})
        assert "Testpersoon" in slip().content.decode()
        assert queries(slip) <= 8


def test_my_work_says_that_all_is_well_and_who_came_in_lately(client, consultant, queries):
    make_journey(by=consultant, first_name="Nieuwpersoon")
    text = client.get("/").content.decode()

    assert "Alles loopt" in text
    assert "Nieuwpersoon" in text
    few = queries(lambda: client.get("/"))
    for _ in range(10):
        make_journey(by=consultant)
    assert queries(lambda: client.get("/")) == few


def test_an_empty_desk_says_how_to_begin(client):
    text = client.get("/").content.decode()

    assert "Hier komt uw werk" in text
    assert "/aanmelden/" in text


@pytest.mark.parametrize("address", ["/", "/deelnemers/", "/zoeken/", "/aanmelden/"])
def test_without_signing_in_there_is_nothing_to_see(db, address):
    from django.test import Client

    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("address", ["/", "/deelnemers/", "/zoeken/"])
def test_reading_pages_are_only_read(client, address):
    assert client.post(address).status_code == 405


def test_what_there_is_today_stands_on_my_work(client, consultant):
    from meedoen.appointments.tests.factories import at, make_appointment

    journey = make_journey(by=consultant, first_name="Amina")
    make_appointment(journey, by=consultant, starts_at=at(0, 12))
    make_appointment(make_journey(by=consultant), by=consultant, starts_at=at(1, 12))

    shown = client.get("/").content.decode()
    assert "Vandaag" in shown
    assert shown.count("12:00–13:00") == 1
    assert [row.names for row in pages.desk(consultant).today] == [journey.participant.display_name]

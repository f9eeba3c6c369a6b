"""The desk: letting somebody in, the list, search and my work, for each role."""

from functools import partial

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys import actions as road
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import Category, GrantGround
from meedoen.participants.models import Participant
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member, make_team
from meedoen.workbench import pages

pytestmark = pytest.mark.django_db

JUNK = [
    "\x00", "x" * 1_000_000, "<script>alert(1)</script>", "' OR 1=1 --", "\u202e\u202dom", "[]",
    "-1", "99999999999999999999", "2026-13-45", "😀",
]  # fmt: skip


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)


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


def test_the_list_shows_the_own_people_and_no_others(client, consultant):
    mine = make_journey(by=consultant, phase="planning", first_name="Zichtbaar").participant
    make_journey(by=make_member(Role.CONSULTANT), first_name="Verborgen")
    text = client.get("/deelnemers/").content.decode()

    assert mine.name in text
    assert "Leg het plan voor." in text
    assert "Verborgen" not in text


@pytest.mark.parametrize("order", ["name", "phase", "contact"])
def test_a_team_leader_sees_the_team_and_what_was_handed_over(login, order):
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    make_journey(first_name="Vanhetteam")
    regular = make_team("inburgering", category=Category.MANDATORY)
    other = make_member(Role.CONSULTANT, team=regular)
    elsewhere = make_journey(by=other, category=Category.MANDATORY, first_name="Overgedragen")
    make_journey(by=other, category=Category.MANDATORY, first_name="Verborgen")
    participants.grant(elsewhere.participant, ground=GrantGround.DEPUTY, by=other, user=leader)
    text = login(leader).get("/deelnemers/", {"volgorde": order}).content.decode()

    assert "Vanhetteam" in text
    assert text.count("Overgedragen") == 1
    assert "Verborgen" not in text


def test_the_list_is_narrowed_by_phase_area_category_and_contact(client, consultant):
    planning = make_journey(by=consultant, phase="acceptance", first_name="Akkoordpersoon")
    make_journey(by=consultant, first_name="Nieuwpersoon")
    area = str(planning.participant.neighbourhood_id)
    for query, shown in [
        ({"fase": "acceptance"}, (True, False)),
        ({"wie": "mine"}, (True, False)),
        ({"fase": "registered"}, (False, True)),
        ({"wijk": area}, (True, True)),
        ({"soort": "mandatory"}, (False, False)),
        ({"fase": "ended"}, (False, False)),
        ({"fase": "acceptance", "wijk": area, "wie": "mine", "volgorde": "phase"}, (True, False)),
        ({"soort": "voluntary", "wijk": area, "volgorde": "contact"}, (True, True)),
    ]:
        text = client.get("/deelnemers/", query).content.decode()
        assert ("Akkoordpersoon" in text, "Nieuwpersoon" in text) == shown, query


def test_whoever_ended_is_found_among_the_ended(client, consultant):
    ended = make_journey(by=consultant, first_name="Klaarpersoon")
    road.end(ended, reason=Exit.MOVED, by=consultant)

    assert "Klaarpersoon" not in client.get("/deelnemers/").content.decode()
    for order in ("name", "phase", "contact"):
        text = client.get("/deelnemers/", {"fase": "ended", "volgorde": order}).content.decode()
        assert "Klaarpersoon" in text


@pytest.mark.parametrize("order", ["name", "phase", "contact"])
def test_of_somebody_who_came_back_the_last_journey_is_shown(client, consultant, order):
    first = make_journey(by=consultant, phase="in_trajectory", first_name="Terugpersoon")
    road.end(first, reason=Exit.MOVED, by=consultant)
    second = road.start(first.participant, by=consultant, on=today())
    shown = client.get("/deelnemers/", {"volgorde": order}).content.decode()
    assert shown.count("Terugpersoon") == 1
    assert "Aangemeld" in shown
    ended = client.get("/deelnemers/", {"fase": "ended", "volgorde": order}).content.decode()
    assert "Terugpersoon" not in ended
    assert pages.search(consultant, "Terugpersoon")[0].phase == "Aangemeld"

    road.end(second, reason=Exit.WITHDRAWN, by=consultant)

    ended = client.get("/deelnemers/", {"fase": "ended", "volgorde": order}).content.decode()
    assert ended.count("Terugpersoon") == 1


@pytest.mark.parametrize("order", ["name", "phase", "contact"])
@pytest.mark.parametrize("leads", [False, True])
def test_pages_of_the_list_join_without_gap_or_double(login, monkeypatch, order, leads):
    monkeypatch.setattr("meedoen.workbench.pages.people.SIZE", 3)
    role = Role.WGI_COORDINATOR if leads else Role.CONSULTANT
    user = make_member(role, lead=leads)
    people = {make_journey(by=user).participant_id for _ in range(8)}
    wanted, seen = pages.Wanted(sort=order), []
    for _page in range(3):
        shown = pages.caseload(user, wanted)
        seen += [one.id for one in shown.people]
        wanted = pages.Wanted(sort=order, marker=shown.next_marker)

    assert len(seen) == 8
    assert set(seen) == people
    assert shown.next_marker == ""


@pytest.mark.parametrize("order", ["", "name", "phase", "contact", "onzin"])
@pytest.mark.parametrize("junk", [*JUNK[:1], "x" * 5000, *JUNK[2:]])
def test_junk_in_the_address_of_the_list_is_answered(client, consultant, order, junk):
    make_journey(by=consultant)
    for name in ("fase", "wijk", "soort", "wie", "vanaf"):
        answer = client.get("/deelnemers/", {name: junk, "volgorde": order})
        assert answer.status_code == 200, name


def test_the_list_costs_the_same_for_two_or_twenty(login, queries, consultant):
    for user, most in [(consultant, 5), (make_member(Role.WGI_COORDINATOR, lead=True), 6)]:
        client = login(user)
        for _ in range(2):
            make_journey(by=consultant, phase="planning")
        client.get("/deelnemers/")
        for order in ("name", "phase", "contact"):
            few = queries(partial(client.get, "/deelnemers/", {"volgorde": order}))
            assert few <= most
    for _ in range(18):
        make_journey(by=consultant)
    assert queries(lambda: client.get("/deelnemers/", {"volgorde": "contact"})) == few


def test_the_list_answers_htmx_with_the_list_alone(client, consultant):
    make_journey(by=consultant)
    part = client.get("/deelnemers/", headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="caseload"')


def test_an_assessor_sees_names_for_the_language_part_only(login, consultant):
    assessor = make_user(Role.ASSESSOR)
    journey = make_journey(by=consultant, phase="planning", first_name="Toetspersoon")
    participants.grant(
        journey.participant, ground=GrantGround.ASSESSMENT, by=consultant, user=assessor
    )
    client = login(assessor)
    text = client.get("/deelnemers/").content.decode()
    found = client.get("/zoeken/", {"q": "toetsp"}).content.decode()

    for answer in (text, found):
        assert f"/deelnemers/{journey.participant_id}/taal/" in answer
        assert "Plan maken" not in answer


@pytest.mark.parametrize(
    "role", [Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.APP_ADMIN, Role.PRIVACY_OFFICER]
)
def test_roles_without_dossiers_get_no_list_and_find_nobody(login, role):
    make_journey(first_name="Verborgen")
    client = login(make_user(role))

    assert client.get("/deelnemers/").status_code == 403
    assert "Verborgen" not in client.get("/zoeken/", {"q": "verborgen"}).content.decode()
    assert "Welkom" in client.get("/").content.decode()


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

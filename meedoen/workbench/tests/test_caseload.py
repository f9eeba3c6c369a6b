"""The list of people: whom it shows, narrowed and sorted, page after page, for each role."""

import re
from functools import partial

import pytest
from django.core.cache import caches

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.time import today
from meedoen.journeys import actions as road
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.participants import actions as participants
from meedoen.participants.choices import Category, GrantGround
from meedoen.teams.tests.factories import make_member, make_team
from meedoen.workbench import pages
from meedoen.workbench.tests.test_views import JUNK

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("asked", "told"),
    [({}, ""), ({"fase": "ended"}, ""), ({"wie": "mine", "volgorde": "contact"}, "(2 gekozen)"),
     ({"wie": "niemand"}, "")],
)  # fmt: skip
def test_a_phone_folds_the_rest_of_the_choices_and_says_how_many_are_made(client, asked, told):
    page = client.get("/deelnemers/", asked).content.decode()

    assert "Meer filters" in page
    assert re.findall(r"\(\d+ gekozen\)", page) == ([told] if told else [])


def test_what_a_list_can_be_narrowed_by_is_asked_once_a_minute(client, queries):
    client.get("/deelnemers/")
    caches["memory"].clear()
    first = queries(lambda: client.get("/deelnemers/"))
    area = make_neighbourhood("nieuwe-wijk")
    later = queries(lambda: client.get("/deelnemers/"))
    before = client.get("/deelnemers/").content.decode()

    caches["memory"].clear()

    assert later == first - 1
    assert f'value="{area.pk}"' not in before
    assert f'value="{area.pk}"' in client.get("/deelnemers/").content.decode()

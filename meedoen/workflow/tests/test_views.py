"""The flow chart on screen: the same numbers in picture and table, the lists, the explanation."""

import re
from datetime import timedelta
from html import unescape

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.time import now, pretend
from meedoen.journeys import access as journeys, actions as roads
from meedoen.journeys.choices import Fact, Route
from meedoen.journeys.models import PhaseVisit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.teams.tests.factories import make_member, make_team
from meedoen.workflow import pages

pytestmark = pytest.mark.django_db

PLACE = "/stroomschema/"


@pytest.fixture
def team():
    return make_team("wgi", category=Category.VOLUNTARY)


@pytest.fixture
def leader(team):
    with pretend(now() - timedelta(days=400)):
        return make_member(Role.WGI_COORDINATOR, team=team, lead=True)


@pytest.fixture
def coach(team):
    with pretend(now() - timedelta(days=400)):
        return make_member(Role.PARTICIPATION_COACH, team=team)


def told(client, query=""):
    pages.forget()
    return client.get(PLACE + query).content.decode()


def rows(text):
    """The table by phase: what stands in each numeric cell."""
    body = text[text.index("<tbody>") : text.index("</tbody>")]
    found = {}
    for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL):
        cells = [words(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
        found[cells[0].split(" niet")[0]] = cells[3:]
    return found


def words(html):
    """What a piece of the page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def people(answer):
    """How many dossiers a list leads to."""
    return len(re.findall(r'href="/deelnemers/[0-9a-f-]{36}/"', answer.content.decode()))


def settle(days):
    """A journey that was in the first phase for so many days, and then went on."""
    with pretend(now() - timedelta(days=days + 1)):
        journey = make_journey(phase="registered")
    with pretend(now() - timedelta(days=1)):
        return roads.reach(journey, Fact.INTAKE_STARTED, by=make_user(Role.CONSULTANT))


def test_a_leader_sees_the_numbers_of_the_own_team(login, leader, coach):
    for days in (2, 4, 4, 30):
        settle(days)
    make_journey(by=coach, phase="registered")
    text = told(login(leader))

    table = rows(text)
    assert table["Intake"] == ["4", "–", "–", "0"]
    assert table["Aangemeld"] == ["1", "4 dagen", "30 dagen", "0"]
    assert "minder dan 10" not in text
    assert "Intake: 4 nu" in text
    assert "helft: 4 dagen" in text
    assert "9 van 10: 30 dagen" in text


def test_who_waits_longer_is_told_without_blame(login, leader, coach):
    with pretend(now() - timedelta(days=60)):
        make_journey(by=coach, phase="registered")
        make_journey(by=coach, phase="in_trajectory")
    text = told(login(leader))

    assert rows(text)["Aangemeld"][3] == "1 dan wij beloofden"
    assert rows(text)["Op traject"][3] == "–"
    assert "1 wacht langer dan beloofd" in text
    for blame in ("te laat", "verzuim", "afgesproken met de deelnemer"):
        assert blame not in text


def test_another_team_is_not_counted_for_a_leader(login, leader):
    make_journey(
        by=make_member(Role.CONSULTANT, team=make_team("ander", category="")), phase="planning"
    )
    roads_of_other = make_journey(phase="planning")
    roads_of_other.team = make_team("derde", category="")
    roads_of_other.save()

    assert rows(told(login(leader)))["Plan maken"][0] == "1"
    assert rows(told(login(leader), "?wie=iedereen"))["Plan maken"][0] == "2"


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.APP_ADMIN])
def test_who_leads_no_team_sees_no_small_numbers_and_no_lists(login, team, role):
    for _one in range(3):
        settle(4)
    text = told(login(make_user(role)))

    assert rows(text)["Intake"][:3] == ["<10", "–", "–"]
    assert rows(text)["Aangemeld"][1] == "–"
    assert "/stroomschema/mensen/" not in text
    answer = login(make_user(role)).get(PLACE + "mensen/?weg=neighbourhood&fase=intake&lijst=nu")
    assert answer.status_code == 403


def test_a_coach_sees_totals_and_can_look_at_the_own_participants(login, coach):
    make_journey(by=coach, phase="intake")
    for _one in range(10):
        make_journey(phase="intake")
    client = login(coach)

    assert rows(told(client))["Intake"][0] == "11"
    assert rows(told(client, "?wie=mijn"))["Intake"][0] == "1"
    assert rows(told(client, "?wie=team"))["Intake"][0] == "11"


def test_every_number_opens_its_list(login, leader, coach):
    settle(3)
    settle(9)
    with pretend(now() - timedelta(days=90)):
        waiting = make_journey(by=coach, phase="planning")
    client = login(leader)
    text = told(client)
    numbers = {
        unescape(href): int(number)
        for href, number in re.findall(r'<td[^>]*><a href="([^"]*mensen[^"]*)">(\d+)', text)
    }
    assert len(numbers) == 9
    for href, number in numbers.items():
        answer = client.get(href)
        assert answer.status_code == 200, href
        least = 1 if "langst" in href or "klaar" in href else number
        assert people(answer) >= least, href
        if "lijst=nu" in href or "lijst=langer" in href:
            assert people(answer) == number, href
    late = client.get(PLACE + "mensen/?weg=neighbourhood&fase=planning&lijst=langer").content
    assert waiting.participant.display_name in late.decode()
    assert "toe naar" not in late.decode()


def test_the_picture_and_the_table_open_the_same_lists(login, leader, coach):
    settle(3)
    make_journey(by=coach, phase="planning")
    text = told(login(leader))
    drawn, tabled = text[: text.index("</svg>\n</figure>")], text[text.index("<tbody>") :]
    links = [set(re.findall(r'href="([^"]*/mensen/[^"]*)"', part)) for part in (drawn, tabled)]

    assert links[0] == links[1]
    assert len(links[0]) > 5


def test_a_list_shows_only_dossiers_one_may_open(login, coach):
    make_journey(by=coach, phase="intake")
    make_journey(phase="intake")
    address = PLACE + "mensen/?weg=neighbourhood&fase=intake&lijst=nu&wie="

    for whose in ("iedereen", "mijn", "team", "onzin"):
        assert people(login(coach).get(address + whose)) == 1


@pytest.mark.parametrize(
    "query",
    ["", "?weg=x&fase=intake&lijst=nu", "?weg=regular&fase=zzz&lijst=nu",
     "?weg=regular&fase=intake&lijst=zzz", "?weg=regular&fase=intake&lijst=nu&dagen=x",
     "?weg=regular&fase=%00&lijst=nu"],
)  # fmt: skip
def test_a_list_that_is_not_there_is_missing(login, coach, query):
    assert login(coach).get(f"{PLACE}mensen/{query}").status_code == 404


def test_numbers_are_kept_for_a_minute_and_never_longer(login, leader, coach, queries):
    client = login(leader)
    told(client)
    make_journey(by=coach, phase="intake")

    assert rows(client.get(PLACE).content.decode())["Intake"][0] == "0"
    with pretend(now() + timedelta(seconds=61)):
        assert rows(client.get(PLACE).content.decode())["Intake"][0] == "1"


def test_the_chart_costs_the_same_for_few_and_many(login, leader, coach, queries):
    client = login(leader)
    make_journey(by=coach, phase="intake")
    few = queries(lambda: told(client))
    for _one in range(8):
        make_journey(by=coach, phase="planning")

    assert queries(lambda: told(client)) == few <= 9


@pytest.mark.parametrize("listing", ["nu", "klaar"])
def test_a_list_costs_the_same_for_few_and_many(login, leader, coach, queries, listing):
    client = login(leader)
    address = f"{PLACE}mensen/?weg=neighbourhood&fase=registered&lijst={listing}"
    make_journey(by=coach, phase="intake" if listing == "klaar" else "registered")
    few = queries(lambda: client.get(address))
    for _one in range(8):
        make_journey(by=coach, phase="intake" if listing == "klaar" else "registered")

    assert queries(lambda: client.get(address)) == few <= 9


def test_somebody_in_a_phase_that_fell_away_is_still_counted(login, leader, coach):
    flow = journeys.current_flow(Route.NEIGHBOURHOOD)
    phases = [
        {**one, "optional": True} if one["code"] == "profile_advice" else one
        for one in flow.definition["phases"]
    ]
    make_journey(by=coach, phase="profile_advice")
    left = [{**one, "left_out": one["code"] == "profile_advice"} for one in phases]
    roads.publish_flow({**flow.definition, "phases": left, "version": 2})

    text = told(login(leader))

    assert "alleen in een eerdere versie" in text
    assert any(cells[0] == "1" for name, cells in rows(text).items() if name.startswith("Advies"))


def test_leaving_a_phase_writes_down_how_many_days_it_took():
    journey = settle(12)

    visit = PhaseVisit.objects.get(journey=journey, phase="registered")
    assert (visit.days, visit.route, visit.team) == (12, Route.NEIGHBOURHOOD, journey.team)


@pytest.mark.parametrize("weg", ["", "?weg=regular", "?weg=onzin"])
def test_a_newcomer_reads_what_each_phase_asks(login, weg):
    text = login(make_user(Role.PRIVACY_OFFICER)).get(f"{PLACE}uitleg/{weg}").content.decode()

    for words in ("Begin de intake.", "Leg het plan voor.", "10 werkdagen", "Consulent",
                  "trajectplan", "Klaar als dit gedaan is", "Daarna"):  # fmt: skip
        assert words in text, words
    assert ("Dit beloven wij; de deelnemer hoeft niets." in text) == (weg != "?weg=regular")


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DIRECTOR, 200), (Role.APP_ADMIN, 200), (Role.ASSESSOR, 403), (Role.PARTICIPANT, 403)],
)
@pytest.mark.parametrize("part", ["", "uitleg/", "versies/"])
def test_who_sees_the_flow_chart(login, role, status, part):
    assert login(make_user(role)).get(PLACE + part).status_code == status

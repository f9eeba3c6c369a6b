"""The figures: what counts, who sees which numbers, and the people behind them."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.closing import actions as closing
from meedoen.closing.tests.factories import contacts, in_aftercare, on_trajectory
from meedoen.core.time import month_name, today
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.network.models import Neighbourhood
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.participants.choices import Category
from meedoen.reports import pages, rules
from meedoen.reports.forms import FiguresForm
from meedoen.reports.pages import Asked
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db

FIGURES = [
    Role.DIRECTOR, Role.STAFF_ADVISER, Role.MUNICIPAL_DIRECTOR, Role.WGI_COORDINATOR,
    Role.CONSULTANT, Role.PARTICIPATION_COACH, Role.WGI_PROJECT_LEAD,
    Role.TEAM_LEADER_INTEGRATION, Role.TEAM_LEADER_REFUGEES,
]  # fmt: skip


@pytest.fixture
def leader():
    return make_member(Role.WGI_COORDINATOR, lead=True)


def this_month(user):
    shown = pages.figures(user, FiguresForm({}).asked(), today=today())
    return shown.this_month


def test_somebody_who_starts_makes_the_figure_one_higher(leader):
    make_journey(phase="in_trajectory")
    before = int(this_month(leader))
    make_journey(phase="agreement")
    assert int(this_month(leader)) == before

    make_journey(phase="in_trajectory")

    assert int(this_month(leader)) == before + 1


def test_a_leader_opens_the_list_behind_a_number_and_sees_the_own_team(login, leader):
    mine = make_journey(phase="in_trajectory", first_name="Vanhetteam").participant
    regular = make_team("inburgering", category=Category.MANDATORY)
    make_journey(
        by=make_member(Role.CONSULTANT, team=regular), category=Category.MANDATORY,
        phase="registered", first_name="Verborgen",
    )  # fmt: skip
    client = login(leader)
    text = client.get("/cijfers/").content.decode()
    month = today().strftime("%Y-%m")

    assert f"wat=traject&amp;soort=voluntary&amp;maand={month}" in text
    behind = client.get("/cijfers/lijst/", {"wat": "traject", "maand": month}).content.decode()
    assert f"/deelnemers/{mine.pk}/" in behind
    for what in ("aangemeld", "fase"):
        shown = client.get("/cijfers/lijst/", {"wat": what}).content.decode()
        assert "Vanhetteam" in shown
        assert "Verborgen" not in shown


def test_the_list_is_narrowed_like_the_number(login, leader):
    journey = make_journey(phase="in_trajectory", first_name="Vanhetteam")
    client = login(leader)
    for query, shown in [
        ({"wijk": str(journey.neighbourhood_id)}, True),
        ({"wijk": "geen"}, False),
        ({"soort": "mandatory"}, False),
        ({"van": "2001-01-01", "tot": "2001-12-31"}, False),
    ]:
        text = client.get("/cijfers/lijst/", {"wat": "traject", **query}).content.decode()
        assert ("Vanhetteam" in text) == shown, query
    phase = client.get("/cijfers/lijst/", {"wat": "fase", "fase": "in_trajectory"})
    assert "Vanhetteam" in phase.content.decode()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.STAFF_ADVISER])
def test_small_numbers_are_hidden_from_who_leads_no_team(login, role):
    for _ in range(3):
        make_journey(phase="in_trajectory")
    client = login(make_user(role))
    year = {"periode": str(today().year)}
    text = client.get("/cijfers/", year).content.decode()

    assert "&lt;10" in text
    assert "/cijfers/lijst/" not in text
    assert client.get("/cijfers/lijst/", {"wat": "traject"}).status_code == 403
    table = client.get("/cijfers/tabel/traject-wijk/", year)
    assert "3" not in table.content.decode("utf-8-sig").split("\r\n")[-2]


def test_who_sees_small_numbers_hidden_chooses_a_calendar_year_and_nothing_else(login, leader):
    """What could be laid beside one another would give away what is hidden."""
    make_journey(phase="in_trajectory")
    director = login(make_user(Role.DIRECTOR))
    plain = director.get("/cijfers/tabel/traject-maand/").content

    for more in ({"soort": "voluntary"}, {"periode": ""}, {"periode": "1990"}, {"wijk": "x"}):
        assert director.get("/cijfers/tabel/traject-maand/", more).content == plain
    assert (
        plain.decode().splitlines()[1].startswith(month_name(today().year, today().month).title())
    )
    assert plain.decode().count(f" {today().year};") == today().month
    for url in ("/cijfers/", "/cijfers/ladder/"):
        assert 'name="soort"' not in director.get(url).content.decode()
        assert "afgelopen jaar" not in director.get(url).content.decode()
        assert 'name="soort"' in login(leader).get(url).content.decode()


def test_the_totals_by_month_and_by_area_hide_together():
    """Twelve in one month and nine with an area: the tables share their totals."""
    director, area = make_user(Role.DIRECTOR), make_neighbourhood("oudorp")
    for number in range(12):
        make_journey(phase="in_trajectory", neighbourhood=area if number < 9 else None)
    year = Asked(rules.calendar_year(today().year))

    shown = {table.code: table for table in pages.figures(director, year, today=today()).tables}
    by_area = [[cell.text for cell in row.cells] for row in shown["traject-wijk"].rows]
    by_month = [[cell.text for cell in row.cells] for row in shown["traject-maand"].rows]

    assert sorted(row[0] for row in by_area[:-1]) == ["0", "<10", "<10"]
    assert by_area[-1] == by_month[-1]


def test_who_lives_in_an_area_of_before_still_counts(leader):
    area = make_neighbourhood("oudorp")
    make_journey(phase="in_trajectory", neighbourhood=area)
    Neighbourhood.objects.update(is_active=False)
    Neighbourhood.objects.create(code="leeg", name="Leeg", is_active=False)

    shown = pages.figures(leader, FiguresForm({}).asked(), today=today())

    rows = next(table for table in shown.tables if table.code == "traject-wijk").rows
    assert [(str(row.label), row.cells[-1].text) for row in rows] == [
        (area.name, "1"), ("Nog niet bekend", "0"), ("Totaal", "1"),
    ]  # fmt: skip


def test_the_spreadsheet_holds_the_same_table(login, leader):
    make_journey(phase="in_trajectory")
    answer = login(leader).get("/cijfers/tabel/traject-maand/")
    lines = answer.content.decode("utf-8-sig").split("\r\n")

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "Maand;vrijwillig;verplicht;totaal"
    assert lines[1].endswith(";1;0;1")
    assert lines[-2] == "Totaal;1;0;1"


def test_a_filter_on_category_counts_only_those(leader):
    make_journey(phase="in_trajectory")
    mandatory = FiguresForm({"soort": "mandatory"}).asked()

    shown = pages.figures(leader, mandatory, today=today())

    assert (shown.total, len(shown.tables[0].columns)) == ("0", 2)


def test_the_figures_cost_the_same_for_two_or_twenty(login, queries, leader):
    client = login(leader)
    make_journey(phase="in_trajectory")
    client.get("/cijfers/")
    few = queries(lambda: client.get("/cijfers/"))
    few_people = queries(lambda: client.get("/cijfers/lijst/", {"wat": "fase"}))
    for _ in range(18):
        make_journey(phase="planning")

    assert few <= 10
    assert queries(lambda: client.get("/cijfers/")) == few
    assert queries(lambda: client.get("/cijfers/lijst/", {"wat": "fase"})) == few_people


def test_pages_of_the_list_join(login, leader):
    people = {make_journey().participant_id for _ in range(53)}
    assert Journey.objects.count() == 53
    client = login(leader)
    first = client.get("/cijfers/lijst/", {"wat": "aangemeld"}).content.decode()
    marker = first.split("vanaf=")[1].split('"')[0]
    second = client.get("/cijfers/lijst/", {"wat": "aangemeld", "vanaf": marker})

    shown = {pk for pk in people if f"/{pk}/" in first + second.content.decode()}
    assert shown == people


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_figures(login, role):
    status = 200 if role in FIGURES else 403

    assert login(make_user(role)).get("/cijfers/").status_code == status


@pytest.mark.parametrize(
    "junk", ["\x00", "x" * 5000, "<b>", "'", "2026-99", "-1", "99999999999", "\u202e", "[]"]
)
def test_junk_in_the_address_is_answered(login, leader, junk):
    make_journey(phase="in_trajectory")
    client = login(leader)
    for name in ("periode", "soort"):
        assert client.get("/cijfers/", {name: junk}).status_code == 200
    for name in ("wat", "van", "tot", "maand", "soort", "fase", "wijk", "vanaf"):
        answer = client.get("/cijfers/lijst/", {"wat": "traject", name: junk})
        assert answer.status_code in {200, 404}, name
    assert client.get("/cijfers/tabel/onzin/").status_code == 404


def closed(by, *, ago, outcome):
    """Somebody whose closing interview was so many days ago, and how it went after a month."""
    journey = on_trajectory(by=by)
    Journey.objects.filter(pk=journey.pk).update(on_trajectory_on=today() - timedelta(days=400))
    journey = in_aftercare(by=by, journey=journey, held_on=today() - timedelta(days=ago))
    if outcome:
        first = contacts(journey)[0]
        closing.record(first, by=by, version=first.version, outcome=outcome, on=today())


def test_how_many_still_take_part_after_some_months(leader, login, queries):
    by = make_member(Role.PARTICIPATION_COACH)
    for ago, outcome in ((45, "same"), (45, "no"), (45, ""), (5, "same")):
        closed(by, ago=ago, outcome=outcome)
    client = login(leader)
    client.get("/cijfers/")
    few = queries(lambda: client.get("/cijfers/"))
    table = client.get("/cijfers/tabel/blijvend-maanden/").content.decode("utf-8-sig")

    assert table.splitlines()[1] == "1 maand;1;1;1;3"
    assert table.splitlines()[3] == "6 maanden;0;0;0;0"
    closed(by, ago=40, outcome="other")
    assert queries(lambda: client.get("/cijfers/")) == few
    assert "Blijvend meedoen na het eindgesprek" in client.get("/cijfers/").content.decode()


def test_small_numbers_of_lasting_are_hidden_from_who_leads_no_team(login):
    closed(make_member(Role.PARTICIPATION_COACH), ago=45, outcome="same")
    client = login(make_user(Role.DIRECTOR))
    year = (today() - timedelta(days=45)).year

    table = client.get("/cijfers/tabel/blijvend-maanden/", {"periode": year}).content.decode()
    assert "1 maand;<10;" in table

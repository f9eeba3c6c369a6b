"""The ladder in figures: start to now, our own course apart, small numbers hidden."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.small import SMALL, hide
from meedoen.core.time import today
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Step
from meedoen.ladder.models import Measurement
from meedoen.ladder.tests.factories import ANSWERS, make_measurement
from meedoen.language.choices import WhyWithdrawn
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.participants.choices import Category
from meedoen.participants.tests.factories import make_participant
from meedoen.reports import pages, rules
from meedoen.reports.choices import Way
from meedoen.reports.pages import Climbing
from meedoen.teams.tests.factories import make_member


@pytest.fixture
def leader():
    return make_member(Role.WGI_COORDINATOR, lead=True)


@pytest.fixture
def director():
    return make_user(Role.DIRECTOR)


def climbed(start, now, *, by_us=False, hoped=None, days=200, **facts):
    participant = make_participant(**facts)
    by = make_member(Role.CONSULTANT)
    later = ANSWERS[Step(hoped)] if hoped else None
    first = today() - timedelta(days=days)
    make_measurement(participant, step=start, measured_on=first, growth_answers=later, by=by)
    make_measurement(participant, step=now, due_to_trajectory=by_us, by=by)
    return participant


def tables(user, **asked):
    shown = pages.climbs(user, Climbing(rules.last_months(today()), **asked), today=today())
    return {table.code: table for table in shown.tables}


def numbers(table, row):
    return [cell.text for cell in table.rows[row].cells]


@pytest.mark.django_db
def test_who_rose_stayed_and_fell_and_our_own_course_stands_apart(leader):
    climbed(1, 2)
    climbed(1, 3, by_us=True)
    climbed(2, 2)
    climbed(4, 2)
    make_measurement(make_participant(), step=3)

    shown = tables(leader)

    assert numbers(shown["matrix"], 0) == ["0", "1", "0", "0", "0", "0", "1", "2"]
    assert numbers(shown["matrix"], 3) == ["0", "1", "0", "0", "0", "0", "0", "1"]
    assert numbers(shown["matrix"], 6)[-1] == "4"
    assert [way.label for way in Way] == shown["alle"].columns[:-1]
    assert numbers(shown["alle"], 0) == ["1", "1", "1", "1", "4"]


@pytest.mark.django_db
def test_a_withdrawn_measurement_is_not_counted(leader):
    participant = climbed(1, 4)
    newest = participant_measurement(participant)
    ladder.withdraw(
        newest, why=WhyWithdrawn.WRONG_DOSSIER, reason="Van iemand anders.", by=newest.recorded_by
    )

    assert numbers(tables(leader)["alle"], 0)[-1] == "0"


def participant_measurement(participant):
    return Measurement.objects.of(participant).newest_first().first()


@pytest.mark.django_db
def test_growth_that_was_expected_beside_what_came_true(leader):
    climbed(1, 2, hoped=2)
    climbed(1, 3, hoped=2)
    climbed(2, 2, hoped=3)
    climbed(2, 2, hoped=3, days=364)
    climbed(2, 3, hoped=3, by_us=True)
    climbed(2, 5)

    growth = tables(leader)["groei"]

    assert growth.columns[:2] == ["hoger dan verwacht", "zoals verwacht"]
    assert numbers(growth, 1) == ["1", "1", "0", "1", "2", "5"]
    assert numbers(growth, 3)[-1] == "5"


@pytest.mark.django_db
def test_by_neighbourhood_and_by_kind(leader):
    area = make_neighbourhood("oudorp", name="Oudorp")
    climbed(1, 2, neighbourhood=area)
    climbed(2, 1, category=Category.MANDATORY)

    shown = tables(leader)
    lines = {str(row.label): [cell.text for cell in row.cells] for row in shown["wijk"].rows}
    assert lines[area.name] == ["1", "0", "0", "0", "1"]
    assert lines["Totaal"] == ["1", "0", "1", "0", "2"]
    assert numbers(shown["soort"], -1)[-1] == "2"
    assert numbers(tables(leader, area=area.pk)["alle"], 0)[-1] == "1"
    assert numbers(tables(leader, category=Category.MANDATORY)["alle"], 0)[-1] == "1"


@pytest.mark.django_db
def test_who_leads_no_team_sees_no_small_number_and_chooses_no_part(director):
    climbed(1, 2)
    climbed(2, 2)

    year = pages.climbs(director, Climbing(rules.calendar_year(today().year)), today=today())
    asked_more = Climbing(rules.last_months(today()), Category.VOLUNTARY)
    assert pages.climbs(director, asked_more, today=today()) == year
    for shown in year.tables:
        texts = {cell.text for row in shown.rows for cell in row.cells}
        assert texts <= {"0", "<10", "verborgen"}
    assert year.people == "<10"


counts = st.lists(st.integers(0, 30), min_size=12, max_size=12)


@given(counts)
def test_linked_tables_never_leave_one_hidden_number_on_a_line(values):
    lines = [list(range(4)), list(range(4, 8)), list(range(8, 12)), [0, 4, 8], [3, 7, 11]]
    hidden = hide(dict(enumerate(values)), lines)

    assert all(sum(key in hidden for key in line) != 1 for line in lines)
    assert all(key in hidden for key, value in enumerate(values) if 0 < value < SMALL)


@pytest.mark.django_db
def test_the_page_its_choices_and_its_downloads(login, leader, director):
    climbed(1, 2)
    client = login(leader)

    page = client.get("/cijfers/ladder/").content.decode()
    assert "Van trede naar trede" in page
    assert 'name="wijk"' in page
    assert "/cijfers/ladder/" in client.get("/cijfers/").content.decode()
    sheet = client.get("/cijfers/ladder/tabel/matrix/")
    assert sheet["Content-Type"] == "text/csv"
    assert "alleen door ons eigen traject" in sheet.content.decode("utf-8-sig")
    assert client.get("/cijfers/ladder/tabel/iets/").status_code == 404
    assert 'name="wijk"' not in login(director).get("/cijfers/ladder/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?wijk=x", "?wijk=%00", "?soort=iets", "?periode=9999"])
def test_what_cannot_be_read_counts_as_not_chosen(login, leader, query):
    assert login(leader).get(f"/cijfers/ladder/{query}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.PARTICIPANT, Role.APP_ADMIN])
def test_who_may_not_see_figures_sees_none(login, role):
    client = login(make_user(role))
    for url in ("/cijfers/ladder/", "/cijfers/ladder/tabel/matrix/"):
        assert client.get(url).status_code == 403


@pytest.mark.django_db
def test_it_costs_the_same_for_one_or_for_many(login, leader, queries):
    client = login(leader)
    client.get("/cijfers/ladder/")
    climbed(1, 2)
    few = queries(lambda: client.get("/cijfers/ladder/"))
    for step in (1, 2, 3, 4):
        climbed(step, step + 1)

    assert queries(lambda: client.get("/cijfers/ladder/")) == few <= 15

"""Demand against supply: what counts, what is hidden, and what opens."""

from uuid import uuid4

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.journeys.tests.factories import make_journey
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.offers.choices import Theme
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member
from meedoen.trends import actions, pages
from meedoen.trends.pages import counts
from meedoen.trends.tests.factories import make_need

pytestmark = pytest.mark.django_db
SUPPLY = reverse("trends:supply")
LIST = reverse("trends:behind")


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def lead():
    return make_member(Role.WGI_COORDINATOR, lead=True)


@pytest.fixture
def area():
    return make_neighbourhood(name="Overdie")


def table(user, code):
    return next(one for one in pages.supply_and_demand(user).tables if one.code == code)


def line(found, label):
    return next(row for row in found.rows if row.label == label)


def test_open_needs_stand_beside_offers_with_a_place_free(coach, lead, area):
    make_need(make_journey(by=coach, neighbourhood=area), by=coach)
    gone = make_need(make_journey(by=coach, neighbourhood=area), by=coach, theme=Theme.SPORT)
    actions.close_need(gone, verb="find", by=coach)
    make_offer(themes=["cooking", "sport"], neighbourhood=area)
    make_offer(themes=["cooking"], neighbourhood=area, capacity=1, taken=1)

    found = table(lead, "wijk-thema")
    column = list(found.columns).index("Overdie")
    cooking, sport = line(found, "Koken en eten"), line(found, "Sporten en bewegen")
    assert (cooking.cells[column].demand, cooking.cells[column].supply) == ("1", "1")
    assert (sport.cells[column].demand, sport.cells[column].supply) == ("0", "1")
    assert (found.rows[-1].cells[-1].demand, found.rows[-1].cells[-1].supply) == ("1", "1")


def test_who_leads_no_team_sees_no_number_under_ten_people(coach, lead, area):
    for _ in range(3):
        make_need(make_journey(by=coach, neighbourhood=area), by=coach)

    assert pages.supply_and_demand(lead).total == "3"
    hidden = pages.supply_and_demand(coach)
    assert hidden.total == "<10"
    assert hidden.hides
    shown = {cell.demand for one in hidden.tables for row in one.rows for cell in row.cells}
    assert shown == {"0", "<10"}
    assert not any(cell.url for one in hidden.tables for row in one.rows for cell in row.cells)


def test_ten_wishes_of_one_person_are_no_ten_people():
    person = uuid4()
    tally = counts._tally(
        [counts._Need(theme.value, "a", "a1", None, person) for theme in list(Theme)[:12]]
    )

    hidden = counts._hidden(tally, ["a", "geen"])
    assert counts.ALL in hidden
    assert ("alle", "a") in hidden
    assert ("niveau", "a1") in hidden


def test_a_sum_does_not_tell_the_small_number_in_any_table():
    needs = [counts._Need("cooking", "a", "a1", 1, uuid4()) for _ in range(30)]
    needs += [counts._Need("cooking", "b", "a2", 1, uuid4()) for _ in range(4)]
    needs += [counts._Need("sport", "b", "a2", 2, uuid4()) for _ in range(12)]
    tally = counts._tally(needs)
    hidden = counts._hidden(tally, ["a", "b"])

    assert ("cooking", "b") in hidden
    row = [("cooking", "a"), ("cooking", "b"), ("cooking", "alle")]
    column = [("cooking", "b"), ("sport", "b"), ("alle", "b")]
    for cells in (row, column):
        assert sum(cell in hidden for cell in cells) >= 2


def test_who_is_never_free_then_is_as_hidden_as_who_is():
    needs = [counts._Need("cooking", "a", "a1", 1, uuid4()) for _ in range(30)]
    needs += [counts._Need("cooking", "a", "a1", 2, uuid4()) for _ in range(3)]
    hidden = counts._hidden(counts._tally(needs), ["a"])

    assert ("dagdeel", 0) in hidden  # 30 of 33: the other three would be told
    assert ("dagdeel", 1) in hidden


def test_each_number_opens_the_people_this_user_may_see(login, coach, lead, area):
    other = make_member(Role.PARTICIPATION_COACH)
    make_need(make_journey(by=coach, neighbourhood=area, first_name="Amal"), by=coach)
    make_need(make_journey(by=other, neighbourhood=area, first_name="Boris"), by=other)

    found = table(lead, "wijk-thema")
    url = line(found, "Koken en eten").cells[-1].url
    assert url == "thema=cooking"
    page = login(coach).get(f"{LIST}?{url}").content.decode()
    assert "Amal" in page
    assert "Boris" not in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [("thema=cooking", True), ("thema=sport", False), ("wijk=geen", False), ("niveau=a1", False),
     ("niveau=unknown", True), ("dagdeel=3", False), ("", True)],
)  # fmt: skip
def test_the_list_holds_what_the_number_counted(login, coach, area, query, seen):
    make_need(make_journey(by=coach, neighbourhood=area, first_name="Amal"), by=coach)

    assert ("Amal" in login(coach).get(f"{LIST}?{query}").content.decode()) is seen


def test_day_parts_are_found_by_their_bit(login, coach, area):
    need = make_need(make_journey(by=coach, neighbourhood=area, first_name="Amal"), by=coach)
    type(need).objects.update(free=0b1001)
    client = login(coach)

    assert "Amal" in client.get(f"{LIST}?dagdeel=3").content.decode()
    assert "Amal" not in client.get(f"{LIST}?dagdeel=1").content.decode()


@pytest.mark.parametrize("query", ["wijk=onzin", "dagdeel=99", "thema=%00", "niveau=z9"])
def test_a_made_up_number_is_missing(login, coach, query):
    assert login(coach).get(f"{LIST}?{query}").status_code == 404


def test_the_spreadsheet_hides_the_same(login, coach, area):
    make_need(make_journey(by=coach, neighbourhood=area), by=coach)
    client = login(coach)
    sheet = client.get(reverse("trends:table", args=["wijk-thema"])).content.decode("utf-8-sig")

    head, *rows = sheet.splitlines()
    assert head.startswith("Onderwerp;Overdie: vraag;Overdie: aanbod")
    assert rows[0] == "Koken en eten;<10;0;<10;0"
    assert client.get(reverse("trends:table", args=["onzin"])).status_code == 404


def test_the_page_costs_the_same_for_few_needs_and_many(login, queries, coach, area):
    client = login(coach)
    make_need(make_journey(by=coach, neighbourhood=area), by=coach)
    make_offer(themes=["cooking"])
    few = [queries(lambda page=page: client.get(page)) for page in (SUPPLY, LIST)]
    for _ in range(8):
        make_need(make_journey(by=coach, neighbourhood=area), by=coach)
        make_offer(themes=["cooking"])

    assert [queries(lambda page=page: client.get(page)) for page in (SUPPLY, LIST)] == few
    assert max(few) <= 15


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.MUNICIPAL_DIRECTOR, 200), (Role.DIRECTOR, 200), (Role.APP_ADMIN, 403),
     (Role.ASSESSOR, 403), (Role.PARTICIPANT, 403)],
)  # fmt: skip
def test_figures_are_for_who_sees_figures_and_people_for_who_sees_people(login, role, status):
    client = login(make_member(role))

    assert client.get(SUPPLY).status_code == status
    assert client.get(LIST).status_code == 403

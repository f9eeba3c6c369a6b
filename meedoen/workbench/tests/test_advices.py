"""Advices on the desk: a team leader looks at them, a writer gets them back."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.intake import actions as intake
from meedoen.intake.tests.factories import make_advice
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.choices import Category
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team("inburgering", category=Category.MANDATORY)


@pytest.fixture
def leader(team):
    return make_member(Role.TEAM_LEADER_INTEGRATION, team=team, lead=True)


@pytest.fixture
def consultant(team):
    return make_member(Role.CONSULTANT, team=team)


def advised(consultant, **words):
    journey = make_journey(by=consultant, phase="profile_advice", category=Category.MANDATORY)
    return make_advice(journey, by=consultant, **words)


def test_the_team_leader_finds_what_waits_and_then_no_more(login, leader, consultant):
    advice = advised(consultant, core_question="Taal op het werk.")
    client = login(leader)

    page = client.get("/").content.decode()
    assert "Kijk mee naar het advies" in page
    assert "Taal op het werk." in page
    assert f"/deelnemers/{advice.journey.participant_id}/advies/" in page

    intake.approve(advice, version=1, by=leader)
    assert "Kijk mee naar het advies" not in client.get("/").content.decode()


def test_the_writer_finds_what_came_back_with_the_sentence(login, leader, consultant):
    advice = advised(consultant)
    intake.give_back(advice, sentence="Welke les bedoelt u?", version=1, by=leader)

    page = login(consultant).get("/").content.decode()

    assert "Pas het advies aan" in page
    assert "Welke les bedoelt u?" in page


def test_nobody_sees_advices_of_another_team(login, consultant):
    advised(consultant, core_question="Geheim.")
    outsider = make_member(Role.WGI_COORDINATOR, lead=True)

    assert "Geheim." not in login(outsider).get("/").content.decode()


@pytest.mark.parametrize("is_leader", [True, False])
def test_the_desk_costs_the_same_for_one_advice_or_ten(
    login, queries, leader, consultant, is_leader
):
    def one_more():
        advice = advised(consultant)
        if not is_leader:
            intake.give_back(advice, sentence="Welke les?", version=1, by=leader)

    client = login(leader if is_leader else consultant)
    one_more()
    few = queries(lambda: client.get("/"))
    for _time in range(9):
        one_more()

    assert queries(lambda: client.get("/")) == few
    assert few <= 15

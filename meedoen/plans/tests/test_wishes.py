"""A wish from the profile becomes a goal of the plan with one click."""

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.intake.models import PARTS
from meedoen.journeys.tests.factories import make_journey
from meedoen.plans import access
from meedoen.plans.choices import ComponentKind
from meedoen.plans.tests.factories import make_plan
from meedoen.profiles import actions as profiles
from meedoen.profiles.choices import NeedKind, NeedState
from meedoen.profiles.tests.factories import make_wish
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def plan(coach):
    return make_plan(by=coach, state="draft")


def at(plan, name):
    return reverse(f"plans:{name}", args=[plan.journey.participant_id])


def test_a_wish_becomes_a_goal_in_the_same_words_once(login, coach, plan):
    wish = make_wish(plan.journey.participant, by=coach, text="Ik wil zelf bellen.")
    client = login(coach)
    assert "Wensen uit het profiel" in client.get(at(plan, "goal_add")).content.decode()

    for _time in range(2):
        assert client.post(at(plan, "goal_wish"), {"wish": wish.pk}).status_code == 302

    assert list(access.goals_of(plan).filter(text="Ik wil zelf bellen.").values("text")) == [
        {"text": "Ik wil zelf bellen."}
    ]
    assert "Wensen uit het profiel" not in client.get(at(plan, "goal_add")).content.decode()


def test_only_an_open_wish_of_this_person_becomes_a_goal(login, coach, plan):
    person, before = plan.journey.participant, access.goals_of(plan).count()
    gone = profiles.set_need(make_wish(person, by=coach), state=NeedState.LET_GO, by=coach)
    care = make_wish(person, by=coach, kind=NeedKind.ATTENTION)
    other = make_wish(make_journey(by=coach).participant, by=coach)
    client = login(coach)

    answers = [
        client.post(at(plan, "goal_wish"), {"wish": wish}).status_code
        for wish in (gone.pk, care.pk, other.pk, "geen-id", "")
    ]

    assert answers == [409, 409, 404, 302, 302]
    assert access.goals_of(plan).count() == before


def test_the_page_costs_the_same_for_one_wish_or_many(login, coach, plan, queries):
    client = login(coach)
    make_wish(plan.journey.participant, by=coach, text="Een")
    few = queries(lambda: client.get(at(plan, "goal_add")))
    for number in range(8):
        make_wish(plan.journey.participant, by=coach, text=f"Wens {number}")

    assert queries(lambda: client.get(at(plan, "goal_add"))) == few


def test_an_advice_and_a_plan_name_the_same_kinds_of_parts():
    assert set(PARTS) == set(ComponentKind.values)

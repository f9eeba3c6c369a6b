"""What the plan page and the front page of the dossier tell."""

from datetime import date, timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.core.time import dutch_date, month_name, today
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.tests.factories import make_offer
from meedoen.plans import access, actions, pages
from meedoen.plans.choices import ComponentSide
from meedoen.plans.rules import Part
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member

TODAY = date(2026, 11, 23)


def test_the_road_has_a_bar_for_every_part_with_a_day():
    road = pages.month_road(
        [
            Part("Les", ComponentSide.LANGUAGE, date(2027, 1, 11), date(2027, 7, 2)),
            Part("Koken", ComponentSide.PARTICIPATION, date(2027, 2, 1)),
            Part("Later", ComponentSide.OTHER),
        ],
        today=TODAY,
    )

    assert road is not None
    assert road.months == ["jan", "feb", "maa", "apr", "mei", "jun", "jul"]
    assert [row.label for row in road.rows] == ["Les", "Koken"]
    open_end = road.rows[1]
    assert round(open_end.start + open_end.width) == 100


def test_without_a_single_day_there_is_no_road():
    assert pages.month_road([Part("Later", ComponentSide.OTHER)], today=TODAY) is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2027, 1, 1), date(2099, 1, 1)),
        (None, date(2026, 12, 31)),
        (None, date(2020, 1, 1)),
        (date(2027, 5, 31), date(2027, 5, 31)),
    ],
)
def test_bars_stay_on_the_road(start, end):
    road = pages.month_road([Part("Les", ComponentSide.LANGUAGE, start, end)], today=TODAY)

    assert road is not None
    assert len(road.months) <= pages.MOST_MONTHS
    assert all(0 <= row.start < row.start + row.width <= 100.2 for row in road.rows)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("draft", "propose"),
        ("proposed", "answer"),
        ("accepted", "sign"),
        ("signed", "start"),
        ("started", ""),
    ],
)
def test_the_page_knows_the_next_step(state, step):
    plan = make_plan(state=state)
    page = pages.plan_page(plan.journey.participant, plan.journey)

    assert page.step == step
    assert page.is_dual
    assert page.missing == []


@pytest.mark.django_db
def test_the_dossier_shows_the_plan_in_force_in_two_queries(queries):
    coach = make_member(Role.PARTICIPATION_COACH)
    plan = make_plan(by=coach, state="signed")
    actions.revise(plan, what_changed="Meer", by=coach)
    journey = Journey.objects.select_related("participant", "fixed_contact").get(pk=plan.journey_id)

    assert queries(lambda: pages.overview(journey, is_bound=True)) == 2
    seen = pages.overview(journey, is_bound=True)
    assert seen is not None
    assert (seen.number, seen.state, seen.is_dual, seen.is_signed) == (1, "accepted", True, True)
    assert [part.title for part in seen.parts] == ["Taalles in het buurthuis", "Koken met de buurt"]
    actions.finish_commitment(access.commitments_of(plan)[0], done=True, by=coach)
    after = pages.overview(journey, is_bound=True)
    assert after is not None
    assert len(after.open_commitments) == len(seen.open_commitments) - 1


@pytest.mark.django_db
def test_without_a_plan_the_dossier_shows_none():
    assert pages.overview(make_journey(), is_bound=False) is None


@pytest.mark.django_db
def test_the_road_of_months_begins_when_somebody_can_begin():
    coach = make_member(Role.PARTICIPATION_COACH)
    long_ago = today() - timedelta(days=400)
    plan = actions.draft(make_journey(by=coach, phase="planning"), by=coach)
    actions.add_offer(plan, offer=make_offer(by=coach, starts_on=long_ago), by=coach)
    journey = plan.journey

    shown = pages.plan_page(journey.participant, journey)

    assert shown.road.months[0] == month_name(today().year, today().month)[:3]
    assert shown.parts[0].period == f"vanaf {dutch_date(today())}"

"""What is kept for the figures of the ladder says the same as the measurements themselves."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from meedoen.accounts.choices import Role
from meedoen.core.time import today
from meedoen.ladder import actions as ladder, rules as steps
from meedoen.ladder.choices import Growth, Outcome, Step
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

pytestmark = pytest.mark.django_db


def ago(days):
    return today() - timedelta(days=days)


def history(chance, *, by, **facts):
    """Some measurements, of now and of a list, several on one day, some of them withdrawn."""
    person = make_participant(**facts)
    listed = {"participant": person, "recorded": Step(chance.randint(1, 6))}
    made = ladder.record_many(
        [{**listed, "measured_on": ago(chance.choice([30, 300, 500]))}] * chance.randrange(2),
        by=by,
    )
    for _number in range(chance.randrange(5)):
        hoped = chance.choice([None, *Step])
        made.append(
            make_measurement(
                person, step=chance.choice(list(Step)), by=by,
                measured_on=ago(chance.choice([0, 0, 20, 200, 200, 380, 500])),
                due_to_trajectory=chance.random() < 0.3,
                growth_answers=ANSWERS[hoped] if hoped else None,
                growth_horizon_months=chance.choice([1, 12]),
            )
        )  # fmt: skip
    for one in made:
        if chance.random() < 0.2:
            ladder.withdraw(one, why=WhyWithdrawn.MISTAKE, reason="Was niet goed.", by=by)
    return person


def told(period):
    """Counted from the measurements, one person after the other."""
    ways, growths = Counter(), Counter()
    order = ("measured_on", "recorded_at", "pk")
    for person in Measurement.objects.values_list("participant", flat=True).distinct().order_by():
        line = list(Measurement.objects.counting().filter(participant=person).order_by(*order))
        within = [one for one in line if period.first <= one.measured_on <= period.last]
        if not within or within[-1].measured_on == line[0].measured_on:
            continue
        start, now = [one for one in line if one.measured_on == line[0].measured_on][-1], within[-1]
        way = Way.BY_US if now.due_to_trajectory else rules.way(start.recorded, now.recorded)
        ways[way] += 1
        if start.growth_step:
            came_true = steps.outcome(
                Step(start.growth_step), now.step, due_to_trajectory=now.due_to_trajectory,
                expected_on=start.measured_on, horizon_months=start.growth_horizon_months,
                today=today(),
            )  # fmt: skip
            growths[start.growth, came_true] += 1
    return ways, growths


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_measurements(seed):
    chance, by = Random(seed), make_member(Role.CONSULTANT)
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    area = make_neighbourhood("oudorp", name="Oudorp")
    for number in range(14):
        kind = Category.MANDATORY if number % 3 else Category.VOLUNTARY
        history(chance, by=by, neighbourhood=area if number % 2 else None, category=kind)

    this_year = rules.calendar_year(today().year)
    for period in (rules.last_months(today()), this_year, rules.calendar_year(ago(400).year)):
        ways, growths = told(period)
        shown = pages.climbs(leader, Climbing(period), today=today())
        tables = {table.code: table.rows for table in shown.tables}
        assert [cell.text for cell in tables["alle"][0].cells] == [
            *(str(ways[way]) for way in Way), str(ways.total()),
        ]  # fmt: skip
        assert shown.people == str(ways.total())
        assert tables["wijk"][-1].cells[-1].text == tables["soort"][-1].cells[-1].text
        assert tables["groei"][-1].cells[-1].text == str(growths.total())
        assert [[cell.text for cell in row.cells[:-1]] for row in tables["groei"][:-1]] == [
            [str(growths[growth, outcome]) for outcome in Outcome] for growth in Growth
        ]

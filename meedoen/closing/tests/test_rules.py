"""Days, ways to leave, the way to a step of the ladder, and how long taking part lasts."""

from datetime import date

import pytest

from meedoen.closing import rules
from meedoen.closing.choices import TakesPart
from meedoen.core.time import is_working_day
from meedoen.journeys.choices import Exit
from meedoen.ladder.choices import Step
from meedoen.ladder.rules import computed_step
from meedoen.teams.choices import Category

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_the_same_day_months_later(start, months, expected):
    assert rules.add_months(start, months) == expected


@pytest.mark.parametrize("day", range(1, 32))
@pytest.mark.parametrize("months", [1, 3, 6, 12])
def test_a_contact_is_never_planned_in_a_weekend_or_on_a_holiday(day, months):
    planned = rules.contact_day(date(2026, 3, day), months=months)

    assert is_working_day(planned)
    assert 0 <= (planned - rules.add_months(date(2026, 3, day), months)).days <= 5


def test_saturday_becomes_monday():
    assert rules.contact_day(date(2026, 2, 2), months=3) == date(2026, 5, 4)


def test_before_signing_there_is_no_blame_and_no_cause():
    free = rules.exits_for(Category.VOLUNTARY, is_bound=False)
    assert Exit.DROPPED_OUT not in free
    assert Exit.WITHDRAWN in free
    assert Exit.TRANSFERRED_TO_REGULAR in free
    bound = rules.exits_for(Category.VOLUNTARY, is_bound=True)
    assert Exit.DROPPED_OUT in bound
    assert Exit.WITHDRAWN not in bound
    assert Exit.TRANSFERRED_TO_NEIGHBOURHOOD in rules.exits_for(Category.MANDATORY, is_bound=True)
    assert all(Exit.COMPLETED not in ways for ways in (free, bound))


def test_only_dropping_out_asks_why():
    assert rules.cause_problem(Exit.DROPPED_OUT, cause="")
    assert not rules.cause_problem(Exit.DROPPED_OUT, cause="time")
    assert not rules.cause_problem(Exit.MOVED, cause="")


@pytest.mark.parametrize("step", list(Step))
def test_there_is_one_way_to_each_step(step):
    assert computed_step(rules.answers_of(step)) == step


def test_days_that_cannot_be():
    later, sooner = date(2026, 12, 1), date(2026, 11, 1)
    assert rules.held_day_problem(later, today=TODAY, on_trajectory_on=sooner)
    assert rules.held_day_problem(date(2026, 10, 1), today=TODAY, on_trajectory_on=sooner)
    assert not rules.held_day_problem(TODAY, today=TODAY, on_trajectory_on=TODAY)
    assert rules.ended_day_problem(later, today=TODAY, started_on=sooner)
    assert rules.ended_day_problem(date(2026, 10, 1), today=TODAY, started_on=sooner)
    assert rules.spoken_day_problem(later, today=TODAY, closed_on=sooner)
    assert rules.spoken_day_problem(date(2026, 10, 1), today=TODAY, closed_on=sooner)
    assert rules.move_problem(sooner, today=TODAY)
    assert rules.move_problem(date(2036, 1, 1), today=TODAY)
    assert not rules.move_problem(TODAY, today=TODAY)


def test_how_long_taking_part_lasts_counts_only_those_whose_day_has_come():
    long_ago, lately = date(2025, 10, 1), date(2026, 10, 1)
    spoken = [
        (1, long_ago, TakesPart.SAME, 3),
        (1, long_ago, TakesPart.NO, 1),
        (1, lately, TakesPart.OTHER, 2),
        (12, long_ago, TakesPart.NOT_REACHED, 4),
        (12, lately, TakesPart.SAME, 9),
    ]

    one, twelve = rules.lasting(
        [1, 12], closed={long_ago: 5, lately: 3}, spoken=spoken, today=TODAY
    )

    assert (one.taking_part, one.stopped, one.unknown, one.total) == (5, 1, 2, 8)
    assert (twelve.taking_part, twelve.stopped, twelve.unknown, twelve.total) == (0, 0, 5, 5)

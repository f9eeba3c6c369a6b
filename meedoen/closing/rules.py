"""Decisions about looking back, planned contacts, leaving, and whether taking part lasts."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.closing.choices import LASTING, TakesPart
from meedoen.core.time import is_working_day
from meedoen.journeys.choices import Exit
from meedoen.journeys.rules import Road, exit_problem
from meedoen.ladder.choices import Question, Step
from meedoen.ladder.rules import TREE
from meedoen.teams.choices import Category

Words = str | Promise

# A language level of the last months says where somebody stands at the end.
FRESH = timedelta(days=92)
FARTHEST = timedelta(days=2 * 366)
CLOSING_BEGINS = "closing_started"


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def contact_day(closed_on: date, *, months: int) -> date:
    """The working day on which we ask how it goes, so many months after the closing interview."""
    day = add_months(closed_on, months)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def too_early(road: Road, *, phase: str, on_trajectory: bool) -> Words:
    """Why there is nothing to look back on yet, or nothing."""
    closes = next((one.code for one in road.phases if CLOSING_BEGINS in one.leave), None)
    if closes is None:
        return _("Op deze weg hoort geen eindgesprek.")
    if not on_trajectory or road.index[phase] < road.index[closes]:
        return _("De deelnemer is nog niet op traject. Er is nog niets om op terug te kijken.")
    return ""


def held_day_problem(on: date, *, today: date, on_trajectory_on: date | None) -> Words:
    """Why the closing interview cannot have been on this day, or nothing."""
    if on > today:
        return _("Deze dag is nog niet geweest. Bewaar het gesprek en leg het later vast.")
    if on_trajectory_on and on < on_trajectory_on:
        return _("Op deze dag was de deelnemer nog niet op traject. Kijk of de datum klopt.")
    return ""


def ended_day_problem(on: date, *, today: date, started_on: date) -> Words:
    """Why a journey cannot have ended on this day, or nothing."""
    if on > today:
        return _("Deze dag is nog niet geweest. Sluit het traject af als het zover is.")
    if on < started_on:
        return _("Op deze dag was het traject nog niet begonnen. Kijk of de datum klopt.")
    return ""


def move_problem(to: date, *, today: date) -> Words:
    """Why a planned contact cannot go to this day, or nothing."""
    if to < today:
        return _("Deze dag is al voorbij. Kies vandaag of later.")
    if to > today + FARTHEST:
        return _("Deze dag is meer dan twee jaar weg. Kijk of het jaar klopt.")
    return ""


def spoken_day_problem(on: date, *, today: date, closed_on: date) -> Words:
    """Why a contact of aftercare cannot have been on this day, or nothing."""
    if on > today:
        return _("Deze dag is nog niet geweest. Verzet het contact, of leg het later vast.")
    if on < closed_on:
        return _("Deze dag ligt voor het eindgesprek. Kijk of de datum klopt.")
    return ""


def exits_for(category: str, *, is_bound: bool) -> list[Exit]:
    """The ways to leave that fit now; the good ending comes by itself, after the aftercare."""
    other_road = (
        Exit.TRANSFERRED_TO_NEIGHBOURHOOD
        if category == Category.VOLUNTARY
        else Exit.TRANSFERRED_TO_REGULAR
    )
    return [
        reason
        for reason in Exit
        if reason not in {Exit.COMPLETED, other_road}
        and not exit_problem(reason, is_bound=is_bound)
    ]


def cause_problem(reason: str, *, cause: str) -> Words:
    """Only of dropping out we write down why; before signing nobody has to explain (R9)."""
    if reason == Exit.DROPPED_OUT and not cause:
        return _("Kies waarom de deelnemer stopt.")
    return ""


def answers_of(step: int) -> dict[Question, bool]:
    """The answers to the five questions that lead to this step: there is one way to each."""
    return _way_to(Step(step), Question.PAID_WORK) or {}


def _way_to(step: Step, here: Question | Step) -> dict[Question, bool] | None:
    if isinstance(here, Step):
        return {} if here == step else None
    for answer, following in zip((True, False), TREE[here], strict=True):
        way = _way_to(step, following)
        if way is not None:
            return {here: answer, **way}
    return None


@dataclass(frozen=True)
class Span:
    """Something measured at the start and at the end. `is_fresh`: the end was measured lately."""

    what: str
    then: str = ""
    now: str = ""
    is_fresh: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.then or self.now)


@dataclass(frozen=True)
class Lasting:
    """Of those whose closing interview was so many months ago: how many still take part (R6)."""

    months: int
    taking_part: int
    stopped: int
    unknown: int

    @property
    def total(self) -> int:
        return self.taking_part + self.stopped + self.unknown


def lasting(
    months: Sequence[int],
    *,
    closed: Mapping[date, int],
    spoken: Iterable[tuple[int, date, str, int]],
    today: date,
) -> list[Lasting]:
    """How long taking part lasts: for each number of months those for whom that day has come.

    `closed` counts closing interviews by day; `spoken` gives months, day of closing, answer and
    number. Who was not spoken, or wanted no aftercare, is unknown and never left out.
    """
    taking: dict[int, int] = dict.fromkeys(months, 0)
    stopped: dict[int, int] = dict.fromkeys(months, 0)
    for after, day, answer, number in spoken:
        if after in taking and add_months(day, after) <= today:
            if answer in LASTING:
                taking[after] += number
            elif answer == TakesPart.NO:
                stopped[after] += number
    totals = {
        after: sum(number for day, number in closed.items() if add_months(day, after) <= today)
        for after in months
    }
    return [
        Lasting(
            months=after,
            taking_part=taking[after],
            stopped=stopped[after],
            unknown=max(totals[after] - taking[after] - stopped[after], 0),
        )
        for after in months
    ]

"""People of earlier years: their road is over or in its aftercare, and some came back."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from meedoen.accounts.models import User
from meedoen.closing import access, actions as closing
from meedoen.core.time import now, pretend, today
from meedoen.demo.people import person
from meedoen.demo.story import Story, Town
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey

SEED = 1990
# Well beyond the numbers of the people of this year, so that nobody has a double.
FIRST = 2000
# How long ago somebody registered; the closing follows some nine months later. The first four
# show what the others need luck for: a correction, coming back, an ending to undo, a draft.
DAYS_AGO = (430, 820, 400, 280, 345, 395, 455, 500, 560, 620, 690, 760, 880)
CORRECTED, BACK, ENDED, TALKING = range(4)


class Steady(Random):
    """Chance that never ends a story halfway: every decision to stop lies below one in five."""

    def random(self) -> float:
        return 0.2 + super().random() * 0.8


class Talk(Story):
    """Somebody with whom we are still looking back."""

    def _close(self) -> None:
        with pretend(self._wait(3, 14)):
            draft = closing.begin(self.journey, by=self.coach)
        with pretend(now() - timedelta(days=2)):
            outcomes = {one.goal_id: ("partly", "") for one in access.outcomes_of(draft)}
            closing.keep(
                draft, by=self.coach, version=draft.version, outcomes=outcomes,
                helped="De buurvrouw die meeging naar de les.",
            )  # fmt: skip


def look_back_on_years(people: int, *, town: Town, staff: dict[str, User]) -> None:
    """So many people who walked the whole road, one after another further back."""
    coaches = [staff[f"participation_coach{n}@demo.example"] for n in ("", "2", "3")]
    for number in range(people):
        chance = Steady(SEED * 100_000 + number)
        one = person(FIRST + number, chance=chance, today=town.today, areas=tuple(town.areas))
        days = DAYS_AGO[number % len(DAYS_AGO)] + number // len(DAYS_AGO) * 7
        one = replace(one, registered_days_ago=days)
        if number <= TALKING:
            one = replace(one, category="voluntary")
        coach = coaches[number % len(coaches)]
        guide = coach if one.category == "voluntary" else staff["consultant@demo.example"]
        kind = Talk if number == TALKING else Story
        journey = kind(one, town=town, guide=guide, coach=coach, chance=chance).tell()
        _go_on(number, journey, by=coach)
    closing.expire(today=today())


def _go_on(number: int, journey: Journey, *, by: User) -> None:
    journey.refresh_from_db()
    if number == CORRECTED:
        _correct(journey, by=by)
    elif number == BACK:
        _come_back(journey, by=by)
    elif number == ENDED:
        with pretend(now() - timedelta(days=3)):
            closing.end(journey, reason=Exit.MOVED, by=by, note="Verhuist naar familie.")


def _correct(journey: Journey, *, by: User) -> None:
    with pretend(now() - timedelta(days=5)):
        draft = closing.correct(journey, why="De plek klopte niet.", by=by)
        closing.hold(
            draft, by=by, version=draft.version, held_on=draft.held_on, aftercare=draft.aftercare,
            onward_where="Taalhuis", outcomes={},
        )  # fmt: skip
        waiting = access.contacts_of(journey).planned().first()
        if waiting is not None:
            closing.move(
                waiting, by=by, version=waiting.version, to=today() + timedelta(days=3),
                why="Wil graag eerder gebeld worden.",
            )  # fmt: skip


def _come_back(journey: Journey, *, by: User) -> None:
    """A new question, and therefore a new journey on the same dossier."""
    with pretend(now() - timedelta(days=9)):
        closing.begin_again(
            journey.participant, by=by, category=journey.category, take_answers=True,
            question="Ik wil nu werk vinden, en daarvoor beter leren schrijven.",
        )  # fmt: skip

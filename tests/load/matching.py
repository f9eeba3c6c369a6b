"""`./run bench matching`: one person against many offers, with every reason in words."""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, time as clock_time, timedelta
from random import Random

import django

OFFERS = 1000
PEOPLE = 1000
TIMES = 30
# What the rules may cost, in milliseconds of the processor.
BUDGET_MS = 20.0
HEAD = ("what", "cpu ms", "budget", "floor ms", "x floor")
DAY = date(2026, 11, 26)


def main() -> int:
    """Measure and print the figures with their floor side by side; 1 when one is too slow."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
    django.setup()
    from django.utils import translation

    with translation.override("nl"):
        rows = [(name, _milliseconds(work), _milliseconds(floor)) for name, work, floor in _work()]
    sys.stdout.write(_line(HEAD) + "\n")
    for name, cpu, floor in rows:
        cells = (name, f"{cpu:.2f}", f"{BUDGET_MS:g}", f"{floor:.2f}", f"{cpu / floor:.1f}")
        sys.stdout.write(_line(cells) + "\n")
    return int(any(cpu > BUDGET_MS for _name, cpu, _floor in rows))


def _work() -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    """The work, and beside it its floor: looking at every pair once and sorting, without rules."""
    from meedoen.matching import rules

    chance = Random(34)
    offers = [_offer(number, chance) for number in range(OFFERS)]
    people = [_person(chance) for _number in range(PEOPLE)]
    waiting = [
        rules.Waiting(str(number), DAY - timedelta(days=number % 90), facts)
        for number, facts in enumerate(people)
    ]
    person = people[0]

    def with_reasons() -> int:
        ranking = rules.suggest(person, offers, today=DAY)
        return len([one.reasons for one in (*ranking.suggested, *ranking.left_out)])

    def from_an_offer() -> int:
        suits, not_yet = rules.people_for(offers[0], waiting, today=DAY)
        return len(suits) + len(not_yet)

    ranking = rules.suggest(person, offers, today=DAY)

    def as_packages() -> int:
        language = [one for one in ranking.suggested if one.offer.side == "language"]
        taking_part = [one for one in ranking.suggested if one.offer.side == "participation"]
        return len(rules.packages(language, taking_part))

    def floor() -> object:
        return sorted(offers, key=lambda one: (one.day_parts, one.name, one.id))

    return [
        (f"{OFFERS} offers, all reasons", with_reasons, floor),
        (f"{PEOPLE} people for one offer", from_an_offer, floor),
        ("the best packages", as_packages, floor),
    ]


def _offer(number: int, chance: Random):
    from meedoen.matching.rules import OfferFacts
    from meedoen.offers.choices import Side, Theme
    from meedoen.offers.rules import Slot, day_parts, minutes_per_week

    hour = chance.randint(8, 20)
    slots = (Slot(chance.randrange(7), clock_time(hour), clock_time(hour + 2)),)
    low, high = sorted((chance.randint(1, 6), chance.randint(1, 6)))
    place = chance.choice(("", "overdie", "oudorp", "de-mare"))
    return OfferFacts(
        id=f"{number:05}", name=f"Groep {number}", sort_name=f"groep {number:05}",
        side=chance.choice(Side.values), slots=slots, day_parts=day_parts(slots),
        minutes_per_week=minutes_per_week(slots),
        oral_min=chance.choice(("", "a0", "a1")), oral_max=chance.choice(("", "a2", "b1")),
        written_min=chance.choice(("", "a0")), written_max=chance.choice(("", "a1", "b1")),
        ladder_min=chance.choice((None, low)), ladder_max=chance.choice((None, high)),
        age_min=chance.choice((None, 18)), age_max=chance.choice((None, 65)),
        themes=tuple(chance.sample(Theme.values, 2)),
        languages=tuple(chance.sample(("ar", "ti", "pl", "nl"), 2)),
        childcare=chance.random() < 0.5, women_only=chance.random() < 0.1,
        free_places=chance.choice((None, 0, 1, 4)), waiting_list=chance.random() < 0.5,
        # Courses begin on a fixed day of the week.
        starts_on=chance.choice((None, DAY + timedelta(weeks=chance.randint(-13, 13)))),
        neighbourhood=place, neighbourhood_name=place.title(),
        cost_cents=chance.choice((0, 1250)),
        verified_on=DAY - timedelta(days=chance.randint(0, 300)),
    )  # fmt: skip


def _person(chance: Random):
    from meedoen.matching.rules import PersonFacts
    from meedoen.offers.choices import Theme

    return PersonFacts(
        oral=chance.choice(("a0", "a1", "a2")), written=chance.choice(("a0", "a1")),
        ladder=chance.randint(1, 6), free=chance.getrandbits(21), hours_per_week=6,
        neighbourhood="overdie", minutes_to=(("de-mare", 25), ("oudorp", 15), ("overdie", 6)),
        max_travel=20, age=chance.randint(18, 70), languages=("ar",),
        themes=tuple(chance.sample(Theme.values, 3)), goals=tuple(chance.sample(Theme.values, 2)),
        needs_childcare=chance.random() < 0.3, wants_women_only=chance.random() < 0.2,
    )  # fmt: skip


def _milliseconds(work: Callable[[], object]) -> float:
    """The middle of many times, in processor time, with the collector out of the way."""
    work()
    gc.collect()
    gc.disable()
    try:
        taken = []
        for _time in range(TIMES):
            begun = time.process_time()
            work()
            taken.append((time.process_time() - begun) * 1000)
    finally:
        gc.enable()
    return statistics.median(taken)


def _line(cells: tuple[str, ...]) -> str:
    widths = (30, 9, 8, 10, 9)
    first, *rest = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])


if __name__ == "__main__":
    sys.exit(main())

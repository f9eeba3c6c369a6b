"""How quickly people are distributed: `python -m tests.load.distribution`.

Made-up people and offers, facts only: scoring every pair, the proven best distribution, and the
sentences for everybody. Beside it the floor: one look at every pair by numpy itself.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import django

# People, offers, and how long distributing may take; of the last ones nothing is known yet.
SIZES = (
    (300, 40, 0.2, True),
    (2_000, 120, 1.0, True),
    (10_000, 500, 5.0, True),
    (10_000, 500, 5.0, False),
)
DAY = date(2026, 11, 26)
TIMES = 3


def main() -> None:
    """Print a table; every distribution was proven to be the best, or this stops."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
    django.setup()
    head = ("people x offers", "score s", "floor s", "distribute s", "budget s", "explain s",
            "served", "points")  # fmt: skip
    sys.stdout.write(_line(head))
    for size in SIZES:
        sys.stdout.write(_line(_measured(*size)))


def _measured(people: int, offers: int, budget: float, is_known: bool) -> tuple[str, ...]:
    import numpy as np

    from meedoen.distribution.rules.groups import Groups
    from meedoen.distribution.rules.proposing import explain, propose
    from meedoen.matching.rules import PersonFacts

    crowd, groups, room = _town(people, offers)
    if not is_known:
        crowd = [PersonFacts()] * people
    scored, _table = _clocked(lambda: Groups(crowd, groups, room, today=DAY).scores)
    question = Groups(crowd, groups, room, today=DAY)
    floor, _best = _clocked(lambda: np.argmax(question.scores, axis=1))
    spread, proposal = _clocked(lambda: propose(question))
    told, _whys = _clocked(lambda: [explain(question, proposal, n) for n in range(people)], once=1)
    name = f"{people:,} x {offers}{'' if is_known else ' *'}"
    return (
        name, f"{scored:.3f}", f"{floor:.4f}", f"{spread:.3f}", f"{budget:g}",
        f"{told:.2f}", f"{proposal.served:,}", f"{proposal.total:,}",
    )  # fmt: skip


def _clocked(work: Callable[[], Any], *, once: int = TIMES) -> tuple[float, Any]:
    """The quickest of a few times, in seconds of one core."""
    spent = []
    for _ in range(once):
        started = time.process_time()
        outcome = work()
        spent.append(time.process_time() - started)
    return min(spent), outcome


def _town(people: int, offers: int) -> tuple[list[Any], list[Any], list[int]]:
    """People and offers as varied as a town has them; a tenth too few places."""
    from meedoen.matching.rules import OfferFacts, PersonFacts
    from meedoen.offers.choices import Theme
    from meedoen.participants.choices import LANGUAGES

    chance = Random(2026)
    themes, tongues, areas = Theme.values, sorted(LANGUAGES), ["noord", "oost", "zuid", "west", ""]
    levels = ["a0", "a1", "a2", "b1", "unknown"]
    crowd = [
        PersonFacts(
            oral=chance.choice(levels), written=chance.choice(levels),
            ladder=chance.choice([None, 1, 2, 3, 4]),
            free=chance.choice([None, *(chance.getrandbits(21) for _ in range(5))]),
            hours_per_week=chance.choice([None, 4, 8, 16]), neighbourhood=chance.choice(areas),
            languages=tuple(chance.sample(tongues, 2)),
            themes=tuple(sorted(chance.sample(themes, chance.randrange(4)))),
            needs_childcare=chance.random() < 0.25, wants_women_only=chance.random() < 0.1,
        )
        for _ in range(people)
    ]  # fmt: skip
    groups = [
        OfferFacts(
            id=str(number), name=f"Groep {number}", oral_min=chance.choice(["", "", "a1", "a2"]),
            oral_max=chance.choice(["", "", "b1"]), ladder_min=chance.choice([None, None, 2]),
            day_parts=1 << chance.randrange(15), minutes_per_week=chance.choice([90, 150, 600]),
            starts_on=DAY + timedelta(days=chance.randrange(-60, 90)),
            themes=tuple(chance.sample(themes, 2)), languages=tuple(chance.sample(tongues, 2)),
            childcare=chance.random() < 0.6, women_only=chance.random() < 0.08,
            cost_cents=chance.choice([0, 0, 1000]), neighbourhood=chance.choice(areas),
            verified_on=DAY - timedelta(days=chance.randrange(300)),
        )
        for number in range(offers)
    ]  # fmt: skip
    return crowd, groups, [people * 9 // 10 // offers + 1] * offers


def _line(cells: tuple[str, ...]) -> str:
    first, *rest = cells
    return "  ".join([first.ljust(16), *(cell.rjust(12) for cell in rest)]) + "\n"


if __name__ == "__main__":
    main()

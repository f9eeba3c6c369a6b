"""Made-up people and offers, to see what another choice of rules would do before it holds."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.matching.rules.arranging import RuleSet
from meedoen.matching.rules.facts import OfferFacts, PersonFacts
from meedoen.matching.rules.suggesting import suggest
from meedoen.offers.choices import WHOLE_WEEK, Side
from meedoen.offers.rules import Slot, day_parts, minutes_per_week

_MORNINGS = sum(1 << (day * 3) for day in range(5))


@dataclass(frozen=True)
class Example:
    """Somebody who does not exist, and what is known of them."""

    name: str | Promise
    words: str | Promise
    facts: PersonFacts


@dataclass(frozen=True)
class Shift:
    """One offer in one example: where it stands now and where it would stand. 0: left out."""

    name: str
    before: int
    after: int

    @property
    def is_other(self) -> bool:
        return self.before != self.after


EXAMPLES = (
    Example(
        _("Samira, met jonge kinderen"),
        _("Spreekt A1, wil koken en mensen ontmoeten, kan als de kinderen op school zijn en heeft "
          "opvang nodig. Woont in wijk Noord."),
        PersonFacts(
            oral="a1", written="a0", ladder=2, free=_MORNINGS, hours_per_week=6,
            neighbourhood="noord", minutes_to=(("noord", 12), ("zuid", 25)), max_travel=20, age=34,
            languages=("ar",), themes=("cooking", "meeting"), needs_childcare=True,
        ),
    ),
    Example(
        _("Tomasz, met ploegendienst"),
        _("Spreekt A2, werkt aan werk en computer, kan wisselend. Woont in wijk Zuid."),
        PersonFacts(
            oral="a2", written="a2", ladder=4, free=WHOLE_WEEK, hours_per_week=4,
            neighbourhood="zuid", minutes_to=(("noord", 10), ("zuid", 6)), max_travel=30, age=45,
            languages=("pl",), themes=("work",), goals=("computer",),
        ),
    ),
    Example(
        _("Hanna, van wie nog weinig bekend is"),
        _("Vroeg om een groep met alleen vrouwen. Verder is nog niets gevraagd."),
        PersonFacts(wants_women_only=True, languages=("ti",)),
    ),
)  # fmt: skip


def _offer(name: str, side: Side, moment: Slot, place: str, **facts: Any) -> OfferFacts:
    slots = (moment,)
    made: dict[str, Any] = {
        "id": name, "name": name, "side": side.value, "slots": slots,
        "day_parts": day_parts(slots), "minutes_per_week": minutes_per_week(slots),
        "neighbourhood": place, "neighbourhood_name": place.capitalize(),
    }  # fmt: skip
    return OfferFacts(**{**made, **facts})


def offers_on(day: date) -> tuple[OfferFacts, ...]:
    """The offers of the examples, as they would stand on this day."""
    soon, later = day + timedelta(days=7), day + timedelta(days=70)
    fresh: dict[str, Any] = {"verified_on": day}
    return (
        _offer("Taalcafé", Side.LANGUAGE, Slot(0, time(9, 30), time(11, 30)), "noord",
               oral_min="a0", oral_max="a2", themes=("language_daily", "meeting"),
               languages=("ar", "ti"), childcare=True, **fresh),
        _offer("Avondles A2", Side.LANGUAGE, Slot(1, time(19), time(21)), "zuid",
               oral_min="a1", oral_max="b1", cost_cents=2500, starts_on=later,
               themes=("work", "language_daily"), **fresh),
        _offer("Samen koken", Side.PARTICIPATION, Slot(3, time(10), time(12)), "noord",
               themes=("cooking", "meeting"), childcare=True, free_places=2, **fresh),
        _offer("Kookclub Zuid", Side.PARTICIPATION, Slot(2, time(10), time(12)), "zuid",
               themes=("cooking",), childcare=True, **fresh),
        _offer("Repaircafé", Side.PARTICIPATION, Slot(5, time(13), time(16)), "zuid",
               ladder_min=3, themes=("computer", "volunteering"), languages=("pl",),
               starts_on=soon, **fresh),
        _offer("Vrouwenochtend", Side.PARTICIPATION, Slot(4, time(9, 30), time(11, 30)), "noord",
               women_only=True, themes=("meeting", "creative"), childcare=True),
        _offer("Werkplaats", Side.BOTH, Slot(2, time(13), time(17)), "zuid",
               oral_min="a2", ladder_min=3, themes=("work", "learning"), age_max=55,
               free_places=0, **fresh),
    )  # fmt: skip


def shifts(example: Example, *, before: RuleSet, after: RuleSet, today: date) -> list[Shift]:
    """Where each offer of the examples stands for this person, now and as it would be."""
    directory = offers_on(today)
    was = _places(example, directory, today, before)
    becomes = _places(example, directory, today, after)
    shown = [Shift(one.name, was.get(one.id, 0), becomes.get(one.id, 0)) for one in directory]
    return sorted(shown, key=lambda one: (one.after == 0, one.after, one.before, one.name))


def _places(
    example: Example, directory: tuple[OfferFacts, ...], today: date, rules: RuleSet
) -> dict[str, int]:
    ranking = suggest(example.facts, directory, today=today, rules=rules)
    return {one.offer.id: place for place, one in enumerate(ranking.suggested, start=1)}

"""What every pair of a person and an offer scores, for all at once: the rules of matching.

A rule looks at little of a person and little of an offer, and many people are alike in that. Each
rule is asked once for every two that differ, and its answer holds for everybody alike. So these
are the rules themselves, and no second version of them.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from meedoen.distribution.rules.solving import NEVER, Whole
from meedoen.matching.choices import Verdict
from meedoen.matching.rules import STANDARD, OfferFacts, PersonFacts, Rule, RuleSet

Key = Callable[[Any], Hashable]
# What each rule looks at; a rule that is not here is asked for every pair.
LOOKS_AT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "running": ((), ("is_open", "ends_on")),
    "timing": (("when",), ("timing",)),
    "oral": (("oral", "oral_plus"), ("oral_min", "oral_max")),
    "written": (("written", "written_plus"), ("written_min", "written_max")),
    "ladder": (("ladder",), ("ladder_min", "ladder_max")),
    "age": (("age",), ("age_min", "age_max")),
    "travel": (("minutes_to", "max_travel"), ("neighbourhood",)),
    "places": ((), ("free_places", "waiting_list")),
    "childcare": (("needs_childcare",), ("childcare",)),
    "women_only": (("wants_women_only",), ("women_only",)),
    "near": (("neighbourhood",), ("neighbourhood",)),
    "hours": (("hours_per_week",), ("minutes_per_week",)),
    "start": ((), ("starts_on",)),
    "free_of_charge": ((), ("cost_cents",)),
    "confirmed": ((), ("verified_on",)),
}
# Rules about something in common: they say yes for each thing that both have.
IN_COMMON: dict[str, tuple[str, str, frozenset[str]]] = {
    "theme": ("themes", "themes", frozenset()),
    "goal": ("goals", "themes", frozenset()),
    "explained": ("languages", "languages", frozenset({"nl"})),
}


def score(
    people: Sequence[PersonFacts], offers: Sequence[OfferFacts], *, today: date,
    rules: RuleSet = STANDARD,
) -> Whole:  # fmt: skip
    """The score of every person (row) for every offer (column); `NEVER` breaks a hard rule."""
    total = np.zeros((len(people), len(offers)), np.int16)
    broken = np.zeros(total.shape, bool)
    if not total.size:
        return total.astype(np.int64)
    for rule in rules.rules:
        if rule.is_hard:
            broken |= _found(rule, people, offers, Verdict.MISFIT, today)
        elif rule.weight:
            fits = _found(rule, people, offers, Verdict.FITS, today)
            total += fits * np.int16(rule.weight)
    total[broken] = NEVER
    return total.astype(np.int64)


def _found(
    rule: Rule, people: Sequence[PersonFacts], offers: Sequence[OfferFacts], wanted: Verdict,
    today: date,
) -> NDArray[np.bool_]:  # fmt: skip
    """For which pairs this rule finds this."""
    if rule.code == "free_time":
        return _not_free(people, offers)
    if rule.code in IN_COMMON:
        return _in_common(people, offers, *IN_COMMON[rule.code])
    looks = LOOKS_AT.get(rule.code)
    who, whose = _Alike(people, looks and looks[0]), _Alike(offers, looks and looks[1])
    answers: NDArray[np.bool_] = np.array(
        [
            [rule.judge(one, offer, today) is wanted for offer in whose.examples]
            for one in who.examples
        ]
    )
    found: NDArray[np.bool_] = answers[who.number][:, whose.number]
    return found


class _Alike:
    """Who are the same as far as a rule looks: one example of each, and the number of everybody."""

    def __init__(self, everybody: Sequence[Any], names: tuple[str, ...] | None):
        known: dict[Hashable, int] = {}
        self.examples: list[Any] = []
        numbers = []
        key: Key = id if names is None else attrgetter(*names) if names else lambda _one: None
        for one in everybody:
            number = known.setdefault(key(one), len(known))
            if number == len(self.examples):
                self.examples.append(one)
            numbers.append(number)
        self.number = np.array(numbers)


def _not_free(people: Sequence[PersonFacts], offers: Sequence[OfferFacts]) -> NDArray[np.bool_]:
    """Who cannot come at some moment: day-parts are bits, so all pairs are compared at once."""
    busy = np.array([0 if one.free is None else ~one.free for one in people], np.int64)
    asked = np.array([one.day_parts for one in offers], np.int64)
    clashes: NDArray[np.bool_] = (busy[:, None] & asked) != 0
    return clashes


def _in_common(
    people: Sequence[PersonFacts], offers: Sequence[OfferFacts], mine: str, theirs: str,
    apart: frozenset[str],
) -> NDArray[np.bool_]:  # fmt: skip
    codes = sorted({code for one in offers for code in getattr(one, theirs)} - apart)
    found = np.zeros((len(people), len(offers)), bool)
    for code in codes:
        has = np.array([code in getattr(one, mine) for one in people])
        gives = np.array([code in getattr(one, theirs) for one in offers])
        found[np.ix_(has, gives)] = True
    return found

"""From one person and many offers to suggestions with reasons, and to what was left out."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from meedoen.matching.choices import Verdict
from meedoen.matching.rules.arranging import STANDARD, RuleSet
from meedoen.matching.rules.facts import OfferFacts, PersonFacts

_WEIGHT = attrgetter("weight")
_SILENT, _FITS, _LOOK_OUT, _MISFIT = Verdict.SILENT, Verdict.FITS, Verdict.LOOK_OUT, Verdict.MISFIT
Order = tuple[int, date, str, str]
HIGHEST_SCORE = STANDARD.highest


@dataclass(frozen=True)
class Reason:
    """One sentence about one offer for one person; `change` says what would make it fit."""

    code: str
    kind: str
    weight: int
    verdict: Verdict
    words: str
    change: str = ""


# What was said already to one person: by rule, by finding, and by what it tells of an offer.
Spoken = tuple[tuple[dict[Hashable, "Reason"], ...], ...]


def silence(rules: RuleSet) -> Spoken:
    """Nothing was said yet."""
    return tuple(tuple({} for _finding in Verdict) for _rule in rules.rules)


class Reasons(NamedTuple):
    """All that the rules say of one offer."""

    fits: list[Reason]
    look_outs: list[Reason]
    misfits: list[Reason]


class Suggestion(NamedTuple):
    """What all rules say of one offer. Sentences are made when somebody reads them.

    Offers that are the same to a rule get the same sentence: it is made once (`spoken`).
    """

    person: PersonFacts
    offer: OfferFacts
    today: date
    verdicts: tuple[Verdict, ...]
    score: int
    rules: RuleSet = STANDARD
    spoken: Spoken | None = None

    @property
    def is_suggested(self) -> bool:
        """Whether no hard rule is broken."""
        if _MISFIT not in self.verdicts:
            return True
        return not any(self.verdicts[number] is _MISFIT for number in self.rules.hard)

    @property
    def fits(self) -> list[Reason]:
        """Why it fits, the heaviest reason first."""
        return self._told(_FITS, self.rules.heaviest_first)

    @property
    def look_outs(self) -> list[Reason]:
        """What to look at before choosing."""
        return self._told(_LOOK_OUT, range(len(self.verdicts)))

    @property
    def misfits(self) -> list[Reason]:
        """Why it was left out, each with what would have to change."""
        if _MISFIT not in self.verdicts:
            return []
        return self._told(_MISFIT, range(len(self.verdicts)))

    @property
    def reasons(self) -> Reasons:
        """The three of them at once, which is quicker."""
        told: tuple[list[Reason], ...] = [], [], [], []
        offer, telling = self.offer, self.rules.telling
        spoken = self.spoken or silence(self.rules)
        for number, verdict in enumerate(self.verdicts):
            if verdict is not _SILENT:
                said, key = spoken[number][verdict], telling[number](offer)
                if (reason := said.get(key)) is None:
                    reason = said[key] = self._reason(number)
                if reason.words:
                    told[verdict].append(reason)
        _silent, fits, look_outs, misfits = told
        fits.sort(key=_WEIGHT, reverse=True)
        return Reasons(fits, look_outs, misfits)

    @property
    def broken(self) -> list[str]:
        """The hard rules that do not hold, by code."""
        rules = self.rules.rules
        return [rules[n].code for n in self.rules.hard if self.verdicts[n] is _MISFIT]

    @property
    def gap(self) -> int:
        """How much is missing before it fits; 0 when nothing is."""
        verdicts, missing = self.verdicts, 0
        if _MISFIT in verdicts:
            for number, gap in self.rules.gaps:
                if verdicts[number] is _MISFIT:
                    missing += gap(self.person, self.offer, self.today)
        return missing

    def as_json(self) -> dict[str, Any]:
        """The result as it is kept with a choice: findings and the sentences of that moment."""
        return {
            "score": self.score,
            "highest": self.rules.highest,
            "reasons": [
                {
                    "code": reason.code, "kind": reason.kind, "weight": reason.weight,
                    "verdict": reason.verdict.name.lower(), "words": reason.words,
                    "change": reason.change,
                }
                for reason in chain(*self.reasons)
            ],
        }  # fmt: skip

    def said(self, wanted: Verdict, *, code: str) -> list[Reason]:
        """What one rule says, when it finds this."""
        places = [n for n, rule in enumerate(self.rules.rules) if rule.code == code]
        return self._told(wanted, places)

    def _told(self, wanted: Verdict, places: Iterable[int]) -> list[Reason]:
        those = [number for number in places if self.verdicts[number] is wanted]
        return [reason for number in those if (reason := self._said(number, wanted)).words]

    def _said(self, number: int, verdict: Verdict) -> Reason:
        """What this rule says, from what was said already where that is the same."""
        if self.spoken is None:
            return self._reason(number)
        said, key = self.spoken[number][verdict], self.rules.telling[number](self.offer)
        return said.get(key) or said.setdefault(key, self._reason(number))

    def _reason(self, number: int) -> Reason:
        """The sentence; without words when there is nothing to say."""
        rule, verdict = self.rules.rules[number], self.verdicts[number]
        facts = (self.person, self.offer, self.today)
        words = rule.say(verdict, *facts)
        change = rule.change(*facts).words if verdict is _MISFIT and rule.change else ""
        return Reason(rule.code, rule.kind.value, rule.weight, verdict, words, change)


@dataclass(frozen=True)
class Ranking:
    """The suggestions, best first, and what was left out, least missing first."""

    suggested: list[Suggestion]
    left_out: list[Suggestion]


def weigh(
    person: PersonFacts, offer: OfferFacts, *, today: date, rules: RuleSet = STANDARD,
    spoken: Spoken | None = None,
) -> Suggestion:  # fmt: skip
    """What every rule says of this offer for this person."""
    verdicts = tuple([judge(person, offer, today) for judge in rules.judges])
    score = 0
    for number, weight in rules.weights:
        if verdicts[number] is _FITS:
            score += weight
    return Suggestion(person, offer, today, verdicts, score, rules, spoken)


def suggest(
    person: PersonFacts, offers: Iterable[OfferFacts], *, today: date, rules: RuleSet = STANDARD
) -> Ranking:
    """Which offers suit this person, and which do not. The same facts give the same answer.

    Suggestions: highest score first; equal scores by earliest start (what runs already is
    earliest), then by name, then by id. Left out: least missing first, then the same way.
    """
    spoken = silence(rules)
    weighed = [weigh(person, one, today=today, rules=rules, spoken=spoken) for one in offers]
    gaps = [(one.gap, _order(one), one) for one in weighed]
    suggested = sorted((found for found in gaps if not found[0]), key=_place)
    left_out = sorted((found for found in gaps if found[0]), key=_place)
    return Ranking([one for *_where, one in suggested], [one for *_where, one in left_out])


def _place(found: tuple[int, Order, Suggestion]) -> tuple[int, Order]:
    return found[0], found[1]


def _order(one: Suggestion) -> Order:
    offer = one.offer
    begins = max(offer.starts_on, one.today) if offer.starts_on else one.today
    return -one.score, begins, offer.sort_name or offer.name, offer.id


@dataclass(frozen=True)
class Waiting:
    """One person who may wait for something: who, since when, and what matching may know."""

    id: str
    since: date
    facts: PersonFacts


@dataclass(frozen=True)
class Found:
    """What the rules say of one offer for one of the people who wait."""

    who: Waiting
    weighed: Suggestion


def people_for(
    offer: OfferFacts, people: Iterable[Waiting], *, today: date, rules: RuleSet = STANDARD
) -> tuple[list[Found], list[Found]]:
    """Whom this offer suits, and whom it does not: the same rules the other way round.

    Highest score first; equal scores by who waits longest, then by number. Whom it does not
    suit: least missing first, then the same way.
    """
    found = [Found(one, weigh(one.facts, offer, today=today, rules=rules)) for one in people]
    suits = [one for one in found if one.weighed.is_suggested]
    not_yet = [one for one in found if not one.weighed.is_suggested]
    suits.sort(key=_turn)
    not_yet.sort(key=lambda one: (one.weighed.gap, *_turn(one)))
    return suits, not_yet


def _turn(one: Found) -> tuple[int, date, str]:
    return -one.weighed.score, one.who.since, one.who.id

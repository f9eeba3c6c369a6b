"""From one person and many offers to suggestions with reasons, and to what was left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from meedoen.matching.choices import RuleKind, Verdict
from meedoen.matching.rules.facts import OfferFacts, PersonFacts
from meedoen.matching.rules.ruleset import RULES, Rule

_JUDGES = tuple(rule.judge for rule in RULES)
_HARD = tuple(number for number, rule in enumerate(RULES) if rule.kind == RuleKind.HARD)
_WEIGHTS = tuple((number, rule.weight) for number, rule in enumerate(RULES) if rule.weight)
_FITS, _MISFIT = Verdict.FITS, Verdict.MISFIT
HIGHEST_SCORE = sum(weight for _number, weight in _WEIGHTS)


@dataclass(frozen=True)
class Reason:
    """One sentence about one offer for one person; `change` says what would make it fit."""

    code: str
    kind: str
    weight: int
    verdict: Verdict
    words: str
    change: str = ""


class Suggestion(NamedTuple):
    """What all rules say of one offer. Sentences are made when somebody reads them."""

    person: PersonFacts
    offer: OfferFacts
    today: date
    verdicts: tuple[Verdict, ...]
    score: int

    @property
    def is_suggested(self) -> bool:
        """Whether no hard rule is broken."""
        return not any(self.verdicts[number] is _MISFIT for number in _HARD)

    @property
    def fits(self) -> list[Reason]:
        """Why it fits, the heaviest reason first."""
        found = self.said(Verdict.FITS)
        return sorted(found, key=lambda reason: -reason.weight)

    @property
    def look_outs(self) -> list[Reason]:
        """What to look at before choosing."""
        return self.said(Verdict.LOOK_OUT)

    @property
    def misfits(self) -> list[Reason]:
        """Why it was left out, each with what would have to change."""
        return self.said(Verdict.MISFIT)

    @property
    def gap(self) -> int:
        """How much is missing before it fits; 0 when nothing is."""
        return sum(
            RULES[number].gap(self.person, self.offer, self.today)
            for number in _HARD
            if self.verdicts[number] is _MISFIT
        )

    def as_json(self) -> dict[str, Any]:
        """The result as it is kept with a choice: findings and the sentences of that moment."""
        return {
            "score": self.score,
            "highest": HIGHEST_SCORE,
            "reasons": [
                {
                    "code": reason.code, "kind": reason.kind, "weight": reason.weight,
                    "verdict": reason.verdict.name.lower(), "words": reason.words,
                    "change": reason.change,
                }
                for reason in [*self.fits, *self.look_outs, *self.misfits]
            ],
        }  # fmt: skip

    def said(self, wanted: Verdict, *, code: str = "") -> list[Reason]:
        """The sentences of this finding, in the order of the rules; of one rule when named."""
        spoken = [
            self._reason(rule, verdict)
            for rule, verdict in zip(RULES, self.verdicts, strict=True)
            if verdict is wanted and code in ("", rule.code)
        ]
        return [reason for reason in spoken if reason.words]

    def _reason(self, rule: Rule, verdict: Verdict) -> Reason:
        facts = (self.person, self.offer, self.today)
        change = rule.change(*facts).words if verdict is _MISFIT and rule.change else ""
        return Reason(
            rule.code, rule.kind.value, rule.weight, verdict, rule.say(verdict, *facts), change
        )


@dataclass(frozen=True)
class Ranking:
    """The suggestions, best first, and what was left out, least missing first."""

    suggested: list[Suggestion]
    left_out: list[Suggestion]


def weigh(person: PersonFacts, offer: OfferFacts, *, today: date) -> Suggestion:
    """What every rule says of this offer for this person."""
    verdicts = tuple([judge(person, offer, today) for judge in _JUDGES])
    score = 0
    for number, weight in _WEIGHTS:
        if verdicts[number] is _FITS:
            score += weight
    return Suggestion(person, offer, today, verdicts, score)


def suggest(person: PersonFacts, offers: Iterable[OfferFacts], *, today: date) -> Ranking:
    """Which offers suit this person, and which do not. The same facts give the same answer.

    Suggestions: highest score first; equal scores by earliest start (what runs already is
    earliest), then by name, then by id. Left out: least missing first, then the same way.
    """
    weighed = [weigh(person, offer, today=today) for offer in offers]
    suggested = [one for one in weighed if one.is_suggested]
    left_out = [one for one in weighed if not one.is_suggested]
    suggested.sort(key=_order)
    left_out.sort(key=lambda one: (one.gap, *_order(one)))
    return Ranking(suggested, left_out)


def _order(one: Suggestion) -> tuple[int, date, str, str]:
    offer = one.offer
    begins = max(offer.starts_on, one.today) if offer.starts_on else one.today
    return -one.score, begins, offer.sort_name or offer.name, offer.id

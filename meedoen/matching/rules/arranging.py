"""The rules as they hold: which are on and what each weighs, in a numbered version.

The checks and their sentences are the program's; the choice among them is the organisation's.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from meedoen.matching.choices import RULE_VERSION, RuleKind
from meedoen.matching.rules.facts import OfferFacts
from meedoen.matching.rules.ruleset import BY_CODE, RULES, Gap, Judge, Rule

HEAVIEST = 10
# What has stopped is never suggested, whatever anybody chooses.
ALWAYS_ON = frozenset({"running"})


@dataclass(frozen=True)
class Setting:
    """What the organisation chose for one rule."""

    code: str
    is_on: bool
    weight: int


@dataclass(frozen=True)
class RuleSet:
    """The rules that are on, with their weights, under the name that each choice keeps."""

    name: str
    rules: tuple[Rule, ...]

    @cached_property
    def judges(self) -> tuple[Judge, ...]:
        """The checks, in the order of the rules."""
        return tuple(rule.judge for rule in self.rules)

    @cached_property
    def hard(self) -> tuple[int, ...]:
        """The places of the rules that leave something out."""
        return tuple(n for n, rule in enumerate(self.rules) if rule.kind == RuleKind.HARD)

    @cached_property
    def gaps(self) -> tuple[tuple[int, Gap], ...]:
        """The places of the rules that leave something out, with how each tells what is missing."""
        return tuple((n, self.rules[n].gap) for n in self.hard)

    @cached_property
    def weights(self) -> tuple[tuple[int, int], ...]:
        """The places of the rules that count, with what they weigh."""
        return tuple((n, rule.weight) for n, rule in enumerate(self.rules) if rule.weight)

    @cached_property
    def telling(self) -> tuple[Callable[[OfferFacts], Hashable], ...]:
        """What the sentences of each rule tell of an offer, in the order of the rules."""
        return tuple(attrgetter(*rule.tells) if rule.tells else _alike for rule in self.rules)

    @cached_property
    def heaviest_first(self) -> tuple[int, ...]:
        """The places of the rules, what weighs most first."""
        return tuple(sorted(range(len(self.rules)), key=lambda n: -self.rules[n].weight))

    @cached_property
    def highest(self) -> int:
        """The most that anything can score."""
        return sum(weight for _number, weight in self.weights)


STANDARD = RuleSet(RULE_VERSION, RULES)
AS_MADE: tuple[Setting, ...] = tuple(Setting(rule.code, True, rule.weight) for rule in RULES)


def _alike(offer: OfferFacts) -> Hashable:
    """For sentences that are the same for all offers."""
    return None


@lru_cache(maxsize=16)
def arrange(settings: tuple[Setting, ...], *, name: str) -> RuleSet:
    """The rules as chosen. A rule that nobody chose about stands as it was made."""
    chosen = {one.code: one for one in settings}
    kept = (_chosen(rule, chosen.get(rule.code)) for rule in RULES)
    return RuleSet(name, tuple(rule for rule in kept if rule is not None))


def _chosen(rule: Rule, setting: Setting | None) -> Rule | None:
    if setting is None or rule.code in ALWAYS_ON:
        return rule
    if not setting.is_on:
        return None
    return rule if rule.is_hard else replace(rule, weight=setting.weight)


def version_name(number: int) -> str:
    """`2026-2.3`: the rules of the program, and the choice of the organisation among them."""
    return f"{RULE_VERSION}.{number}"


def define(settings: Iterable[Setting]) -> list[dict[str, Any]]:
    """The choice as it is kept: with the words of today, to be read when the rules are others."""
    return [
        {
            "code": one.code, "on": one.is_on, "weight": one.weight,
            "kind": BY_CODE[one.code].kind.value, "title": str(BY_CODE[one.code].title),
            "explanation": str(BY_CODE[one.code].explanation),
        }
        for one in settings
        if one.code in BY_CODE
    ]  # fmt: skip


def read_settings(definition: Sequence[Mapping[str, Any]]) -> tuple[Setting, ...]:
    """The choice as values, completed with the rules that came later."""
    chosen = {one["code"]: Setting(one["code"], one["on"], one["weight"]) for one in definition}
    return tuple(chosen.get(one.code, one) for one in AS_MADE)


def settings_problem(settings: Iterable[Setting]) -> str:
    """What is wrong with a choice, or nothing."""
    for one in settings:
        rule = BY_CODE.get(one.code)
        if rule is None:
            return _("Deze regel bestaat niet.")
        if one.code in ALWAYS_ON and not one.is_on:
            return _("“%(rule)s” staat altijd aan.") % {"rule": rule.title}
        if not 0 <= one.weight <= HEAVIEST:
            return _("“%(rule)s”: kies punten van 0 tot en met %(most)d.") % {
                "rule": rule.title, "most": HEAVIEST,
            }  # fmt: skip
    return ""


@dataclass(frozen=True)
class Difference:
    """What one version chooses otherwise about one rule."""

    code: str
    title: str
    words: str


def differences(before: Sequence[Setting], after: Sequence[Setting]) -> list[Difference]:
    """What changes for whom, in the order of the rules."""
    old = {one.code: one for one in before}
    return [
        Difference(one.code, str(BY_CODE[one.code].title), _told(old[one.code], one))
        for one in after
        if one.code in old and one != old[one.code]
    ]


def _told(was: Setting, now: Setting) -> str:
    if was.is_on != now.is_on:
        return _("gaat aan") if now.is_on else _("gaat uit")
    return _("van %(was)d naar %(now)d punten") % {"was": was.weight, "now": now.weight}

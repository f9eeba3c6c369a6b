"""The rules for whoever chooses them, and as everybody may read them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meedoen.core.time import today
from meedoen.matching import access, rules
from meedoen.matching.models import RuleVersion
from meedoen.matching.rules import Difference, Rule, RuleSet, Setting, Shift


@dataclass(frozen=True)
class Shown:
    """One example with where its offers stand now and would stand."""

    name: str
    words: str
    shifts: list[Shift]

    @property
    def changes(self) -> int:
        return sum(one.is_other for one in self.shifts)


@dataclass(frozen=True)
class Draft:
    """The next version: what it changes, and what that does to people who do not exist."""

    version: RuleVersion
    differences: list[Difference]
    examples: list[Shown]


@dataclass(frozen=True)
class Public:
    """The rules as they hold, for residents, auditors and the algorithm register."""

    held: RuleSet
    version: RuleVersion | None
    hard: list[Rule]
    wishes: list[Rule]
    off: list[Rule]


def draft(version: RuleVersion) -> Draft:
    """What this draft would do: one query, for the rules of now."""
    now = access.in_force()
    before = access.rule_set(now)
    after = rules.arrange(version.settings, name=version.name)
    return Draft(
        version,
        rules.differences(now.settings if now else rules.AS_MADE, version.settings),
        [
            Shown(
                str(one.name), str(one.words),
                rules.shifts(one, before=before, after=after, today=today()),
            )
            for one in rules.EXAMPLES
        ],
    )  # fmt: skip


def changed_by(version: RuleVersion, before: RuleVersion | None) -> list[Difference]:
    """What this version chose otherwise than the one before it."""
    return rules.differences(before.settings if before else rules.AS_MADE, version.settings)


def public() -> Public:
    """The rules as they hold now: one query."""
    version = access.in_force()
    held = access.rule_set(version)
    on = {rule.code for rule in held.rules}
    return Public(
        held,
        version,
        hard=[rule for rule in held.rules if rule.is_hard],
        wishes=sorted(
            (rule for rule in held.rules if not rule.is_hard), key=lambda rule: -rule.weight
        ),
        off=[rule for rule in rules.RULES if rule.code not in on],
    )


def register(shown: Public) -> dict[str, Any]:
    """The description for the algorithm register, to be read by a machine."""
    since = shown.version.published_at if shown.version else None
    return {
        "name": _("Voorstellen voor aanbod"),
        "goal": _(
            "Een coach en een deelnemer zien welk aanbod in de wijk past, waarom, en waarom niet."
        ),
        "type": "rule-based",
        "learns": False,
        "human_decides": True,
        "human_role": _(
            "De coach kiest samen met de deelnemer, en mag anders kiezen dan het voorstel."
        ),
        "never_used": ["origin", "nationality", "religion", "health", "gender"],
        "rule_version": shown.held.name,
        "in_force_since": since.isoformat() if since else None,
        "order": _(
            "Meeste punten eerst; bij gelijke punten wat het eerst begint, dan de naam, dan het "
            "nummer."
        ),
        "highest_score": shown.held.highest,
        "rules": [_described(rule, shown) for rule in rules.RULES],
    }


def _described(rule: Rule, shown: Public) -> dict[str, Any]:
    held = {one.code: one for one in shown.held.rules}.get(rule.code)
    return {
        "code": rule.code,
        "kind": rule.kind.value,
        "on": held is not None,
        "weight": held.weight if held else 0,
        "title": str(rule.title),
        "explanation": str(rule.explanation),
        "sentences": {
            "fits": str(rule.fits), "look_out": str(rule.look_out), "misfit": str(rule.misfit),
        },
    }  # fmt: skip


def settings_of(version: RuleVersion) -> list[tuple[Rule, Setting]]:
    """The rules with what this version chose for them."""
    return [(rules.BY_CODE[one.code], one) for one in version.settings]

"""The way from the level of now to what somebody wants to reach. A target is a wish (R9)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _t, ngettext

from meedoen.language.choices import Level, Skill
from meedoen.language.rules.levels import ORDER, Reached, level_error

MOST_HOURS = Decimal(60)
FURTHEST = timedelta(days=3653)
NO_TARGET = frozenset({Level.CAN_NOT_READ_WRITE, Level.A0, Level.UNKNOWN})


@dataclass(frozen=True)
class Distance:
    """How far a target is; without steps nobody knows yet."""

    steps: float | None

    @property
    def is_reached(self) -> bool:
        return self.steps is not None and self.steps <= 0

    @property
    def text(self) -> str:
        """`bereikt`, `nog 1 niveau`, or that the level of now is not known."""
        if self.steps is None:
            return _t("niveau nu nog niet bekend")
        if self.is_reached:
            return _t("bereikt")
        if self.steps < 1:
            return _t("nog een half niveau")
        number = f"{self.steps:g}".replace(".", ",")
        whole = int(self.steps) if self.steps == int(self.steps) else 2
        return ngettext("nog %(number)s niveau", "nog %(number)s niveaus", whole) % {
            "number": number
        }


def distance(now: Reached, target: Level) -> Distance:
    """How many levels lie between now and the target, in halves."""
    if not now.is_known:
        return Distance(None)
    return Distance((ORDER[target] - now.rank) / 10)


def targets_for(skill: Skill | None) -> list[Level]:
    """What somebody can want to reach in this skill, or in all skills together."""
    return [level for level in Level if target_error(skill, level) == ""]


def target_error(skill: Skill | None, level: Level) -> str:
    """Why this level is no target for this skill, in Dutch; nothing when it is."""
    if level in NO_TARGET:
        return _t("%(level)s is geen doel om naartoe te leren.") % {"level": level.label}
    return level_error(skill or Skill.READING, level)


def hours_error(hours: Decimal | None) -> str:
    """What is wrong with the hours in a week; leaving them open is fine."""
    if hours is None or 0 < hours <= MOST_HOURS:
        return ""
    return _t("Vul een aantal uren in tussen 0,5 en 60.")


def wish_error(by: date | None, *, today: date) -> str:
    """What is wrong with the day by which somebody would like to be there; open is fine."""
    if by is None:
        return ""
    if by <= today:
        return _t("Deze dag is al geweest. Kies een dag die nog komt, of laat dit leeg.")
    if by - today > FURTHEST:
        return _t("Deze dag ligt meer dan tien jaar vooruit. Kijk of het jaar klopt.")
    return ""

"""Levels compared: who can follow what, and what stands above what.

Two frameworks meet here. The Alfa levels measure reading and writing for those who learn to
read; A0 to C2 measure the language. Alfa B stands beside A0 and Alfa C between A0 and A1
(domain 4). A level "on the way to the next" counts half a step higher.

Unknown is not low. Every comparison with an unknown level answers None: ask, do not exclude.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _t, gettext_lazy as _

from meedoen.core.errors import NotPossible
from meedoen.language.choices import ORAL, WRITTEN, Level, Method, Script, Skill

ORDER: dict[Level, int] = {
    Level.CAN_NOT_READ_WRITE: 0,
    Level.ALFA_A: 10,
    Level.ALFA_B: 20,
    Level.A0: 20,
    Level.ALFA_C: 30,
    Level.A1: 40,
    Level.A2: 50,
    Level.B1: 60,
    Level.B2: 70,
    Level.C1: 80,
    Level.C2: 90,
}
HALF_A_STEP = 5
ONLY_READING_AND_WRITING = frozenset(
    {Level.CAN_NOT_READ_WRITE, Level.ALFA_A, Level.ALFA_B, Level.ALFA_C}
)
NO_IN_BETWEEN = frozenset({Level.CAN_NOT_READ_WRITE, Level.C2, Level.UNKNOWN})
NEXT: dict[Level, Level] = {
    Level.ALFA_A: Level.ALFA_B,
    Level.ALFA_B: Level.ALFA_C,
    Level.ALFA_C: Level.A1,
    Level.A0: Level.A1,
    Level.A1: Level.A2,
    Level.A2: Level.B1,
    Level.B1: Level.B2,
    Level.B2: Level.C1,
    Level.C1: Level.C2,
}
OLDEST = date(1950, 1, 1)


@dataclass(frozen=True)
class Reached:
    """A level, and whether the next one is near ("A1+", "A1 op weg naar A2")."""

    level: Level
    plus: bool = False

    @property
    def is_known(self) -> bool:
        return self.level != Level.UNKNOWN

    @property
    def rank(self) -> int:
        """For sorting: higher can more; unknown comes first."""
        return ORDER.get(self.level, -10) + (HALF_A_STEP if self.plus else 0)

    @property
    def short(self) -> str:
        """`A1+`, for tables."""
        return f"{self.level.label}{'+' if self.plus else ''}"

    @property
    def label(self) -> str:
        """`A1, op weg naar A2`, for reading."""
        if not self.plus or self.level not in NEXT:
            return str(self.level.label)
        return _t("%(level)s, op weg naar %(next)s") % {
            "level": self.level.label,
            "next": NEXT[self.level].label,
        }


UNKNOWN = Reached(Level.UNKNOWN)


@dataclass(frozen=True)
class Summary:
    """Several skills in one level, and whether all of them are known."""

    reached: Reached
    is_complete: bool


def at_least(reached: Reached, minimum: Level) -> bool | None:
    """Whether this level is enough for what asks the minimum; None when nobody knows."""
    if not reached.is_known or minimum == Level.UNKNOWN:
        return None
    return reached.rank >= ORDER[minimum]


def within(reached: Reached, low: Level | None, high: Level | None) -> bool | None:
    """Whether this level lies in the range of an offer; None when nobody knows.

    An open end lets everybody in on that side, known or not. "A2+" still lies within A1 to A2.
    """
    low = None if low == Level.UNKNOWN else low
    high = None if high == Level.UNKNOWN else high
    if low is None and high is None:
        return True
    if not reached.is_known:
        return None
    if low is not None and reached.rank < ORDER[low]:
        return False
    return high is None or ORDER[reached.level] <= ORDER[high]


def steps_between(start: Reached, now: Reached) -> float | None:
    """How many levels somebody has gained since the start, in halves; None when not known."""
    if not start.is_known or not now.is_known:
        return None
    return (now.rank - start.rank) / 10


def oral(levels: Mapping[Skill, Reached]) -> Summary:
    """Mondeling: listening, speaking and having a conversation in one level."""
    return _lowest(levels, ORAL)


def written(levels: Mapping[Skill, Reached]) -> Summary:
    """Schriftelijk: reading and writing in one level."""
    return _lowest(levels, WRITTEN)


def overall(levels: Mapping[Skill, Reached]) -> Summary:
    """All skills in one level."""
    return _lowest(levels, (*ORAL, *WRITTEN))


def levels_for(skill: Skill) -> list[Level]:
    """The levels that can be recorded for this skill, in order, unknown last."""
    return [level for level in Level if level_error(skill, level) == ""]


def level_error(skill: Skill, level: Level, *, plus: bool = False) -> str:
    """Why this level does not go with this skill, in Dutch; nothing when it does."""
    if level in ONLY_READING_AND_WRITING and skill not in WRITTEN:
        return _t("%(level)s is een niveau voor lezen en schrijven, niet voor %(skill)s.") % {
            "level": level.label,
            "skill": str(skill.label).lower(),
        }
    if plus and level in NO_IN_BETWEEN:
        return _t("Bij %(level)s past geen “op weg naar het volgende niveau”.") % {
            "level": level.label
        }
    return ""


def check_level(skill: Skill, level: Level, *, plus: bool = False) -> None:
    """Refuses a level that does not exist for this skill."""
    wrong = level_error(skill, level, plus=plus)
    if wrong:
        raise NotPossible(wrong, next_step=_("Kies een ander niveau."))


def date_error(measured_on: date, *, today: date, born: date | None) -> str:
    """What is wrong with the date, in Dutch; nothing when it is fine."""
    if measured_on > today:
        return _t("De datum ligt in de toekomst.")
    if born is not None and measured_on <= born:
        return _t("De datum ligt voor de geboortedatum.")
    if measured_on < OLDEST:
        return _t("De datum ligt te ver terug. Kijk of het jaar klopt.")
    return ""


def check_date(measured_on: date, *, today: date, born: date | None) -> None:
    """A level was found out on a real day: not in the future, not before birth."""
    wrong = date_error(measured_on, today=today, born=born)
    if wrong:
        raise NotPossible(wrong, next_step=_("Verbeter de datum."))


def is_self_assessed(method: Method) -> bool:
    """Whether the participant said it, rather than somebody who tested or listened."""
    return method == Method.SELF


def hints(levels: Mapping[Skill, Reached], script: Script | None) -> list[str]:
    """What to look at again, such as reading at A2 without having learnt to read; no refusal."""
    said: list[str] = []
    reading = max((levels.get(skill, UNKNOWN).rank for skill in WRITTEN), default=-10)
    if script == Script.NONE and reading >= ORDER[Level.A1]:
        said.append(_t("Er staat dat iemand niet heeft leren lezen, en ook een niveau voor lezen."))
    if script == Script.LATIN and levels.get(Skill.READING, UNKNOWN).rank == 0:
        said.append(_t("Er staat dat iemand ons alfabet leest, en ook dat iemand niet kan lezen."))
    return said


def _lowest(levels: Mapping[Skill, Reached], skills: Iterable[Skill]) -> Summary:
    """The lowest known level: a group that suits the strongest skill leaves the weakest behind."""
    wanted = list(skills)
    known = [levels[skill] for skill in wanted if skill in levels and levels[skill].is_known]
    if not known:
        return Summary(UNKNOWN, is_complete=False)
    return Summary(
        min(known, key=lambda reached: reached.rank), is_complete=len(known) == len(wanted)
    )

"""The learning path: what somebody wants to reach, how, and how far that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.language import rules
from meedoen.language.choices import LearningRoute, Level, Skill
from meedoen.language.models import LearningPath
from meedoen.language.rules import UNKNOWN, Distance, Reached


@dataclass(frozen=True)
class Target:
    """One target: of a skill, or of all skills together."""

    skill: Skill | None
    level: Level
    distance: Distance

    @property
    def label(self) -> str:
        return str(self.skill.label) if self.skill else _("Alles samen")


@dataclass(frozen=True)
class Path:
    """One version of the learning path, with how far each target is from now."""

    record: LearningPath
    targets: tuple[Target, ...]

    @property
    def route(self) -> str:
        return str(LearningRoute(self.record.route).label) if self.record.route else ""

    @property
    def hours(self) -> str:
        """`4 uur per week`, or nothing."""
        hours = self.record.hours_per_week
        if hours is None:
            return ""
        return _("%(hours)s uur per week") % {"hours": f"{hours.normalize():f}".replace(".", ",")}

    def level_for(self, skill: Skill) -> Level | None:
        """The target for this skill; without its own target that of all skills together."""
        by_skill = {one.skill: one.level for one in self.targets}
        wanted = by_skill.get(skill, by_skill.get(None))
        return wanted if wanted and not rules.level_error(skill, wanted) else None


def paths(participant_id: UUID, now: Mapping[Skill, Reached]) -> list[Path]:
    """Every version of the learning path, the last first; two queries."""
    found = LearningPath.objects.filter(participant=participant_id).select_related("by")
    return [_path(one, now) for one in found.prefetch_related("targets").order_by("-number")]


def latest_path(participant_id: UUID) -> LearningPath | None:
    """The learning path that counts; one query."""
    found = LearningPath.objects.filter(participant=participant_id)
    return found.select_related("by").order_by("-number").first()


def _path(record: LearningPath, now: Mapping[Skill, Reached]) -> Path:
    together = rules.overall(now).reached
    targets = []
    for one in record.targets.all():
        skill = Skill(one.skill) if one.skill else None
        reached = now.get(skill, UNKNOWN) if skill else together
        targets.append(Target(skill, Level(one.level), rules.distance(reached, Level(one.level))))
    order: list[Skill | None] = [None, *Skill]
    return Path(record, tuple(sorted(targets, key=lambda one: order.index(one.skill))))

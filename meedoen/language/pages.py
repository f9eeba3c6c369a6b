"""What somebody can in Dutch now, and how that came about: read together for one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.language import rules
from meedoen.language.choices import MEANINGS, Level, Method, Script, Skill
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.language.rules import UNKNOWN, Reached, Summary


@dataclass(frozen=True)
class SkillNow:
    """One skill: the level of now, how it is known, and what it was at the start."""

    skill: Skill
    reached: Reached
    start: Reached
    measured_on: date | None
    method: str
    tool: str
    assessor: str
    is_self_assessed: bool
    note: str

    @property
    def is_known(self) -> bool:
        return self.reached.is_known

    @property
    def meaning(self) -> str:
        """What this level means in daily life."""
        return str(MEANINGS[self.reached.level])

    @property
    def gain(self) -> float | None:
        """How many levels since the start, in halves."""
        return rules.steps_between(self.start, self.reached)


@dataclass(frozen=True)
class Current:
    """All five skills, in the order in which people ask after them, with the sums."""

    skills: tuple[SkillNow, ...]
    oral: Summary
    written: Summary
    script: Script | None
    hints: tuple[str, ...]

    @property
    def is_measured(self) -> bool:
        return any(skill.is_known for skill in self.skills)

    @property
    def oral_text(self) -> str:
        return summary_text(self.oral)

    @property
    def written_text(self) -> str:
        return summary_text(self.written)

    @property
    def script_text(self) -> str:
        return str(self.script.label) if self.script else ""


@dataclass(frozen=True)
class Line:
    """What one conversation or test showed: the skills that were recorded together."""

    measured_on: date
    method: str
    tool: str
    assessor: str
    levels: tuple[tuple[Skill, Reached], ...]
    notes: tuple[str, ...]


def summary_text(summary: Summary) -> str:
    """`A1+`, or `A1 (nog niet alles bekend)`, or `nog niet bekend`."""
    if not summary.reached.is_known:
        return _("nog niet bekend")
    if summary.is_complete:
        return summary.reached.short
    return _("%(level)s (nog niet alles bekend)") % {"level": summary.reached.short}


def current(participant_id: UUID) -> Current:
    """The levels of now and of the start; two queries."""
    rows = _rows(participant_id)
    skills = tuple(
        _skill_now(skill, [row for row in rows if row.skill == skill]) for skill in Skill
    )
    levels = {one.skill: one.reached for one in skills}
    found = ScriptRecord.objects.filter(participant=participant_id).values_list("script", flat=True)
    written = found.first()
    script = Script(written) if written else None
    return Current(
        skills=skills,
        oral=rules.oral(levels),
        written=rules.written(levels),
        script=script,
        hints=tuple(rules.hints(levels, script)),
    )


def levels(participant_id: UUID) -> dict[Skill, Reached]:
    """The known level of each skill, for comparing; one query."""
    return levels_many([participant_id]).get(participant_id, {})


def levels_many(participant_ids: Iterable[UUID]) -> dict[UUID, dict[Skill, Reached]]:
    """The levels of many participants; one query for all."""
    found: dict[UUID, dict[Skill, Reached]] = {}
    rows = LevelRecord.objects.filter(participant__in=list(participant_ids)).newest_first()
    for person, skill, level, plus in rows.values_list("participant", "skill", "level", "plus"):
        found.setdefault(person, {}).setdefault(Skill(skill), Reached(Level(level), plus))
    return found


def history(participant_id: UUID) -> list[Line]:
    """Every conversation or test in which a level was recorded, newest first; one query."""
    together: dict[tuple[date, str, str, UUID], list[LevelRecord]] = {}
    for row in _rows(participant_id):
        key = (row.measured_on, row.method, row.tool, row.assessor_id)
        together.setdefault(key, []).append(row)
    return [_line(rows) for rows in together.values()]


def _rows(participant_id: UUID) -> list[LevelRecord]:
    found = LevelRecord.objects.filter(participant=participant_id)
    return list(found.newest_first().for_list())


def _skill_now(skill: Skill, rows: list[LevelRecord]) -> SkillNow:
    if not rows:
        return SkillNow(skill, UNKNOWN, UNKNOWN, None, "", "", "", False, "")
    newest = rows[0]
    start = next(row for row in rows if row.measured_on == rows[-1].measured_on)
    return SkillNow(
        skill=skill,
        reached=newest.reached,
        start=start.reached,
        measured_on=newest.measured_on,
        method=str(Method(newest.method).label),
        tool=newest.tool,
        assessor=newest.assessor.name,
        is_self_assessed=newest.is_self_assessed,
        note=newest.note,
    )


def _line(rows: list[LevelRecord]) -> Line:
    first = rows[0]
    order = list(Skill)
    by_skill: dict[Skill, Reached] = {}
    for row in rows:
        by_skill.setdefault(Skill(row.skill), row.reached)
    return Line(
        measured_on=first.measured_on,
        method=str(Method(first.method).label),
        tool=first.tool,
        assessor=first.assessor.name,
        levels=tuple(sorted(by_skill.items(), key=lambda pair: order.index(pair[0]))),
        notes=tuple(dict.fromkeys(row.note for row in rows if row.note)),
    )

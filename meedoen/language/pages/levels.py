"""The level of now in each skill, with what it was at the start and what somebody thinks of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import UUIDField
from django.utils.translation import gettext as _

from meedoen.core.prepared import Prepared, Slot
from meedoen.language import rules
from meedoen.language.choices import MEANINGS, Level, Method, Script, Skill, Stage
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.language.rules import UNKNOWN, Reached, Summary


@dataclass(frozen=True)
class SkillNow:
    """One skill: the level of now, how it is known, what it was, and the own estimate beside it.

    While nobody tested or listened the own estimate is all there is, and is marked as such.
    """

    skill: Skill
    reached: Reached
    start: Reached
    measured_on: date | None
    method: str
    tool: str
    assessor: str
    is_self_assessed: bool
    note: str
    own: Reached = UNKNOWN
    own_on: date | None = None

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
    stage: Stage | None = None
    script_record: ScriptRecord | None = None

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

    @property
    def stage_text(self) -> str:
        return str(self.stage.label) if self.stage is not None else ""

    @property
    def script_how(self) -> str:
        """How the alphabet is known, such as `Toets (Begintoets Alfa)`."""
        known = self.script_record
        if known is None:
            return ""
        method = str(Method(known.method).label)
        return f"{method} ({known.tool})" if known.tool else method


def summary_text(summary: Summary) -> str:
    """`A1+`, or `A1 (nog niet alles bekend)`, or `nog niet bekend`."""
    if not summary.reached.is_known:
        return _("nog niet bekend")
    if summary.is_complete:
        return summary.reached.short
    return _("%(level)s (nog niet alles bekend)") % {"level": summary.reached.short}


def current(participant_id: UUID) -> Current:
    """The levels of now and of the start; two queries."""
    return put_together(level_rows(participant_id), script_rows(participant_id))


def skills_now(participant_id: UUID) -> tuple[SkillNow, ...]:
    """Only the five skills; one query."""
    return _skills(level_rows(participant_id))


def levels(participant_id: UUID) -> dict[Skill, Reached]:
    """The known level of each skill, for comparing; one query."""
    return levels_many([participant_id]).get(participant_id, {})


def levels_many(participant_ids: Iterable[UUID]) -> dict[UUID, dict[Skill, Reached]]:
    """The levels of many participants; one query for all."""
    found: dict[UUID, dict[Skill, Reached]] = {}
    rows = LevelRecord.objects.counting().filter(participant__in=list(participant_ids))
    for person, skill, level, plus in rows.best_first().values_list(
        "participant", "skill", "level", "plus"
    ):
        found.setdefault(person, {}).setdefault(Skill(skill), Reached(Level(level), plus))
    return found


def put_together(rows: Sequence[LevelRecord], scripts: Sequence[ScriptRecord]) -> Current:
    """What rows, newest first, say about now; what was withdrawn is left out."""
    skills = _skills(rows)
    known = {one.skill: one.reached for one in skills}
    record = next((one for one in scripts if not is_withdrawn(one)), None)
    script, stage = record.says if record else (None, None)
    return Current(
        skills=skills,
        oral=rules.oral(known),
        written=rules.written(known),
        script=script,
        hints=tuple(rules.hints(known, script)),
        stage=stage,
        script_record=record,
    )


LEVELS = Prepared(
    lambda: (
        LevelRecord.objects.filter(participant=Slot("participant", UUIDField()))
        .newest_first()
        .for_list()
    )
)


def level_rows(participant_id: UUID) -> list[LevelRecord]:
    """Everything that was recorded about the skills of one participant, newest first."""
    return LEVELS.rows(participant=participant_id)


def script_rows(participant_id: UUID) -> list[ScriptRecord]:
    """Everything that was recorded about the alphabet of one participant, newest first."""
    found = ScriptRecord.objects.filter(participant=participant_id)
    return list(found.newest_first().for_list())


def is_withdrawn(row: LevelRecord | ScriptRecord) -> bool:
    """Whether this row was withdrawn; asked of rows that were read `for_list`."""
    return getattr(row, "withdrawal", None) is not None


def _skills(rows: Sequence[LevelRecord]) -> tuple[SkillNow, ...]:
    counting = [row for row in rows if not is_withdrawn(row)]
    return tuple(
        _skill_now(skill, [one for one in counting if one.skill == skill]) for skill in Skill
    )


def _skill_now(skill: Skill, rows: list[LevelRecord]) -> SkillNow:
    own = next((row for row in rows if row.is_self_assessed), None)
    found_out = [row for row in rows if not row.is_self_assessed] or rows
    if not found_out:
        return SkillNow(skill, UNKNOWN, UNKNOWN, None, "", "", "", False, "")
    newest = found_out[0]
    start = next(row for row in found_out if row.measured_on == found_out[-1].measured_on)
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
        own=own.reached if own else UNKNOWN,
        own_on=own.measured_on if own else None,
    )

"""Every conversation or test in which something was found out, with what was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from meedoen.language.choices import Method, Script, Skill, Stage
from meedoen.language.models import LevelRecord, ScriptRecord, Withdrawal
from meedoen.language.pages.levels import is_withdrawn, level_rows, script_rows
from meedoen.language.rules import Reached

Row = LevelRecord | ScriptRecord


@dataclass(frozen=True)
class Line:
    """What one conversation or test showed: what was recorded together."""

    measured_on: date
    method: str
    tool: str
    assessor: str
    assessor_id: UUID
    levels: tuple[tuple[Skill, Reached], ...]
    notes: tuple[str, ...]
    script: Script | None = None
    stage: Stage | None = None
    id: UUID | None = None
    withdrawal: Withdrawal | None = None


def history(participant_id: UUID) -> list[Line]:
    """Every conversation or test in which something was recorded, newest first; two queries."""
    return lines(level_rows(participant_id), script_rows(participant_id))


def lines(levels: Sequence[LevelRecord], scripts: Sequence[ScriptRecord]) -> list[Line]:
    """Rows, newest first, as the conversations in which they were recorded."""
    together: dict[tuple[Any, ...], list[Row]] = {}
    rows: list[Row] = [*levels, *scripts]
    for row in sorted(rows, key=lambda row: row.measured_on, reverse=True):
        together.setdefault(_key(row), []).append(row)
    return [_line(rows) for rows in together.values()]


def sitting_of(row: Row) -> list[Row]:
    """What was recorded together with this row and still counts, levels before the alphabet."""
    levels = LevelRecord.objects.filter(participant=row.participant_id).counting()
    scripts = ScriptRecord.objects.filter(participant=row.participant_id).counting()
    found: list[Row] = [*levels.newest_first().for_list(), *scripts.newest_first().for_list()]
    order = [skill.value for skill in Skill]
    mine = [one for one in found if _key(one) == _key(row)]
    return sorted(
        mine,
        key=lambda one: order.index(one.skill) if isinstance(one, LevelRecord) else len(order),
    )


def _key(row: Row) -> tuple[Any, ...]:
    gone = row.withdrawal if is_withdrawn(row) else None
    about = (gone.reason, gone.by_id, localtime(gone.at).date()) if gone else None
    return (row.measured_on, row.method, row.tool, row.assessor_id, about)


def _line(rows: list[Row]) -> Line:
    first = rows[0]
    order = list(Skill)
    by_skill: dict[Skill, Reached] = {}
    for row in rows:
        if isinstance(row, LevelRecord):
            by_skill.setdefault(Skill(row.skill), row.reached)
    scripts = [row for row in rows if isinstance(row, ScriptRecord)]
    script, stage = scripts[0].says if scripts else (None, None)
    notes = (row.note for row in rows if isinstance(row, LevelRecord) and row.note)
    return Line(
        measured_on=first.measured_on,
        method=str(Method(first.method).label),
        tool=first.tool,
        assessor=first.assessor.name,
        assessor_id=first.assessor_id,
        levels=tuple(sorted(by_skill.items(), key=lambda pair: order.index(pair[0]))),
        notes=tuple(dict.fromkeys(notes)),
        script=script,
        stage=stage,
        id=first.pk,
        withdrawal=first.withdrawal if is_withdrawn(first) else None,
    )

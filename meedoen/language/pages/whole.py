"""Everything on the page of the language, read once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoen.language.choices import Skill
from meedoen.language.pages.growth import Picture, pictures
from meedoen.language.pages.levels import Current, level_rows, put_together, script_rows
from meedoen.language.pages.past import Line, lines
from meedoen.language.pages.paths import Path, paths


@dataclass(frozen=True)
class Whole:
    """The levels of now, the way there, the learning path in its versions, and the past."""

    current: Current
    pictures: list[Picture]
    paths: list[Path]
    history: list[Line]

    @property
    def path(self) -> Path | None:
        return self.paths[0] if self.paths else None


def whole(participant_id: UUID, *, today: date) -> Whole:
    """Everything about the Dutch of one participant; four queries."""
    rows, scripts = level_rows(participant_id), script_rows(participant_id)
    current = put_together(rows, scripts)
    now = {one.skill: one.reached for one in current.skills}
    versions = paths(participant_id, now)
    targets = {}
    if versions:
        for skill in Skill:
            level = versions[0].level_for(skill)
            if level is not None:
                targets[skill] = level
    return Whole(
        current=current,
        pictures=pictures(rows, targets, today=today),
        paths=versions,
        history=lines(rows, scripts),
    )

"""Languages in rows: how well somebody speaks, understands, reads and writes each of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from meedoen.core.text import clean, fold
from meedoen.intake.choices import LANGUAGE_SKILLS, LANGUAGE_STEPS, MOST_LANGUAGES

Row = Mapping[str, Any]
LONGEST_NAME = 40


def fits(rows: Any) -> bool:
    """Whether these are languages, each once, with steps that exist."""
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return False
    names = [_name(row) for row in rows]
    return (
        len(rows) <= MOST_LANGUAGES
        and all(names)
        and len(set(names)) == len(names)
        and all(_row_fits(row) for row in rows)
    )


def joined(mine: Sequence[Row], theirs: Sequence[Row]) -> list[dict[str, Any]] | None:
    """The languages of two colleagues together; None when they say different things of one."""
    rows = {_name(row): dict(row) for row in theirs}
    for row in mine:
        standing = rows.setdefault(_name(row), {"language": row["language"]})
        for skill in LANGUAGE_SKILLS:
            step = row.get(skill)
            if step is not None and standing.setdefault(skill, step) != step:
                return None
    made = list(rows.values())
    return made if fits(made) else None


def in_words(rows: Sequence[Row]) -> str:
    """One line for each language."""
    lines = []
    for row in rows:
        steps = [
            _("%(skill)s %(step)s") % {"skill": label, "step": LANGUAGE_STEPS[row[skill]]}
            for skill, label in LANGUAGE_SKILLS.items()
            if row.get(skill) in LANGUAGE_STEPS
        ]
        lines.append(f"{row['language']}: {', '.join(steps)}" if steps else row["language"])
    return "\n".join(lines)


def _name(row: Row) -> str:
    name = row.get("language")
    return fold(clean(name)) if isinstance(name, str) else ""


def _row_fits(row: Row) -> bool:
    steps = {skill: step for skill, step in row.items() if skill != "language"}
    return (
        steps.keys() <= LANGUAGE_SKILLS.keys()
        and all(type(step) is int and step in LANGUAGE_STEPS for step in steps.values())
        and len(row["language"]) <= LONGEST_NAME
    )

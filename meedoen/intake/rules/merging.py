"""Two people in one section: what each wrote stays, and only a real clash asks for a choice.

A page carries a mark of every answer it was shown. What still matches its mark was not touched
there, so a colleague's newer answer stands; what both changed since is a clash.
"""

import json
import re
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

from meedoen.intake.rules.answers import Answers, differences, is_filled
from meedoen.intake.rules.lists import Question, Section

Marks = Mapping[str, str]
_MARKS = re.compile(r"(?:[a-z_]{1,60}:[0-9a-f]{12}(?: |$))*", re.ASCII)


def mark(value: Any) -> str:
    """A short mark of an answer, by which the same answer is known again; empty when open."""
    if not is_filled(value):
        return ""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:12]


def marks(section: Section, answers: Answers) -> dict[str, str]:
    """The marks of all answers in a section."""
    given = {code: mark(answers.get(code)) for code in sorted(section.codes)}
    return {code: made for code, made in given.items() if made}


def write_marks(given: Marks) -> str:
    """Marks as a page carries them."""
    return " ".join(f"{code}:{made}" for code, made in sorted(given.items()) if made)


def read_marks(text: str | None) -> dict[str, str] | None:
    """Marks as a page sent them; None when it sent none, or something else."""
    if text is None or not _MARKS.fullmatch(text):
        return None
    return dict(one.split(":") for one in text.split())


def merged(
    section: Section, *, mine: Answers, theirs: Answers, seen: Marks | None, leave: Collection[str]
) -> dict[str, Any]:
    """What is to stand: mine where I wrote, what stands where I did not."""
    made = {}
    for code in section.codes:
        untouched = code in leave or (
            seen is not None and mark(mine.get(code)) == seen.get(code, "")
        )
        made[code] = theirs.get(code) if untouched else mine.get(code)
    return made


def clashes(
    section: Section, *, kept: Answers, theirs: Answers, seen: Marks | None, own: Collection[str]
) -> list[Question]:
    """The questions to which somebody else gave another answer than the one I changed.

    Without marks everything that differs is one. `own` are the questions of which this very page
    wrote what stands.
    """
    return [
        question
        for question in differences(section, kept, theirs)
        if question.code not in own
        and (seen is None or mark(theirs.get(question.code)) != seen.get(question.code, ""))
    ]

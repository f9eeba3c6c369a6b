"""Answers: what is kept, what two colleagues wrote differently, and how it reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from meedoen.core.time import dutch_date
from meedoen.intake.choices import DAY_PARTS, FULL_DAYS, PARTS, Kind
from meedoen.intake.rules import tongues
from meedoen.intake.rules.lists import Question, Section

Answers = Mapping[str, Any]
LONGEST = {Kind.LONG: 20_000, Kind.SHORT: 200}
_NUMBERS = frozenset({Kind.NUMBER, Kind.SCALE, Kind.GRID})


def is_filled(value: Any) -> bool:
    """Whether something was answered; no is an answer, and so is zero years at school."""
    return value is False or value == 0 or bool(value)


def fits(question: Question, value: Any) -> bool:
    """Whether this is an answer to this question at all."""
    kind = question.kind
    if kind == Kind.YES_NO or isinstance(value, bool):
        return kind == Kind.YES_NO and isinstance(value, bool)
    codes = {option.code for option in question.options}
    if kind == Kind.LANGUAGE_GRID:
        return tongues.fits(value)
    if kind == Kind.SEVERAL:
        return isinstance(value, list) and codes.issuperset(value)
    if kind in _NUMBERS:
        return isinstance(value, int) and (kind != Kind.GRID or 0 < value < 2**DAY_PARTS)
    return isinstance(value, str) and (kind != Kind.CHOICE or value in codes)


def tidy(section: Section, answers: Answers) -> dict[str, Any]:
    """The answers as they are kept: in the order of the list, without what stayed open.

    ValueError when something is no answer to its question: a form never sends that.
    """
    kept: dict[str, Any] = {}
    for question in section.questions:
        value = answers.get(question.code)
        if isinstance(value, list) and question.kind != Kind.LANGUAGE_GRID:
            value = [option.code for option in question.options if option.code in value] or None
        if question.kind == Kind.GRID and value == 0:
            value = None
        if value is None or not is_filled(value):
            continue
        if not fits(question, value):
            raise ValueError(f"{question.code} cannot be answered with a {type(value).__name__}")
        kept[question.code] = value
    return kept


def without_consent(section: Section, answers: Answers) -> list[Question]:
    """What was written down although the participant did not agree to it."""
    return [
        question
        for question in section.questions
        if question.needs
        and is_filled(answers.get(question.code))
        and answers.get(question.needs) is not True
    ]


def differences(section: Section, mine: Answers, theirs: Answers) -> list[Question]:
    """The questions to which two colleagues gave different answers."""
    return [one for one in section.questions if mine.get(one.code) != theirs.get(one.code)]


def both(question: Question, mine: Any, theirs: Any) -> Any:
    """Two answers in one, where that makes sense; None where somebody has to choose."""
    if not is_filled(mine) or not is_filled(theirs):
        return None
    if question.kind in LONGEST:
        joined = f"{theirs}\n\n{mine}" if question.kind == Kind.LONG else f"{theirs}; {mine}"
        return joined if len(joined) <= LONGEST[question.kind] else None
    if question.kind == Kind.SEVERAL:
        chosen = {*mine, *theirs}
        return [option.code for option in question.options if option.code in chosen]
    if question.kind == Kind.GRID:
        return mine | theirs
    return tongues.joined(mine, theirs) if question.kind == Kind.LANGUAGE_GRID else None


def compose(
    section: Section, *, mine: Answers, theirs: Answers, take: Mapping[str, str]
) -> dict[str, Any]:
    """The answers after somebody chose per question: `mine`, `theirs` or `both`."""
    made = dict(mine)
    for question in section.questions:
        code, chosen = question.code, take.get(question.code, "mine")
        if chosen == "theirs":
            made[code] = theirs.get(code)
        elif chosen == "both":
            made[code] = both(question, mine.get(code), theirs.get(code)) or mine.get(code)
    return made


def in_words(question: Question, value: Any) -> str:
    """An answer as somebody reads it; empty when it stayed open."""
    if not is_filled(value):
        return ""
    labels = {option.code: option.label for option in question.options}
    if question.kind == Kind.SEVERAL:
        return ", ".join(labels.get(code, code) for code in value)
    if question.kind == Kind.CHOICE:
        return labels.get(value, str(value))
    if question.kind == Kind.YES_NO:
        return _("ja") if value else _("nee")
    if question.kind == Kind.DATE:
        return dutch_date(date.fromisoformat(value))
    if question.kind == Kind.SCALE:
        return _("%(value)s van %(high)s") % {"value": value, "high": question.high}
    if question.kind == Kind.GRID:
        return _day_parts(value)
    return tongues.in_words(value) if question.kind == Kind.LANGUAGE_GRID else str(value)


def _day_parts(mask: int) -> str:
    days = []
    for number, day in enumerate(FULL_DAYS):
        parts = [str(part) for bit, part in enumerate(PARTS) if mask >> (number * 3 + bit) & 1]
        if len(parts) == len(PARTS):
            days.append(_("%(day)s hele dag") % {"day": day})
        elif parts:
            days.append(f"{day} {_(' en ').join(parts)}")
    return ", ".join(days)

"""Two versions beside each other: what was added, changed, moved and stopped, and what compares."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.questionnaires.choices import Difference, Match
from meedoen.questionnaires.rules.parts import (
    Definition,
    Part,
    Place,
    options_of,
    questions_in,
)

# Words may change without changing what is asked; anything else makes answers differ in kind.
_WORDS: dict[str, Promise] = {
    "label": _("andere woorden"),
    "help": _("andere uitleg"),
    "explanation": _("andere uitleg"),
    "low_label": _("andere woorden bij de schaal"),
    "high_label": _("andere woorden bij de schaal"),
    "minutes": _("andere duur"),
    "guide": _("andere hulpvragen"),
    "rows": _("ander formaat"),
    "test": _("andere invuller"),
}
_WEIGHTY: dict[str, Promise] = {
    "kind": _("andere soort vraag"),
    "low": _("andere grenzen"),
    "high": _("andere grenzen"),
    "needs": _("andere toestemming"),
}
_NOT_COMPARED = frozenset({"code", "slug", "letter", "questions", "options"})
OTHER = _("iets anders ingesteld")
NEW_ANSWERS, STOPPED_ANSWERS = _("antwoorden erbij"), _("antwoorden gestopt")
OTHER_ANSWERS, MOVED_ANSWERS = _("antwoorden in andere woorden"), _("antwoorden in andere volgorde")


@dataclass(frozen=True)
class Line:
    """One part or question that is not as it was."""

    code: str
    label: str
    section: str
    kinds: tuple[Difference, ...]
    told: tuple[Promise, ...] = ()
    before: str = ""
    is_section: bool = False


@dataclass(frozen=True)
class Pair:
    """One question in the old and in the new version."""

    code: str
    old: Part | None
    new: Part | None
    old_options: tuple[str, ...]
    new_options: tuple[str, ...]
    match: Match
    told: tuple[Promise, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is anything to see."""
        return self.match != Match.SAME or bool(self.told)


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two versions."""

    lines: list[Line] = field(default_factory=list)

    def of(self, kind: Difference) -> list[Line]:
        """The lines of one kind, in the order of the list."""
        return [line for line in self.lines if kind in line.kinds]

    def about(self, code: str, *, is_section: bool = False) -> tuple[Difference, ...]:
        """What happened to this question, or to this part."""
        found = (one for one in self.lines if (one.code, one.is_section) == (code, is_section))
        return next((one.kinds for one in found), ())

    def count(self, kind: Difference) -> int:
        """How many there are of one kind."""
        return len(self.of(kind))


def changes(old: Definition, new: Definition) -> Changes:
    """What the new version does differently, parts before their questions."""
    before = {one.question["code"]: one for one in questions_in(old)}
    now = {one.question["code"]: one for one in questions_in(new)}
    moved, moved_parts = _moved(old, new), _moved_parts(old, new)
    parts = {one["code"]: one for one in old["sections"]}
    lines: list[Line] = []
    for section in new["sections"]:
        lines += _section_line(parts.get(section["code"]), section, moved_parts)
        for question in section["questions"]:
            place = now[question["code"]]
            lines += _question_line(old, new, before.get(question["code"]), place, moved)
    kept = {one["code"] for one in new["sections"]}
    for section in old["sections"]:
        if section["code"] not in kept:
            lines.append(_line(section, "", (Difference.RETIRED,), is_section=True))
        lines += [
            _line(one, section["label"], (Difference.RETIRED,))
            for one in section["questions"]
            if one["code"] not in now
        ]
    return Changes(lines)


def pairs(old: Definition, new: Definition) -> list[Pair]:
    """Every question of both, the new order first, and whether its answers compare."""
    before = {one.question["code"]: one.question for one in questions_in(old)}
    now = {one.question["code"]: one.question for one in questions_in(new)}
    codes = [*now, *(code for code in before if code not in now)]
    return [_pair(code, old, new, before.get(code), now.get(code)) for code in codes]


def _pair(
    code: str, old: Definition, new: Definition, one: Part | None, other: Part | None
) -> Pair:
    told: tuple[Promise, ...] = ()
    match = Match.ONLY_NEW if one is None else Match.ONLY_OLD
    if one is not None and other is not None:
        weighty, words = _told(old, new, one, other)
        told, match = (*weighty, *words), Match.CAREFUL if weighty else Match.SAME
    return Pair(
        code, one, other,
        tuple(each["label"] for each in options_of(old, one)) if one else (),
        tuple(each["label"] for each in options_of(new, other)) if other else (),
        match, told,
    )  # fmt: skip


def _told(
    old: Definition, new: Definition, one: Part, other: Part
) -> tuple[tuple[Promise, ...], tuple[Promise, ...]]:
    """What changed so that answers differ in kind, and what changed in words only."""
    weighty, words = list[Promise](), list[Promise]()
    for name in sorted({*one, *other}):
        if name in _NOT_COMPARED or one.get(name) == other.get(name):
            continue
        known = _WORDS.get(name)
        (words if known else weighty).append(known or _WEIGHTY.get(name, OTHER))
    first, second = options_of(old, one), options_of(new, other)
    was, is_now = {each["code"] for each in first}, {each["code"] for each in second}
    if is_now - was:
        weighty.append(NEW_ANSWERS)
    if was - is_now:
        weighty.append(STOPPED_ANSWERS)
    names = {each["code"]: each["label"] for each in first}
    if any(names.get(each["code"], each["label"]) != each["label"] for each in second):
        words.append(OTHER_ANSWERS)
    kept = [each["code"] for each in first if each["code"] in is_now]
    if kept != [each["code"] for each in second if each["code"] in was]:
        words.append(MOVED_ANSWERS)
    return tuple(dict.fromkeys(weighty)), tuple(dict.fromkeys(words))


def _section_line(old: Part | None, section: Part, moved: set[str]) -> list[Line]:
    if old is None:
        return [_line(section, "", (Difference.ADDED,), is_section=True)]
    told = tuple(
        dict.fromkeys(
            _WORDS.get(name, OTHER)
            for name in sorted({*old, *section})
            if name not in _NOT_COMPARED and old.get(name) != section.get(name)
        )
    )
    kinds = _kinds(section, told, moved)
    before = old["label"] if old["label"] != section["label"] else ""
    return [_line(section, "", kinds, told, before, is_section=True)] if kinds else []


def _question_line(
    old: Definition, new: Definition, was: Place | None, place: Place, moved: set[str]
) -> list[Line]:
    question, section = place.question, str(place.section["label"])
    if was is None:
        return [_line(question, section, (Difference.ADDED,))]
    weighty, words = _told(old, new, was.question, question)
    kinds = _kinds(question, (*weighty, *words), moved)
    before = was.question["label"] if was.question["label"] != question["label"] else ""
    return [_line(question, section, kinds, (*weighty, *words), before)] if kinds else []


def _kinds(part: Part, told: Sequence[Promise], moved: set[str]) -> tuple[Difference, ...]:
    found = [Difference.CHANGED] if told else []
    return tuple(found + ([Difference.MOVED] if part["code"] in moved else []))


def _line(part: Part, section: str, kinds: tuple[Difference, ...], told: tuple[Promise, ...] = (),
          before: str = "", *, is_section: bool = False) -> Line:  # fmt: skip
    return Line(part["code"], part["label"], section, kinds, told, before, is_section)


def _moved_parts(old: Definition, new: Definition) -> set[str]:
    """The fewest parts that have to move to come from one order to the other."""
    return _out_of_order(_codes(old["sections"]), _codes(new["sections"]))


def _moved(old: Definition, new: Definition) -> set[str]:
    """The fewest questions that have to move: to another part, or inside theirs."""
    found: set[str] = set()
    was = {one.question["code"]: one.section["code"] for one in questions_in(old)}
    for section in new["sections"]:
        codes = _codes(section["questions"])
        found |= {code for code in codes if was.get(code, section["code"]) != section["code"]}
        stayed = [code for code in codes if was.get(code) == section["code"]]
        first = [code for code, part in was.items() if part == section["code"]]
        found |= _out_of_order(first, stayed)
    return found


def _codes(row: Sequence[Any]) -> list[str]:
    return [str(one["code"]) for one in row]


def _out_of_order(old: list[str], new: list[str]) -> set[str]:
    """What is left when the longest row that kept its order is taken out."""
    places = {code: place for place, code in enumerate(old)}
    row = [code for code in new if code in places]
    longest: list[list[str]] = []
    for number, code in enumerate(row):
        fitting = [longest[other] for other in range(number) if places[row[other]] < places[code]]
        longest.append([*_longest(fitting), code])
    return set(row) - set(_longest(longest))


def _longest(rows: list[list[str]]) -> list[str]:
    return max(rows, key=len) if rows else []

"""Question lists put together for reading: versions, drafts, differences and counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from meedoen.intake.choices import Kind
from meedoen.intake.models import Intake, QuestionList, SectionAnswers
from meedoen.questionnaires import access, rules
from meedoen.questionnaires.choices import Difference, Match
from meedoen.questionnaires.models import Draft
from meedoen.questionnaires.rules import Asked, Changes, Definition, Pair, Part

# The latest intakes tell enough about what is asked in vain; the cost stays the same for ever.
LATEST = 2_000


@dataclass(frozen=True)
class VersionLine:
    """One version in the history of a list."""

    id: UUID
    name: str
    published_at: datetime
    by: str
    note: str
    questions: int
    intakes: str
    is_current: bool


@dataclass(frozen=True)
class ListCard:
    """One list: its versions, newest first, and the draft that is worked on."""

    code: str
    title: str
    draft: Draft | None
    versions: list[VersionLine]


@dataclass(frozen=True)
class Stopped:
    """A part or question that this list asked before, and that the draft does not ask."""

    code: str
    label: str
    section: str
    is_section: bool
    version: str


@dataclass(frozen=True)
class Row:
    """One part or question of a draft, with what happened to it and where it may go."""

    code: str
    label: str
    kinds: tuple[Difference, ...]
    place: int
    is_first: bool
    is_last: bool
    kind: str = ""
    questions: int = 0
    inside: int = 0
    answers: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftPage:
    """A draft as a whole: its parts, and what stopped."""

    draft: Draft
    based_on: str
    sections: list[Row]
    stopped: list[Stopped]
    changes: Changes
    seen: str


@dataclass(frozen=True)
class Figures:
    """Which questions of one version are answered, least first."""

    lines: list[Asked]
    intakes: int
    counted: int

    @property
    def is_small(self) -> bool:
        """Whether too few intakes used this version to say anything."""
        return self.counted < rules.SMALL

    @property
    def told(self) -> list[Asked]:
        """The questions of which enough is known."""
        return [line for line in self.lines if not line.is_small]

    @property
    def too_few(self) -> list[Asked]:
        """The questions that too few intakes came to."""
        return [line for line in self.lines if line.is_small]

    @property
    def never(self) -> int:
        """How many questions nobody answered."""
        return sum(line.is_never for line in self.lines)


def lists() -> list[ListCard]:
    """Every list with its history; four queries."""
    drafts = {one.code: one for one in Draft.objects.open().for_list()}
    told = {one.published_id: one for one in Draft.objects.published().for_list()}
    used = Counter(
        dict(
            Intake.objects.order_by()
            .values_list("question_list")
            .annotate(number=Count("pk"))
            .values_list("question_list", "number")
        )
    )
    cards: dict[str, list[QuestionList]] = {}
    for one in QuestionList.objects.order_by("code", "-version"):
        cards.setdefault(one.code, []).append(one)
    return [
        ListCard(
            code=code,
            title=versions[0].definition["title"],
            draft=drafts.get(code),
            versions=[
                _version_line(one, told.get(one.pk), used[one.pk], is_current=one is versions[0])
                for one in versions
            ],
        )
        for code, versions in cards.items()
    ]


def draft_page(draft: Draft) -> DraftPage:
    """The parts of a draft; one query for the versions it is compared with."""
    versions = access.versions_of(draft.code)
    told = rules.changes(versions[0].definition, draft.definition)
    sections = draft.definition["sections"]
    return DraftPage(
        draft=draft,
        based_on=rules.version_name(draft.based_on.version),
        sections=[
            _row(
                one,
                told.about(one["code"], is_section=True),
                place,
                len(sections),
                questions=len(one["questions"]),
                inside=_inside(told, one),
            )
            for place, one in enumerate(sections)
        ],
        stopped=_stopped(draft.definition, versions),
        changes=told,
        seen=rules.stamp(rules.order_of(draft.definition)),
    )


def question_rows(draft: Draft, section: Part) -> list[Row]:
    """The questions of one part of a draft; one query."""
    told = rules.changes(access.current(draft.code).definition, draft.definition)
    questions = section["questions"]
    return [
        _row(
            one,
            told.about(one["code"]),
            place,
            len(questions),
            kind=kind_label(one),
            remarks=_remarks(section, one),
            answers=len(rules.options_of(draft.definition, one)),
        )
        for place, one in enumerate(questions)
    ]


def published_question(draft: Draft, code: str) -> Part | None:
    """The question as the newest version that has it asks it; None when it is new."""
    for version in access.versions_of(draft.code):
        place = rules.question_in(version.definition, code)
        if place is not None:
            return place.question
    return None


def kind_label(question: Part) -> str:
    """The kind of a question in words, also a kind that came later."""
    kind = question["kind"]
    return str(Kind(kind).label) if kind in Kind.values else str(kind)


def compared(old: Definition, new: Definition) -> tuple[list[Pair], dict[Match, int]]:
    """Every question of two versions, and how many compare."""
    lines = rules.pairs(old, new)
    counted = Counter(line.match for line in lines)
    return lines, {match: counted[match] for match in Match}


def figures(version: QuestionList) -> Figures:
    """How often each question of a version was answered, in its latest intakes. Two queries."""
    used = Intake.objects.filter(question_list=version)
    latest = used.order_by("-pk").values("pk")[:LATEST]
    rows: Any = (
        SectionAnswers.objects.filter(intake__in=latest, version__gt=0)
        .values_list("section", "answers")
        .iterator()
    )
    reached, answered = rules.tally(rows)
    number = used.count()
    lines = rules.least_first(version.definition, reached, answered)
    return Figures(lines=lines, intakes=number, counted=min(number, LATEST))


def _version_line(
    one: QuestionList, draft: Draft | None, used: int, *, is_current: bool
) -> VersionLine:
    return VersionLine(
        id=one.pk,
        name=rules.version_name(one.version),
        published_at=one.published_at,
        by=draft.closed_by.name if draft and draft.closed_by else "Meedoen",
        note=draft.note if draft else "",
        questions=sum(1 for _place in rules.questions_in(one.definition)),
        intakes=f"<{rules.SMALL}" if 0 < used < rules.SMALL else str(used),
        is_current=is_current,
    )


def _row(part: Part, kinds: tuple[Difference, ...], place: int, number: int, **facts: Any) -> Row:
    return Row(
        code=part["code"], label=part["label"], kinds=kinds, place=place,
        is_first=place == 0, is_last=place == number - 1, **facts,
    )  # fmt: skip


def _inside(told: Changes, section: Part) -> int:
    """How many questions of a part are not as they were."""
    return sum(bool(told.about(one["code"])) for one in section["questions"])


def _remarks(section: Part, question: Part) -> tuple[str, ...]:
    """What else there is to know about a question before it is changed."""
    found = []
    if question["code"] in rules.read_for_offers():
        found.append("offers")
    if question.get("needs"):
        found.append("needs")
    if question.get("test", section.get("test")):
        found.append("test")
    return tuple(found)


def _stopped(definition: Definition, versions: list[QuestionList]) -> list[Stopped]:
    """What older versions asked; the questions of a part that stopped come back with it."""
    parts = {one["code"] for one in definition["sections"]}
    asked = {one.question["code"] for one in rules.questions_in(definition)}
    found: dict[tuple[bool, str], Stopped] = {}
    for version in versions:
        name = rules.version_name(version.version)
        for section in version.definition["sections"]:
            if section["code"] not in parts:
                lost = Stopped(section["code"], section["label"], "", True, name)
                found.setdefault((True, lost.code), lost)
                continue
            for question in section["questions"]:
                if question["code"] not in asked:
                    lost = Stopped(
                        question["code"], question["label"], section["label"], False, name
                    )
                    found.setdefault((False, lost.code), lost)
    return list(found.values())

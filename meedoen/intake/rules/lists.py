"""A question list, read from its definition: sections in the order of the conversation (R47).

A definition is a JSON object: `code`, `version`, `title`, `guide` (the guiding questions, R103),
`closing`, `sections`, and perhaps `explanation` and `options` (lists of options with a name).

A section: `code`, `slug` (its address), `label`, `questions`, and perhaps `letter`, `explanation`,
`minutes`, `guide` (numbers of guiding questions), `shows_closing`, and `test` (true when an
assessor fills in the whole section).

A question: `code`, `kind`, `label`, and perhaps `help`, `test` (true when an assessor fills in
this question) and `needs` (the yes-or-no question of this section to which somebody must have said
yes first). Nothing can be made mandatory (R102). By kind it has:

| kind | also | kept as |
| --- | --- | --- |
| `short`, `long` | `rows` (long: height) | text |
| `choice` | `options`: a list of `code` and `label`, or a name | the code |
| `several` | `options` | a list of codes |
| `yes_no` | | true or false |
| `date` | | `2027-01-31` |
| `number` | `low`, `high` (a number, or `this_year`) | a whole number |
| `scale` | `low`, `high`, `low_label`, `high_label` | a whole number |
| `grid` | | 21 bits: day * 3 + part, Monday morning is bit 0 |
| `language_grid` | `rows` (room at first) | a list of languages, see below |

A language is kept as its name (`language`) and a step of 0 to 3 for each of `speak`, `understand`,
`read` and `write`; what stayed open is left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from meedoen.intake.choices import WITH_OPTIONS, Kind

THIS_YEAR = "this_year"
# Names that the form of a section uses itself.
RESERVED = frozenset({"version", "seen", "page", "go", "csrfmiddlewaretoken"})
_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
_CODE = re.compile(r"[a-z]+(_[a-z]+)*")


@dataclass(frozen=True)
class Option:
    """One answer that can be ticked."""

    code: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question; it may always stay open."""

    code: str
    kind: Kind
    label: str
    help: str = ""
    options: tuple[Option, ...] = ()
    low: int | None = None
    high: int | str | None = None
    low_label: str = ""
    high_label: str = ""
    rows: int = 4
    needs: str = ""
    is_test: bool = False

    def highest(self, *, year: int) -> int | None:
        """The highest number that fits; a year cannot lie ahead."""
        return year if self.high == THIS_YEAR else self.high if isinstance(self.high, int) else None


@dataclass(frozen=True)
class Section:
    """One part of the conversation."""

    code: str
    slug: str
    letter: str
    label: str
    explanation: str
    minutes: int
    guide: tuple[int, ...]
    shows_closing: bool
    questions: tuple[Question, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its questions."""
        return frozenset(one.code for one in self.questions)

    @property
    def assessed_part(self) -> "Section | None":
        """What an assessor fills in of this section, if anything."""
        asked = tuple(one for one in self.questions if one.is_test)
        return replace(self, questions=asked) if asked else None

    def question(self, code: str) -> Question | None:
        """The question with this code, if this section asks it."""
        return next((one for one in self.questions if one.code == code), None)


@dataclass(frozen=True)
class Outline:
    """A question list, read."""

    code: str
    version: int
    title: str
    explanation: str
    guide: tuple[str, ...]
    closing: str
    sections: tuple[Section, ...]

    def section(self, code: str) -> Section | None:
        """The section with this code."""
        return next((one for one in self.sections if one.code == code), None)

    def by_slug(self, slug: str) -> Section | None:
        """The section at this address."""
        return next((one for one in self.sections if one.slug == slug), None)

    @property
    def assessed_parts(self) -> tuple[Section, ...]:
        """Everything that an assessor fills in, in the order of the list."""
        return tuple(part for one in self.sections if (part := one.assessed_part) is not None)

    def beside(self, section: Section) -> tuple[Section | None, Section | None]:
        """The section before this one, and the one after it."""
        place = self.sections.index(section)
        before = self.sections[place - 1] if place else None
        return before, self.sections[place + 1] if place + 1 < len(self.sections) else None

    def guide_for(self, section: Section) -> list[str]:
        """The guiding questions (R103) that help in this section."""
        return [self.guide[number - 1] for number in section.guide]


def read_list(definition: Mapping[str, Any]) -> Outline:
    """A definition as a list. KeyError or ValueError tells what is wrong with it."""
    shared = {name: _options(rows) for name, rows in definition.get("options", {}).items()}
    outline = Outline(
        code=definition["code"],
        version=definition["version"],
        title=definition["title"],
        explanation=definition.get("explanation", ""),
        guide=tuple(definition["guide"]),
        closing=definition["closing"],
        sections=tuple(_section(one, shared) for one in definition["sections"]),
    )
    _check(outline)
    return outline


def _section(one: Mapping[str, Any], shared: Mapping[str, tuple[Option, ...]]) -> Section:
    return Section(
        code=one["code"],
        slug=one["slug"],
        letter=one.get("letter", ""),
        label=one["label"],
        explanation=one.get("explanation", ""),
        minutes=one.get("minutes", 5),
        guide=tuple(one.get("guide", ())),
        shows_closing=one.get("shows_closing", False),
        questions=tuple(
            _question(each, shared, is_test=one.get("test", False)) for each in one["questions"]
        ),
    )


def _question(
    one: Mapping[str, Any], shared: Mapping[str, tuple[Option, ...]], *, is_test: bool
) -> Question:
    options = one.get("options", ())
    return Question(
        code=one["code"],
        kind=Kind(one["kind"]),
        label=one["label"],
        help=one.get("help", ""),
        options=shared[options] if isinstance(options, str) else _options(options),
        low=one.get("low"),
        high=one.get("high"),
        low_label=one.get("low_label", ""),
        high_label=one.get("high_label", ""),
        rows=one.get("rows", 4),
        needs=one.get("needs", ""),
        is_test=one.get("test", is_test),
    )


def _options(rows: Any) -> tuple[Option, ...]:
    return tuple(Option(row["code"], row["label"]) for row in rows)


def _check(outline: Outline) -> None:
    sections = outline.sections
    _once("section", [one.code for one in sections])
    _once("address", [one.slug for one in sections])
    _once("question", [each.code for one in sections for each in one.questions])
    for section in sections:
        if not _SLUG.fullmatch(section.slug):
            raise ValueError(f"section {section.code} has the address {section.slug}")
        if not all(1 <= number <= len(outline.guide) for number in section.guide):
            raise ValueError(
                f"section {section.code} points to a guiding question that is not there"
            )
        for question in section.questions:
            _check_question(section, question)


def _check_question(section: Section, question: Question) -> None:
    code = question.code
    if not _CODE.fullmatch(code) or code in RESERVED:
        raise ValueError(f"question {code} cannot be called that")
    if (question.kind in WITH_OPTIONS) != bool(question.options):
        raise ValueError(f"question {code} is a {question.kind} and has the wrong options")
    if question.kind == Kind.SCALE and (question.low is None or not isinstance(question.high, int)):
        raise ValueError(f"question {code} is a scale without ends")
    if question.needs:
        asked = section.question(question.needs)
        if asked is None or asked.kind != Kind.YES_NO:
            raise ValueError(f"question {code} needs a yes that this section does not ask")
        if question.is_test and not asked.is_test:
            raise ValueError(f"question {code} needs a yes that an assessor cannot give")


def _once(what: str, codes: list[str]) -> None:
    if len(set(codes)) != len(codes):
        raise ValueError(f"a {what} occurs twice")

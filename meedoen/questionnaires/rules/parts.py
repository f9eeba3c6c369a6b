"""Finding one's way in a definition: parts, questions and answers, with whatever else they hold."""

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meedoen.core.errors import NotPossible
from meedoen.intake.choices import WITH_OPTIONS, Kind
from meedoen.intake.rules import person_facts, read_list
from meedoen.questionnaires.choices import OWN_FROM

Definition = Mapping[str, Any]
Part = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a question stands: its part, and the how-manieth there."""

    section: Part
    question: Part
    index: int


def copy_of(definition: Definition) -> dict[str, Any]:
    """The definition to make changes in; the old one stays as it was."""
    return copy.deepcopy(dict(definition))


def stamp(part: Any) -> str:
    """A short mark of how something stands: another mark means that somebody changed it."""
    text = json.dumps(part, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def section_in(definition: Definition, code: str) -> Part | None:
    """The part with this code."""
    return next((one for one in definition["sections"] if one["code"] == code), None)


def questions_in(definition: Definition) -> Iterator[Place]:
    """Every question, in the order of the list."""
    for section in definition["sections"]:
        for index, question in enumerate(section["questions"]):
            yield Place(section, question, index)


def question_in(definition: Definition, code: str) -> Place | None:
    """The question with this code, and where it stands."""
    return next((one for one in questions_in(definition) if one.question["code"] == code), None)


def options_of(definition: Definition, question: Part) -> list[Part]:
    """The answers that can be ticked, also when questions share them."""
    options = question.get("options", [])
    return list(definition["options"][options] if isinstance(options, str) else options)


def sharing(definition: Definition, question: Part) -> list[Part]:
    """The other questions that offer the very same answers; changing one changes all."""
    name = question.get("options")
    if not isinstance(name, str):
        return []
    return [
        one.question
        for one in questions_in(definition)
        if one.question.get("options") == name and one.question["code"] != question["code"]
    ]


def question_as_seen(definition: Definition, code: str) -> Any:
    """The question with its answers, and the part it stands in: what a change has to have seen."""
    place = question_in(definition, code)
    if place is None:
        return None
    return [place.question, options_of(definition, place.question), place.section["code"]]


def section_as_seen(definition: Definition, code: str) -> Any:
    """The words round a part; its questions go their own way."""
    section = section_in(definition, code)
    return section and {name: section[name] for name in section if name != "questions"}


def order_of(definition: Definition) -> list[list[str]]:
    """Which parts and questions there are, in their order: what a move has to have seen."""
    return [
        [one["code"], *(each["code"] for each in one["questions"])]
        for one in definition["sections"]
    ]


def codes_of(definitions: Iterable[Definition]) -> set[str]:
    """Every code of a part or a question that these versions used."""
    return {code for one in definitions for row in order_of(one) for code in row}


def slugs_of(definition: Definition) -> set[str]:
    """The addresses of the parts."""
    return {one["slug"] for one in definition["sections"]}


def texts_of(definition: Definition) -> tuple[set[str], set[str]]:
    """Every text that asks something, and every text that explains."""
    asks, explains = set(), set()
    for section in definition["sections"]:
        asks.add(section["label"])
        explains.add(section.get("explanation", ""))
    for place in questions_in(definition):
        question = place.question
        asks |= {question["label"], *(one["label"] for one in options_of(definition, question))}
        asks |= {question.get("low_label", ""), question.get("high_label", "")}
        explains.add(question.get("help", ""))
    return asks - {""}, explains - {""}


def with_options(kind: str) -> bool:
    """Whether answers have to be given to choose from."""
    return kind in WITH_OPTIONS


def must_be_sound(definition: Definition) -> None:
    """A list that an intake could not read is never kept."""
    try:
        read_list(definition)
    except (KeyError, ValueError, TypeError) as error:
        raise NotPossible(
            _("Zo kan een intake deze lijst niet lezen. Er is niets veranderd."),
            next_step=_("Ga terug, kijk de vraag na en probeer het opnieuw."),
        ) from error


def kinds_to_add() -> list[Kind]:
    """The kinds of question that can be made with what the form asks: tried, not listed."""
    return [kind for kind in Kind if _can_be_made(kind)]


def _can_be_made(kind: Kind) -> bool:
    question: Part = {"code": "a", "kind": kind.value, "label": "a"}
    if with_options(kind):
        question["options"] = [{"code": "a", "label": "a"}]
    elif kind == Kind.SCALE:
        question |= {"low": 1, "high": 5}
    section = {"code": "a", "slug": "a", "label": "a", "questions": [question]}
    whole = {"code": "a", "version": 1, "title": "a", "guide": [], "closing": "a"}
    try:
        read_list({**whole, "sections": [section]})
    except (KeyError, ValueError, TypeError):
        return False
    return True


class _Asked(dict[str, Any]):
    """Answers that remember which questions somebody looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.codes.add(key)
        return default


def read_for_offers() -> frozenset[str]:
    """The questions by which suitable offers are found: asked of the rule that reads them."""
    asked = _Asked()
    person_facts(asked)
    return frozenset(asked.codes)


def version_name(number: int) -> str:
    """How a version is called on screen."""
    if number >= OWN_FROM:
        return _("eigen versie %(number)s") % {"number": number - OWN_FROM + 1}
    return _("versie %(number)s van Meedoen") % {"number": number}

"""Changing a draft: parts and questions added, changed, moved, stopped and put back.

A definition in, a new definition out; whatever else a part or a question holds stays in it.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from meedoen.core.errors import NotPossible
from meedoen.core.text import fold
from meedoen.questionnaires.rules.codes import new_code, new_slug
from meedoen.questionnaires.rules.parts import (
    Definition,
    Part,
    copy_of,
    question_in,
    questions_in,
    section_in,
)

MOST_QUESTIONS, MOST_SECTIONS = 60, 40
_ALIKE = 45


def add_section(
    definition: Definition, *, facts: Mapping[str, Any], taken: Collection[str]
) -> tuple[dict[str, Any], str]:
    """A new part at the end, without questions yet. Twice the same name is one part."""
    made = copy_of(definition)
    same = _same_label(made["sections"], facts["label"])
    if same is not None:
        return made, str(same["code"])
    _must_have_room(len(made["sections"]), MOST_SECTIONS)
    code = new_code(facts["label"], taken=taken)
    slug = new_slug(facts["label"], taken={one["slug"] for one in made["sections"]})
    made["sections"].append({"code": code, "slug": slug, **_filled(facts), "questions": []})
    return made, code


def change_section(
    definition: Definition, code: str, *, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """The words round a part change; its questions stay."""
    made = copy_of(definition)
    _put(_section(made, code), facts)
    return made


def move_section(definition: Definition, code: str, *, to: int) -> dict[str, Any]:
    """A part comes at another place in the conversation."""
    made = copy_of(definition)
    _move(made["sections"], _section(made, code), to)
    return made


def retire_section(definition: Definition, code: str) -> dict[str, Any]:
    """A part and its questions are no longer asked. Twice is once."""
    made = copy_of(definition)
    section = section_in(made, code)
    if section is None:
        return made
    if len(made["sections"]) == 1:
        raise NotPossible(
            _("Een vragenlijst houdt minstens één deel."),
            next_step=_("Voeg eerst een ander deel toe."),
        )
    made["sections"].remove(section)
    return made


def restore_section(definition: Definition, code: str, *, before: Definition) -> dict[str, Any]:
    """A part that stopped is asked again, with the questions that are not asked elsewhere."""
    made = copy_of(definition)
    if section_in(made, code) is not None:
        return made
    section = _section(copy_of(before), code)
    asked = {one.question["code"] for one in questions_in(made)}
    section["questions"] = [one for one in section["questions"] if one["code"] not in asked]
    for question in section["questions"]:
        _bring_options(made, question, before=before)
        _must_have_its_consent(section, question)
    slugs = {one["slug"] for one in made["sections"]}
    if section["slug"] in slugs:
        section["slug"] = new_slug(section["label"], taken=slugs)
    before_it = _codes(before["sections"])[: _codes(before["sections"]).index(code)]
    made["sections"].insert(_place_after(made["sections"], before_it), section)
    return made


def add_question(
    definition: Definition, section: str, *, facts: Mapping[str, Any], taken: Collection[str]
) -> tuple[dict[str, Any], str]:
    """A new question at the end of a part. Twice the same words is one question."""
    made = copy_of(definition)
    part = _section(made, section)
    same = _same_label(part["questions"], facts["label"])
    if same is not None:
        if any(
            same.get(name) != value for name, value in _filled(facts).items() if name != "options"
        ):
            raise NotPossible(
                _("Deze vraag staat al in dit deel."),
                next_step=_("Wijzig de vraag die er staat, of kies andere woorden."),
            )
        return made, str(same["code"])
    _must_have_room(len(part["questions"]), MOST_QUESTIONS)
    code = new_code(facts["label"], taken=taken)
    part["questions"].append({"code": code, **_filled(facts)})
    return made, code


def change_question(
    definition: Definition, code: str, *, facts: Mapping[str, Any], section: str = ""
) -> dict[str, Any]:
    """The words of a question change, or the part in which it is asked."""
    made = copy_of(definition)
    place = question_in(made, code)
    if place is None:
        raise gone()
    _put(place.question, facts)
    if section and section != place.section["code"]:
        target = _section(made, section)
        _must_stand_alone(place.section, place.question)
        _must_have_room(len(target["questions"]), MOST_QUESTIONS)
        place.section["questions"].remove(place.question)
        target["questions"].append(place.question)
    return made


def move_question(definition: Definition, code: str, *, to: int) -> dict[str, Any]:
    """A question comes at another place in its part."""
    made = copy_of(definition)
    place = question_in(made, code)
    if place is None:
        raise gone()
    _move(place.section["questions"], place.question, to)
    return made


def retire_question(definition: Definition, code: str) -> dict[str, Any]:
    """A question is no longer asked. Twice is once."""
    made = copy_of(definition)
    place = question_in(made, code)
    if place is not None:
        _must_not_be_needed(place.section, place.question)
        place.section["questions"].remove(place.question)
    return made


def restore_question(definition: Definition, code: str, *, before: Definition) -> dict[str, Any]:
    """A question that stopped is asked again, where it stood."""
    made = copy_of(definition)
    if question_in(made, code) is not None:
        return made
    place = question_in(copy_of(before), code)
    if place is None:
        raise gone()
    part = section_in(made, place.section["code"])
    if part is None:
        raise NotPossible(
            _("Het deel van deze vraag wordt niet meer gevraagd."),
            next_step=_("Zet eerst het deel “%(part)s” terug.") % {"part": place.section["label"]},
        )
    _bring_options(made, place.question, before=before)
    _must_have_its_consent(part, place.question)
    before_it = _codes(place.section["questions"])[: place.index]
    part["questions"].insert(_place_after(part["questions"], before_it), place.question)
    return made


def reads_as_another(old: str, new: str) -> bool:
    """Whether new words ask something else: old answers must never seem answers to that."""
    return fuzz.token_set_ratio(fold(old), fold(new)) < _ALIKE


def _filled(facts: Mapping[str, Any]) -> Part:
    return {name: value for name, value in facts.items() if not _is_empty(value)}


def _put(part: Part, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if _is_empty(value):
            part.pop(name, None)
        else:
            part[name] = value


def _is_empty(value: Any) -> bool:
    """Whether there is nothing to keep; a scale may well begin at zero."""
    return value is None or value is False or value in ("", [])


def _section(definition: Definition, code: str) -> Part:
    section = section_in(definition, code)
    if section is None:
        raise gone()
    return section


def gone() -> NotPossible:
    """The refusal when a colleague took out what is being worked on."""
    return NotPossible(
        _("Een collega heeft dit intussen uit de lijst gehaald."),
        next_step=_("Ga terug naar het concept. Daar kunt u het terugzetten."),
    )


def _move(row: list[Part], part: Part, to: int) -> None:
    row.remove(part)
    row.insert(max(0, min(to, len(row))), part)


def _same_label(row: list[Part], label: str) -> Part | None:
    return next((one for one in row if fold(one["label"]) == fold(label)), None)


def _must_have_room(number: int, most: int) -> None:
    if number >= most:
        raise NotPossible(
            _("Meer dan %(most)s past hier niet.") % {"most": most},
            next_step=_("Haal eerst iets weg dat niemand invult."),
        )


def _must_not_be_needed(section: Part, question: Part) -> None:
    leaning = [one["label"] for one in section["questions"] if one.get("needs") == question["code"]]
    if leaning:
        raise NotPossible(
            _("Dit is de toestemming voor “%(question)s”.") % {"question": leaning[0]},
            next_step=_("Haal eerst die vraag weg."),
        )


def _must_stand_alone(section: Part, question: Part) -> None:
    _must_not_be_needed(section, question)
    if question.get("needs"):
        raise NotPossible(
            _("Deze vraag hoort bij een toestemming in dit deel."),
            next_step=_("Laat de vraag in dit deel staan."),
        )


def _bring_options(made: dict[str, Any], question: Part, *, before: Definition) -> None:
    name = question.get("options")
    if isinstance(name, str) and name not in made.get("options", {}):
        made.setdefault("options", {})[name] = copy_of(before)["options"][name]


def _must_have_its_consent(section: Part, question: Part) -> None:
    need = question.get("needs")
    if need and all(one["code"] != need for one in section["questions"]):
        raise NotPossible(
            _("Bij deze vraag hoort een toestemming die niet meer gevraagd wordt."),
            next_step=_("Zet eerst de vraag om toestemming terug."),
        )


def _codes(row: list[Part]) -> list[str]:
    return [str(one["code"]) for one in row]


def _place_after(row: list[Part], before_it: list[str]) -> int:
    places = [place for place, one in enumerate(row) if one["code"] in before_it]
    return places[-1] + 1 if places else 0

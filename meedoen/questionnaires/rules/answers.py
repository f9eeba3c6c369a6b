"""The answers of a choice question: added, said in other words, put in order, stopped, put back."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from meedoen.core.errors import NotPossible
from meedoen.core.text import fold
from meedoen.questionnaires.rules.codes import new_code
from meedoen.questionnaires.rules.parts import (
    Definition,
    Part,
    copy_of,
    options_of,
    question_in,
    with_options,
)

MOST = 40


def new_options(labels: list[str]) -> list[Part]:
    """The answers of a new question, as they were typed, each once."""
    made: list[Part] = []
    for label in labels:
        if all(fold(one["label"]) != fold(label) for one in made):
            taken = {one["code"] for one in made}
            made.append({"code": new_code(label, taken=taken), "label": label})
    _must_fit(made)
    return made


def relabel(definition: Definition, code: str, *, labels: Mapping[str, str]) -> dict[str, Any]:
    """Answers get other words; their codes, and so the answers of before, stay."""
    made, options = _open(definition, code)
    for one in options:
        label = labels.get(one["code"], "").strip()
        if label:
            one["label"] = label
    return made


def add_option(
    definition: Definition, code: str, *, label: str, taken: Collection[str]
) -> dict[str, Any]:
    """One more answer to choose. Twice the same words is one answer."""
    made, options = _open(definition, code)
    if all(fold(one["label"]) != fold(label) for one in options):
        used = {*taken, *(one["code"] for one in options)}
        options.append({"code": new_code(label, taken=used), "label": label})
        _must_fit(options)
    return made


def move_option(definition: Definition, code: str, option: str, *, to: int) -> dict[str, Any]:
    """An answer comes at another place."""
    made, options = _open(definition, code)
    part = next((one for one in options if one["code"] == option), None)
    if part is not None:
        options.remove(part)
        options.insert(max(0, min(to, len(options))), part)
    return made


def retire_option(definition: Definition, code: str, option: str) -> dict[str, Any]:
    """An answer can no longer be chosen; who chose it before, keeps it."""
    made, options = _open(definition, code)
    options[:] = [one for one in options if one["code"] != option]
    if not options:
        raise NotPossible(
            _("Een keuzevraag houdt minstens één antwoord."),
            next_step=_("Voeg eerst een ander antwoord toe, of stop de hele vraag."),
        )
    return made


def restore_option(
    definition: Definition, code: str, option: str, *, before: list[Part]
) -> dict[str, Any]:
    """An answer that stopped can be chosen again, last in the row."""
    made, options = _open(definition, code)
    old = next((one for one in before if one["code"] == option), None)
    if old is not None and all(one["code"] != option for one in options):
        options.append(dict(old))
        _must_fit(options)
    return made


def stopped_options(definition: Definition, question: Part, *, before: list[Part]) -> list[Part]:
    """The answers of earlier versions that can no longer be chosen."""
    now = {one["code"] for one in options_of(definition, question)}
    return [one for one in before if one["code"] not in now]


def _open(definition: Definition, code: str) -> tuple[dict[str, Any], list[Part]]:
    """A copy, and in it the answers of this question, where they are kept."""
    made = copy_of(definition)
    place = question_in(made, code)
    if place is None or not with_options(place.question["kind"]):
        raise NotPossible(
            _("Deze vraag heeft geen antwoorden om uit te kiezen."),
            next_step=_("Ga terug naar het concept."),
        )
    kept = place.question["options"]
    return made, made["options"][kept] if isinstance(kept, str) else kept


def _must_fit(options: list[Part]) -> None:
    if len(options) > MOST:
        raise NotPossible(
            _("Meer dan %(most)s antwoorden past niet.") % {"most": MOST},
            next_step=_("Maak er een open vraag van, of laat antwoorden weg."),
        )

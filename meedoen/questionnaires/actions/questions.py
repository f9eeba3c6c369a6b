"""Questions and their answers to choose from: added, changed, moved, stopped and put back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.questionnaires import access, rules
from meedoen.questionnaires.actions.editing import edit, must_be_fit, question_at
from meedoen.questionnaires.models import Draft

SCALE = ("low_label", "high_label")


@transaction.atomic
def add_question(draft: Draft, *, section: str, by: User, facts: dict[str, Any]) -> str:
    """A new question at the end of a part; returns its code."""
    _must_be_fit(facts, [one["label"] for one in facts.get("options", ())])
    made: list[str] = []

    def how(definition: rules.Definition) -> dict[str, Any]:
        taken = access.used_codes(draft.code, now=definition)
        new, code = rules.add_question(definition, section, facts=facts, taken=taken)
        made.append(code)
        return new

    edit(draft, how, action="question_added", by=by, facts={"section": section})
    return made[-1]


@transaction.atomic
def change_question(
    draft: Draft, *, code: str, by: User, seen: str, facts: dict[str, Any], section: str = ""
) -> Draft:
    """Other words for a question, or another part to ask it in."""
    _must_be_fit(facts, [])
    return edit(
        draft,
        lambda definition: rules.change_question(definition, code, facts=facts, section=section),
        action="question_changed", by=by, facts={"question": code, "fields": sorted(facts)},
        look=question_at(code), seen=seen,
    )  # fmt: skip


@transaction.atomic
def move_question(draft: Draft, *, code: str, to: int, by: User, seen: str) -> Draft:
    """A question earlier or later in its part."""
    return edit(
        draft, lambda definition: rules.move_question(definition, code, to=to),
        action="question_moved", by=by, facts={"question": code, "to": to},
        look=rules.order_of, seen=seen,
    )  # fmt: skip


@transaction.atomic
def retire_question(draft: Draft, *, code: str, by: User, seen: str) -> Draft:
    """A question is no longer asked; its old answers stay to be read."""
    return edit(
        draft, lambda definition: rules.retire_question(definition, code),
        action="question_retired", by=by, facts={"question": code},
        look=question_at(code), seen=seen,
    )  # fmt: skip


@transaction.atomic
def restore_question(draft: Draft, *, code: str, by: User) -> Draft:
    """A question that stopped is asked again."""
    before = access.last_with_question(draft, code).definition
    return edit(
        draft, lambda definition: rules.restore_question(definition, code, before=before),
        action="question_restored", by=by, facts={"question": code},
    )  # fmt: skip


@transaction.atomic
def change_answers(
    draft: Draft, *, code: str, by: User, seen: str, labels: Mapping[str, str], new: str = ""
) -> Draft:
    """The answers to choose from in other words, and perhaps one more."""
    must_be_fit([*labels.values(), new], [])

    def how(definition: rules.Definition) -> dict[str, Any]:
        made = rules.relabel(definition, code, labels=labels)
        if not new:
            return made
        taken = {one["code"] for one in access.used_options(draft, code)}
        return rules.add_option(made, code, label=new, taken=taken)

    return _edit_answers(draft, how, "answers_changed", code, by=by, seen=seen)


@transaction.atomic
def move_answer(draft: Draft, *, code: str, option: str, to: int, by: User, seen: str) -> Draft:
    """An answer earlier or later in the row."""
    return _edit_answers(
        draft, lambda definition: rules.move_option(definition, code, option, to=to),
        "answer_moved", code, by=by, seen=seen,
    )  # fmt: skip


@transaction.atomic
def retire_answer(draft: Draft, *, code: str, option: str, by: User, seen: str) -> Draft:
    """An answer can no longer be chosen; who chose it before, keeps it."""
    return _edit_answers(
        draft, lambda definition: rules.retire_option(definition, code, option),
        "answer_retired", code, by=by, seen=seen,
    )  # fmt: skip


@transaction.atomic
def restore_answer(draft: Draft, *, code: str, option: str, by: User, seen: str) -> Draft:
    """An answer that stopped can be chosen again."""
    before = access.used_options(draft, code)
    return _edit_answers(
        draft, lambda definition: rules.restore_option(definition, code, option, before=before),
        "answer_restored", code, by=by, seen=seen,
    )  # fmt: skip


def _edit_answers(draft: Draft, how: Any, action: str, code: str, *, by: User, seen: str) -> Draft:
    return edit(
        draft, how, action=action, by=by, facts={"question": code},
        look=question_at(code), seen=seen,
    )  # fmt: skip


def _must_be_fit(facts: Mapping[str, Any], options: list[str]) -> None:
    asks = [facts["label"], *options, *(facts.get(name) or "" for name in SCALE)]
    must_be_fit(asks, [facts.get("help") or ""])

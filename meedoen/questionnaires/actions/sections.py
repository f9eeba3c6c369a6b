"""Parts of the conversation: added, changed, moved, stopped and put back."""

from typing import Any

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.questionnaires import access, rules
from meedoen.questionnaires.actions.editing import edit, must_be_fit, section_at
from meedoen.questionnaires.models import Draft


@transaction.atomic
def add_section(draft: Draft, *, by: User, facts: dict[str, Any]) -> str:
    """A new part at the end; returns its code."""
    must_be_fit([facts["label"]], [facts.get("explanation", "")])
    made: list[str] = []

    def how(definition: rules.Definition) -> dict[str, Any]:
        new, code = rules.add_section(
            definition, facts=facts, taken=access.used_codes(draft.code, now=definition)
        )
        made.append(code)
        return new

    edit(draft, how, action="section_added", by=by, facts={"list": draft.code})
    return made[-1]


@transaction.atomic
def change_section(draft: Draft, *, code: str, by: User, seen: str, facts: dict[str, Any]) -> Draft:
    """Other words round a part."""
    must_be_fit([facts["label"]], [facts.get("explanation", "")])
    return edit(
        draft, lambda definition: rules.change_section(definition, code, facts=facts),
        action="section_changed", by=by, facts={"section": code}, look=section_at(code), seen=seen,
    )  # fmt: skip


@transaction.atomic
def move_section(draft: Draft, *, code: str, to: int, by: User, seen: str) -> Draft:
    """A part earlier or later in the conversation."""
    return edit(
        draft, lambda definition: rules.move_section(definition, code, to=to),
        action="section_moved", by=by, facts={"section": code, "to": to},
        look=rules.order_of, seen=seen,
    )  # fmt: skip


@transaction.atomic
def retire_section(draft: Draft, *, code: str, by: User, seen: str) -> Draft:
    """A part is no longer asked; its old answers stay to be read."""
    return edit(
        draft, lambda definition: rules.retire_section(definition, code),
        action="section_retired", by=by, facts={"section": code},
        look=lambda definition: rules.section_in(definition, code), seen=seen,
    )  # fmt: skip


@transaction.atomic
def restore_section(draft: Draft, *, code: str, by: User) -> Draft:
    """A part that stopped is asked again."""
    before = access.last_with_section(draft, code).definition
    return edit(
        draft, lambda definition: rules.restore_section(definition, code, before=before),
        action="section_restored", by=by, facts={"section": code},
    )  # fmt: skip

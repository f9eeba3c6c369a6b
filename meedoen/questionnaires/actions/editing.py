"""The ground of every change to a draft: nobody overwrites what they did not see."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import now
from meedoen.questionnaires import access, rules
from meedoen.questionnaires.models import Draft
from meedoen.questionnaires.rules import Definition

Edit = Callable[[Definition], dict[str, Any]]
Look = Callable[[Definition], Any]


def edit(
    draft: Draft,
    how: Edit,
    *,
    action: str,
    by: User,
    facts: Mapping[str, Any],
    look: Look | None = None,
    seen: str = "",
) -> Draft:
    """One change to the draft as it stands now, unless what `look` sees is not what was seen.

    Two colleagues who change different things both win; a change that is there already is no
    change. Whoever changes the same thing second hears what stands there.
    """
    standing = Draft.objects.select_for_update(of=("self",)).for_list().get(pk=draft.pk)
    access.must_be_open(standing)
    made = how(standing.definition)
    if made != standing.definition:
        if look is not None and seen != rules.stamp(look(standing.definition)):
            raise _too_late(standing, look)
        rules.must_be_sound(made)
        change(standing, version=standing.version, definition=made, changed_at=now(), changed_by=by)
        audit.record(f"questionnaires.{action}", standing, by=by, facts=facts)
    return standing


def must_be_fit(asks: list[str], explains: list[str]) -> None:
    """What a question list never asks is refused, with the word and with what to ask instead."""
    told = [*rules.messages(asks), *rules.messages(explains, advice=True)]
    if told:
        raise NotPossible(" ".join(dict.fromkeys(told)))


def question_at(code: str) -> Look:
    """The question as somebody saw it."""
    return partial(rules.question_as_seen, code=code)


def section_at(code: str) -> Look:
    """The part as somebody saw it."""
    return partial(rules.section_as_seen, code=code)


def _too_late(standing: Draft, look: Look) -> TooLate:
    return TooLate(
        _("%(name)s heeft dit intussen ook gewijzigd.") % {"name": standing.changed_by.name},
        next_step=_("Kijk wat er nu staat. Wat u typte, is er nog."),
        now={"seen": rules.stamp(look(standing.definition)), "definition": standing.definition},
    )

"""Who may work on question lists, and which versions and drafts there are."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import NotPossible, found
from meedoen.core.text import clean
from meedoen.intake.models import QuestionList
from meedoen.questionnaires import rules
from meedoen.questionnaires.models import Draft


def must_manage(user: User) -> None:
    """Refused unless this colleague manages question lists."""
    user.must(Permission.FORMS_MANAGE)


def version_to_read(user: User, list_id: UUID) -> QuestionList:
    """One version, of now or of before."""
    must_manage(user)
    return found(QuestionList.objects.all(), pk=list_id)


def draft_to_see(user: User, draft_id: UUID) -> Draft:
    """A draft, open or closed."""
    must_manage(user)
    return found(Draft.objects.for_list(), pk=draft_id)


def draft_to_edit(user: User, draft_id: UUID) -> Draft:
    """A draft that is still worked on."""
    draft = draft_to_see(user, draft_id)
    must_be_open(draft)
    return draft


def must_be_open(draft: Draft) -> None:
    """Refused when a colleague published the draft or laid it aside in the meantime."""
    if not draft.is_open:
        raise NotPossible(
            _("Dit concept is intussen gepubliceerd of weggelegd."),
            next_step=_("Begin bij de vragenlijsten een nieuw concept."),
        )


def open_draft(code: str) -> Draft | None:
    """The draft of this list that is worked on, if there is one."""
    return Draft.objects.open().filter(code=code).first()


def versions_of(code: str) -> list[QuestionList]:
    """Every version of a list, the newest first."""
    return list(QuestionList.objects.filter(code=clean(code)).order_by("-version"))


def current(code: str) -> QuestionList:
    """The version that an intake which begins today gets."""
    return found(QuestionList.objects.filter(code=code).usable()[:1])


def used_codes(code: str, *, now: rules.Definition) -> set[str]:
    """Every code that this list ever used: none of them may come to mean something else.

    `now` is the draft as it stands, with what a colleague added a moment ago.
    """
    definitions = [one.definition for one in versions_of(code)]
    return rules.codes_of([*definitions, now])


def used_options(draft: Draft, question: str) -> list[dict[str, Any]]:
    """Every answer that this question ever offered, each once, in its latest words."""
    known: dict[str, dict[str, Any]] = {}
    for version in versions_of(draft.code):
        place = rules.question_in(version.definition, question)
        if place is not None:
            for option in rules.options_of(version.definition, place.question):
                known.setdefault(option["code"], option)
    return list(known.values())


def last_with_question(draft: Draft, code: str) -> QuestionList:
    """The newest version that asked this question; missing when none did."""
    return _last(draft, lambda definition: rules.question_in(definition, code) is not None)


def last_with_section(draft: Draft, code: str) -> QuestionList:
    """The newest version that had this part; missing when none had."""
    return _last(draft, lambda definition: rules.section_in(definition, code) is not None)


def _last(draft: Draft, has: Callable[[rules.Definition], bool]) -> QuestionList:
    for version in versions_of(draft.code):
        if has(version.definition):
            return version
    raise Http404

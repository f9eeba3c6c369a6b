"""Publishing and withdrawing versions of the question list."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.time import now
from meedoen.intake import rules
from meedoen.intake.models import QuestionList


@transaction.atomic
def publish_list(definition: dict[str, Any]) -> QuestionList | None:
    """A version of the list becomes the one for intakes that begin from now on.

    Publishing the same version again changes nothing: a version is never rewritten.
    """
    outline = rules.read_list(definition)
    published, made = QuestionList.objects.get_or_create(
        code=outline.code, version=outline.version, defaults={"definition": definition}
    )
    return published if made else None


@transaction.atomic
def withdraw_list(published: QuestionList, *, by: User) -> QuestionList:
    """No intake begins with this version any more; who is in the middle of one goes on with it."""
    usable = QuestionList.objects.usable().filter(code=published.code).select_for_update()
    others = [one for one in usable if one.pk != published.pk]
    if not others:
        raise NotPossible(
            _("Dit is de enige versie waarmee een intake kan beginnen."),
            next_step=_("Publiceer eerst een andere versie."),
        )
    if QuestionList.objects.filter(pk=published.pk, withdrawn_at=None).update(withdrawn_at=now()):
        audit.record("intake.list_withdrawn", published, by=by)
    published.refresh_from_db()
    return published

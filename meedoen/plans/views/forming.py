"""One page for every small form of the plan; what was typed is never lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.audit import actions as audit
from meedoen.core.errors import Refusal
from meedoen.core.forms import CleanForm, sent_again_wins
from meedoen.core.time import short_date
from meedoen.core.web import Request, page, redirect
from meedoen.journeys import pages as heads
from meedoen.journeys.models import Journey

Theirs = list[tuple[str, str]]
DETAIL = "plans:detail"


def look(request: Request, participant_id: Any) -> None:
    """Somebody opens the plan of this person; HEAD and POST show nothing new."""
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part="plan")


def answer(
    request: Request,
    journey: Journey,
    form: CleanForm,
    *,
    work: Callable[[dict[str, Any]], Any],
    title: str,
    submit: str,
    done: str = "",
    intro: str = "",
    template: str = "plans/form.html",
    **context: Any,
) -> HttpResponse:
    """The form; once it is right the work is done, and a refusal stands beside what was typed."""
    status, theirs = 200, Theirs()
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            work(form.cleaned_data)
        except Refusal as refusal:
            status, theirs = refusal.status, _beside(form, refusal)
        else:
            if done:
                messages.success(request, done)
            return redirect(DETAIL, journey.participant_id)
    else:
        look(request, journey.participant_id)
    return page(
        request,
        template,
        status=status,
        head=heads.head(journey.participant, journey),
        tab="plan",
        journey=journey,
        form=form,
        theirs=theirs,
        title=title,
        submit=submit,
        intro=intro,
        back=reverse(DETAIL, args=[journey.participant_id]),
        **context,
    )


def _beside(form: CleanForm, refusal: Refusal) -> Theirs:
    """Both texts on one page: the next time this form is sent it goes by what stands there now."""
    told = _(
        "Iemand anders heeft dit net gewijzigd. Vergelijk de twee teksten. "
        "Slaat u nog eens op, dan geldt wat u hieronder heeft staan."
    )
    if not sent_again_wins(form, refusal, told=told):
        return []
    standing = refusal.now
    return [
        (str(field.label), _shown(field, standing[name]))
        for name, field in form.fields.items()
        if name in standing and name != "version"
    ]


def _shown(field: Any, value: Any) -> str:
    if value is None or value == "":
        return _("niets")
    if hasattr(value, "year"):
        return short_date(value)
    labels = dict(getattr(field, "choices", ()))
    return str(labels.get(str(value), value))

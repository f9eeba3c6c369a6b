"""One page for every small form of this area; what was typed is never lost."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.audit import actions as audit
from meedoen.core.errors import Refusal
from meedoen.core.forms import CleanForm, sent_again_wins
from meedoen.core.web import Request, page, redirect
from meedoen.journeys import pages as heads
from meedoen.journeys.models import Journey


def look(request: Request, participant_id: UUID, part: str) -> None:
    """Somebody opens this part of the dossier; HEAD and POST show nothing new."""
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part=part)


def typed(request: Request) -> Any:
    """What was sent, or nothing when the form is only opened."""
    return request.POST if request.method == "POST" else None


def answer(
    request: Request,
    journey: Journey,
    form: CleanForm,
    *,
    work: Callable[[dict[str, Any]], Any],
    title: str,
    submit: str,
    back: str,
    done: str = "",
    go_to: str = "",
    intro: str = "",
    part: str = "nazorg",
    template: str = "closing/form.html",
    **context: Any,
) -> HttpResponse:
    """The form; once it is right the work is done, and a refusal stands beside what was typed."""
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            work(form.cleaned_data)
        except Refusal as refusal:
            status = refusal.status
            beside(form, refusal)
        else:
            if done:
                messages.success(request, done)
            return redirect(go_to or back, journey.participant_id)
    else:
        look(request, journey.participant_id, part)
    return page(
        request,
        template,
        status=status,
        head=heads.head(journey.participant, journey),
        tab="road",
        form=form,
        title=title,
        submit=submit,
        intro=intro,
        back=reverse(back, args=[journey.participant_id]),
        **context,
    )


def beside(form: CleanForm, refusal: Refusal) -> None:
    """What was typed stays; sent again it goes by what stands there now, knowingly."""
    told = _(
        "Iemand anders heeft dit net gewijzigd. Kijk bij “Zo staat het nu”. "
        "Slaat u nog eens op, dan geldt wat u hieronder heeft staan."
    )
    sent_again_wins(form, refusal, told=told)

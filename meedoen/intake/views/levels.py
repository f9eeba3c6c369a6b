"""The language: levels, the learning path, and what was recorded by mistake.

An assessor sees these pages and nothing else of the dossier.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import TooLate
from meedoen.core.time import today
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.intake import access as intakes, actions
from meedoen.journeys import pages as heads
from meedoen.language import access, actions as languages, pages
from meedoen.language.forms import LevelsForm, PathForm, WithdrawForm
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

LANGUAGE = "intake:language"


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: Request, participant_id: UUID) -> HttpResponse:
    """The level of each skill, how it grew, and the form for one conversation or test."""
    participant = access.to_see(request.user, participant_id)
    if request.method == "POST":
        access.to_measure(request.user, participant_id)
    elif request.method == "GET":
        audit.look(participant.pk, by=request.user, part="taal")
    shown = pages.whole(participant.pk, today=today())
    data = request.POST if request.method == "POST" else None
    form = LevelsForm(data, participant=participant, current=shown.current)
    if form.is_valid():
        actions.measure_language(participant, by=request.user, **form.facts)
        messages.success(request, _("Het taalniveau is vastgelegd."))
        return redirect(LANGUAGE, participant_id)
    may_measure = request.user.has(Permission.LANGUAGE_MEASURE)
    return answer_form(
        request,
        "intake/language.html",
        form,
        shown=shown,
        language=shown.current,
        language_history=shown.history,
        pictures=shown.pictures,
        path=shown.path,
        may_measure=may_measure,
        withdraw_of=participant.pk if may_measure else None,
        own_only=participants.sees_language_only(request.user),
        tested=intakes.tested_intake(participant) if may_measure else None,
        **_frame(request, participant),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def learning_path(request: Request, participant_id: UUID) -> HttpResponse:
    """How somebody goes on learning. Whoever is second sees what a colleague wrote."""
    participant = access.to_measure(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="taal")
    if request.method != "POST":
        path = pages.whole(participant.pk, today=today()).path
        return _path_page(request, participant, PathForm(initial=PathForm.starting_from(path)))
    form = PathForm(request.POST)
    if not form.is_valid():
        return _path_page(request, participant, form)
    try:
        languages.plan_learning(participant, by=request.user, **form.facts)
    except TooLate as late:
        again = PathForm({**request.POST.dict(), "version": late.now["version"]})
        return _path_page(request, participant, again, late=late)
    messages.success(request, _("Het leerpad is opgeslagen."))
    return redirect(LANGUAGE, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def language_withdraw(request: Request, participant_id: UUID, record_id: UUID) -> HttpResponse:
    """What was recorded by mistake no longer counts; it stays to be read, with the reason."""
    record = access.to_withdraw(request.user, participant_id, record_id)
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part="taal")
    rows = pages.sitting_of(record)
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data, rows=rows)
    if form.is_valid():
        actions.withdraw_language(record.participant, form.chosen, by=request.user, **form.facts)
        messages.success(request, _("Ingetrokken. Het blijft te lezen en telt niet meer mee."))
        return redirect(LANGUAGE, participant_id)
    return answer_form(
        request, "intake/language_withdraw.html", form, record=record,
        **_frame(request, record.participant),
    )  # fmt: skip


def _path_page(
    request: Request, participant: Participant, form: PathForm, *, late: TooLate | None = None
) -> HttpResponse:
    shown = pages.whole(participant.pk, today=today())
    status = late.status if late else 422 if form.is_bound and not form.is_valid() else 200
    return page(
        request, "intake/learning_path.html", status=status, form=form, late=late,
        path=shown.path, language=shown.current, **_frame(request, participant),
    )  # fmt: skip


def _frame(request: Request, participant: Participant) -> dict[str, Any]:
    """The head of the dossier; who sees only the language part gets only that."""
    is_whole = participants.visible_to(request.user).filter(pk=participant.pk).exists()
    return {"head": heads.head(participant), "tab": "language", "narrow": not is_whole}

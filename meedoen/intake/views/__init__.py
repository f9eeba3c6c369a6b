"""The pages of the intake: overview, one section at a time, advice, language and ladder."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import TooLate
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.intake import access, actions, pages
from meedoen.intake.forms import AdviceForm
from meedoen.intake.views.talks import overview, section, test
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey
from meedoen.ladder import access as ladder_access, pages as ladder_pages
from meedoen.ladder.forms import Conversation
from meedoen.language import access as language_access, pages as language_pages
from meedoen.language.forms import LevelsForm
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

__all__ = ["advice", "ladder", "language", "overview", "section", "test"]


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: Request, participant_id: UUID) -> HttpResponse:
    """The kernvraag and what we advise; every version stays."""
    if request.method == "POST":
        return _advise(request, participant_id)
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="advies")
    journey = journeys.latest(participant)
    form = None
    if journey and journey.is_open and request.user.has(Permission.ADVICE):
        form = AdviceForm(initial=AdviceForm.initial_from(access.advice_of(journey)))
    return _advice_page(request, participant, journey, form=form)


def _advise(request: Request, participant_id: UUID) -> HttpResponse:
    journey = journeys.to_work_on(request.user, participant_id, permission=Permission.ADVICE)
    form = AdviceForm(request.POST)
    if not form.is_valid():
        return _advice_page(request, journey.participant, journey, form=form, status=422)
    try:
        actions.advise(journey, by=request.user, **form.cleaned_data)
    except TooLate as late:
        form.go_on_from(late.now["advice"].version)
        return _advice_page(
            request, journey.participant, journey, form=form, status=late.status, late=late
        )
    messages.success(request, _("Het advies is opgeslagen."))
    return redirect("intake:advice", participant_id)


def _advice_page(
    request: Request,
    participant: Participant,
    journey: Journey | None,
    *,
    form: AdviceForm | None,
    status: int = 200,
    late: TooLate | None = None,
) -> HttpResponse:
    progress = pages.progress(journey) if journey else None
    return page(
        request,
        "intake/advice.html",
        status=status,
        head=heads.head(participant, journey),
        tab="intake",
        form=form,
        late=late,
        advices=access.advices_of(journey) if journey else [],
        closing=(progress.outline if progress else pages.current_outline()).closing,
        own_words=pages.own_words(progress) if progress else [],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: Request, participant_id: UUID) -> HttpResponse:
    """The language level per skill. An assessor sees this page and nothing else of the dossier."""
    participant = language_access.to_see(request.user, participant_id)
    if request.method == "POST":
        language_access.to_measure(request.user, participant_id)
    elif request.method == "GET":
        audit.look(participant.pk, by=request.user, part="taal")
    current = language_pages.current(participant.pk)
    data = request.POST if request.method == "POST" else None
    form = LevelsForm(data, participant=participant, current=current)
    if form.is_valid():
        actions.measure_language(participant, by=request.user, **form.facts)
        messages.success(request, _("Het taalniveau is vastgelegd."))
        return redirect("intake:language", participant_id)
    is_whole = participants.visible_to(request.user).filter(pk=participant.pk).exists()
    may_measure = request.user.has(Permission.LANGUAGE_MEASURE)
    return answer_form(
        request,
        "intake/language.html",
        form,
        head=heads.head(participant),
        tab="language",
        narrow=not is_whole,
        language=current,
        language_history=language_pages.history(participant.pk),
        may_measure=may_measure,
        tested=access.tested_intake(participant) if may_measure else None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: Request, participant_id: UUID) -> HttpResponse:
    """The five questions of the participation ladder, and how it went until now."""
    participant = ladder_access.to_see(request.user, participant_id)
    if request.method == "POST":
        ladder_access.to_measure(request.user, participant_id)
    elif request.method == "GET":
        audit.look(participant.pk, by=request.user, part="ladder")
    history = ladder_pages.history(participant.pk)
    data = request.POST if request.method == "POST" else None
    conversation = Conversation(data, participant=participant, moment=history.next_moment)
    if conversation.is_ready:
        actions.measure_ladder(participant, by=request.user, **conversation.facts)
        messages.success(request, _("De trede is vastgelegd."))
        return redirect("intake:ladder", participant_id)
    return page(
        request,
        "intake/ladder.html",
        status=conversation.status,
        head=heads.head(participant),
        tab="ladder",
        conversation=conversation,
        ladder_history=history,
        ladder_labels=ladder_pages.labels(),
        may_measure=request.user.has(Permission.LADDER_MEASURE),
    )

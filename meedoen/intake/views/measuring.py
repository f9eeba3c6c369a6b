"""The language level and the participation ladder, inside the dossier."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.intake import access, actions, pages
from meedoen.journeys import pages as heads
from meedoen.ladder import access as ladder_access, pages as ladder_pages
from meedoen.ladder.forms import Conversation
from meedoen.language import access as language_access, pages as language_pages
from meedoen.language.forms import LevelsForm
from meedoen.participants import access as participants


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
    head = heads.head(participant)
    data = request.POST if request.method == "POST" else None
    moment = pages.ladder_moment(head.journey) or history.next_moment
    conversation = Conversation(data, participant=participant, moment=moment)
    if conversation.is_ready:
        actions.measure_ladder(participant, by=request.user, **conversation.facts)
        messages.success(request, _("De trede is vastgelegd."))
        return redirect("intake:ladder", participant_id)
    return page(
        request,
        "intake/ladder.html",
        status=conversation.status,
        head=head,
        tab="ladder",
        conversation=conversation,
        ladder_history=history,
        ladder_labels=ladder_pages.labels(),
        may_measure=request.user.has(Permission.LADDER_MEASURE),
    )

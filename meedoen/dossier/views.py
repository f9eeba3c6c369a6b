"""The dossier: overview, the ladder, who looked, and the facts about the person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import TooLate
from meedoen.core.time import today
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.dossier import access, pages
from meedoen.dossier.choices import Thread
from meedoen.intake import actions as intake, pages as intakes
from meedoen.journeys import access as journeys
from meedoen.journeys.pages import head
from meedoen.ladder import access as ladders, pages as ladder_pages, rules as ladder_rules
from meedoen.ladder.forms import Conversation, WithdrawForm
from meedoen.participants import actions as participants
from meedoen.participants.forms import CorrectionForm


@require_safe
def overview(request: Request, participant_id: UUID) -> HttpResponse:
    """Everything about one participant at one glance."""
    participant, journey = access.to_open(request.user, participant_id)
    _look(request, participant_id, "overzicht")
    shown = pages.overview(request.user, participant, journey)
    return page(request, "dossier/overview.html", shown=shown, head=shown.head, tab="overview")


@require_safe
def timeline(request: Request, participant_id: UUID) -> HttpResponse:
    """What happened, latest first; what is new to this user is marked."""
    participant, journey = access.to_open(request.user, participant_id)
    thread, marker = request.GET.get("draad", ""), request.GET.get("vanaf", "")
    shown = pages.timeline(request.user, participant, journey, thread=thread, marker=marker)
    _look(request, participant_id, "tijdlijn")
    return page(
        request, "dossier/timeline.html", head=head(participant, journey), shown=shown,
        tab="timeline", threads=Thread, thread=thread, is_older=bool(marker),
    )  # fmt: skip


@require_safe
def looks(request: Request, participant_id: UUID) -> HttpResponse:
    """Who may see this dossier, who looked, and what was changed."""
    participant, journey = access.to_open(request.user, participant_id)
    _look(request, participant_id, "inzage")
    seen, done = request.GET.get("gekeken", ""), request.GET.get("gewijzigd", "")
    shown = pages.looks(participant, journey, seen=seen, done=done)
    context: dict[str, Any] = {"head": head(participant, journey), "shown": shown, "tab": "looks"}
    return page(request, "dossier/looks.html", is_older=bool(seen or done), **context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, participant_id: UUID) -> HttpResponse:
    """Put the facts about the person right. Whoever is second sees both texts and chooses."""
    participant = access.to_correct(request.user, participant_id)
    template = "dossier/edit.html"
    context: dict[str, Any] = {"head": head(participant), "tab": "overview"}
    if request.method != "POST":
        _look(request, participant_id, "gegevens")
        form = CorrectionForm(initial=CorrectionForm.starting_from(participant))
        return page(request, template, form=form, **context)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return answer_form(request, template, form, **context)
    version, facts = form.cleaned_data["version"], form.keeping(participant)
    try:
        participants.correct(participant, by=request.user, version=version, **facts)
    except TooLate as late:
        return _both(request, participant_id, form, late)
    messages.success(request, _("De gegevens zijn verbeterd."))
    return redirect("dossier:overview", participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: Request, participant_id: UUID) -> HttpResponse:
    """The five questions of the ladder, how it went until now, and what the dossier says beside."""
    participant = ladders.to_see(request.user, participant_id)
    if request.method == "POST":
        ladders.to_measure(request.user, participant_id)
    _look(request, participant_id, "ladder")
    journey = journeys.latest(participant)
    history = ladder_pages.history(participant.pk, today=today())
    facts = pages.ladder_facts(journey, today=today())
    conversation = Conversation(
        request.POST if request.method == "POST" else None,
        participant=participant,
        moment=intakes.ladder_moment(journey) or history.next_moment,
        dossier=facts,
    )
    if conversation.is_ready:
        intake.measure_ladder(participant, by=request.user, **conversation.facts)
        messages.success(request, _("De trede is vastgelegd."))
        return redirect("dossier:ladder", participant_id)
    now, may_measure = history.now, request.user.has(Permission.LADDER_MEASURE)
    return page(
        request,
        "dossier/ladder.html",
        status=conversation.status,
        head=head(participant, journey),
        tab="ladder",
        conversation=conversation,
        ladder_history=history,
        ladder_labels=ladder_pages.labels(),
        said=ladder_rules.contradictions(now.step, facts, due_to_trajectory=now.due_to_trajectory)
        if now
        else [],
        may_measure=may_measure,
        withdraw_of=participant.pk if may_measure else None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ladder_withdraw(request: Request, participant_id: UUID, measurement_id: UUID) -> HttpResponse:
    """A measurement that was a mistake no longer counts; it stays to be read, with the reason."""
    measurement = ladders.to_withdraw(request.user, participant_id, measurement_id)
    _look(request, participant_id, "ladder")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        intake.withdraw_ladder(measurement, by=request.user, **form.facts)
        messages.success(request, _("Ingetrokken. De meting blijft te lezen en telt niet meer."))
        return redirect("dossier:ladder", participant_id)
    return answer_form(
        request, "dossier/ladder_withdraw.html", form, measurement=measurement,
        head=head(measurement.participant), tab="ladder",
    )  # fmt: skip


def _both(
    request: Request, participant_id: UUID, form: CorrectionForm, late: TooLate
) -> HttpResponse:
    """What a colleague wrote beside what was typed; saving again is a choice made knowingly."""
    current = access.to_correct(request.user, participant_id)
    again = CorrectionForm({**request.POST.dict(), "version": current.version})
    again.is_valid()
    return page(
        request, "dossier/edit.html", status=late.status, form=again, head=head(current),
        tab="overview", differences=pages.differences(current, form.keeping(current)),
    )  # fmt: skip


def _look(request: Request, participant_id: UUID, part: str) -> None:
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part=part)

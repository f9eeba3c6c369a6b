"""The advice: reading and writing it, telling the participant, and the team leader's word on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.web import Request, page, redirect
from meedoen.intake import access, actions, pages
from meedoen.intake.forms import AdviceForm, JudgeForm, ShareForm
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

ADVICE = "intake:advice"


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: Request, participant_id: UUID) -> HttpResponse:
    """The kernvraag and what we advise; every version stays."""
    if request.method == "POST":
        return _advise(request, participant_id)
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="advies")
    return _shown(request, participant, journeys.latest(participant))


def _advise(request: Request, participant_id: UUID) -> HttpResponse:
    journey = journeys.to_work_on(request.user, participant_id, permission=Permission.ADVICE)
    form = AdviceForm(request.POST)
    if not form.is_valid():
        return _shown(request, journey.participant, journey, form=form, status=422)
    try:
        actions.advise(journey, by=request.user, **form.cleaned_data)
    except TooLate as late:
        form.go_on_from(late.now["advice"].version)
        return _shown(
            request, journey.participant, journey, form=form, status=late.status, late=late
        )
    messages.success(request, _("Het advies is opgeslagen."))
    return redirect(ADVICE, participant_id)


@require_POST
def share(request: Request, participant_id: UUID) -> HttpResponse:
    """The participant has heard the advice."""
    journey = access.to_share(request.user, participant_id)
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _shown(request, journey.participant, journey, share_form=form, status=422)
    facts = form.cleaned_data
    told = access.numbered_advice(journey, facts.pop("version"))
    actions.share(told, by=request.user, **facts)
    messages.success(request, _("Opgeschreven dat het advies is besproken."))
    return redirect(ADVICE, participant_id)


@require_POST
def judge(request: Request, participant_id: UUID) -> HttpResponse:
    """The team leader approves this version, or gives it back with one sentence."""
    looked_at = access.to_judge(request.user, participant_id)
    journey = looked_at.journey
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return _shown(request, journey.participant, journey, judge_form=form, status=422)
    version, sentence = form.cleaned_data["version"], form.cleaned_data["sentence"]
    try:
        if form.is_return:
            actions.give_back(looked_at, sentence=sentence, version=version, by=request.user)
            messages.success(request, _("Het advies is teruggegeven, met uw zin erbij."))
        else:
            actions.approve(looked_at, version=version, by=request.user)
            messages.success(request, _("Het advies is goedgekeurd."))
    except (TooLate, NotPossible) as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _shown(request, journey.participant, journey, judge_form=form, status=refusal.status)
    return redirect(ADVICE, participant_id)


def _shown(
    request: Request,
    participant: Participant,
    journey: Journey | None,
    *,
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    """The page of the advice. `given` holds a form that was sent, and who was first."""
    advices = access.advices_of(journey) if journey else []
    progress = pages.progress(journey) if journey else None
    forms = _forms(request, participant, journey, standing=advices[0] if advices else None)
    return page(
        request,
        "intake/advice.html",
        status=status,
        head=heads.head(participant, journey),
        tab="intake",
        advices=advices,
        talks=access.sharings_of(journey) if journey else {},
        asks_approval=journey is not None and access.asks_approval(journey),
        notices=pages.advice_notices(advices[0]) if advices else [],
        closing=(progress.outline if progress else pages.current_outline()).closing,
        own_words=pages.own_words(progress) if progress else [],
        **{"late": None, **forms, **given},
    )


def _forms(
    request: Request, participant: Participant, journey: Journey | None, *, standing: Any
) -> dict[str, Any]:
    """The forms that this user may fill in now."""
    forms: dict[str, Any] = {"form": None, "share_form": None, "judge_form": None}
    if journey is None or not journey.is_open:
        return forms
    if request.user.has(Permission.ADVICE):
        forms["form"] = AdviceForm(initial=AdviceForm.initial_from(standing))
        if standing is not None:
            forms["share_form"] = ShareForm(initial=ShareForm.initial_for(participant, standing))
    if (
        standing is not None
        and standing.verdict is None
        and standing.by_id != request.user.pk
        and request.user.has(Permission.ADVICE_APPROVE)
        and access.asks_approval(journey)
    ):
        forms["judge_form"] = JudgeForm(initial={"version": standing.version})
    return forms

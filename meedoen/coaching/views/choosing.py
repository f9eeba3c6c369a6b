"""About one participant: who is the contact person, who was, and who stands in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.audit import actions as audit
from meedoen.coaching import access, actions, pages
from meedoen.coaching.forms import ChooseForm, DeputyForm
from meedoen.core.errors import Refusal
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.journeys import access as road, pages as heads
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request, participant_id: UUID) -> HttpResponse:
    """Choose the fixed contact person, or another one: the proposal first, with its reasons."""
    journey = access.to_choose(request.user, participant_id)
    choice = pages.choice(journey, shows_all=_wants_all(request))
    form = ChooseForm(_typed(request), journey=journey, choice=choice)
    status = 200
    if form.is_valid():
        facts = dict(form.cleaned_data)
        coach = access.guides().get(pk=facts.pop("coach"))
        try:
            actions.choose(journey, coach=coach, by=request.user, **facts)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
            status = refusal.status
        else:
            messages.success(request, _("%(name)s is de vaste contactpersoon.") % {"name": coach})
            return redirect("coaching:history", participant_id)
    context = {"choice": choice, "preview": pages.preview(journey.participant)}
    return _show(request, "coaching/choose.html", journey, form, status=status, **context)


@require_safe
def history(request: Request, participant_id: UUID) -> HttpResponse:
    """Who was contact person when, why that changed, and who stands in now."""
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part="contactpersonen")
    journey = road.latest(participant)
    story = pages.story(journey) if journey else None
    head = heads.head(participant, journey)
    return page(request, "coaching/history.html", head=head, tab="road", story=story)


@require_http_methods(["GET", "HEAD", "POST"])
def deputy(request: Request, participant_id: UUID) -> HttpResponse:
    """Somebody stands in for a while; the fixed contact person stays."""
    journey = access.to_choose(request.user, participant_id)
    choice = pages.choice(journey, shows_all=_wants_all(request))
    form = DeputyForm(_typed(request), choice=choice)
    status = 200
    if form.is_valid():
        facts = dict(form.cleaned_data)
        chosen = access.guides().get(pk=facts.pop("deputy"))
        try:
            actions.assign_deputy(journey, deputy=chosen, by=request.user, **facts)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
            status = refusal.status
        else:
            messages.success(request, _("%(name)s neemt waar.") % {"name": chosen})
            return redirect("coaching:history", participant_id)
    return _show(request, "coaching/deputy.html", journey, form, status=status, choice=choice)


@require_POST
def end_deputy(request: Request, participant_id: UUID) -> HttpResponse:
    """The deputy ends. Sent twice, the second time changes nothing."""
    journey = access.to_choose(request.user, participant_id)
    standing = access.deputy_of(journey)
    if standing:
        actions.end_deputy(standing, by=request.user)
        messages.success(request, _("De waarneming is gestopt."))
    return redirect("coaching:history", participant_id)


def _wants_all(request: Request) -> bool:
    return request.GET.get("alles") == "1"


def _typed(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _show(
    request: Request, template: str, journey: Journey, form: Any, *, status: int, **context: Any
) -> HttpResponse:
    head = heads.head(journey.participant, journey)
    context = {**context, "head": head, "tab": "road"}
    if status != 200:
        return page(request, template, status=status, form=form, **context)
    return answer_form(request, template, form, **context)

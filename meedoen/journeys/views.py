"""The road of one participant."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.forms import CleanForm
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.journeys import access, actions, pages
from meedoen.journeys.forms import BackForm
from meedoen.journeys.models import Journey, Milestone
from meedoen.participants import access as participants


@require_safe
def road(request: Request, participant_id: UUID) -> HttpResponse:
    """The whole road: what was, where this person is now, and what may come."""
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part="weg")
    journey = access.latest(participant)
    context: dict[str, Any] = {"head": pages.head(participant, journey), "tab": "road"}
    if journey is not None:
        facts = Milestone.objects.filter(journey=journey).select_related("by")
        context["history"] = pages.history(journey)
        context["milestones"] = list(facts.order_by("-at", "-id"))
        context["earlier"] = list(access.earlier(journey))
        context["may_reopen"] = access.may_reopen(journey)
    return page(request, "journeys/road.html", **context)


@require_http_methods(["GET", "HEAD", "POST"])
def back(request: Request, participant_id: UUID) -> HttpResponse:
    """Go back to an earlier phase, with the reason."""
    journey = access.to_work_on(request.user, participant_id, permission=Permission.ROAD_BACK)
    form = BackForm(_typed(request), journey=journey, initial={"version": journey.version})
    if form.is_valid():
        actions.go_back(journey, by=request.user, **form.cleaned_data)
        messages.success(request, _("De deelnemer is teruggezet. De reden staat bij de weg."))
        return redirect("journeys:road", participant_id)
    return _form_page(request, "journeys/back.html", journey, form)


def _typed(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(request: Request, template: str, journey: Journey, form: CleanForm) -> HttpResponse:
    head = pages.head(journey.participant, journey)
    return answer_form(request, template, form, head=head, tab="road")

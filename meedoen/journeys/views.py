"""The road of one participant, and the flow chart of all roads."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.accounts.choices import Permission, Role
from meedoen.audit import actions as audit
from meedoen.core.forms import CleanForm
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.journeys import access, actions, pages, rules
from meedoen.journeys.choices import Route
from meedoen.journeys.forms import BackForm, CoachForm
from meedoen.journeys.models import Journey, Milestone
from meedoen.participants import access as participants
from meedoen.teams.choices import Category

SMALL = 10


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
def coach(request: Request, participant_id: UUID) -> HttpResponse:
    """Assign the fixed contact person, or change who it is."""
    journey = access.to_work_on(request.user, participant_id, permission=Permission.COACH_ASSIGN)
    form = CoachForm(_typed(request), journey=journey)
    if form.is_valid():
        actions.assign_coach(journey, by=request.user, **form.facts)
        messages.success(request, _("De vaste contactpersoon is vastgelegd."))
        return redirect("journeys:road", participant_id)
    return _form_page(request, "journeys/coach.html", journey, form)


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


@require_safe
def flow(request: Request) -> HttpResponse:
    """The flow chart that the program itself runs on (R62), with how many people are where."""
    request.user.must(Permission.FLOW_SEE)
    open_journeys = Journey.objects.open().order_by().values_list("category", "phase")
    people = {
        (actions.ROUTE_OF[Category(category)], phase): number
        for category, phase, number in open_journeys.annotate(number=Count("*"))
    }
    hides_small = not request.user.has(Permission.TEAM_SEE)
    charts = []
    for current in access.current_flows():
        read = rules.read_road(current.definition)
        numbers = {one.code: people.get((Route(current.route), one.code), 0) for one in read.phases}
        charts.append({"name": current.get_route_display(), "road": read, "numbers": numbers})
    return page(
        request, "journeys/flow.html", charts=charts, roles=dict(Role.choices),
        conditions=rules.CONDITIONS, small=SMALL if hides_small else 0,
    )  # fmt: skip


def _typed(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(request: Request, template: str, journey: Journey, form: CleanForm) -> HttpResponse:
    head = pages.head(journey.participant, journey)
    return answer_form(request, template, form, head=head, tab="road")

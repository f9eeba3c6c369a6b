"""The flow chart, the people behind its numbers, what each phase asks, and new versions."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import TooLate
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.journeys import access as journeys
from meedoen.journeys.choices import Route
from meedoen.journeys.rules import CONDITIONS
from meedoen.workflow import access, actions, pages
from meedoen.workflow.forms import BehindForm, PhaseForm, PublishForm
from meedoen.workflow.models import Revision
from meedoen.workflow.rules import versions as rules


@require_safe
def chart(request: Request) -> HttpResponse:
    """One road as swim lanes and as a table, with the numbers this user may see."""
    route, whose = request.GET.get("weg", ""), request.GET.get("wie", "")
    shown = pages.chart(request.user, route=route, whose=whose)
    return page(request, "workflow/chart.html", shown=shown, lines=shown.by_code)


@require_safe
def people(request: Request) -> HttpResponse:
    """The people behind one number."""
    scope = access.scope_of(request.user, request.GET.get("wie", ""))
    asked = BehindForm(request.GET).asked()
    if not scope.may_open or asked is None:
        request.user.must(Permission.DOSSIER_SEE)
        raise Http404
    marker = request.GET.get("vanaf", "")[:1000]
    shown = pages.people_behind(request.user, scope, asked, marker=marker)
    if shown is None:
        raise Http404
    chosen = {name: value for name, value in request.GET.items() if name != "vanaf"}
    following = ""
    if shown.page.next_marker:
        following = urlencode({**chosen, "vanaf": shown.page.next_marker})
    back = urlencode({"weg": asked.route, "wie": scope.whose.value})
    context: dict[str, Any] = {"shown": shown, "following": following, "back": back}
    return page(request, "workflow/people.html", asked=asked, **context)


@require_safe
def explained(request: Request) -> HttpResponse:
    """What each phase asks, for a newcomer; also to print."""
    request.user.must(Permission.FLOW_SEE)
    flow = journeys.current_flow(_route(request))
    road = pages.road_of(flow)
    return page(
        request, "workflow/explained.html", flow=flow, road=road, phases=pages.told(road),
        routes=pages.route_links(flow.route),
    )  # fmt: skip


@require_safe
def versions(request: Request) -> HttpResponse:
    """Every version of every road, and the draft of the next."""
    shown = [pages.history(request.user, route) for route in Route]
    return page(request, "workflow/versions.html", shown=shown)


@require_safe
def version(request: Request, flow_id: UUID) -> HttpResponse:
    """One version: what it changed, why, and how it looks."""
    flow = access.to_read(request.user, flow_id)
    return page(request, "workflow/version.html", shown=pages.version(flow))


@require_POST
def begin(request: Request) -> HttpResponse:
    """A draft of the next version of one road."""
    base = access.to_begin(request.user, _route(request))
    made = actions.begin(base, by=request.user)
    return redirect("workflow:draft", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, revision_id: UUID) -> HttpResponse:
    """The draft as a whole: its phases, its picture, what it changes; publish it here."""
    found = access.to_edit(request.user, revision_id)
    data = request.POST if request.method == "POST" else None
    form = PublishForm(data, initial={"version": found.version})
    if form.is_valid():
        flow = actions.publish(found, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("Versie %(nummer)s geldt voor iedereen die vanaf nu begint.")
            % {"nummer": flow.version},
        )  # fmt: skip
        return redirect("workflow:version", flow.pk)
    return answer_form(request, "workflow/draft.html", form, shown=pages.proposal(found))


@require_POST
def drop(request: Request, revision_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    actions.drop(access.to_edit(request.user, revision_id), by=request.user)
    messages.success(request, _("Het concept is weg. De weg blijft zoals hij was."))
    return redirect("workflow:versions")


@require_http_methods(["GET", "HEAD", "POST"])
def phase(request: Request, revision_id: UUID, code: str) -> HttpResponse:
    """One phase of the draft."""
    found = access.to_edit(request.user, revision_id)
    if rules.phase_of(found.definition, code) is None:
        raise Http404
    form = PhaseForm(request.POST if request.method == "POST" else None, draft=found, code=code)
    if form.is_valid():
        try:
            actions.edit(
                found, code, by=request.user, version=form.cleaned_data["version"], **form.facts
            )
        except TooLate as late:
            return _too_late(request, form, revision_id, late)
        messages.success(request, _("Opgeslagen in het concept."))
        return redirect("workflow:draft", found.pk)
    return answer_form(request, "workflow/phase.html", form, **_around(found, form))


def _too_late(request: Request, form: PhaseForm, revision_id: UUID, late: TooLate) -> HttpResponse:
    """What stands there now beside what was typed; saving again chooses what was typed."""
    fresh = access.to_edit(request.user, revision_id)
    typed = request.POST.copy()
    typed["version"] = str(fresh.version)
    form.data = typed
    form.add_error(None, str(late.message))
    form.add_error(
        None, _("Kijk hieronder wat er nu staat. Slaat u weer op, dan geldt wat u typte.")
    )
    stands = rules.phase_of(fresh.definition, form.code)
    context = _around(fresh, form)
    return page(request, "workflow/phase.html", status=409, form=form, stands=stands, **context)


def _around(found: Revision, form: PhaseForm) -> dict[str, Any]:
    names = [*form.phase.get("enter", ()), *form.phase.get("leave", ())]
    return {"draft": found, "conditions": [CONDITIONS[name].todo for name in names]}


def _route(request: Request) -> str:
    asked = request.GET.get("weg", "") or request.POST.get("weg", "")
    return asked if asked in Route.values else Route.NEIGHBOURHOOD.value

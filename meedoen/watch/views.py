"""The work of the team, putting something off, and the limits of the list."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.journeys.pages import head
from meedoen.watch import access, actions, pages, rules
from meedoen.watch.choices import Kind
from meedoen.watch.forms import FilterForm, LimitsForm, PutOffForm


@require_safe
def team(request: Request) -> HttpResponse:
    """Everything that needs a hand in the teams that this user leads (R112)."""
    request.user.must(Permission.TEAM_SEE)
    form = FilterForm(request.GET)
    wanted = form.wanted()
    shown = pages.of_team(request.user, wanted)
    return page(request, "watch/team.html", shown=shown, form=form, wanted=wanted, whole=form.whole)


@require_http_methods(["GET", "HEAD", "POST"])
def put_off(request: Request, participant_id: UUID, kind: str) -> HttpResponse:
    """This can wait, until a day and because of a reason; or it is taken up again."""
    journey = access.to_put_off(request.user, participant_id)
    what = _kind(kind)
    if request.method == "POST" and request.POST.get("do") == "take_up":
        actions.take_up(journey, kind=what, by=request.user)
        messages.success(request, _("Dit staat weer in de werklijst."))
        return redirect("workbench:home")
    form = PutOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.put_off(journey, kind=what, by=request.user, **form.cleaned_data)
        messages.success(request, _("Dit is uitgesteld. Op die dag staat het er weer."))
        return redirect("workbench:home")
    return answer_form(
        request, "watch/put_off.html", form, head=head(journey.participant, journey), tab="",
        what=what, waiting=access.put_off(journey, what),
    )  # fmt: skip


@require_safe
def limits(request: Request) -> HttpResponse:
    """After how many days each kind shows."""
    request.user.must(Permission.WATCH_SET)
    held = access.limits()
    rows = [(kind, held[kind], held[kind] != rules.WATCHED[kind].limits) for kind in Kind]
    return page(request, "watch/limits.html", rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request, kind: str) -> HttpResponse:
    """Choose the limits of one kind."""
    request.user.must(Permission.WATCH_SET)
    what = _kind(kind)
    standing = access.threshold(what)
    form = (
        LimitsForm(request.POST)
        if request.method == "POST"
        else LimitsForm.starting_from(access.limits()[what], standing)
    )
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        actions.choose(what, limits=form.limits, version=version, by=request.user)
        messages.success(request, _("De dagen zijn vastgelegd."))
        return redirect("watch:limits")
    usual = rules.WATCHED[what].limits
    return answer_form(request, "watch/choose.html", form, what=what, usual=usual)


def _kind(code: str) -> Kind:
    try:
        return Kind(code)
    except ValueError as error:
        raise Http404 from error

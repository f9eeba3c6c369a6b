"""Beginning a round, seeing how it stands, and ending it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import NotPossible, Refusal
from meedoen.core.time import month_name, today
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.distribution import access, actions, pages, tasks
from meedoen.distribution.choices import Kind, State
from meedoen.distribution.forms import StartForm, WhoForm
from meedoen.distribution.models import Round
from meedoen.matching import access as matching


@require_safe
def rounds(request: Request) -> HttpResponse:
    """Earlier rounds, and the two ways to begin one."""
    request.user.must(Permission.DISTRIBUTE)
    return page(request, "distribution/list.html", rows=pages.rounds(request.user))


@require_safe
def explain(request: Request) -> HttpResponse:
    """How a proposal comes about: what counts first, and how equal outcomes are settled."""
    request.user.must(Permission.DISTRIBUTE)
    return page(
        request,
        "distribution/explain.html",
        hard=[one for one in matching.rules_now().rules if one.is_hard],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start_groups(request: Request) -> HttpResponse:
    """Who waits and which groups start: then a proposal."""
    request.user.must(Permission.DISTRIBUTE)
    who = WhoForm(request.POST if request.method == "POST" else request.GET)
    chosen = who.chosen()
    room = pages.Room(pages.possible_groups(chosen.pop("side")))
    waiting = access.waiting_for_groups(request.user, **chosen)
    name = _("Start %(month)s") % {"month": month_name(today().year, today().month)}
    return _start(request, Kind.GROUPS, room, waiting, name=name, who=who)


@require_http_methods(["GET", "HEAD", "POST"])
def start_coaches(request: Request) -> HttpResponse:
    """Who has nobody yet, and which colleagues have room: then a proposal."""
    request.user.must(Permission.DISTRIBUTE)
    shows_all = request.GET.get("alles") == "1"
    room = pages.possible_coaches(named=request.POST, shows_all=shows_all)
    waiting = access.waiting_for_coach(request.user)
    name = _("Nieuwe mensen %(month)s") % {"month": month_name(today().year, today().month)}
    return _start(request, Kind.COACHES, room, waiting, name=name)


def _start(
    request: Request, kind: Kind, room: pages.Room, waiting: Any, *, name: str,
    who: WhoForm | None = None,
) -> HttpResponse:  # fmt: skip
    typed = request.POST if request.method == "POST" else None
    form = StartForm(typed, places=room.places, initial={"name": name})
    context: dict[str, Any] = {"kind": kind, "who": who, "room": room}
    if not form.is_valid():
        context["crowd"] = pages.crowd(waiting)
        return answer_form(request, "distribution/start.html", form, **context)
    skipped = form.cleaned_data["skip"]
    try:
        made = actions.make(
            kind=kind, name=form.cleaned_data["name"], by=request.user, room=form.room(),
            people=list(waiting.exclude(pk__in=skipped)), token=form.cleaned_data["token"],
        )  # fmt: skip
    except NotPossible as refusal:
        form.add_error(None, str(refusal.message))
        context["crowd"] = pages.crowd(waiting)
        return answer_form(request, "distribution/start.html", form, **context)
    if made.state == State.DRAFT:
        propose(request, made)
    return redirect("distribution:detail", made.pk)


def propose(request: Request, one: Round) -> None:
    """A small proposal at once; a large one beside the web process."""
    if actions.is_small(one):
        actions.solve(one, by=request.user)
    else:
        actions.queue(one, by=request.user)
        tasks.run_round.enqueue(str(one.pk), str(request.user.pk))


@require_safe
def detail(request: Request, round_id: UUID) -> HttpResponse:
    """How a round stands."""
    one = access.to_lead(request.user, round_id)
    if one.state == State.SOLVING:
        return page(request, "distribution/solving.html", round=one)
    shown = pages.proposal(one, request.user)
    return page(request, "distribution/detail.html", round=one, shown=shown)


@require_POST
def solve(request: Request, round_id: UUID) -> HttpResponse:
    """Make the proposal anew, with what is known now."""
    one = access.to_lead(request.user, round_id)
    propose(request, one)
    return redirect("distribution:detail", one.pk)


@require_safe
def progress(request: Request, round_id: UUID) -> HttpResponse:
    """How far working out is: the part of the page that refreshes itself."""
    one = access.to_lead(request.user, round_id)
    if not request.htmx:
        return redirect("distribution:detail", one.pk)
    response = page(request, "distribution/_progress.html", round=one)
    if one.state != State.SOLVING:
        response.headers["HX-Redirect"] = reverse("distribution:detail", args=[one.pk])
    return response


@require_POST
def finish(request: Request, round_id: UUID) -> HttpResponse:
    """Everything is decided."""
    return _end(request, round_id, actions.finish, _("De verdeling is afgerond."))


@require_POST
def drop(request: Request, round_id: UUID) -> HttpResponse:
    """Lay this round aside."""
    return _end(request, round_id, actions.drop, _("De verdeling is weggelegd."))


def _end(request: Request, round_id: UUID, verb: Any, said: str) -> HttpResponse:
    one = access.to_lead(request.user, round_id)
    try:
        verb(one, by=request.user)
    except Refusal as refusal:
        messages.warning(request, f"{refusal.message} {refusal.next_step}".strip())
    else:
        messages.success(request, said)
    return redirect("distribution:detail", one.pk)

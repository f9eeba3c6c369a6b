"""Development wishes and points of attention, with the steps towards them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meedoen.core.errors import TooLate
from meedoen.core.forms import CleanForm
from meedoen.core.web import Request, page, redirect
from meedoen.journeys import access as journeys, pages as heads
from meedoen.participants.models import Participant
from meedoen.profiles import access, actions, pages
from meedoen.profiles.choices import SAID, NeedKind, NeedState
from meedoen.profiles.forms import NeedForm, StateForm, SubGoalForm
from meedoen.profiles.views.telling import PROFILE, look


@require_http_methods(["GET", "HEAD", "POST"])
def add_wish(request: Request, participant_id: UUID) -> HttpResponse:
    """Write down something this person wants to develop."""
    return _add(request, participant_id, NeedKind.WISH, title=_("Een wens erbij"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_attention(request: Request, participant_id: UUID) -> HttpResponse:
    """Write down something that needs care."""
    return _add(request, participant_id, NeedKind.ATTENTION, title=_("Een aandachtspunt erbij"))


def _add(request: Request, participant_id: UUID, kind: NeedKind, *, title: str) -> HttpResponse:
    participant = access.to_write(request.user, participant_id)

    def work(facts: dict[str, Any]) -> None:
        facts.pop("version")
        actions.add_need(participant, kind=kind, by=request.user, **facts)

    is_wish = kind == NeedKind.WISH
    return _answer(
        request, participant, NeedForm(request.POST or None), work,
        title=title,
        intro=_("Wat wil deze persoon zelf? Schrijf het op zoals het gezegd is.") if is_wish
        else _("Wat gaat lastig, en wat zou helpen? Niet waardoor: geen ziekte, geen diagnose."),
        submit=_("Zet bij het profiel"),
        told=pages.beside(participant, journeys.latest(participant), kind),
        add_url="profiles:wish_add" if is_wish else "profiles:attention_add",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, participant_id: UUID, need_id: UUID) -> HttpResponse:
    """The participant says it differently now."""
    participant = access.to_write(request.user, participant_id)
    need = access.need(participant, need_id)
    names = ("text", "theme", "version")
    form = NeedForm(request.POST or None, initial={name: getattr(need, name) for name in names})

    def work(facts: dict[str, Any]) -> None:
        facts.pop("token")
        actions.change_need(need, by=request.user, **facts)

    return _answer(
        request, participant, form, work,
        title=_("Wens aanpassen") if need.is_wish else _("Aandachtspunt aanpassen"),
        submit=_("Opslaan"),
    )  # fmt: skip


@require_POST
def set_state(request: Request, participant_id: UUID, need_id: UUID) -> HttpResponse:
    """Reached, let go, or going on."""
    need = access.need(access.to_write(request.user, participant_id), need_id)
    if state := _state(request):
        actions.set_need(need, state=state, by=request.user)
        messages.success(request, SAID[state])
    return redirect(PROFILE, participant_id)


@require_POST
def up(request: Request, participant_id: UUID, need_id: UUID) -> HttpResponse:
    """This matters more than the one above it."""
    need = access.need(access.to_write(request.user, participant_id), need_id)
    actions.raise_need(need, by=request.user)
    return redirect(PROFILE, participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def add_step(request: Request, participant_id: UUID, need_id: UUID) -> HttpResponse:
    """A step on the way."""
    participant = access.to_write(request.user, participant_id)
    need = access.need(participant, need_id)

    def work(facts: dict[str, Any]) -> None:
        facts.pop("version")
        actions.add_subgoal(need, by=request.user, **facts)

    return _answer(
        request, participant, SubGoalForm(request.POST or None), work,
        title=_("Een stap erbij"), quote=need.text, submit=_("Zet erbij"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def edit_step(request: Request, participant_id: UUID, subgoal_id: UUID) -> HttpResponse:
    """The step is put differently."""
    participant = access.to_write(request.user, participant_id)
    step = access.subgoal(participant, subgoal_id)
    names = ("what", "hoped_for", "version")
    form = SubGoalForm(request.POST or None, initial={name: getattr(step, name) for name in names})

    def work(facts: dict[str, Any]) -> None:
        facts.pop("token")
        actions.change_subgoal(step, by=request.user, **facts)

    return _answer(
        request, participant, form, work,
        title=_("Stap aanpassen"), quote=step.need.text, submit=_("Opslaan"),
    )  # fmt: skip


@require_POST
def set_step_state(request: Request, participant_id: UUID, subgoal_id: UUID) -> HttpResponse:
    """The step has been taken, is let go, or goes on."""
    step = access.subgoal(access.to_write(request.user, participant_id), subgoal_id)
    if state := _state(request):
        actions.set_subgoal(step, state=state, by=request.user)
        messages.success(request, SAID[state])
    return redirect(PROFILE, participant_id)


def _state(request: Request) -> NeedState | None:
    form = StateForm(request.POST)
    if form.is_valid():
        return NeedState(form.cleaned_data["state"])
    messages.error(request, _("Kies of het loopt, gelukt is of losgelaten."))
    return None


def _answer(
    request: Request,
    participant: Participant,
    form: CleanForm,
    work: Callable[[dict[str, Any]], None],
    *,
    submit: str,
    **context: Any,
) -> HttpResponse:
    """A small form; who was first stands beside what was typed."""
    status, theirs = 200, []
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            work(dict(form.cleaned_data))
        except TooLate as late:
            status, theirs = late.status, _beside(form, late)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect(PROFILE, participant.pk)
    else:
        look(request, participant)
    return page(
        request,
        "profiles/form.html",
        status=status,
        head=heads.head(participant, journeys.latest(participant)),
        tab="intake",
        form=form,
        theirs=theirs,
        submit=submit,
        **{"intro": "", "quote": "", "told": [], "add_url": "", **context},
    )


def _beside(form: Any, late: TooLate) -> list[tuple[str, str]]:
    """Both texts on one page: saving again goes on from what stands there now."""
    form.add_error(None, f"{late.message} {_('Slaat u nog eens op, dan geldt wat u typte.')}")
    if "version" not in late.now:
        return []
    form.go_on_from(late.now["version"])
    return [
        (str(field.label), str(dict(getattr(field, "choices", ())).get(text, text)))
        for name, field in form.fields.items()
        if name in late.now and name != "version" and (text := late.now[name] or _("niets"))
    ]

"""Signals and ideas: noticing, bringing further, and answering whoever spoke up."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.forms import ids_in
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.trends import access, actions, pages
from meedoen.trends.forms import (
    FilterForm,
    SignalForm,
    StepForm,
    TellBackForm,
    VersionForm,
    WhyForm,
)
from meedoen.trends.models import Signal


@require_safe
def signals(request: Request) -> HttpResponse:
    """All signals, what waits longest for its next step on top."""
    request.user.must(Permission.FIGURES_SEE)
    form = FilterForm(request.GET)
    marker = request.GET.get("vanaf", "")[:1000]
    shown = pages.signals(request.user, form.wanted(), marker=marker)
    chosen = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    following = urlencode({**chosen, "vanaf": shown.next_marker}) if shown.next_marker else ""
    return page(
        request, "trends/signals.html", form=form, shown=shown, following=following,
        is_narrowed=bool(chosen), tab="signals",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """Write down what stands out."""
    request.user.must(Permission.SIGNAL_WRITE)
    data = request.POST if request.method == "POST" else None
    form = SignalForm(data, initial={"owner": request.user.pk})
    if form.is_valid():
        signal = actions.note_signal(
            by=request.user, token=form.cleaned_data["token"], **form.facts
        )
        messages.success(request, _("Het signaal staat erbij."))
        return redirect("trends:signal", signal.pk)
    return answer_form(request, "trends/signal_form.html", form, signal=None, stands=None)


@require_POST
def gather(request: Request) -> HttpResponse:
    """One click: what is missing for several people becomes a signal in which nobody stands."""
    needs = access.needs_to_gather(request.user, ids_in(request.POST.getlist("need")))
    signal = actions.gather(needs, by=request.user)
    messages.success(
        request, _("Er is een signaal van gemaakt. Er staat niemand in: alleen onderwerp en wijk.")
    )
    return redirect("trends:signal", signal.pk)


@require_safe
def signal(request: Request, signal_id: UUID) -> HttpResponse:
    """One signal: its road, its next step, its ideas."""
    return _signal(request, access.to_see_signal(request.user, signal_id))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, signal_id: UUID) -> HttpResponse:
    """Put a signal right, or give it to somebody else."""
    found = access.to_keep_signal(request.user, signal_id)
    if request.method != "POST":
        return answer_form(
            request, "trends/signal_form.html", SignalForm.of(found), signal=found, stands=None
        )
    form = SignalForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.correct_signal(found, version=version, by=request.user, **form.facts)
        except TooLate as late:
            return _both(request, form, signal_id, late)
        messages.success(request, _("Opgeslagen."))
        return redirect("trends:signal", signal_id)
    return answer_form(request, "trends/signal_form.html", form, signal=found, stands=None)


def _both(request: Request, form: SignalForm, signal_id: UUID, late: TooLate) -> HttpResponse:
    """What stands there now beside what was typed; saving again chooses what was typed."""
    stands = access.to_keep_signal(request.user, signal_id)
    _again(request, form, stands, late)
    return page(
        request, "trends/signal_form.html", status=late.status, form=form, signal=stands,
        stands=stands,
    )  # fmt: skip


@require_POST
def step(request: Request, signal_id: UUID) -> HttpResponse:
    """The next step was done."""
    found = access.to_keep_signal(request.user, signal_id)
    following = found.next_step
    if following is None:
        raise NotPossible(
            _("Dit signaal heeft geen volgende stap."), next_step=_("Kijk hoe het ervoor staat.")
        )
    form = StepForm(request.POST, signal=found)
    return _do(
        request, found, form, "step_form", actions.step, _("Opgeschreven."), verb=following.verb
    )


@require_POST
def lay_aside(request: Request, signal_id: UUID) -> HttpResponse:
    """Nothing comes of it now, and why."""
    found = access.to_keep_signal(request.user, signal_id)
    form = WhyForm(request.POST)
    return _do(request, found, form, "why_form", actions.lay_aside, _("Opzij gelegd."))


@require_POST
def take_up(request: Request, signal_id: UUID) -> HttpResponse:
    """It is looked at again."""
    actions.take_up(access.to_keep_signal(request.user, signal_id), by=request.user)
    messages.success(request, _("Weer opgepakt."))
    return redirect("trends:signal", signal_id)


@require_POST
def tell_back(request: Request, signal_id: UUID) -> HttpResponse:
    """Whoever noticed it hears what came of it."""
    found = access.to_keep_signal(request.user, signal_id)
    form = TellBackForm(request.POST)
    return _do(
        request, found, form, "told_form", _tell_back, _("Teruggekoppeld aan wie het meldde.")
    )


def _tell_back(found: Signal, *, told: str, **facts: Any) -> Signal:
    return actions.tell_back(found, words=told, **facts)


def _do(
    request: Request,
    found: Signal,
    form: VersionForm,
    name: str,
    do: Any,
    told: str,
    **facts: Any,
) -> HttpResponse:
    """One verb with one form on the page of a signal; the loser sees how it stands now."""
    if not form.is_valid():
        return _signal(request, found, status=422, **{name: form})
    try:
        do(found, by=request.user, **form.cleaned_data, **facts)
    except TooLate as late:
        stands = access.to_keep_signal(request.user, found.pk)
        if isinstance(form, StepForm):  # what is asked now may be another question
            form = StepForm(request.POST, signal=stands)
        _again(request, form, stands, late)
        return _signal(request, stands, status=late.status, **{name: form})
    messages.success(request, told)
    return redirect("trends:signal", found.pk)


def _again(request: Request, form: VersionForm, stands: Signal, late: TooLate) -> None:
    typed = request.POST.copy()
    typed["version"] = str(stands.version)
    form.data = typed
    form.is_valid()
    form.add_error(None, str(late.message))
    form.add_error(None, _("Kijk wat er nu staat. Slaat u weer op, dan geldt wat u typte."))


def _signal(request: Request, found: Signal, *, status: int = 200, **forms: Any) -> HttpResponse:
    version = {"version": found.version}
    defaults: dict[str, Any] = {
        "step_form": StepForm(signal=found),
        "why_form": WhyForm(initial=version),
        "told_form": TellBackForm(initial=version),
    }
    return page(
        request, "trends/signal.html", status=status, shown=pages.one_signal(request.user, found),
        **{**defaults, **forms},
    )  # fmt: skip

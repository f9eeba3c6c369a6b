"""Per place and per person: why, what if, and the decision of a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, Refusal, found
from meedoen.core.web import Request, page, redirect
from meedoen.distribution import access, actions, pages
from meedoen.distribution.choices import MarkKind, State
from meedoen.distribution.forms import AcceptForm, MarkForm, OtherwiseForm
from meedoen.distribution.models import Entry, Place, Round
from meedoen.distribution.views.rounds import propose

PART = "verdeling"


@require_safe
def place(request: Request, round_id: UUID, place_id: UUID) -> HttpResponse:
    """Who is proposed at one place, each with the reasons."""
    where = access.to_place(request.user, round_id, place_id)
    return _place_page(request, where)


def _place_page(request: Request, where: Place, *, form: AcceptForm | None = None) -> HttpResponse:
    shown = pages.place_page(where, request.user)
    audit.look_at_all(shown.seen, by=request.user, part=PART)
    status = 422 if form and form.errors else 200
    context = {"round": where.round, "place": where, "shown": shown, "form": form}
    return page(request, "distribution/place.html", status=status, **context)


@require_safe
def left(request: Request, round_id: UUID) -> HttpResponse:
    """Who has no place in the proposal, each with what is in the way."""
    one = access.to_lead(request.user, round_id)
    outcome = access.latest(one)
    if outcome is None:
        return redirect("distribution:detail", one.pk)
    after = request.GET.get("na", "")
    number = int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0
    shown = pages.left_page(outcome, request.user, after=number)
    audit.look_at_all(shown.seen, by=request.user, part=PART)
    return page(request, "distribution/left.html", round=one, shown=shown)


@require_safe
def person(request: Request, round_id: UUID, entry_id: UUID) -> HttpResponse:
    """One person: the place, why, and everything else that could be."""
    entry = access.to_decide(request.user, round_id, entry_id)
    return _person_page(request, entry)


def _person_page(
    request: Request, entry: Entry, *, status: int = 200, **forms: Any
) -> HttpResponse:
    audit.look(entry.journey.participant_id, by=request.user, part=PART)
    shown = pages.person_page(entry, request.user)
    context = {"round": entry.round, "entry": entry, "shown": shown, "mark": None, "other": None}
    return page(request, "distribution/person.html", status=status, **{**context, **forms})


@require_POST
def mark(request: Request, round_id: UUID, entry_id: UUID) -> HttpResponse:
    """Fix or forbid, and see at once what it does to the proposal."""
    entry = access.to_decide(request.user, round_id, entry_id)
    form = MarkForm(request.POST, auto_id="mark_%s")
    if not form.is_valid():
        return _person_page(request, entry, status=422, mark=form)
    where = found(_places(entry.round), pk=form.cleaned_data["place"])
    kind = MarkKind(form.cleaned_data["kind"])
    try:
        actions.mark(
            entry, place=where, kind=kind, reason=form.cleaned_data["reason"], by=request.user
        )
    except NotPossible as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _person_page(request, entry, status=refusal.status, mark=form)
    told = {"name": entry.journey.participant.display_name, "place": where.name}
    said = (
        _("%(name)s staat vast bij %(place)s.")
        if kind == MarkKind.FIX
        else _("%(name)s komt niet bij %(place)s.")
    )
    return _again(request, entry.round, said % told)


@require_POST
def lift(request: Request, round_id: UUID, mark_id: UUID) -> HttpResponse:
    """Leave a pair to the proposal again."""
    made = access.to_lift(request.user, round_id, mark_id)
    actions.lift(made, by=request.user)
    return _again(request, made.entry.round, _("De keuze vooraf is weggehaald."))


def _again(request: Request, one: Round, said: str) -> HttpResponse:
    """The proposal anew; both are shown side by side on the page of the round."""
    if one.state == State.SOLVED:
        propose(request, one)
        said += " " + _("Hieronder ziet u wat dat verandert.")
    messages.success(request, said)
    return redirect("distribution:detail", one.pk)


@require_POST
def accept(request: Request, round_id: UUID, place_id: UUID) -> HttpResponse:
    """Confirm who was ticked, of the people shown."""
    where = access.to_place(request.user, round_id, place_id)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _place_page(request, where, form=form)
    outcome = access.latest(where.round)
    shown = access.placings(outcome, request.user).filter(place=where) if outcome else None
    asked = form.cleaned_data["placing"]
    chosen = list(shown.filter(pk__in=asked)) if shown is not None else []
    if not chosen:
        messages.warning(request, _("Er is intussen een nieuw voorstel. Kijk het nog eens na."))
        return redirect("distribution:detail", round_id)
    handled = actions.accept(where.round, placings=chosen, by=request.user)
    if handled.done:
        text = ngettext(
            "%(number)d deelnemer is bevestigd.", "%(number)d deelnemers zijn bevestigd.",
            handled.done,
        )  # fmt: skip
        messages.success(request, text % {"number": handled.done})
    for name, why in handled.passed_over:
        messages.warning(request, _("%(name)s: %(why)s") % {"name": name, "why": why})
    return redirect("distribution:place", round_id, place_id)


@require_POST
def otherwise(request: Request, round_id: UUID, entry_id: UUID) -> HttpResponse:
    """Decide otherwise than was proposed, with the reason."""
    entry = access.to_decide(request.user, round_id, entry_id)
    form = OtherwiseForm(request.POST, auto_id="other_%s")
    if not form.is_valid():
        return _person_page(request, entry, status=422, other=form)
    asked = form.cleaned_data["place"]
    where = found(_places(entry.round), pk=asked) if asked else None
    placing = access.last_placing(entry)
    try:
        if placing is None:
            raise NotPossible(_("Maak eerst een voorstel."))
        actions.otherwise(
            entry, placing=placing, place=where, reason=form.cleaned_data["reason"],
            by=request.user,
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _person_page(request, entry, status=refusal.status, other=form)
    messages.success(request, _("Uw besluit is vastgelegd."))
    return redirect("distribution:person", round_id, entry_id)


def _places(one: Round) -> Any:
    return Place.objects.filter(round=one).select_related("offer", "coach")

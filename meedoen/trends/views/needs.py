"""What is missing for one participant, and demand against supply for all of them."""

import csv
from io import StringIO
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.journeys import access as journeys, pages as heads
from meedoen.offers.choices import Theme
from meedoen.trends import access, actions, pages
from meedoen.trends.choices import Source
from meedoen.trends.forms import BehindForm, NeedForm
from meedoen.trends.models import UnmetNeed

TAB = "match"


@require_safe
def person(request: Request, participant_id: UUID) -> HttpResponse:
    """What does not fit this participant, what we still look for, and what was pointed out."""
    participant = access.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="aanbod")
    journey = journeys.latest(participant)
    if journey is not None:
        journey.participant = participant
    return page(
        request, "trends/person.html", head=heads.head(participant, journey), tab=TAB,
        shown=pages.person(participant, journey),
        may_note=journey is not None and journey.is_open,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, participant_id: UUID) -> HttpResponse:
    """Write down that nothing fits a wish; begun with what matching found to be missing."""
    journey = access.to_note(request.user, participant_id)
    if request.method == "POST":
        form = NeedForm(request.POST)
        if form.is_valid():
            facts = {name: form.cleaned_data[name] for name in ("theme", "missing", "words")}
            need = actions.note_need(journey, by=request.user, **facts)
            _say_noted(request, need)
            return redirect("trends:person", participant_id)
    else:
        begun = pages.proposal_for(journey, request.GET.get("thema", ""))
        known: dict[str, Any] = {}
        if begun is not None:
            missing = [one.value for one in begun.missing]
            known = {"theme": begun.theme.value, "missing": missing}
        form = NeedForm(initial=known)
    return answer_form(
        request, "trends/need.html", form, tab=TAB, need=None, stands=None,
        head=heads.head(journey.participant, journey),
    )  # fmt: skip


@require_POST
def confirm(request: Request, participant_id: UUID) -> HttpResponse:
    """One click: what matching found to be missing for this wish is right, and is kept."""
    journey = access.to_note(request.user, participant_id)
    proposal = pages.proposal_for(journey, request.POST.get("theme", ""))
    if proposal is None:
        raise NotPossible(
            _("Dit onderwerp bestaat niet."), next_step=_("Kies een wens op de pagina Aanbod.")
        )
    need = actions.note_need(
        journey, theme=proposal.theme.value, missing=[one.value for one in proposal.missing],
        source=Source.MATCHING, by=request.user,
    )  # fmt: skip
    _say_noted(request, need)
    return redirect("trends:person", participant_id)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, participant_id: UUID, need_id: UUID) -> HttpResponse:
    """Put right what is missing. Whoever is second sees both and chooses."""
    need = access.to_change_need(request.user, participant_id, need_id)
    if request.method != "POST":
        return _need_page(request, need, NeedForm.of(need))
    form = NeedForm(request.POST).without_theme()
    if not form.is_valid():
        return _need_page(request, need, form)
    try:
        actions.correct_need(need, by=request.user, **form.cleaned_data)
    except TooLate as late:
        stands = access.to_change_need(request.user, participant_id, need_id)
        typed = request.POST.copy()
        typed["version"] = str(stands.version)
        form.data = typed
        form.add_error(None, str(late.message))
        form.add_error(None, _("Kijk wat er nu staat. Slaat u weer op, dan geldt wat u typte."))
        return _need_page(request, stands, form, status=late.status, stands=stands)
    messages.success(request, _("Opgeslagen."))
    return redirect("trends:person", participant_id)


@require_POST
def close(request: Request, participant_id: UUID, need_id: UUID) -> HttpResponse:
    """Something was found, or it is not needed any more."""
    need = access.to_change_need(request.user, participant_id, need_id)
    verb = "find" if request.POST.get("hoe") == "gevonden" else "let_go"
    actions.close_need(need, verb=verb, by=request.user)
    messages.success(request, _("Afgesloten. Het telt niet meer mee als vraag."))
    return redirect("trends:person", participant_id)


@require_safe
def supply(request: Request) -> HttpResponse:
    """Demand against supply per neighbourhood, theme, level and day-part."""
    request.user.must(Permission.FIGURES_SEE)
    return page(
        request, "trends/supply.html", shown=pages.supply_and_demand(request.user), tab="supply"
    )


@require_safe
def table(request: Request, code: str) -> HttpResponse:
    """One table for a spreadsheet, with the same numbers hidden: demand and supply in columns."""
    request.user.must(Permission.FIGURES_SEE)
    shown = pages.supply_and_demand(request.user)
    wanted = next((one for one in shown.tables if one.code == code), None)
    if wanted is None:
        raise Http404
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sides = [f"{column}: {side}" for column in wanted.columns for side in (_("vraag"), _("aanbod"))]
    writer.writerow([wanted.first, *(_cell(one) for one in sides)])
    for row in wanted.rows:
        numbers = [text for cell in row.cells for text in (cell.demand, cell.supply)]
        writer.writerow([_cell(str(row.label)), *numbers])
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="vraag-en-aanbod-{code}.csv"'
    return answer


@require_safe
def behind(request: Request) -> HttpResponse:
    """The needs behind one number, of the people this user may see; several become a signal."""
    for needed in (Permission.FIGURES_SEE, Permission.DOSSIER_SEE, Permission.MATCH):
        request.user.must(needed)
    form = BehindForm(request.GET)
    asked = form.asked()
    if asked is None:
        raise Http404
    marker = request.GET.get("vanaf", "")[:1000]
    shown = pages.needs_behind(request.user, asked, marker=marker)
    chosen = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    following = urlencode({**chosen, "vanaf": shown.next_marker}) if shown.next_marker else ""
    title = str(Theme(asked.theme).label) if asked.theme else _("alle onderwerpen")
    return page(request, "trends/behind.html", shown=shown, following=following, about=title)


def _need_page(
    request: Request,
    need: UnmetNeed,
    form: NeedForm,
    *,
    status: int = 0,
    stands: UnmetNeed | None = None,
) -> HttpResponse:
    wrong = 422 if form.is_bound and form.errors else 200
    journey = need.journey
    return page(
        request, "trends/need.html", status=status or wrong, form=form, need=need, stands=stands,
        tab=TAB, head=heads.head(journey.participant, journey),
    )  # fmt: skip


def _say_noted(request: Request, need: UnmetNeed) -> None:
    told = _("Vastgelegd: voor “%(what)s” past nu niets. Het telt mee bij Vraag en aanbod.")
    messages.success(request, told % {"what": need.get_theme_display()})


def _cell(text: str) -> str:
    """A cell that a spreadsheet reads as text and never as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text

"""The figures, the people behind a number, and the same tables for a spreadsheet."""

import csv
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.time import today
from meedoen.core.web import Request, page
from meedoen.reports import pages
from meedoen.reports.choices import Measure
from meedoen.reports.forms import BehindForm, ClimbingForm, FiguresForm
from meedoen.reports.rules import neutral


@require_safe
def figures(request: Request) -> HttpResponse:
    """Op traject gezet, aanmeldingen, and who is in which phase now."""
    request.user.must(Permission.FIGURES_SEE)
    form = FiguresForm(request.GET, hides=_hides(request))
    asked = form.asked()
    shown = pages.figures(request.user, asked, today=today())
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    return page(request, "reports/figures.html", form=form, shown=shown, query=urlencode(chosen))


@require_safe
def people(request: Request) -> HttpResponse:
    """The people behind one number, as far as this user may open their dossiers."""
    request.user.must(Permission.FIGURES_SEE)
    request.user.must(Permission.DOSSIER_SEE)
    behind = BehindForm(request.GET).behind()
    if behind is None:
        raise Http404
    marker = request.GET.get("vanaf", "")[:1000]
    try:
        shown = pages.people_behind(request.user, behind, marker=marker)
    except (ValidationError, ValueError):  # a marker that was tampered with
        shown = pages.people_behind(request.user, behind)
    chosen = {key: value for key, value in request.GET.items() if key != "vanaf"}
    following = urlencode({**chosen, "vanaf": shown.next_marker}) if shown.next_marker else ""
    context: dict[str, Any] = {
        "shown": shown,
        "title": Measure(behind.measure).label,
        "following": following,
    }
    return page(request, "reports/people.html", is_later=bool(marker), **context)


@require_safe
def table(request: Request, code: str) -> HttpResponse:
    """One table for a spreadsheet, with the same numbers hidden."""
    request.user.must(Permission.FIGURES_SEE)
    shown = pages.figures(
        request.user, FiguresForm(request.GET, hides=_hides(request)).asked(), today=today()
    )
    wanted = next((one for one in shown.tables if one.code == code), None)
    if wanted is None:
        raise Http404
    return _sheet(f"cijfers-{code}", wanted)


@require_safe
def ladder(request: Request) -> HttpResponse:
    """Where people stood at the start and where they stand now, without what only we gave."""
    request.user.must(Permission.FIGURES_SEE)
    form = ClimbingForm(request.GET, hides=_hides(request))
    shown = pages.climbs(request.user, form.climbing(), today=today())
    chosen = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    query = urlencode({name: value for name, value in chosen.items() if name not in form.errors})
    return page(request, "reports/ladder.html", form=form, shown=shown, query=query)


@require_safe
def ladder_table(request: Request, code: str) -> HttpResponse:
    """One table about the ladder for a spreadsheet, with the same numbers hidden."""
    request.user.must(Permission.FIGURES_SEE)
    shown = pages.climbs(
        request.user, ClimbingForm(request.GET, hides=_hides(request)).climbing(), today=today()
    )
    wanted = next((one for one in shown.tables if one.code == code), None)
    if wanted is None:
        raise Http404
    return _sheet(f"ladder-{code}", wanted)


def _hides(request: Request) -> bool:
    """Whether small numbers are hidden from who asks."""
    return not request.user.has(Permission.TEAM_SEE)


def _sheet(name: str, wanted: pages.Table) -> HttpResponse:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(str(cell)) for cell in [wanted.first, *wanted.columns]])
    for row in wanted.rows:
        writer.writerow([neutral(str(row.label)), *(neutral(cell.text) for cell in row.cells)])
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer

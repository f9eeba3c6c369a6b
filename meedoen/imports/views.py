"""Handing in a list, choosing columns, mending rows, taking over, turning back."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import TooLate
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.imports import access, actions, pages, tasks
from meedoen.imports.choices import Decision, Field, State
from meedoen.imports.forms import ColumnsForm, DecideForm, MendForm, UploadForm
from meedoen.imports.models import Row
from meedoen.imports.rules.columns import lay_out


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: Request) -> HttpResponse:
    """The own lists, and room to hand in another."""
    request.user.must(Permission.IMPORT)
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        remembered = access.remembered([c.header for c in lay_out(form.sheet).columns])
        batch = actions.upload(
            form.sheet,
            by=request.user,
            filename=form.cleaned_data["file"].name or "",
            layout=lay_out(form.sheet, remembered=remembered),
        )
        return redirect("imports:columns", batch.pk)
    return answer_form(request, "imports/list.html", form, lines=pages.overview(request.user))


@require_safe
def detail(request: Request, batch_id: UUID) -> HttpResponse:
    """Where a list stands: to the page where the work goes on."""
    batch = access.to_handle(request.user, batch_id)
    if batch.state == State.UPLOADED:
        return redirect("imports:columns", batch.pk)
    if batch.state == State.CHECKED:
        return redirect("imports:check", batch.pk)
    template = "imports/progress.html" if batch.state == State.IMPORTING else "imports/result.html"
    return page(request, template, batch=batch, counts=access.counts(batch))


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, batch_id: UUID) -> HttpResponse:
    """What each column is about."""
    batch = access.to_handle(request.user, batch_id)
    if batch.state not in (State.UPLOADED, State.CHECKED):
        return redirect("imports:detail", batch.pk)
    width = len(batch.headers)
    form = ColumnsForm(request.POST if request.method == "POST" else None, width=width)
    if form.is_valid():
        actions.choose_columns(batch, mapping=form.chosen(), by=request.user)
        return redirect("imports:check", batch.pk)
    if form.is_bound:
        batch.mapping = form.typed()
    return answer_form(
        request,
        "imports/columns.html",
        form,
        batch=batch,
        columns=pages.columns_of(batch),
        fields=Field.choices,
        remembered=bool(access.remembered(batch.headers)),
    )


@require_safe
def check(request: Request, batch_id: UUID) -> HttpResponse:
    """The rows, by what they need."""
    batch = access.to_handle(request.user, batch_id)
    if not batch.is_open:
        return redirect("imports:detail", batch.pk)
    shown = pages.check_page(
        batch, request.user, word=request.GET.get("toon", ""), after=_number(request.GET.get("na"))
    )
    return page(request, "imports/check.html", batch=batch, shown=shown)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: Request, batch_id: UUID, number: int) -> HttpResponse:
    """One row with all its cells; a cell put right."""
    found = access.to_mend(request.user, batch_id, number)
    form = MendForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _row_answer(request, found)
    if not form.is_valid():
        wrong = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _row_answer(request, found, status=422, typed=form.typed(), problem=wrong)
    asked = form.cleaned_data
    about = Field(asked["field"])
    try:
        changed = actions.mend(
            found,
            about=about,
            version=asked["version"],
            by=request.user,
            text=None if asked["stays"] else asked["text"],
            stays=asked["stays"],
            everywhere=asked["everywhere"],
        )
    except TooLate as refusal:
        found.refresh_from_db()
        typed = {} if asked["stays"] else {about: asked["text"]}
        return _row_answer(
            request, found, status=422, typed=typed, problem=str(refusal.message), stale=True
        )
    return _done(request, found, _said(changed))


def _said(changed: int) -> str:
    return ngettext("%(count)d rij is bijgewerkt.", "%(count)d rijen zijn bijgewerkt.", changed) % {
        "count": changed
    }


@require_POST
def decide(request: Request, batch_id: UUID, number: int) -> HttpResponse:
    """Somebody says whether a row is taken over, is the same person, or is left out."""
    found = access.to_mend(request.user, batch_id, number)
    form = DecideForm(request.POST)
    if not form.is_valid():
        problem = _("Kies wat er met deze rij gebeurt.")
        return _row_answer(request, found, status=422, problem=problem)
    try:
        actions.decide(
            found,
            decision=Decision(form.cleaned_data["decision"]),
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except TooLate as refusal:
        found.refresh_from_db()
        return _row_answer(request, found, status=422, problem=str(refusal.message), stale=True)
    return _done(request, found, _said(1))


def _done(request: Request, found: Row, said: str) -> HttpResponse:
    found.refresh_from_db()
    if request.htmx:
        return _row_answer(request, found, saved=said)
    messages.success(request, said)
    query = urlencode({"toon": request.POST.get("toon", ""), "na": request.POST.get("na", "")})
    address = reverse("imports:check", args=[found.batch_id])
    return HttpResponseRedirect(f"{address}?{query}#rij-{found.number}", status=303)


def _row_answer(
    request: Request,
    found: Row,
    *,
    status: int = 200,
    typed: dict[Field, str] | None = None,
    problem: str = "",
    stale: bool = False,
    saved: str = "",
) -> HttpResponse:
    batch = found.batch
    view = pages.row_views(batch, [found], request.user)[0]
    if typed:
        view = pages.row_view(found, access.world(), twins=view.twins, typed=typed)
    context: dict[str, Any] = {
        "batch": batch,
        "view": view,
        "problem": problem,
        "saved": saved,
        "stale": stale,
        "typed": typed or {},
        "counts": access.counts(batch),
        "word": request.POST.get("toon", request.GET.get("toon", "")),
        "after": _number(request.POST.get("na", request.GET.get("na"))),
    }  # fmt: skip
    if request.htmx:
        tabs = pages.tabs_of(context["counts"], context["word"])
        context["tab_links"] = pages.tab_links(batch, tabs)
        return page(request, "imports/_row_answer.html", status=status, **context)
    return page(request, "imports/row.html", status=status, **context)


@require_POST
def start(request: Request, batch_id: UUID) -> HttpResponse:
    """Take over what is ready. Asked twice, it happens once."""
    batch = access.to_handle(request.user, batch_id)
    try:
        actions.start(batch, by=request.user)
    except TooLate:
        batch = access.to_handle(request.user, batch_id)
    if batch.state == State.IMPORTING:
        tasks.run_import.enqueue(str(batch.pk))
    return redirect("imports:detail", batch.pk)


@require_safe
def progress(request: Request, batch_id: UUID) -> HttpResponse:
    """How far it is: the part of the page that refreshes itself."""
    batch = access.to_handle(request.user, batch_id)
    if not request.htmx:
        return redirect("imports:detail", batch.pk)
    response = page(request, "imports/_progress.html", batch=batch)
    if batch.state != State.IMPORTING:
        response.headers["HX-Redirect"] = reverse("imports:detail", args=[batch.pk])
    return response


@require_POST
def undo(request: Request, batch_id: UUID) -> HttpResponse:
    """Turn a whole list back."""
    batch = access.to_handle(request.user, batch_id)
    if batch.state != State.UNDONE:
        count = actions.undo(batch, by=request.user)
        messages.success(
            request,
            ngettext(
                "De lijst is teruggedraaid: %(count)d dossier is verwijderd.",
                "De lijst is teruggedraaid: %(count)d dossiers zijn verwijderd.",
                count,
            )
            % {"count": count},
        )
    return redirect("imports:detail", batch.pk)


@require_POST
def discard(request: Request, batch_id: UUID) -> HttpResponse:
    """Throw a list away before anybody was taken over."""
    found = access.to_handle(request.user, batch_id)
    actions.discard(found, by=request.user)
    messages.success(request, _("De lijst is weggegooid. Er is niets bewaard."))
    return redirect("imports:list")

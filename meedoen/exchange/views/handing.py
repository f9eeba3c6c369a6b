"""Handing in a package, looking at it, taking it over; and handing out our own."""

import csv
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.core.errors import TooLate
from meedoen.core.text import clean
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.exchange import access, actions, tasks
from meedoen.exchange.choices import Root, State, Verdict, Weight
from meedoen.exchange.forms import UploadForm
from meedoen.exchange.models import Batch
from meedoen.exchange.rules import bundles

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def packages(request: Request) -> HttpResponse:
    """The packages so far, and room to hand in another."""
    earlier = access.visible_to(request.user).select_related("uploaded_by").defer("content")
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        batch = actions.hand_in(
            form.gathered,
            filename=form.cleaned_data["file"].name or "",
            by=request.user,
            kind=form.cleaned_data["kind"],
            side=form.cleaned_data["side"],
        )
        return redirect("exchange:detail", batch.pk)
    return answer_form(
        request, "exchange/list.html", form, batches=earlier[:SHOWN], is_open=settings.HSDS_OPEN
    )


@require_safe
def detail(request: Request, batch_id: UUID) -> HttpResponse:
    """What is in a package, and what is the matter with it."""
    batch = access.to_handle(request.user, batch_id)
    return page(request, "exchange/package.html", **_shown(batch))


def _shown(batch: Batch) -> dict[str, Any]:
    rows = [
        (
            str(Root(kind).label),
            words.get(Verdict.NEW, 0),
            words.get(Verdict.CHANGED, 0),
            words.get(Verdict.SAME, 0),
        )
        for kind, words in batch.counts.items()
        if kind in Root.values
    ]
    return {
        "batch": batch,
        "rows": rows,
        "problems": [(Weight(one["weight"]), one) for one in batch.problems[:SHOWN]],
        "problem_text": _problem_text(batch),
        "samples": [
            (Root(one["kind"]).label, one["name"], Verdict(one["verdict"]).label)
            for one in batch.samples
        ],
    }


def _problem_text(batch: Batch) -> str:
    total = sum(batch.problem_counts.values())
    said = ngettext("Er is %(count)d melding.", "Er zijn %(count)d meldingen.", total)
    more = _(" U ziet de eerste %(shown)d.") % {"shown": SHOWN} if total > SHOWN else ""
    return said % {"count": total} + more


@require_safe
def progress(request: Request, batch_id: UUID) -> HttpResponse:
    """Whether it is done: the part of the page that refreshes itself."""
    batch = access.to_handle(request.user, batch_id)
    if not request.htmx:
        return redirect("exchange:detail", batch.pk)
    response = page(request, "exchange/_progress.html", batch=batch)
    if batch.state != State.RUNNING:
        response.headers["HX-Redirect"] = reverse("exchange:detail", args=[batch.pk])
    return response


@require_POST
def start(request: Request, batch_id: UUID) -> HttpResponse:
    """Take it over. Asked twice, it happens once."""
    batch = access.to_handle(request.user, batch_id)
    if batch.state in (State.CHECKED, State.FAILED):
        try:
            actions.start(batch, by=request.user)
        except TooLate:
            return redirect("exchange:detail", batch.pk)
        tasks.take_over.enqueue(str(batch.pk))
    return redirect("exchange:detail", batch.pk)


@require_POST
def discard(request: Request, batch_id: UUID) -> HttpResponse:
    """Throw it away before anything was taken over."""
    batch = access.to_handle(request.user, batch_id)
    actions.discard(batch, by=request.user)
    messages.success(request, _("Het pakket is weggegooid. Er is niets overgenomen."))
    return redirect("exchange:list")


@require_safe
def report(request: Request, batch_id: UUID) -> HttpResponse:
    """Everything that is the matter, for whoever made the package."""
    batch = access.to_handle(request.user, batch_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="verslag.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("bestand"), _("regel"), _("plek"), _("record"), _("nummer"), _("veld"),
                     _("wat"), _("gevolg")])  # fmt: skip
    names = ("file", "line", "path", "table", "record", "field", "text")
    for one in batch.problems:
        cells = [_cell(one[name]) for name in names]
        writer.writerow([*cells, Weight(one["weight"]).label])
    return response


def _cell(value: object) -> str:
    """What a spreadsheet would read as a sum is written as text."""
    text = clean(str(value))
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


@require_safe
def download(request: Request) -> HttpResponse:
    """Our whole directory as a package."""
    access.visible_to(request.user)
    response = HttpResponse(bundles.to_zip(access.written()), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="meedoen-hsds.zip"'
    return response

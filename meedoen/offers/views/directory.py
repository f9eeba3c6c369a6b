"""The directory: look through it, keep it right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import Refusal
from meedoen.core.forms import sent_again_wins
from meedoen.core.web import Request, page, redirect
from meedoen.offers import access, actions, pages
from meedoen.offers.forms import FilterForm, OfferForm, beside, session_rows
from meedoen.offers.models import Offer


@require_safe
def directory(request: Request) -> HttpResponse:
    return _found(request, is_map=False)


@require_safe
def town_map(request: Request) -> HttpResponse:
    """The same directory on the map of our own areas, with the list under it."""
    return _found(request, is_map=True)


@require_safe
def detail(request: Request, offer_id: UUID) -> HttpResponse:
    offer = access.to_see(request.user, offer_id)
    shown = pages.detail(offer, by=request.user)
    return page(request, "offers/detail.html", offer=offer, shown=shown)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    request.user.must(Permission.OFFER_WRITE)
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, initial={"organisation": request.GET.get("organisatie", "")})
    rows = session_rows(data)
    if data is not None and form.is_valid() and rows.is_valid():
        facts = form.facts
        offer = actions.add(facts.pop("organisation"), by=request.user, slots=rows.slots, **facts)
        messages.success(request, _("Het aanbod staat in de lijst."))
        return redirect("offers:detail", offer.pk)
    return _form_page(request, form, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, offer_id: UUID) -> HttpResponse:
    offer = access.to_change(request.user, offer_id)
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, offer=offer)
    rows = session_rows(data, offer.slots)
    if data is not None and form.is_valid() and rows.is_valid():
        try:
            actions.correct(
                access.to_change(request.user, offer_id),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                slots=rows.slots,
                **form.facts,
            )
        except Refusal as refusal:
            return _refused(request, form, rows, offer, refusal)
        messages.success(request, _("Opgeslagen, en vandaag bevestigd."))
        return redirect("offers:detail", offer.pk)
    return _form_page(request, form, rows, offer=offer)


@require_POST
def confirm(request: Request, offer_id: UUID) -> HttpResponse:
    offer = access.to_change(request.user, offer_id)
    actions.confirm(offer, by=request.user)
    messages.success(request, _("Bevestigd: alles klopt nog."))
    return redirect("offers:detail", offer.pk)


@require_POST
def close(request: Request, offer_id: UUID) -> HttpResponse:
    offer = access.to_change(request.user, offer_id)
    if offer.is_open:
        actions.close(offer, version=offer.version, by=request.user)
    messages.success(request, _("Dit aanbod is gestopt. Het wordt niet meer voorgesteld."))
    return redirect("offers:detail", offer.pk)


@require_POST
def reopen(request: Request, offer_id: UUID) -> HttpResponse:
    offer = access.to_change(request.user, offer_id)
    if not offer.is_open:
        actions.reopen(offer, version=offer.version, by=request.user)
    messages.success(request, _("Dit aanbod loopt weer."))
    return redirect("offers:detail", offer.pk)


def _found(request: Request, *, is_map: bool) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.wanted
    request.user.must(Permission.OFFER_SEE)
    search = pages.Search(wanted, access.typed(wanted.get("q", "")))
    size = pages.PAGE_UNDER_MAP if is_map else pages.PAGE
    marker = request.GET.get("na", "")
    listing = pages.listing(search, marker=marker, size=size)
    query = request.GET.copy()
    query.pop("na", None)
    kept = query.urlencode()
    next_url = ""
    if listing.next_marker:
        query["na"] = listing.next_marker
        next_url = f"?{query.urlencode()}"
    return page(
        request,
        "offers/_found.html" if request.htmx else "offers/list.html",
        form=form,
        listing=listing,
        town=pages.town_map(search) if is_map else None,
        kept=f"?{kept}" if kept else "",
        elsewhere=_without(request, "wijk"),
        next_url=next_url,
        is_narrowed=bool(wanted) or "na" in request.GET,
    )


def _without(request: Request, name: str) -> str:
    """The rest of what was asked, to put one thing behind it."""
    query = request.GET.copy()
    for left_out in (name, "na"):
        query.pop(left_out, None)
    return f"?{query.urlencode()}&" if query else "?"


def _form_page(
    request: Request, form: OfferForm, rows, *, offer: Offer | None = None
) -> HttpResponse:
    wrong = form.is_bound and not (form.is_valid() and rows.is_valid())
    return page(
        request, "offers/form.html", status=422 if wrong else 200, form=form, rows=rows,
        offer=offer, rows_wrong=rows.is_bound and not rows.is_valid(),
    )  # fmt: skip


def _refused(
    request: Request, form: OfferForm, rows: Any, offer: Offer, refusal: Refusal
) -> HttpResponse:
    """What stands there now beside what was typed; saving again chooses what was typed."""
    stands = access.to_see(request.user, offer.pk)
    differences = beside(form, rows.slots, stands)
    told = _(
        "Iemand anders heeft dit net gewijzigd. Kijk hieronder wat er nu staat. "
        "Slaat u nog eens op, dan geldt wat u typte."
    )
    is_late = sent_again_wins(form, refusal, told=told)
    return page(
        request, "offers/form.html", status=refusal.status, form=form, rows=rows, offer=offer,
        rows_wrong=False, stands=stands if is_late else None, differences=differences,
    )  # fmt: skip

"""Knowing the neighbourhood: areas and organisations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import found
from meedoen.core.text import clean
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.network import actions, pages
from meedoen.network.choices import OrganisationKind
from meedoen.network.forms import NeighbourhoodForm, OrganisationForm
from meedoen.network.models import Neighbourhood, Organisation


@require_safe
def overview(request: Request) -> HttpResponse:
    request.user.must(Permission.NETWORK_SEE)
    search = clean(request.GET.get("q", ""))[:200]
    kind = request.GET.get("soort", "")
    kind = kind if kind in OrganisationKind.values else ""
    marker = request.GET.get("na", "")
    listing = pages.organisations(search=search, kind=kind, marker=marker)
    query = request.GET.copy()
    query["na"] = listing.next_marker
    return page(
        request,
        "network/list.html",
        areas=pages.areas(),
        listing=listing,
        search=search,
        kind=kind,
        kinds=OrganisationKind.choices,
        is_narrowed=bool(search or kind or marker),
        next_url=f"?{query.urlencode()}" if listing.next_marker else "",
    )


@require_safe
def organisation(request: Request, organisation_id: UUID) -> HttpResponse:
    request.user.must(Permission.NETWORK_SEE)
    shown = found(Organisation.objects.select_related("neighbourhood"), pk=organisation_id)
    return page(request, "network/organisation.html", organisation=shown)


@require_safe
def neighbourhood(request: Request, code: str) -> HttpResponse:
    request.user.must(Permission.NETWORK_SEE)
    area = found(Neighbourhood.objects.all(), code=code)
    return page(request, "network/neighbourhood.html", area=area, organisations=pages.in_area(area))


@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: Request) -> HttpResponse:
    request.user.must(Permission.NETWORK_WRITE)
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        made = actions.add_organisation(facts.pop("name"), by=request.user, **facts)
        messages.success(request, _("De organisatie staat in het netwerk."))
        return redirect("network:organisation", made.pk)
    return answer_form(request, "network/form.html", form, title=_("Organisatie toevoegen"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_neighbourhood(request: Request) -> HttpResponse:
    request.user.must(Permission.NETWORK_WRITE)
    form = NeighbourhoodForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = actions.add_neighbourhood(form.code, by=request.user, **form.cleaned_data)
        messages.success(request, _("De wijk staat in de lijst."))
        return redirect("network:neighbourhood", made.code)
    return answer_form(request, "network/form.html", form, title=_("Wijk toevoegen"))

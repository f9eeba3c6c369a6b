"""Organisations, locations, programmes, free periods, and dates on which it is otherwise."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.core.errors import TooLate
from meedoen.core.web import Request, answer_form, page, redirect
from meedoen.network.forms import OrganisationForm
from meedoen.offers import access, actions, pages
from meedoen.offers.forms import (
    ClosureForm,
    ExceptionForm,
    LocationFilter,
    LocationForm,
    ProgrammeForm,
)

FORM = "offers/place_form.html"
FOUND = 302
LOCATIONS, PROGRAMMES = "offers:locations", "offers:programmes"


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: Request, organisation_id: UUID) -> HttpResponse:
    organisation = access.organisation_to_change(request.user, organisation_id)
    data = request.POST if request.method == "POST" else None
    stands = {name: getattr(organisation, name) for name in OrganisationForm.base_fields}
    stands["neighbourhood"] = organisation.neighbourhood_id
    form = OrganisationForm(data, initial=stands, organisation=organisation)
    answer = _save(
        request, form, back=reverse("network:organisation", args=[organisation_id]),
        title=_("Organisatie wijzigen"),
        save=lambda version, facts: actions.correct_organisation(
            access.organisation_to_change(request.user, organisation_id),
            version=version, by=request.user, **facts,
        ),
    )  # fmt: skip
    is_stopped = answer.status_code == FOUND and not form.facts["is_active"]
    if is_stopped and (still := pages.still_running(organisation_id)):
        messages.warning(request, _still(still))
    return answer


def _still(number: int) -> str:
    return ngettext(
        "Er staat nog %(num)s activiteit van deze organisatie open. Stop die ook, "
        "als zij niet doorgaat.",
        "Er staan nog %(num)s activiteiten van deze organisatie open. Stop die ook, "
        "als zij niet doorgaan.",
        number,
    ) % {"num": number}


@require_safe
def locations(request: Request) -> HttpResponse:
    """Where things are; of one organisation when its page asked for those."""
    request.user.must(Permission.OFFER_SEE)
    wanted = LocationFilter(request.GET).wanted
    rows = pages.places(organisation=wanted)
    return page(request, "offers/locations.html", rows=rows, is_narrowed=wanted is not None)


@require_http_methods(["GET", "HEAD", "POST"])
def add_location(request: Request) -> HttpResponse:
    request.user.must(Permission.OFFER_WRITE)
    form = LocationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = form.facts
        actions.add_location(facts.pop("name"), by=request.user, **facts)
        messages.success(request, _("De locatie staat in de lijst."))
        return redirect(LOCATIONS)
    return answer_form(request, FORM, form, title=_("Locatie toevoegen"), back=reverse(LOCATIONS))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_location(request: Request, location_id: UUID) -> HttpResponse:
    location = access.location_to_change(request.user, location_id)
    data = request.POST if request.method == "POST" else None
    names = ("name", "address", "accessibility", "latitude", "longitude", "version")
    stands = {name: getattr(location, name) for name in names}
    stands |= {
        "organisation": location.organisation_id, "neighbourhood": location.neighbourhood_id
    }  # fmt: skip
    form = LocationForm(data, initial=stands, location=location)
    return _save(
        request, form, back=reverse(LOCATIONS), title=_("Locatie wijzigen"),
        save=lambda version, facts: actions.correct_location(
            access.location_to_change(request.user, location_id),
            version=version, by=request.user, **facts,
        ),
    )  # fmt: skip


@require_safe
def programmes(request: Request) -> HttpResponse:
    request.user.must(Permission.OFFER_SEE)
    return page(request, "offers/programmes.html", rows=pages.programmes())


@require_http_methods(["GET", "HEAD", "POST"])
def add_programme(request: Request) -> HttpResponse:
    request.user.must(Permission.OFFER_WRITE)
    form = ProgrammeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = form.facts
        actions.add_programme(facts.pop("name"), by=request.user, **facts)
        messages.success(request, _("Het programma staat in de lijst."))
        return redirect(PROGRAMMES)
    return answer_form(
        request, FORM, form, title=_("Programma toevoegen"), back=reverse(PROGRAMMES)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_programme(request: Request, programme_id: UUID) -> HttpResponse:
    programme = access.programme_to_change(request.user, programme_id)
    data = request.POST if request.method == "POST" else None
    names = ("name", "description", "is_active", "version")
    stands = {name: getattr(programme, name) for name in names}
    stands["organisation"] = programme.organisation_id
    form = ProgrammeForm(data, initial=stands, programme=programme)
    return _save(
        request, form, back=reverse(PROGRAMMES), title=_("Programma wijzigen"),
        save=lambda version, facts: actions.correct_programme(
            access.programme_to_change(request.user, programme_id),
            version=version, by=request.user, **facts,
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def closures(request: Request) -> HttpResponse:
    """The free periods that come, with a form to add one, and the dates that are otherwise."""
    request.user.must(Permission.OFFER_SEE)
    form = ClosureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        request.user.must(Permission.OFFER_WRITE)
        if form.is_valid():
            facts = form.cleaned_data
            actions.add_closure(facts.pop("name"), by=request.user, **facts)
            messages.success(request, _("De vrije periode staat in de lijst."))
            return redirect("offers:closures")
    return answer_form(request, "offers/closures.html", form, shown=pages.free_days())


@require_POST
def drop_closure(request: Request, closure_id: UUID) -> HttpResponse:
    actions.drop_closure(access.closure_to_drop(request.user, closure_id), by=request.user)
    messages.success(request, _("De vrije periode is weg."))
    return redirect("offers:closures")


@require_http_methods(["GET", "HEAD", "POST"])
def make_exception(request: Request, offer_id: UUID) -> HttpResponse:
    """One date on which it does not happen, or at another moment."""
    offer = access.to_change(request.user, offer_id)
    data = request.POST if request.method == "POST" else None
    form = ExceptionForm(
        data, offer=offer, moments=pages.moments(offer),
        initial={"moment": request.GET.get("keer", "")},
    )  # fmt: skip
    if form.is_valid():
        actions.make_exception(offer, change=form.change, by=request.user)
        messages.success(request, _("Opgeslagen. Het staat bij de komende keren."))
        return redirect("offers:detail", offer.pk)
    return answer_form(request, "offers/exception.html", form, offer=offer)


@require_POST
def drop_exception(request: Request, offer_id: UUID, exception_id: UUID) -> HttpResponse:
    exception = access.exception_to_drop(request.user, offer_id, exception_id)
    actions.drop_exception(exception, by=request.user)
    messages.success(request, _("Het gaat gewoon door, zoals elke week."))
    return redirect("offers:detail", offer_id)


def _save(
    request: Request,
    form: LocationForm | OrganisationForm | ProgrammeForm,
    *,
    back: str,
    title: str,
    save: Callable[[int, dict[str, Any]], Any],
) -> HttpResponse:
    """Save what stands in the form; whoever comes second sees what stands there and chooses."""
    if not form.is_valid():
        return answer_form(request, FORM, form, title=title, back=back)
    try:
        save(form.cleaned_data["version"] or 0, form.facts)
    except TooLate as late:
        typed = request.POST.copy()
        typed["version"] = str(late.now["version"])
        form.data = typed
        form.add_error(None, str(late.message))
        form.add_error(
            None,
            _("Nu staat er: %(name)s. Slaat u weer op, dan geldt wat u typte.")
            % {"name": late.now["name"]},
        )
        return page(request, FORM, status=409, form=form, title=title, back=back)
    messages.success(request, _("Opgeslagen."))
    return redirect(back)

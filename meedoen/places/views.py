"""Places: of one offer, and of one participant."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.audit import actions as audit
from meedoen.core.errors import Refusal
from meedoen.core.ids import new_id
from meedoen.core.web import Request, page, redirect
from meedoen.journeys import access as journeys, pages as heads
from meedoen.places import access, actions, pages
from meedoen.places.forms import AskForm, FrontForm

TAB, PART = "match", "plaatsen"


@require_safe
def offer(request: Request, offer_id: UUID) -> HttpResponse:
    """Who has a place here, who waits in which order and why, and whose turn it is."""
    shown = pages.of_offer(request.user, access.offer_to_see(request.user, offer_id))
    if request.method == "GET" and shown.seen:
        audit.look_at_all(shown.seen, by=request.user, part=PART)
    return page(request, "places/offer.html", shown=shown, offer=shown.offer)


@require_safe
def person(request: Request, participant_id: UUID) -> HttpResponse:
    """The places and waiting lists of one participant, and what is over."""
    participant = access.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part=PART)
    journey = journeys.latest(participant)
    head = heads.head(participant, journey)
    mine = pages.of_person(access.own(participant_id, with_past=True), is_free=head.is_free)
    return page(request, "places/person.html", head=head, tab=TAB, mine=mine)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, participant_id: UUID, offer_id: UUID) -> HttpResponse:
    """One participant and one offer: keep a place or join the line, and what comes next."""
    journey = access.to_arrange(request.user, participant_id)
    offer = access.offer_to_see(request.user, offer_id)
    if request.method != "POST":
        if request.method == "GET":
            audit.look(participant_id, by=request.user, part=PART)
        return _one_page(request, journey, offer)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _one_page(request, journey, offer, form=form, status=422)
    try:
        _ask(request, journey, offer, form)
    except Refusal as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _one_page(request, journey, offer, form=form, status=refusal.status)
    return redirect("places:one", participant_id, offer_id)


def _ask(request: Request, journey: Any, offer: Any, form: AskForm) -> None:
    if form.is_to_wait:
        actions.wait(journey, offer=offer, by=request.user, **form.facts)
        messages.success(request, _("De deelnemer staat op de wachtlijst."))
        return
    until = form.cleaned_data["until"]
    actions.keep(journey, offer=offer, by=request.user, until=until, **form.facts)
    messages.success(request, _("De plaats wordt vrijgehouden."))


@require_POST
def invite(request: Request, participant_id: UUID, offer_id: UUID) -> HttpResponse:
    """The first in the line is invited."""
    enrolment = access.to_change(request.user, participant_id, offer_id)
    actions.invite(enrolment, by=request.user)
    messages.success(request, _("Uitgenodigd: de plaats wordt vrijgehouden."))
    return redirect("places:one", participant_id, offer_id)


@require_POST
def accept(request: Request, participant_id: UUID, offer_id: UUID) -> HttpResponse:
    """They say yes."""
    enrolment = access.to_change(request.user, participant_id, offer_id)
    actions.accept(enrolment, by=request.user)
    messages.success(request, _("De plaats is voor deze deelnemer."))
    return redirect("places:one", participant_id, offer_id)


@require_POST
def withdraw(request: Request, participant_id: UUID, offer_id: UUID) -> HttpResponse:
    """It is not going to be this."""
    enrolment = access.to_change(request.user, participant_id, offer_id)
    actions.withdraw(enrolment, by=request.user)
    messages.success(request, _("Goed. Opnieuw vragen kan altijd."))
    return redirect("places:one", participant_id, offer_id)


@require_http_methods(["GET", "HEAD", "POST"])
def put_in_front(request: Request, participant_id: UUID, offer_id: UUID) -> HttpResponse:
    """Somebody goes before the others, with a reason."""
    enrolment = access.to_change(request.user, participant_id, offer_id)
    initial = {"version": enrolment.version, "reason": enrolment.ahead_reason}
    form = FrontForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if form.is_valid():
        try:
            actions.put_in_front(enrolment, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
            status = refusal.status
        else:
            messages.success(request, _("Deze deelnemer staat nu vooraan, met de reden erbij."))
            return redirect("places:one", participant_id, offer_id)
    elif form.is_bound:
        status = 422
    journey = enrolment.journey
    return page(
        request, "places/front.html", status=status, form=form, tab=TAB, offer=enrolment.offer,
        head=heads.head(journey.participant, journey),
    )  # fmt: skip


@require_POST
def put_back(request: Request, participant_id: UUID, offer_id: UUID) -> HttpResponse:
    """Back to the own place in the line."""
    enrolment = access.to_change(request.user, participant_id, offer_id)
    actions.put_back(enrolment, by=request.user)
    messages.success(request, _("Weer op de eigen plek in de rij."))
    return redirect("places:one", participant_id, offer_id)


def _one_page(
    request: Request, journey: Any, offer: Any, *, form: AskForm | None = None, status: int = 200
) -> HttpResponse:
    """As it stands now: after a refusal too, so that the waiting list is offered at once."""
    head = heads.head(journey.participant, journey)
    if form is not None:
        offer.refresh_from_db(fields=["taken", "capacity", "waiting_list", "status"])
    shown = pages.of_one(journey, offer, is_free=head.is_free)
    form = form or AskForm(initial={"until": shown.until, "token": new_id()})
    return page(
        request, "places/one.html", status=status, head=head, tab=TAB, shown=shown, offer=offer,
        form=form, enrolment=shown.enrolment,
    )  # fmt: skip

"""Looking for what suits somebody, choosing, and reading back later why."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.web import Request, page, redirect
from meedoen.journeys import access as journeys, pages as journey_pages
from meedoen.matching import access, actions, pages
from meedoen.matching.forms import ChooseForm, PackageForm
from meedoen.offers import access as offers
from meedoen.places import pages as places

TAB = "match"
NO_ID = UUID(int=0)


@require_safe
def match(request: Request, participant_id: UUID) -> HttpResponse:
    participant = access.to_see(request.user, participant_id)
    audit.look(participant.pk, by=request.user, part="aanbod")
    journey = journeys.latest(participant)
    if journey is None or not journey.is_open:
        return page(
            request,
            "matching/closed.html",
            head=journey_pages.head(participant, journey),
            tab=TAB,
            choices=list(access.chosen(journey)) if journey else [],
        )
    journey.participant = participant
    return _match_page(request, journey)


@require_POST
def choose(request: Request, participant_id: UUID) -> HttpResponse:
    journey = access.to_choose(request.user, participant_id)
    form = ChooseForm(request.POST)
    form.is_valid()
    offer = offers.by_id(form.cleaned_data.get("offer") or NO_ID)
    if form.errors:
        return _match_page(request, journey, form=form, wrong=str(offer.pk))
    try:
        actions.choose(journey, offer=offer, by=request.user, reason=form.cleaned_data["reason"])
    except NotPossible as refusal:
        if form.cleaned_data["reason"]:
            raise
        form.add_error("reason", str(refusal.next_step))
        return _match_page(request, journey, form=form, wrong=str(offer.pk))
    messages.success(request, _("Gekozen: %(offer)s.") % {"offer": offer.name})
    return redirect("matching:match", participant_id)


@require_POST
def withdraw(request: Request, participant_id: UUID, choice_id: UUID) -> HttpResponse:
    access.to_choose(request.user, participant_id)
    choice = access.to_read(request.user, participant_id, choice_id)
    actions.withdraw(choice, by=request.user)
    messages.success(
        request, _("%(offer)s staat niet meer in het pakket.") % {"offer": choice.offer.name}
    )
    return redirect("matching:match", participant_id)


@require_safe
def choice(request: Request, participant_id: UUID, choice_id: UUID) -> HttpResponse:
    participant = access.to_see(request.user, participant_id)
    made = access.to_read(request.user, participant_id, choice_id)
    audit.look(participant.pk, by=request.user, part="aanbod")
    return page(
        request,
        "matching/choice.html",
        head=journey_pages.head(participant, made.journey),
        tab=TAB,
        record=pages.record(made),
    )


@require_POST
def choose_package(request: Request, participant_id: UUID) -> HttpResponse:
    """Both offers of a proposal in one step; when one does not fit any more, neither."""
    journey = access.to_choose(request.user, participant_id)
    form = PackageForm(request.POST)
    form.is_valid()
    both = [
        offers.by_id(form.cleaned_data.get(name) or NO_ID) for name in ("language", "participation")
    ]
    actions.choose_package(journey, offers=both, by=request.user)
    names = {"one": both[0].name, "other": both[1].name}
    messages.success(request, _("Gekozen: %(one)s en %(other)s.") % names)
    return redirect("matching:match", participant_id)


def _match_page(
    request: Request, journey, *, form: ChooseForm | None = None, wrong: str = ""
) -> HttpResponse:
    show_all = wrong != "" or request.GET.get("alles") == "1"
    head = journey_pages.head(journey.participant, journey)
    match = pages.match(journey, show_all=show_all)
    chosen = {UUID(choice.offer.id): choice.offer.name for choice in match.package.choices}
    return page(
        request,
        "matching/match.html",
        status=422 if wrong else 200,
        head=head,
        tab=TAB,
        match=match,
        mine=places.of_person(match.own, is_free=head.is_free, chosen=chosen),
        form=form,
        wrong=wrong,
    )

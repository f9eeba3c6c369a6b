"""Ending a journey, taking that back, beginning again, and reading what was before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.closing import access, actions, pages
from meedoen.closing.forms import AgainForm, EndForm, WhyForm
from meedoen.closing.views.forming import answer, look, typed
from meedoen.core.errors import NotPossible, Refusal
from meedoen.core.web import Request, page, redirect
from meedoen.intake import access as intakes
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey
from meedoen.participants.models import Participant
from meedoen.teams.choices import Category

ROAD = "journeys:road"
OTHER_ROAD = {
    Exit.TRANSFERRED_TO_REGULAR: Category.MANDATORY,
    Exit.TRANSFERRED_TO_NEIGHBOURHOOD: Category.VOLUNTARY,
}


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, participant_id: UUID) -> HttpResponse:
    """End the journey, in one of the ways that fit now."""
    journey = access.to_close(request.user, participant_id)
    is_bound = journeys.binding_of(journey) is not None
    form = EndForm(typed(request), journey=journey, is_bound=is_bound)
    return answer(
        request, journey, form,
        work=lambda _facts: actions.end(journey, by=request.user, **form.facts),
        title=_("Traject afsluiten"),
        submit=_("Afsluiten"),
        back=ROAD,
        done=_("Het traject is afgesloten. Het dossier blijft te lezen."),
        part="weg",
        template="closing/end.html",
        running=list(access.running_parts(journey)),
        planned=len([one for one in access.contacts_of(journey) if one.is_planned]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Request, participant_id: UUID) -> HttpResponse:
    """The ending was a mistake."""
    journey = access.to_reopen(request.user, participant_id)
    if not journeys.may_reopen(journey):
        raise NotPossible(
            _("Dit traject is al langer geleden afgesloten."),
            next_step=_("Begin een nieuw traject: alles van vroeger blijft te lezen."),
        )
    form = WhyForm(
        typed(request),
        label=_("Waarom was het afsluiten een vergissing?"),
        missing=_("Schrijf op waarom het afsluiten een vergissing was."),
    )
    return answer(
        request, journey, form,
        work=lambda facts: actions.undo(journey, by=request.user, why=facts["why"]),
        title=_("Toch niet afgesloten"),
        intro=_("Alles wat met het afsluiten stopte, gaat weer verder. De reden blijft bewaard."),
        submit=_("Open het traject weer"),
        back=ROAD,
        done=_("Het traject is weer open."),
        part="weg",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: Request, participant_id: UUID) -> HttpResponse:
    """Somebody is back: a new journey on the same dossier."""
    participant = access.to_begin_again(request.user, participant_id)
    last = journeys.latest(participant)
    has_answers = last is not None and intakes.intake_of(last) is not None
    form = AgainForm(typed(request), has_answers=has_answers, initial=_start(participant, last))
    status = 200
    if form.is_valid():
        try:
            actions.begin_again(participant, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            status = refusal.status
            form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        else:
            messages.success(request, _("Welkom terug. Het nieuwe traject is begonnen."))
            return redirect(ROAD, participant_id)
    elif form.is_bound:
        status = 422
    look(request, participant_id, "weg")
    return page(
        request, "closing/again.html", status=status, head=heads.head(participant, last),
        tab="road", form=form, is_open=bool(last and last.is_open),
        in_aftercare=bool(last and last.is_open and access.has_closed(last)),
    )  # fmt: skip


def _start(participant: Participant, last: Journey | None) -> dict[str, object]:
    """What is known already: the newest question, and the road that somebody was sent on to."""
    asked = [one.new_question for one in access.contacts_of(last)] if last is not None else []
    question = next(filter(None, reversed(asked)), participant.question)
    ended = Exit(last.exit) if last is not None and last.exit else None
    return {
        "question": question,
        "category": OTHER_ROAD.get(ended, participant.category) if ended else participant.category,
    }


@require_safe
def earlier(request: Request, participant_id: UUID, journey_id: UUID) -> HttpResponse:
    """One journey of before, whole: how it went, what was agreed, how it ended."""
    journey, is_last = access.to_read(request.user, participant_id, journey_id)
    look(request, participant_id, "weg")
    return page(
        request, "closing/earlier.html", head=heads.head(journey.participant, journey),
        tab="road", shown=pages.earlier_page(journey), journey=journey, is_last=is_last,
    )  # fmt: skip

"""Aftercare: the planned contacts, one contact, another day, none this time."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.closing import access, actions, pages
from meedoen.closing.forms import ContactForm, MoveForm, SkipForm, WhyForm
from meedoen.closing.models import AftercareContact
from meedoen.closing.views.forming import answer, look, typed
from meedoen.core.time import today
from meedoen.core.web import Request, page, redirect
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey

LIST = "closing:aftercare"


@require_safe
def ahead(request: Request) -> HttpResponse:
    """Everything around the end of a road that asks for a hand."""
    request.user.must(Permission.DOSSIER_SEE)
    return page(
        request, "closing/ahead.html", shown=pages.ahead(request.user, today=today()), today=today()
    )


@require_safe
def contacts(request: Request, participant_id: UUID) -> HttpResponse:
    """When we ask how it goes, and what we heard until now."""
    participant, journey = access.to_see(request.user, participant_id)
    look(request, participant_id, "nazorg")
    return page(
        request,
        "closing/aftercare.html",
        head=heads.head(participant, journey),
        tab="road",
        shown=pages.aftercare_page(journey) if journey else None,
        may_work=bool(journey and journey.is_open and request.user.has(Permission.CONTACT_WRITE)),
        may_reopen=bool(journey and journeys.may_reopen(journey)),
        today=today(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request, participant_id: UUID, contact_id: UUID) -> HttpResponse:
    """Write down how it goes; or put right what was written down."""
    journey, contact = _contact(request, participant_id, contact_id)
    form = ContactForm(
        typed(request),
        contact=contact,
        may_measure=request.user.has(Permission.LADDER_MEASURE),
        initial={
            "version": contact.version, "outcome": contact.outcome, "note": contact.note,
            "new_question": contact.new_question,
        },
    )  # fmt: skip
    response = answer(
        request, journey, form,
        work=lambda facts: actions.record(contact, by=request.user, **facts),
        title=_("Nazorg na %(n)s maanden") % {"n": contact.months},
        intro=_("Vraag hoe het gaat. Het is belangstelling, geen controle: elk antwoord is goed."),
        submit=_("Leg vast"),
        back=LIST,
        template="closing/contact.html",
        contact=contact,
    )  # fmt: skip
    if response.status_code == 302:
        _tell(request, journey, has_question=bool(form.cleaned_data["new_question"]))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, participant_id: UUID, contact_id: UUID) -> HttpResponse:
    """Another day suits better."""
    journey, contact = _contact(request, participant_id, contact_id)
    form = MoveForm(typed(request), initial={"to": contact.due_on, "version": contact.version})
    return answer(
        request, journey, form,
        work=lambda facts: actions.move(contact, by=request.user, **facts),
        title=_("Contact verzetten"),
        submit=_("Verzet"),
        back=LIST,
        done=_("Het contact is verzet."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request: Request, participant_id: UUID, contact_id: UUID) -> HttpResponse:
    """None this time, with the reason."""
    journey, contact = _contact(request, participant_id, contact_id)
    return answer(
        request, journey, SkipForm(typed(request), initial={"version": contact.version}),
        work=lambda facts: actions.skip(contact, by=request.user, **facts),
        title=_("Contact overslaan"),
        intro=_("Was dit het laatste contact dat open stond? Dan is het traject daarmee klaar."),
        submit=_("Sla over"),
        back=LIST,
        done=_("Het contact is overgeslagen. De reden is bewaard."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, participant_id: UUID) -> HttpResponse:
    """The participant wants no more aftercare."""
    journey = access.to_follow(request.user, participant_id)
    form = WhyForm(
        typed(request),
        label=_("Waarom stopt de nazorg?"),
        missing=_("Schrijf op waarom de nazorg stopt."),
        longest=300,
    )
    return answer(
        request, journey, form,
        work=lambda facts: actions.stop(journey, by=request.user, why=facts["why"]),
        title=_("Nazorg stoppen"),
        intro=_("Wat nog gepland stond vervalt, en het traject is goed afgerond."),
        submit=_("Stop de nazorg"),
        back=LIST,
        done=_("De nazorg is gestopt. Het traject is goed afgerond."),
    )  # fmt: skip


@require_POST
def finish(request: Request, participant_id: UUID) -> HttpResponse:
    """Nothing is planned any more: the journey ends well."""
    actions.finish(access.to_follow(request.user, participant_id), by=request.user)
    messages.success(request, _("De nazorg is klaar. Het traject is goed afgerond."))
    return redirect(LIST, participant_id)


def _contact(
    request: Request, participant_id: UUID, contact_id: UUID
) -> tuple[Journey, AftercareContact]:
    journey = access.to_follow(request.user, participant_id)
    return journey, access.contact(journey, contact_id)


def _tell(request: Request, journey: Journey, *, has_question: bool) -> None:
    messages.success(request, _("Vastgelegd. Het staat ook bij de contacten."))
    if has_question:
        messages.info(request, _("Er is een nieuwe vraag: hieronder kunt u opnieuw beginnen."))

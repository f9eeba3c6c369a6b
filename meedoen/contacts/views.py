"""The page of contacts: write one, read the others; and the messages that were sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.contacts import access, actions, pages
from meedoen.contacts.forms import ContactForm
from meedoen.core.errors import NotPossible
from meedoen.core.time import today
from meedoen.core.web import Request, page, redirect
from meedoen.documents import pages as papers
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey
from meedoen.messages import access as outbox, actions as sending, pages as sent
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: Request, participant_id: UUID) -> HttpResponse:
    """All contacts with one participant, and the form for a new one on top."""
    if request.method == "POST":
        return _write(request, participant_id)
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="contacten")
    return _show(request, participant, journeys.latest(participant))


def _write(request: Request, participant_id: UUID) -> HttpResponse:
    journey = access.to_write(request.user, participant_id)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _show(request, journey.participant, journey, form=form, status=422)
    facts = dict(form.cleaned_data)
    verb = actions.warn if facts.pop("is_warning") else actions.write
    try:
        verb(journey, by=request.user, **facts)
    except NotPossible as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _show(request, journey.participant, journey, form=form, status=refusal.status)
    messages.success(request, _("Het contact is opgeslagen."))
    return redirect("contacts:list", participant_id)


def _show(
    request: Request,
    participant: Participant,
    journey: Journey | None,
    *,
    form: ContactForm | None = None,
    status: int = 200,
) -> HttpResponse:
    head = heads.head(participant, journey)
    may_write = request.user.has(Permission.CONTACT_WRITE)
    if form is None and journey is not None and journey.is_open and may_write:
        form = ContactForm()
    if form is not None:
        form.may_warn = head.is_bound
    return page(
        request,
        "contacts/list.html",
        status=status,
        head=head,
        tab="contacts",
        form=form,
        timeline=pages.timeline(participant.pk, marker=request.GET.get("na", "")),
        is_first="na" not in request.GET,
    )


@require_safe
def told(request: Request, participant_id: UUID) -> HttpResponse:
    """What we sent to this participant, and what is still to be handed over or told."""
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="berichten")
    lines = sent.about(participant.pk)
    return page(
        request, "contacts/messages.html", head=heads.head(participant), tab="contacts", lines=lines
    )


@require_safe
def letter(request: Request, participant_id: UUID, message_id: UUID) -> HttpResponse:
    """One message on paper, to hand over."""
    participant = participants.to_see(request.user, participant_id)
    message = outbox.one_about(participant.pk, message_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="berichten")
    content = sent.letter(message, case_number=participant.case_number, on=today())
    return papers.pdf_response(content, title=f"brief {participant.case_number}")


@require_POST
def done(request: Request, participant_id: UUID, message_id: UUID) -> HttpResponse:
    """A colleague called, handed over the letter or sent the text. Twice is once."""
    participant = participants.to_change(
        request.user, participant_id, permission=Permission.CONTACT_WRITE
    )
    sending.finish(outbox.one_about(participant.pk, message_id), by=request.user)
    messages.success(request, _("Opgeschreven dat de deelnemer dit weet."))
    return redirect("contacts:messages", participant_id)

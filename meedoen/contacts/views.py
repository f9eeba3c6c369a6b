"""Contacts: write one, about one person or several, read the others, put one right; messages."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.audit import actions as audit
from meedoen.contacts import access, actions, pages
from meedoen.contacts.forms import (
    ContactForm,
    CorrectionForm,
    TimelineForm,
    TogetherForm,
    WithdrawForm,
    own_lines,
)
from meedoen.contacts.models import ContactMoment
from meedoen.core.errors import NotPossible, Refusal, TooLate
from meedoen.core.forms import ids_in
from meedoen.core.time import today
from meedoen.core.web import Request, page, redirect
from meedoen.documents import pages as papers
from meedoen.journeys import access as journeys, pages as heads
from meedoen.journeys.models import Journey
from meedoen.messages import access as outbox, actions as sending, pages as sent
from meedoen.participants import access as participants
from meedoen.participants.models import Participant

LOOK = "zoek"


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
        _say(form, refusal)
        return _show(request, journey.participant, journey, form=form, status=refusal.status)
    messages.success(request, _("Het contact is opgeslagen."))
    return redirect("contacts:list", participant_id)


def _say(form: Any, refusal: Refusal) -> None:
    form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())


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
        form = ContactForm.begun(request.GET)
    if form is not None:
        form.may_warn = head.is_bound
    filters = TimelineForm(request.GET, writers=pages.writers(participant.pk))
    wanted = filters.wanted()
    return page(
        request,
        "contacts/list.html",
        status=status,
        head=head,
        tab="contacts",
        form=form,
        filters=filters,
        wanted=wanted,
        timeline=pages.timeline(participant.pk, wanted=wanted, marker=request.GET.get("na", "")),
        is_first="na" not in request.GET,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: Request) -> HttpResponse:
    """One note about several people: tick them, type once, and a line of their own if need be."""
    request.user.must(Permission.CONTACT_WRITE)
    if request.method != "POST":
        return _together(
            request, TogetherForm.begun(request.GET), ids_in(request.GET.getlist("met"))
        )
    if request.htmx or request.POST.get("go") == LOOK:
        return _together(
            request, TogetherForm.going_on(request.POST), ids_in(request.POST.getlist("people"))
        )
    form = TogetherForm(request.POST)
    if not form.is_valid():
        return _together(request, form, ids_in(request.POST.getlist("people")), status=422)
    facts = dict(form.cleaned_data)
    people = facts.pop("people")
    try:
        about = access.to_write_together(request.user, people)
        made = actions.write_together(about, by=request.user, **facts)
    except NotPossible as refusal:
        _say(form, refusal)
        return _together(request, form, people, status=refusal.status)
    count = len(made)
    told = ngettext(
        "De notitie is opgeslagen bij %(aantal)d persoon.",
        "De notitie is opgeslagen bij %(aantal)d mensen.",
        count,
    )
    messages.success(request, told % {"aantal": count})
    return redirect("contacts:together")


def _together(
    request: Request, form: TogetherForm, chosen: list[UUID], *, status: int = 200
) -> HttpResponse:
    typed = request.POST
    text = str(typed.get(LOOK, ""))[:200].replace("\x00", "")
    picker = pages.pick(request.user, chosen=chosen, text=text, own=own_lines(typed))
    template = "contacts/_people.html" if request.htmx else "contacts/together.html"
    return page(request, template, status=status, form=form, picker=picker, with_own=True)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, participant_id: UUID, moment_id: UUID) -> HttpResponse:
    """The writer puts a contact right. Whoever is second sees both texts and chooses."""
    moment = access.to_correct(request.user, participant_id, moment_id)
    if request.method != "POST":
        return _correction(request, moment, CorrectionForm.of(moment))
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _correction(request, moment, form, status=422)
    try:
        actions.correct(moment, by=request.user, **form.cleaned_data)
    except TooLate as late:
        now = access.to_correct(request.user, participant_id, moment_id)
        again = CorrectionForm({**request.POST.dict(), "version": now.version})
        again.is_valid()
        return _correction(request, now, again, status=late.status, is_late=True)
    except NotPossible as refusal:
        _say(form, refusal)
        return _correction(request, moment, form, status=refusal.status)
    messages.success(request, _("Het contact is verbeterd. Wat er stond, blijft te lezen."))
    return redirect("contacts:list", participant_id)


@require_POST
def withdraw(request: Request, participant_id: UUID, moment_id: UUID) -> HttpResponse:
    """The writer takes a contact back, and says why."""
    moment = access.to_correct(request.user, participant_id, moment_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        given = CorrectionForm.of(moment)
        return _correction(request, moment, given, withdrawal=form, status=422)
    actions.withdraw(moment, by=request.user, **form.cleaned_data)
    messages.success(request, _("Het contact is ingetrokken. Het telt niet meer mee."))
    return redirect("contacts:list", participant_id)


def _correction(
    request: Request,
    moment: ContactMoment,
    form: CorrectionForm,
    *,
    withdrawal: WithdrawForm | None = None,
    is_late: bool = False,
    status: int = 200,
) -> HttpResponse:
    journey = moment.journey
    return page(
        request,
        "contacts/correct.html",
        status=status,
        head=heads.head(journey.participant, journey),
        tab="contacts",
        form=form,
        moment=moment,
        withdrawal=withdrawal or WithdrawForm(initial={"version": moment.version}),
        is_late=is_late,
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

"""Appointments: plan, move, close, the own agenda, and calendars outside this program."""

from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.accounts.choices import Permission
from meedoen.appointments import access, actions, pages, rules
from meedoen.appointments.forms import (
    AppointmentForm,
    ChangeForm,
    ClosingForm,
    WeekForm,
    written,
)
from meedoen.appointments.models import Appointment
from meedoen.audit import actions as audit
from meedoen.contacts import pages as contacts
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.forms import ids_in
from meedoen.core.time import today
from meedoen.core.web import Request, is_too_often, page, public, redirect
from meedoen.journeys import access as journeys, pages as heads
from meedoen.participants import access as participants

LOOK = "zoek"
CALENDAR = "text/calendar; charset=utf-8"
MINUTES, MOST = 10, 60
ENDS = {"keep": actions.keep, "miss": actions.miss, "cancel": actions.cancel}


@require_safe
def agenda(request: Request) -> HttpResponse:
    """My agenda: seven days, today first."""
    request.user.must(Permission.LANGUAGE_SEE)
    shown = pages.agenda(request.user, start=WeekForm(request.GET).start())
    return page(request, "appointments/agenda.html", shown=shown)


@require_safe
def of_participant(request: Request, participant_id: UUID) -> HttpResponse:
    """The appointments of one participant: what comes, and what was."""
    participant = participants.to_see(request.user, participant_id)
    if request.method == "GET":
        audit.look(participant.pk, by=request.user, part="afspraken")
    marker = request.GET.get("na", "")
    return page(
        request,
        "appointments/list.html",
        head=heads.head(participant, journeys.latest(participant)),
        tab="contacts",
        shown=pages.of_participant(request.user, participant.pk, marker=marker),
        is_first="na" not in request.GET,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Plan something with one participant or several."""
    request.user.must(Permission.CONTACT_WRITE)
    if request.method != "POST":
        return _begin(request)
    if request.htmx or request.POST.get("go") == LOOK:
        form = AppointmentForm.going_on(request.POST, user=request.user)
        return _planning(request, form, ids_in(request.POST.getlist("people")))
    form = AppointmentForm(request.POST, user=request.user)
    if not form.is_valid():
        return _planning(request, form, ids_in(request.POST.getlist("people")), status=422)
    facts = dict(form.cleaned_data)
    people = facts.pop("people")
    try:
        made = actions.plan(access.to_plan(request.user, people), by=request.user, **facts)
    except NotPossible as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _planning(request, form, people, status=refusal.status)
    messages.success(request, _("De afspraak staat in de agenda."))
    return redirect("appointments:detail", made.pk)


def _begin(request: Request) -> HttpResponse:
    chosen = ids_in(request.GET.getlist("met"))
    people = participants.visible_to(request.user).filter(pk__in=chosen[:1])
    form = AppointmentForm.begun(people, user=request.user)
    return _planning(request, form, chosen)


def _planning(
    request: Request, form: AppointmentForm, chosen: list[UUID], *, status: int = 200
) -> HttpResponse:
    text = str(request.POST.get(LOOK, ""))[:200].replace("\x00", "")
    picker = contacts.pick(request.user, chosen=chosen, text=text)
    template = "contacts/_people.html" if request.htmx else "appointments/new.html"
    return page(request, template, status=status, form=form, picker=picker, with_own=False)


@require_safe
def detail(request: Request, appointment_id: UUID) -> HttpResponse:
    """One appointment: when, where, with whom, what was moved, and how it went."""
    appointment = access.to_see(request.user, appointment_id)
    return _detail(request, appointment)


def _detail(
    request: Request,
    appointment: Appointment,
    *,
    form: ClosingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = pages.detail(request.user, appointment)
    if request.method == "GET":
        seen = [one.id for one in shown.row.people if one.is_seen]
        audit.look_at_all(seen, by=request.user, part="afspraken")
    form = form or ClosingForm(initial={"version": appointment.version})
    note = _note_address(request, appointment, shown.row)
    return page(
        request, "appointments/detail.html", status=status, shown=shown, form=form, note=note
    )


def _note_address(request: Request, appointment: Appointment, row: pages.Row) -> str:
    """Where the contact of this appointment is written, with what is known filled in."""
    people = [one.id for one in row.people if one.is_seen]
    if not people or not request.user.has(Permission.CONTACT_WRITE):
        return ""
    known = {
        "dag": written(appointment.starts_at),
        "via": rules.CHANNEL[appointment.where],
        "over": rules.ABOUT[appointment.subject],
    }
    if len(people) == 1:
        return f"{reverse('contacts:list', args=people)}?{urlencode(known)}#nieuw"
    met = [("met", str(pk)) for pk in people]
    return f"{reverse('contacts:together')}?{urlencode([*met, *known.items()])}"


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, appointment_id: UUID) -> HttpResponse:
    """Move an appointment or change something about it. Whoever is second sees both."""
    appointment = access.to_change(request.user, appointment_id)
    if request.method != "POST":
        return _change(request, appointment, ChangeForm.of(appointment, user=request.user))
    form = ChangeForm(request.POST, user=request.user, appointment=appointment)
    if not form.is_valid():
        return _change(request, appointment, form, status=422)
    try:
        actions.rearrange(appointment, by=request.user, **form.cleaned_data)
    except TooLate as late:
        current = access.to_change(request.user, appointment_id)
        typed = {**request.POST.dict(), "version": current.version}
        again = ChangeForm(typed, user=request.user, appointment=current)
        again.is_valid()
        return _change(request, current, again, status=late.status, is_late=True)
    except NotPossible as refusal:
        form.add_error(None, f"{refusal.message} {refusal.next_step}".strip())
        return _change(request, appointment, form, status=refusal.status)
    messages.success(request, _("De afspraak is gewijzigd."))
    return redirect("appointments:detail", appointment.pk)


def _change(
    request: Request,
    appointment: Appointment,
    form: ChangeForm,
    *,
    status: int = 200,
    is_late: bool = False,
) -> HttpResponse:
    return page(
        request,
        "appointments/change.html",
        status=status,
        form=form,
        shown=pages.detail(request.user, appointment, with_clashes=False),
        is_late=is_late,
    )


@require_POST
def close(request: Request, appointment_id: UUID) -> HttpResponse:
    """How it went, in one tap; after a conversation the form for a contact opens, begun."""
    appointment = access.to_change(request.user, appointment_id)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return _detail(request, appointment, form=form, status=422)
    facts = dict(form.cleaned_data)
    outcome = facts.pop("outcome")
    ENDS[outcome](appointment, by=request.user, **facts)
    if outcome != "keep":
        messages.success(request, _("Dat is vastgelegd."))
        return redirect("appointments:detail", appointment.pk)
    messages.success(request, _("Vastgelegd. Schrijf nu kort op wat er is gezegd."))
    row = pages.detail(request.user, appointment, with_clashes=False).row
    return redirect(
        _note_address(request, appointment, row)
        or reverse("appointments:detail", args=[appointment.pk])
    )


@require_POST
def remind(request: Request, appointment_id: UUID, guest_id: UUID) -> HttpResponse:
    """A colleague has reminded this participant."""
    actions.remind(access.to_remind(request.user, appointment_id, guest_id), by=request.user)
    messages.success(request, _("Vastgelegd dat u hieraan heeft herinnerd."))
    return redirect("appointments:agenda")


@require_safe
def hand_out(request: Request, participant_id: UUID, appointment_id: UUID) -> HttpResponse:
    """One appointment as a file for the participant's own telephone."""
    appointment = access.to_hand_out(request.user, participant_id, appointment_id)
    if request.method == "GET":
        audit.look(participant_id, by=request.user, part="afspraken")
    body = rules.calendar([pages.entry_for_participant(appointment)])
    response = HttpResponse(body, content_type=CALENDAR)
    name = f"afspraak-{written(appointment.starts_at)}.ics"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: Request) -> HttpResponse:
    """The secret address of the own calendar: make it, make it anew, or end it."""
    request.user.must(Permission.LANGUAGE_SEE)
    shown = ""
    if request.method == "POST" and request.POST.get("go") == "stop":
        actions.end_feed(by=request.user)
        messages.success(request, _("Het adres werkt niet meer."))
        return redirect("appointments:address")
    if request.method == "POST":
        secret = actions.open_feed(by=request.user)
        # Answered at once and not kept anywhere: this is the only time it can be read.
        shown = request.build_absolute_uri(reverse("appointments:feed", args=[secret]))
    feed = access.feed_of(request.user)
    return page(request, "appointments/address.html", feed=feed, address=shown)


@public
@require_safe
def feed(request: Request, secret: str) -> HttpResponse:
    """The calendar behind a secret address, for a calendar program: neutral, and no more."""
    try:
        behind = access.feed_behind(secret)
    except Http404:
        if _is_too_often(f"from:{request.META.get('REMOTE_ADDR', '')}"):
            return _later()
        raise
    if _is_too_often(f"feed:{behind.pk}"):
        return _later()
    if request.method == "GET" and behind.read_on != today():
        actions.read_feed(behind, by=behind.user)
    entries = pages.feed_entries(
        behind.user,
        link=lambda pk: request.build_absolute_uri(reverse("appointments:detail", args=[pk])),
    )
    body = rules.calendar(entries, name="Meedoen")
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=CALENDAR, headers={"ETag": tag})
    answer = get_conditional_response(request, etag=tag, response=response) or response
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer


def _is_too_often(who: str) -> bool:
    return is_too_often(who, minutes=MINUTES, most=MOST)


def _later() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": str(MINUTES * 60)})

"""Planning, moving, calling off, closing; reminding; and the secret address of a calendar."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.appointments import access, rules
from meedoen.appointments.access import digest
from meedoen.appointments.choices import OPEN, Reminder, State
from meedoen.appointments.models import Appointment, Feed, Guest, Host, Move
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change, next_state
from meedoen.core.ids import new_id
from meedoen.core.time import now, today
from meedoen.journeys.models import Journey
from meedoen.messages import actions as outbox
from meedoen.messages.choices import Kind as About, Way
from meedoen.messages.rules import way_to

SECRET_BYTES = 32
PLACE = ("where", "place", "organisation", "neighbourhood")


def plan(
    journeys_of: Sequence[Journey],
    *,
    by: User,
    hosts: Sequence[User],
    starts_at: datetime,
    ends_at: datetime,
    token: UUID | None = None,
    **facts: Any,
) -> Appointment:
    """We shall meet. The same form sent twice (same token) gives one appointment.

    Facts: `subject`, `where`, `place`, `organisation`, `neighbourhood`, `note`, `reminder`,
    `interpreter_language`, `interpreter_by`, `interpreter_ready`. It obliges nobody (R9).
    """
    token = token or new_id()
    try:
        return _plan(
            journeys_of, by=by, hosts=hosts, starts_at=starts_at, ends_at=ends_at, token=token,
            **facts,
        )  # fmt: skip
    except IntegrityError:
        mine = Appointment.objects.filter(token=token, made_by=by).first()
        if mine is None:
            raise
        return mine


@transaction.atomic
def _plan(
    journeys_of: Sequence[Journey],
    *,
    by: User,
    hosts: Sequence[User],
    starts_at: datetime,
    ends_at: datetime,
    token: UUID,
    **facts: Any,
) -> Appointment:
    if not journeys_of:
        raise NotPossible(_("Kies eerst met wie u afspreekt."))
    _check_hosts(hosts)
    _check_moment(starts_at, ends_at)
    moment = now()
    made = Appointment(
        starts_at=starts_at, ends_at=ends_at, token=token, made_by=by, made_at=moment,
        changed_at=moment, **facts,
    )  # fmt: skip
    made.remind_at = _remind_at(made.reminder, starts_at)
    made.save(force_insert=True)
    Guest.objects.bulk_create(
        [Guest(appointment=made, participant_id=one.participant_id) for one in journeys_of]
    )
    _set_hosts(made, hosts)
    _record("appointments.planned", made, by=by, people=[one.participant_id for one in journeys_of])
    return made


@transaction.atomic
def rearrange(
    appointment: Appointment,
    *,
    by: User,
    version: int,
    hosts: Sequence[User],
    reason: str = "",
    **facts: Any,
) -> Appointment:
    """Something about an appointment changes; at another time or place it is moved.

    A move keeps where it came from, and who was reminded is reminded anew.
    """
    _check_hosts(hosts)
    times = {name: facts.get(name, getattr(appointment, name)) for name in ("starts_at", "ends_at")}
    is_other_time = any(times[name] != getattr(appointment, name) for name in times)
    is_moved = is_other_time or any(
        name in facts and facts[name] != getattr(appointment, name) for name in PLACE
    )
    state = next_state(Appointment.FLOW, appointment.state, "move" if is_moved else "change")
    if is_other_time:
        _check_moment(**times)
    before = Move(
        appointment=appointment, by=by, at=now(), starts_at=appointment.starts_at,
        ends_at=appointment.ends_at, place=appointment.shown_place, reason=reason,
    )  # fmt: skip
    reminder = facts.get("reminder", appointment.reminder)
    change(
        appointment, version=version, state=state, changed_at=now(),
        remind_at=_remind_at(reminder, times["starts_at"]), **facts,
    )  # fmt: skip
    if is_moved:
        before.save(force_insert=True)
    if is_other_time:
        appointment.guests.update(reminded_at=None)
    _set_hosts(appointment, hosts)
    _record("appointments.moved" if is_moved else "appointments.changed", appointment, by=by)
    return appointment


@transaction.atomic
def cancel(appointment: Appointment, *, by: User, version: int, note: str = "") -> Appointment:
    """It is called off, by whomever; it stays in every calendar as called off."""
    return _close(appointment, "cancel", by=by, version=version, note=note)


@transaction.atomic
def keep(appointment: Appointment, *, by: User, version: int, note: str = "") -> Appointment:
    """We met. What was said goes into a contact."""
    _must_have_begun(appointment)
    return _close(appointment, "keep", by=by, version=version, note=note)


@transaction.atomic
def miss(appointment: Appointment, *, by: User, version: int, note: str = "") -> Appointment:
    """We did not meet. Nobody is blamed: that takes a warning, which is a contact (R9)."""
    _must_have_begun(appointment)
    return _close(appointment, "miss", by=by, version=version, note=note)


@transaction.atomic
def remind(guest: Guest, *, by: User) -> Guest:
    """This participant was reminded: by a colleague, or by a message that went out. Once."""
    moment = now()
    waiting = Guest.objects.filter(pk=guest.pk, reminded_at=None)
    if waiting.update(reminded_at=moment):
        guest.reminded_at = moment
        _record("appointments.reminded", guest.appointment, by=by, people=[guest.participant_id])
    return guest


def send_reminders() -> int:
    """Whoever is to hear of an appointment now, and has mail, gets a message: once. How many.

    The others stand in the agenda of the colleague, who calls or texts.
    """
    sent = 0
    for guest in access.reminders_due():
        person = guest.participant
        way = way_to(
            preferred=person.preferred_channel,
            has_mail=bool(person.email),
            has_phone=bool(person.phone),
        )
        if way == Way.MAIL:
            _send_reminder(guest)
            sent += 1
    return sent


@transaction.atomic
def _send_reminder(guest: Guest) -> None:
    one, person = guest.appointment, guest.participant
    hosts = User.objects.filter(pk__in=Host.objects.filter(appointment=one).values("user"))
    body = rules.reminder(
        called=person.called or person.first_name or person.name,
        starts_at=one.starts_at,
        place=one.shown_place,
        with_whom=", ".join(hosts.order_by("name").values_list("name", flat=True)),
        agency=settings.AGENCY_NAME,
    )
    outbox.queue(
        key=f"appointment-{guest.pk}-{one.starts_at:%Y%m%d%H%M}", kind=About.REMINDER,
        way=Way.MAIL, to_name=person.name, address=person.email, subject=rules.SUBJECT, body=body,
        participant=person.pk, by=one.made_by,
    )  # fmt: skip
    remind(guest, by=one.made_by)


@transaction.atomic
def call_off_with(participant_id: UUID, *, note: str, by: User) -> int:
    """What still lies ahead with this person alone is called off: the journey has ended."""
    invited = Guest.objects.filter(appointment=OuterRef("pk"), participant=participant_id)
    ahead = Appointment.objects.filter(Exists(invited), state__in=OPEN, starts_at__gt=now())
    called_off = 0
    for one in ahead.annotate(guests_in_all=Count("guests")).filter(guests_in_all=1):
        cancel(one, by=by, version=one.version, note=note)
        called_off += 1
    return called_off


@transaction.atomic
def open_feed(*, by: User) -> str:
    """A new secret address for the own calendar; the address of before stops at once.

    Returns the secret. It is shown this once: only a digest of it is kept.
    """
    _end_feeds(by)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = Feed.objects.create(user=by, digest=digest(secret))
    audit.record("appointments.feed_opened", feed, by=by)
    return secret


@transaction.atomic
def end_feed(*, by: User) -> None:
    """The address of the own calendar stops: whoever still asks gets nothing."""
    _end_feeds(by)


@transaction.atomic
def read_feed(feed: Feed, *, by: User) -> None:
    """That a calendar was read, once a day: programs ask every few minutes, day and night.

    The one thing a GET writes. The line names the colleague, never the address.
    """
    day = today()
    unread = Feed.objects.filter(pk=feed.pk).exclude(read_on=day)
    if unread.update(read_on=day):
        audit.record("appointments.feed_read", feed, by=by)


def _end_feeds(by: User) -> None:
    # Two windows at once: the second waits here, and ends what the first has made.
    User.objects.select_for_update().filter(pk=by.pk).values("pk").first()
    running = list(Feed.objects.filter(user=by, ended_at=None))
    Feed.objects.filter(pk__in=[one.pk for one in running]).update(ended_at=now())
    for feed in running:
        audit.record("appointments.feed_ended", feed, by=by)


def _close(
    appointment: Appointment, verb: str, *, by: User, version: int, note: str
) -> Appointment:
    ends = {"cancel": State.CANCELLED, "keep": State.KEPT, "miss": State.NOT_MET}
    if appointment.state == ends[verb]:  # the same button twice
        return appointment
    state = next_state(Appointment.FLOW, appointment.state, verb)
    change(appointment, version=version, state=state, closing_note=note, changed_at=now())
    _record(f"appointments.{state}", appointment, by=by)
    return appointment


def _must_have_begun(appointment: Appointment) -> None:
    if appointment.starts_at > now():
        raise NotPossible(
            _("Deze afspraak moet nog komen."),
            next_step=_("Gaat het niet door? Verplaats de afspraak of zeg hem af."),
        )


def _check_hosts(hosts: Sequence[User]) -> None:
    if not hosts:
        raise NotPossible(_("Kies wie van ons erbij is."))
    gone = [one.name for one in hosts if not one.is_active]
    if gone:
        raise NotPossible(
            _("%(namen)s werkt hier niet meer.") % {"namen": ", ".join(gone)},
            next_step=_("Kies een collega die het overneemt."),
        )


def _check_moment(starts_at: datetime, ends_at: datetime) -> None:
    day = timezone.localtime(starts_at).date()
    problem = rules.day_problem(day, today=today()) or rules.length_problem(starts_at, ends_at)
    if problem:
        raise NotPossible(problem)


def _remind_at(reminder: str, starts_at: datetime) -> datetime | None:
    return rules.remind_at(
        reminder or Reminder.NONE, starts_at=starts_at, zone=timezone.get_default_timezone()
    )


def _set_hosts(appointment: Appointment, hosts: Iterable[User]) -> None:
    wanted = {one.pk for one in hosts}
    there = set(appointment.hosts.values_list("user", flat=True))
    if there - wanted:
        appointment.hosts.filter(user__in=there - wanted).delete()
    Host.objects.bulk_create(
        [Host(appointment=appointment, user_id=pk) for pk in sorted(wanted - there)]
    )


def _record(
    action: str, appointment: Appointment, *, by: User, people: Iterable[UUID] | None = None
) -> None:
    """A line in the log of each dossier; without a word of what it is about."""
    if people is None:
        people = appointment.guests.values_list("participant", flat=True)
    facts = {"on": timezone.localtime(appointment.starts_at).date().isoformat()}
    audit.record_many(
        [audit.event(action, appointment, by=by, participant=one, facts=facts) for one in people]
    )

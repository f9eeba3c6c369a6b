"""Who may see an appointment, who may plan or change one, and whose calendar an address opens."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from meedoen.accounts import access as accounts
from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.models import User
from meedoen.accounts.rules import PERMISSIONS
from meedoen.appointments import rules
from meedoen.appointments.choices import OPEN
from meedoen.appointments.models import Appointment, AppointmentQuerySet, Feed, Guest, Host
from meedoen.contacts import access as contacts
from meedoen.core.errors import NotAllowed, found
from meedoen.core.time import now
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants

# Who meets participants at all.
MEETING = tuple(role for role in Role if Permission.LANGUAGE_SEE in PERMISSIONS[role])


def visible_to(user: User) -> AppointmentQuerySet:
    """Appointments this user takes part in, and those of people whose dossier they may see."""
    if not user.has(Permission.LANGUAGE_SEE):
        return Appointment.objects.none()
    host = Host.objects.filter(appointment=OuterRef("pk"), user=user)
    guest = Guest.objects.filter(participants.sees(user), appointment=OuterRef("pk"))
    return Appointment.objects.filter(Exists(host) | Exists(guest))


def to_see(user: User, appointment_id: UUID) -> Appointment:
    """One appointment, if this user may see it."""
    seen = visible_to(user).select_related("organisation", "neighbourhood", "made_by")
    return found(seen, pk=appointment_id)


def to_change(user: User, appointment_id: UUID) -> Appointment:
    """One appointment that this user may move, call off or close.

    Whoever takes part may; another needs sight of everybody who was invited.
    """
    appointment = to_see(user, appointment_id)
    if not appointment.hosts.filter(user=user).exists():
        user.must(Permission.CONTACT_WRITE)
        hidden = appointment.guests.exclude(participants.sees(user))
        if hidden.exists():
            raise NotAllowed(
                _("In deze afspraak zit ook iemand van wie u het dossier niet mag zien."),
                next_step=_("Vraag %(naam)s om dit te doen.") % {"naam": appointment.made_by.name},
            )
    return appointment


def to_plan(user: User, people: Iterable[UUID]) -> list[Journey]:
    """The open journeys of these people, to plan something with them."""
    return contacts.to_write_together(user, people)


def to_hand_out(user: User, participant_id: UUID, appointment_id: UUID) -> Appointment:
    """One appointment of a participant whose dossier this user may see, to give them a copy."""
    participants.to_see(user, participant_id)
    of_them = Appointment.objects.with_participant(participant_id)
    return found(of_them.select_related("organisation", "neighbourhood"), pk=appointment_id)


def to_remind(user: User, appointment_id: UUID, guest_id: UUID) -> Guest:
    """One invited participant, to remind them."""
    appointment = to_change(user, appointment_id)
    return found(appointment.guests.select_related("appointment"), pk=guest_id)


def colleagues() -> QuerySet[User]:
    """The colleagues of today who meet participants, by name."""
    return accounts.with_role(*MEETING)


def reminders_due(*, host: User | None = None) -> list[Guest]:
    """Who is to be reminded now, soonest first; with a host, in the appointments they are in.

    What sends messages asks this, sends, and tells `actions.remind` for each.
    """
    moment = now()
    waiting = Guest.objects.filter(
        reminded_at=None,
        appointment__remind_at__lte=moment,
        appointment__starts_at__gt=moment,
        appointment__state__in=OPEN,
    )
    if host is not None:
        theirs = Host.objects.filter(appointment=OuterRef("appointment"), user=host)
        waiting = waiting.filter(Exists(theirs), participants.sees_language(host))
    rows = waiting.select_related("appointment", "participant")
    return [
        guest
        for guest in rows.order_by("appointment__starts_at", "participant__sort_name")
        if rules.is_reminder_due(
            remind_at=guest.appointment.remind_at,
            starts_at=guest.appointment.starts_at,
            reminded_at=guest.reminded_at,
            now=moment,
        )
    ]


def digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that one round of hashing will do."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def feed_behind(secret: str) -> Feed:
    """The calendar behind a secret address. Unknown, ended, and left the agency look alike."""
    running = Feed.objects.filter(ended_at=None, user__is_active=True).select_related("user")
    feed = found(running, digest=digest(secret))
    return found(running.filter(user__in=colleagues().order_by()), pk=feed.pk)


def feed_of(user: User) -> Feed | None:
    """The address of this colleague's calendar, if there is one."""
    return Feed.objects.filter(user=user, ended_at=None).first()

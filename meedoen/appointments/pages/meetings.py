"""The appointments of one participant, and one appointment with everything about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.appointments.choices import OPEN
from meedoen.appointments.models import Appointment, Guest, Host, Move
from meedoen.appointments.pages.rows import Row, rows, times_of
from meedoen.core.time import now

PAST = 20
AHEAD = 50
MOST = 10


@dataclass(frozen=True)
class Meetings:
    """The appointments of one participant: what comes, and a page of what was."""

    coming: list[Row]
    past: list[Row]
    next_marker: str


@dataclass(frozen=True)
class Detail:
    """One appointment with everything that was changed, and what falls together with it."""

    row: Row
    appointment: Appointment
    moves: list[Move]
    gone: list[str]
    clashes: list[str]
    is_future: bool


def of_participant(user: User, participant_id: UUID, *, marker: str = "") -> Meetings:
    """Everything with one participant: what comes first, then what was, latest first.

    A marker that was tampered with gives the first page of what was.
    """
    theirs = Appointment.objects.with_participant(participant_id)
    moment = now()
    coming = theirs.open().filter(ends_at__gte=moment).order_by("starts_at", "id")[:AHEAD]
    closed = theirs.filter(~Q(state__in=OPEN) | Q(ends_at__lt=moment))
    after = _read(marker)
    if after is not None:
        at, pk = after
        closed = closed.filter(Q(starts_at__lt=at) | Q(starts_at=at, id__lt=pk))
    past = rows(user, closed.order_by("-starts_at", "-id").for_page()[: PAST + 1])
    next_marker = ""
    if len(past) > PAST:
        last = past[PAST - 1]
        next_marker = f"{last.starts_at:%Y%m%dT%H%M%SZ}_{last.id}"
    return Meetings(coming=rows(user, coming.for_page()), past=past[:PAST], next_marker=next_marker)


def _read(marker: str) -> tuple[datetime, UUID] | None:
    at, __, pk = marker.partition("_")
    try:
        return datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), UUID(pk)
    except ValueError:
        return None


def detail(user: User, appointment: Appointment, *, with_clashes: bool = True) -> Detail:
    """One appointment, with what was before and what falls at the same time."""
    shown = rows(user, Appointment.objects.filter(pk=appointment.pk).for_page())[0]
    hosts = list(appointment.hosts.select_related("user").order_by("user__name"))
    return Detail(
        row=shown,
        appointment=appointment,
        moves=list(appointment.moves.select_related("by").order_by("-at", "-id")),
        gone=[one.user.name for one in hosts if not one.user.is_active],
        clashes=clashes(shown, appointment, hosts) if with_clashes and appointment.is_open else [],
        is_future=appointment.starts_at > now(),
    )


def clashes(shown: Row, appointment: Appointment, hosts: Iterable[Host]) -> list[str]:
    """Who of those who are there has something else at the same time; two queries.

    It is shown and never blocked: two short calls at ten may well go together.
    """
    names = {one.id: one.name for one in shown.people}
    names |= {one.user_id: one.user.name for one in hosts}
    others = Appointment.objects.open().during(appointment.starts_at, appointment.ends_at)
    others = others.exclude(pk=appointment.pk)
    times = ("appointment__starts_at", "appointment__ends_at")
    rows_of = [
        *Host.objects.filter(appointment__in=others, user__in=names).values_list("user", *times),
        *Guest.objects.filter(appointment__in=others, participant__in=names).values_list(
            "participant", *times
        ),
    ]
    return [
        _("%(naam)s heeft dan ook een andere afspraak, van %(tijd)s.")
        % {"naam": names[who], "tijd": times_of(start, end, f" {_('tot')} ")}
        for who, start, end in sorted(rows_of, key=lambda row: row[1])[:MOST]
    ]

"""What leaves this program in a calendar: as little as does the work."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.appointments.choices import State
from meedoen.appointments.models import Appointment
from meedoen.appointments.pages.rows import midnight
from meedoen.appointments.rules import Entry
from meedoen.core.time import today

FEED_BEFORE, FEED_AFTER = timedelta(days=31), timedelta(days=400)


def feed_entries(user: User, *, link: Callable[[UUID], str]) -> list[Entry]:
    """The own agenda for a calendar outside: no name, no question, no home, no case number."""
    mine = Appointment.objects.of_host(user).select_related("organisation", "neighbourhood")
    start = midnight(today())
    return [
        _entry(one, title=_("Afspraak"), url=link(one.pk))
        for one in mine.between(start - FEED_BEFORE, start + FEED_AFTER)
    ]


def entry_for_participant(appointment: Appointment) -> Entry:
    """One appointment as the participant gets it: with whom, where, and what to do if not."""
    hosts = list(
        User.objects.filter(pk__in=appointment.hosts.values("user"), is_active=True).order_by(
            "name"
        )
    )
    names = _(" en ").join(one.name for one in hosts)
    lines = [_("U bent welkom.")]
    if appointment.interpreter_ready:
        lines.append(_("Er is een tolk bij."))
    phone = next((one.phone for one in hosts if one.phone), "")
    lines.append(
        _("Komt het niet uit? Bel of app %(nummer)s. Dan zoeken wij een ander moment.")
        % {"nummer": phone}
        if phone
        else _("Komt het niet uit? Laat het ons weten. Dan zoeken wij een ander moment.")
    )
    title = _("Afspraak met %(namen)s") % {"namen": names} if names else _("Afspraak")
    place = appointment.calendar_place
    if not place:
        place = _("bij u thuis")
    return _entry(appointment, title=title, place=place, text="\n".join(lines))


def _entry(
    one: Appointment, *, title: str, place: str = "", text: str = "", url: str = ""
) -> Entry:
    return Entry(
        id=one.pk,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        changed_at=one.changed_at,
        sequence=one.version - 1,
        title=title,
        place=place or one.calendar_place,
        text=text,
        url=url,
        is_cancelled=one.state == State.CANCELLED,
    )

"""Who may write a contact down, about whom, and who may put it right."""

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.contacts.models import ContactMoment
from meedoen.core.errors import NotAllowed, NotPossible, found
from meedoen.core.prepared import Prepared
from meedoen.core.time import today
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.participants import access as participants


def to_write(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody this user may see, to write a contact in. One query."""
    running: list[Journey] = []
    if user.has(Permission.DOSSIER_SEE):
        running = _running(leads=user.has(Permission.TEAM_SEE)).rows(
            user=user.pk, today=today(), participant=participant_id
        )
    journey = running[0] if running else None
    if journey is None or not user.has(Permission.CONTACT_WRITE):
        # Says why not: not found, not allowed, or no journey that runs.
        return journeys.to_work_on(user, participant_id, permission=Permission.CONTACT_WRITE)
    return journey


@cache
def _running(*, leads: bool) -> Prepared:
    """The journey that runs of somebody this user may see."""

    def written() -> QuerySet[Journey]:
        seen = participants.granted_one(leads=leads)
        return Journey.objects.filter(participant__in=seen, closed_at=None).order_by()[:1]

    return Prepared(written)


def to_write_together(user: User, people: Iterable[UUID]) -> list[Journey]:
    """The open journeys of all these people, to write one note about them. Two queries at most.

    Somebody this user may not see is missing, whoever else was chosen.
    """
    user.must(Permission.CONTACT_WRITE)
    wanted = set(people)
    running = journeys.visible_to(user).filter(participant__in=wanted, closed_at=None)
    found_journeys = list(running.select_related("participant").order_by("participant__sort_name"))
    missing = wanted - {one.participant_id for one in found_journeys}
    if not missing:
        return found_journeys
    ended = participants.visible_to(user).filter(pk__in=missing).order_by("sort_name")
    names = [one.display_name for one in ended]
    if len(names) < len(missing):
        raise Http404
    raise NotPossible(
        _("Er loopt geen traject meer voor: %(namen)s.") % {"namen": ", ".join(names)},
        next_step=_("Haal het vinkje daar weg. Wat u typte staat er nog."),
    )


def to_correct(user: User, participant_id: UUID, moment_id: UUID) -> ContactMoment:
    """One contact, if this user wrote it and may still see the dossier."""
    contacts = ContactMoment.objects.filter(participants.sees(user), participant=participant_id)
    moment = found(contacts.select_related("journey__participant", "by"), pk=moment_id)
    user.must(Permission.CONTACT_WRITE)
    if moment.by_id != user.pk:
        raise NotAllowed(
            _("Alleen wie dit schreef, verandert het."),
            next_step=_("Vraag %(naam)s, of schrijf zelf een nieuw contact.")
            % {"naam": moment.by.name},
        )
    return moment

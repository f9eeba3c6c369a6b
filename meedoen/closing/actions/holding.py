"""Holding a journey still while something is done to it."""

from datetime import date, datetime, time

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.time import now, today
from meedoen.journeys.models import Journey

NOON = time(12)


def hold_journey(journey: Journey) -> Journey:
    """The journey as it stands now, open or not; nobody else moves it until we are done."""
    held = Journey.objects.select_for_update(of=("self",))
    return held.select_related("participant", "fixed_contact", "team").get(pk=journey.pk)


def hold_open(journey: Journey) -> Journey:
    """The same, refused when the journey has ended."""
    fresh = hold_journey(journey)
    if not fresh.is_open:
        raise NotPossible(
            _("Dit traject is afgesloten."),
            next_step=_("Begin een nieuw traject als deze persoon terug is."),
        )
    return fresh


def moment_of(day: date, *, journey: Journey) -> datetime:
    """When it happened, never before the phase in which it happened."""
    if day >= today():
        return now()
    return max(timezone.make_aware(datetime.combine(day, NOON)), journey.entered_phase_at)


def log(action: str, record: Model, journey: Journey, *, by: User, **facts: object) -> None:
    """One line in the log about something of this journey."""
    audit.record(
        f"closing.{action}", record, by=by, participant=journey.participant_id, facts=facts
    )

"""Reading the log of one dossier; the door decides who may see that dossier."""

from datetime import datetime
from uuid import UUID

from meedoen.audit.models import Event, EventQuerySet, Look, LookQuerySet


def events_about(participant_id: UUID) -> EventQuerySet:
    """What was done in this dossier."""
    return Event.objects.about(participant_id)


def looks_about(participant_id: UUID) -> LookQuerySet:
    """Who looked into this dossier."""
    return Look.objects.about(participant_id)


def last_visit(participant_id: UUID, *, by: UUID, before: datetime) -> datetime | None:
    """When this colleague last looked into this dossier, before the sitting of now."""
    earlier = looks_about(participant_id).filter(actor_id=by, at__lt=before)
    return earlier.values_list("at", flat=True).first()

"""Finding messages; the door of a dossier has checked who looks."""

from uuid import UUID

from meedoen.core.errors import found
from meedoen.messages.models import Message, MessageQuerySet


def about(participant_id: UUID) -> MessageQuerySet:
    """What was said to this participant, latest first."""
    return Message.objects.about(participant_id).select_related("created_by", "finished_by")


def one_about(participant_id: UUID, message_id: UUID) -> Message:
    """One message to this participant."""
    return found(about(participant_id), pk=message_id)

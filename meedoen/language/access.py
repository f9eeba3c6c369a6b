"""Who may see and record levels: the whole dossier, or the language part alone (assessors)."""

from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.language.models import LevelRecord, LevelRecordQuerySet
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


def visible_to(user: User) -> LevelRecordQuerySet:
    """The levels in dossiers of which this user may see at least the language part."""
    return LevelRecord.objects.filter(participants.sees_language(user))


def to_see(user: User, participant_id: UUID) -> Participant:
    """The participant, if this user may see their language level."""
    return participants.to_see_language(user, participant_id)


def to_measure(user: User, participant_id: UUID) -> Participant:
    """The participant, if this user may record their language level."""
    participant = participants.to_see_language(user, participant_id)
    user.must(Permission.LANGUAGE_MEASURE)
    return participant

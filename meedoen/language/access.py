"""Who may see and record levels: the whole dossier, or the language part alone (assessors)."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import NotAllowed, found
from meedoen.language.choices import Method
from meedoen.language.models import LevelRecord, LevelRecordQuerySet, ScriptRecord
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


def to_withdraw(user: User, participant_id: UUID, record_id: UUID) -> LevelRecord | ScriptRecord:
    """A level or alphabet in this dossier, if this user may say that it does not count.

    Who sees only the language part withdraws only what they recorded themselves.
    """
    participant = to_measure(user, participant_id)
    levels = LevelRecord.objects.filter(participant=participant).counting()
    record = levels.for_list().filter(pk=record_id).first() or found(
        ScriptRecord.objects.filter(participant=participant).counting().for_list(), pk=record_id
    )
    if participants.sees_language_only(user) and record.assessor_id != user.pk:
        raise NotAllowed(
            _("Dit legde een collega vast."),
            next_step=_("Vraag de collega of de vaste contactpersoon om het in te trekken."),
        )
    record.participant = participant
    return record


def is_known_since(participant: Participant, day: date) -> bool:
    """Whether we found out a level or alphabet on this day or later, and it still counts."""
    mine = {"participant": participant, "recorded_at__date__gte": day}
    levels = LevelRecord.objects.filter(**mine).counting().exclude(method=Method.LIST)
    scripts = ScriptRecord.objects.filter(**mine).counting().exclude(method=Method.LIST)
    return levels.exists() or scripts.exists()

"""Who may see and measure steps: whoever may see the whole dossier."""

from datetime import date
from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.ladder.choices import Source
from meedoen.ladder.models import Measurement, MeasurementQuerySet
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


def visible_to(user: User) -> MeasurementQuerySet:
    """The measurements in dossiers that this user may see whole; an assessor sees none."""
    return Measurement.objects.filter(participants.sees(user))


def to_see(user: User, participant_id: UUID) -> Participant:
    """The participant, if this user may see where they stand on the ladder."""
    return participants.to_see(user, participant_id)


def to_measure(user: User, participant_id: UUID) -> Participant:
    """The participant, if this user may measure the step together with them."""
    return participants.to_change(user, participant_id, permission=Permission.LADDER_MEASURE)


def to_withdraw(user: User, participant_id: UUID, measurement_id: UUID) -> Measurement:
    """A measurement in this dossier that still counts, if this user may withdraw it."""
    participant = to_measure(user, participant_id)
    counting = Measurement.objects.of(participant).counting().for_list()
    measurement = found(counting, pk=measurement_id)
    measurement.participant = participant
    return measurement


def is_known_since(participant: Participant, day: date) -> bool:
    """Whether a step was measured on this day or later, and still counts."""
    mine = Measurement.objects.of(participant).counting().filter(recorded_at__date__gte=day)
    return mine.exclude(source=Source.LIST).exists()

"""Doors of matching: who may look, choose and read back."""

from uuid import UUID

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.matching.models import Choice, ChoiceQuerySet
from meedoen.offers import access as offers
from meedoen.offers.models import Offer
from meedoen.participants import access as participants
from meedoen.participants.models import Participant


def visible_to(user: User) -> ChoiceQuerySet:
    """Choices for people whose dossier this user may see."""
    return Choice.objects.filter(participants.sees(user, whom="journey__participant_id"))


def to_see(user: User, participant_id: UUID) -> Participant:
    """Somebody whose offers this user may look at."""
    participant = participants.to_see(user, participant_id)
    user.must(Permission.MATCH)
    return participant


def to_choose(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody for whom this user may choose."""
    return journeys.to_work_on(user, participant_id, permission=Permission.MATCH)


def to_read(user: User, participant_id: UUID, choice_id: UUID) -> Choice:
    """One choice of one participant, withdrawn ones too: history stays readable."""
    choices = visible_to(user).filter(journey__participant_id=participant_id)
    loaded = choices.for_list().select_related("journey__participant", "withdrawn_by")
    return found(loaded, pk=choice_id)


def chosen(journey: Journey) -> ChoiceQuerySet:
    """What stands chosen for this journey, the first choice first."""
    return Choice.objects.filter(journey=journey).standing().for_list().order_by("chosen_at", "pk")


def to_find_people(user: User, offer_id: UUID) -> Offer:
    """An offer for which this user may look who it suits."""
    user.must(Permission.MATCH)
    return offers.to_see(user, offer_id)

"""Who sees what is missing for whom, who may point people to something, and who keeps signals."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.contacts import access as contacts
from meedoen.core.errors import found
from meedoen.core.time import now
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Journey
from meedoen.offers import access as offers
from meedoen.offers.models import Offer
from meedoen.participants import access as participants
from meedoen.participants.models import Participant
from meedoen.trends import rules
from meedoen.trends.models import (
    Idea,
    IdeaQuerySet,
    Invitation,
    InvitationQuerySet,
    Signal,
    SignalQuerySet,
    SignalStep,
    UnmetNeed,
    UnmetNeedQuerySet,
)

PERSON = "journey__participant_id"


def visible_to(user: User) -> UnmetNeedQuerySet:
    """What is missing for the people whose dossier this user may see."""
    return UnmetNeed.objects.filter(participants.sees(user, whom=PERSON))


def to_see(user: User, participant_id: UUID) -> Participant:
    """Somebody of whom this user may see what is missing and what was pointed out."""
    participant = participants.to_see(user, participant_id)
    user.must(Permission.MATCH)
    return participant


def to_note(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody for whom this user may write down that nothing fits."""
    return journeys.to_work_on(user, participant_id, permission=Permission.MATCH)


def to_change_need(user: User, participant_id: UUID, need_id: UUID) -> UnmetNeed:
    """One need of one participant, to put it right or to close it."""
    participant = to_see(user, participant_id)
    needs = visible_to(user).filter(journey__participant=participant).for_list()
    return found(needs.select_related("journey__participant"), pk=need_id)


def needs_of(participant_id: UUID) -> UnmetNeedQuerySet:
    """Everything that was missing for this person, latest first; the door has checked who looks."""
    return UnmetNeed.objects.filter(journey__participant=participant_id).for_list()


def needs_to_gather(user: User, ids: Iterable[UUID]) -> list[UnmetNeed]:
    """These needs, as far as this user sees the people, to make a signal of."""
    user.must(Permission.SIGNAL_WRITE)
    needs = visible_to(user).filter(pk__in=list(ids)).select_related("neighbourhood", "signal")
    return list(needs.order_by("noted_at", "pk"))


def to_see_signals(user: User) -> SignalQuerySet:
    """Signals are shared by everybody who sees figures: nobody is in them."""
    user.must(Permission.FIGURES_SEE)
    return Signal.objects.all()


def to_see_signal(user: User, signal_id: UUID) -> Signal:
    """One signal with everything its page shows."""
    return found(to_see_signals(user).for_list(), pk=signal_id)


def to_keep_signal(user: User, signal_id: UUID) -> Signal:
    """One signal, to bring it further."""
    user.must(Permission.SIGNAL_WRITE)
    return to_see_signal(user, signal_id)


def steps_of(signal: Signal) -> QuerySet[SignalStep]:
    """What happened with this signal, the first thing first."""
    return SignalStep.objects.filter(signal=signal).select_related("by").order_by("at", "pk")


def ideas(user: User) -> IdeaQuerySet:
    """All ideas, for everybody who sees figures; whose they are only who sees the dossier finds."""
    user.must(Permission.FIGURES_SEE)
    return Idea.objects.all()


def to_see_idea(user: User, idea_id: UUID) -> Idea:
    """One idea with everything its page shows."""
    return found(ideas(user).for_list(), pk=idea_id)


def to_answer_idea(user: User, idea_id: UUID) -> Idea:
    """One idea, to say something to it."""
    user.must(Permission.SIGNAL_WRITE)
    return to_see_idea(user, idea_id)


def speaker_of(user: User, idea: Idea) -> Participant | None:
    """The participant who had this idea, if this user may see the dossier."""
    if idea.journey_id is None:
        return None
    journey = journeys.visible_to(user).filter(pk=idea.journey_id).select_related("participant")
    found_journey = journey.first()
    return found_journey.participant if found_journey else None


def to_invite(user: User, offer_id: UUID) -> Offer:
    """An offer that this user may point people to."""
    user.must(Permission.MATCH)
    return offers.to_see(user, offer_id)


def people_to_invite(user: User, people: Iterable[UUID]) -> list[Journey]:
    """The open journeys of the chosen people; whoever may not be seen is missing."""
    user.must(Permission.MATCH)
    return contacts.to_write_together(user, people)


def invitations(user: User) -> InvitationQuerySet:
    """What was pointed out to the people whose dossier this user may see."""
    return Invitation.objects.filter(participants.sees(user, whom=PERSON))


def invitations_of(participant_id: UUID) -> InvitationQuerySet:
    """What was pointed out to this person, latest first; the door has checked who looks."""
    return Invitation.objects.filter(journey__participant=participant_id).for_list()


def to_answer(user: User, participant_id: UUID, invitation_id: UUID) -> Invitation:
    """One invitation of one participant, to write down what they said."""
    to_see(user, participant_id)
    mine = invitations(user).filter(journey__participant=participant_id).for_list()
    return found(mine, pk=invitation_id)


def sent_lately(offer: Offer, people: Iterable[Journey]) -> InvitationQuerySet:
    """The same offer to the same people within the time in which we ask first."""
    since = now() - rules.SAME_OFFER
    who = [one.participant_id for one in people]
    sent = Invitation.objects.filter(offer=offer, journey__participant__in=who, sent_at__gt=since)
    return sent.select_related("journey__participant", "sent_by").order_by("-sent_at")

"""Who heard of what, and what they said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from meedoen.accounts.models import User
from meedoen.messages.choices import State
from meedoen.offers.models import Offer
from meedoen.trends import access
from meedoen.trends.choices import Reply
from meedoen.trends.models import Invitation

MOST = 100
TONES = {Reply.WANTS: "ok", Reply.WENT: "ok"}


@dataclass(frozen=True)
class Sent:
    """One invitation as a line shows it."""

    id: UUID
    participant_id: UUID
    name: str
    offer_id: UUID
    offer: str
    organisation: str
    way: str
    is_to_do: bool
    sent_at: datetime
    sent_by: str
    reply: str
    reply_code: str
    tone: str
    answered_at: datetime | None
    version: int


@dataclass(frozen=True)
class Invited:
    """Who heard of one offer, as far as this user sees them, and how that went."""

    rows: list[Sent]
    answers: list[tuple[str, int]]
    replies: list[tuple[str, Any]]


def sent_to(participant_id: UUID) -> list[Sent]:
    """What was pointed out to one person, latest first; one query."""
    return [_sent(one) for one in access.invitations_of(participant_id)[:MOST]]


def invited(user: User, offer: Offer) -> Invited:
    """The people of this user who heard of this offer; one query."""
    found = access.invitations(user).filter(offer=offer).for_list()[:MOST]
    rows = [_sent(one) for one in found]
    said = [(str(one.label), sum(row.reply_code == one for row in rows)) for one in Reply]
    answers = [(label, number) for label, number in said if number]
    return Invited(rows, answers, list(Reply.choices))


def _sent(one: Invitation) -> Sent:
    person = one.journey.participant
    return Sent(
        id=one.pk,
        participant_id=person.pk,
        name=person.display_name,
        offer_id=one.offer_id,
        offer=one.offer.name,
        organisation=one.offer.organisation.name,
        way=one.get_way_display(),
        is_to_do=one.message.state in {State.TO_DO, State.FAILED},
        sent_at=one.sent_at,
        sent_by=one.sent_by.name,
        reply=one.get_reply_display() if one.reply else "",
        reply_code=one.reply,
        tone=TONES.get(Reply(one.reply), "neutral") if one.reply else "",
        answered_at=one.answered_at,
        version=one.version,
    )

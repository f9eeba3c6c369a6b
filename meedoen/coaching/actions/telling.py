"""Putting the message to the participant in the outbox, along the way that suits them."""

from collections.abc import Callable

from django.conf import settings

from meedoen.accounts.models import User
from meedoen.coaching import rules
from meedoen.messages import actions as messages
from meedoen.messages.choices import Way
from meedoen.messages.rules import way_to
from meedoen.participants.models import Participant
from meedoen.participants.rules import phone_for_reading


def as_person(colleague: User) -> rules.Person:
    """A colleague, as a participant reaches them."""
    return rules.Person(colleague.name, phone_for_reading(colleague.phone), colleague.email)


def called(participant: Participant) -> str:
    """As this person wants to be called."""
    return participant.called or participant.first_name or participant.name


def tell(
    participant: Participant,
    *,
    key: str,
    kind: str,
    text: Callable[[str, str], rules.Text],
    by: User,
) -> None:
    """The participant will hear this; part of the verb it tells about."""
    way = way_to(
        preferred=participant.preferred_channel,
        has_mail=bool(participant.email),
        has_phone=bool(participant.phone),
    )
    said = text(called(participant), settings.AGENCY_NAME)
    address = {Way.MAIL: participant.email, Way.LETTER: ""}.get(way, participant.phone)
    messages.queue(
        key=key, kind=kind, way=way, to_name=participant.name, address=address,
        subject=said.subject, body=said.body, participant=participant.pk, by=by,
    )  # fmt: skip

"""Pointing people to something in the neighbourhood, and what they said to it (R96)."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.ids import new_id
from meedoen.core.text import clean
from meedoen.core.time import now, today
from meedoen.journeys.models import Journey
from meedoen.messages import actions as messages
from meedoen.messages.choices import Kind, Way
from meedoen.offers.models import Offer
from meedoen.participants.models import Participant
from meedoen.participants.rules import phone_for_reading
from meedoen.trends import access, rules
from meedoen.trends.choices import Reply
from meedoen.trends.models import Invitation


@transaction.atomic
def invite(
    people: Iterable[Journey],
    *,
    offer: Offer,
    by: User,
    note: str = "",
    again: bool = False,
    token: UUID | None = None,
) -> list[Invitation]:
    """These people hear of this offer, each by the way they like: an invitation, nothing obliges.

    The same form sent twice (same token) gives each one invitation. Somebody who heard of it in
    the last thirty days is asked about first: `again` says that the coach means to.
    """
    to = list(people)
    _check(to, offer)
    mark = token or new_id()
    list(
        Journey.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in to])
        .order_by("pk")
        .values_list("pk")
    )
    done = list(Invitation.objects.filter(token=mark, journey__in=to).for_list())
    if done:
        return done
    lately = list(access.sent_lately(offer, to))
    if lately and not again:
        names = sorted({one.journey.participant.display_name for one in lately})
        raise NotPossible(
            _("Kreeg dit in de afgelopen 30 dagen al: %(names)s.") % {"names": ", ".join(names)},
            next_step=_("Haal het vinkje daar weg, of kies “Toch nog een keer sturen”."),
        )
    return [_send(one, offer=offer, by=by, note=clean(note), token=mark) for one in to]


@transaction.atomic
def reply(invitation: Invitation, *, answer: str, version: int, by: User) -> Invitation:
    """What the participant said is written down; every answer is fine. The same twice is once."""
    if answer not in Reply.values:
        raise NotPossible(_("Kies wat de deelnemer antwoordde."))
    if invitation.reply == answer:
        return invitation
    change(invitation, version=version, reply=answer, answered_by=by, answered_at=now())
    audit.record(
        "trends.invitation_answered", invitation, by=by,
        participant=invitation.journey.participant_id, facts={"answer": answer},
    )  # fmt: skip
    return invitation


def _check(people: list[Journey], offer: Offer) -> None:
    if not people:
        raise NotPossible(_("Kies eerst aan wie u dit stuurt."))
    if len(people) > rules.MOST_AT_ONCE:
        raise NotPossible(
            _("Dat zijn er te veel in één keer: hoogstens %(n)d mensen.")
            % {"n": rules.MOST_AT_ONCE}
        )
    if not offer.is_open or (offer.ends_on is not None and offer.ends_on < today()):
        raise NotPossible(
            _("Dit aanbod is gestopt of afgelopen."), next_step=_("Kies ander aanbod.")
        )


def _send(journey: Journey, *, offer: Offer, by: User, note: str, token: UUID) -> Invitation:
    person = journey.participant
    way = rules.way_for(
        preferred=person.preferred_channel, has_mail=bool(person.email),
        has_phone=bool(person.phone),
    )  # fmt: skip
    said = _text(person, offer=offer, by=by, note=note)
    mark = new_id()
    message = messages.queue(
        key=f"trends.invitation:{mark}", kind=Kind.OTHER, way=way, to_name=person.name,
        address={Way.MAIL: person.email, Way.LETTER: ""}.get(way, person.phone),
        subject=said.subject[:200], body=said.body, participant=person.pk, by=by,
    )  # fmt: skip
    made = Invitation.objects.create(
        id=mark, journey=journey, offer=offer, message=message, token=token, way=way, sent_by=by
    )
    audit.record(
        "trends.invited", made, by=by, participant=person.pk,
        facts={"offer": str(offer.pk), "way": str(way)},
    )  # fmt: skip
    return made


def _text(person: Participant, *, offer: Offer, by: User, note: str) -> rules.Text:
    where = ", ".join(filter(None, (offer.organisation.name, offer.address)))
    about = rules.About(
        name=offer.name, organisation=offer.organisation.name, where=where,
        when=offer.schedule, cost=offer.cost, childcare=offer.childcare,
        starts_on=offer.starts_on if offer.starts_on and offer.starts_on > today() else None,
    )  # fmt: skip
    phone = phone_for_reading(by.phone) if by.phone else ""
    reach = _("Bellen kan op %(phone)s.") % {"phone": phone} if phone else ""
    called = person.called or person.first_name or person.name
    return rules.invitation(
        about, called=called, coach=by.name, reach=reach, note=note, agency=settings.AGENCY_NAME
    )

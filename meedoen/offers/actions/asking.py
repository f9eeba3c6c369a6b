"""Asking a provider whether it is all still right, and taking over what they say."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import move
from meedoen.core.time import now, today
from meedoen.network.models import Organisation
from meedoen.offers import rules
from meedoen.offers.access import digest
from meedoen.offers.actions.keeping import close, correct
from meedoen.offers.choices import AnswerKind, AnswerState, Status
from meedoen.offers.models import Answer, Link, Offer

SECRET_BYTES = 32


@transaction.atomic
def ask(
    organisation: Organisation, *, days: int, by: User, offer: Offer | None = None
) -> tuple[Link, str]:
    """A secret address for a provider: one offer, or all offers of the organisation.

    Returns the secret with it. It is shown this once: only a digest of it is kept.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = Link.objects.create(
        organisation=organisation,
        offer=offer,
        digest=digest(secret),
        made_by=by,
        expires_on=today() + timedelta(days=days),
    )
    audit.record("offers.asked", offer or organisation, by=by, facts={"link": str(link.pk)})
    return link, secret


@transaction.atomic
def end_link(link: Link, *, by: User) -> None:
    """The address stops: whoever still has it finds nothing."""
    if Link.objects.filter(pk=link.pk, ended_at=None).update(ended_at=now()):
        audit.record("offers.link_ended", link, by=by)


@transaction.atomic
def say_right(link: Link, offer: Offer, *, by: User) -> None:
    """The provider says that all of it is still right. It counts as confirmed at once."""
    if not offer.is_open:
        raise NotPossible(_("Dit aanbod staat bij ons als gestopt."))
    day = today()
    if offer.verified_by_provider and offer.verified_on == day and not _waiting(offer):
        return
    Offer.objects.filter(pk=offer.pk).update(verified_on=day, verified_by_provider=True)
    offer.verified_on, offer.verified_by_provider = day, True
    _write(link, offer, AnswerKind.RIGHT, state=AnswerState.ACCEPTED, handled_at=now())
    audit.record("offers.confirmed", offer, by=by, facts={"link": str(link.pk), "from": "provider"})


@transaction.atomic
def say_wrong(
    link: Link, offer: Offer, *, text: str, proposed: Mapping[str, Any], by: User
) -> Answer:
    """The provider says what should be otherwise. A colleague looks; nothing changes yet."""
    answer = _write(link, offer, AnswerKind.WRONG, text=text, proposed=dict(proposed))
    audit.record(
        "offers.change_proposed", offer, by=by,
        facts={"link": str(link.pk), "fields": sorted(proposed)},
    )  # fmt: skip
    return answer


@transaction.atomic
def say_gone(link: Link, offer: Offer, *, text: str, by: User) -> Answer:
    """The provider says that it is not there any more. A colleague looks; it stays until then."""
    answer = _write(link, offer, AnswerKind.GONE, text=text)
    audit.record("offers.end_proposed", offer, by=by, facts={"link": str(link.pk)})
    return answer


@transaction.atomic
def accept(answer: Answer, *, version: int, by: User) -> Answer:
    """A colleague takes over what the provider said, as the offer was on their screen."""
    move(answer, "accept", handled_by=by, handled_at=now())
    offer = answer.offer
    if answer.kind == AnswerKind.GONE:
        if offer.status == Status.OPEN:
            close(offer, version=version, by=by)
    elif answer.proposed:
        facts = rules.proposed_facts(answer.proposed)
        correct(offer, version=version, by=by, verified_by_provider=True, **facts)
    audit.record("offers.answer_accepted", offer, by=by, facts={"answer": answer.kind})
    return answer


@transaction.atomic
def decline(answer: Answer, *, by: User) -> Answer:
    """A colleague looked, and it stays as it is."""
    move(answer, "decline", handled_by=by, handled_at=now())
    audit.record("offers.answer_declined", answer.offer, by=by, facts={"answer": answer.kind})
    return answer


def _waiting(offer: Offer) -> Answer | None:
    return Answer.objects.filter(offer=offer, state=AnswerState.OPEN).first()


def _write(link: Link, offer: Offer, kind: AnswerKind, **facts: Any) -> Answer:
    """What was said last about an offer replaces what nobody looked at yet."""
    # Two windows at once: the second waits here and replaces what the first has said.
    Offer.objects.select_for_update().filter(pk=offer.pk).values("pk").first()
    answer = _waiting(offer) or Answer(offer=offer)
    said = {"text": "", "proposed": {}, "state": AnswerState.OPEN, "handled_at": None} | facts
    for name, value in {"link": link, "kind": kind, "answered_at": now(), **said}.items():
        setattr(answer, name, value)
    answer.save()
    return answer

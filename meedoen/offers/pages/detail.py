"""The page of one offer: the coming dates, and what was asked and said about it."""

from dataclasses import dataclass

from django.db.models import Q

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.time import today
from meedoen.offers import access, rules
from meedoen.offers.choices import AnswerState
from meedoen.offers.models import Answer, Closure, Link, Offer, SessionException
from meedoen.offers.rules import Moment


@dataclass(frozen=True)
class Coming:
    """One of the coming dates, with the exception that can be taken back."""

    moment: Moment
    exception: SessionException | None


@dataclass(frozen=True)
class Detail:
    """Everything beside the facts of the offer itself."""

    coming: list[Coming]
    answer: Answer | None
    links: list[Link]


def detail(offer: Offer, *, by: User) -> Detail:
    """The coming dates, and for who keeps the directory what was asked: four queries."""
    keeps = by.has(Permission.OFFER_WRITE)
    answer = None
    if keeps:
        waiting = Answer.objects.filter(offer=offer, state=AnswerState.OPEN)
        answer = waiting.select_related("link__made_by").first()
    return Detail(
        coming=_coming(offer),
        answer=answer,
        links=list(access.running_links(offer)) if keeps else [],
    )


def moments(offer: Offer) -> list[Moment]:
    """The coming dates of an offer, with what falls out: two queries."""
    return [one.moment for one in _coming(offer)]


def _coming(offer: Offer) -> list[Coming]:
    if not offer.is_open or not offer.slots:
        return []
    day = today()
    later = Q(on__gte=day) | Q(moved_to__gte=day)
    exceptions = list(SessionException.objects.filter(later, offer=offer))
    who = Q(organisation=offer.organisation_id)
    if offer.rests_in_holidays:
        who |= Q(organisation=None)
    closures = Closure.objects.filter(who, ends_on__gte=day)
    dates = rules.coming(
        offer.timetable,
        since=day,
        changes=[one.change for one in exceptions],
        rests=[one.rest for one in closures],
    )
    known = {(one.on, one.starts_at): one for one in exceptions}
    return [
        Coming(one, known.get((one.on, one.starts_at)) if one.is_off else None) for one in dates
    ]

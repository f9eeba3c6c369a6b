"""What a provider said about an offer, beside what we have."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoen.accounts.models import User
from meedoen.core.time import dutch_date, today
from meedoen.offers import access, rules
from meedoen.offers.choices import AnswerState
from meedoen.offers.models import Answer, Link, Offer, OfferQuerySet

MOST = 200


@dataclass(frozen=True)
class Difference:
    """One fact that the provider would have otherwise."""

    label: str
    now: str
    then: str


@dataclass(frozen=True)
class Said:
    """One answer, to look at and to take over."""

    answer: Answer
    offer: Offer
    differences: list[Difference]


@dataclass(frozen=True)
class Asked:
    """What waits for a colleague, and what waits for a provider."""

    answers: list[Answer]
    links: list[Link]


@dataclass(frozen=True)
class Told:
    """One offer as its provider sees it, with what they said before that nobody looked at yet."""

    offer: Offer
    waiting: Answer | None


def asked(user: User) -> Asked:
    """Every open answer and every address that works: two queries."""
    running = Link.objects.filter(ended_at=None, expires_on__gte=today())
    links = running.select_related("organisation", "offer", "made_by").order_by("-made_at", "pk")
    return Asked(list(access.open_answers(user)[:MOST]), list(links[:MOST]))


def told(link: Link, offers: OfferQuerySet) -> list[Told]:
    """The offers of one question, by name: three queries."""
    shown = list(offers.for_list().order_by("sort_name", "pk")[:MOST])
    waiting = {
        answer.offer_id: answer
        for answer in Answer.objects.filter(state=AnswerState.OPEN, offer__in=shown)
    }
    return [Told(offer, waiting.get(offer.pk)) for offer in shown]


def said(answer: Answer) -> Said:
    """The answer with the facts of today beside it; no queries."""
    offer = answer.offer
    facts = rules.proposed_facts(answer.proposed)
    differences = [
        Difference(
            label=str(getattr(Offer._meta.get_field(name), "verbose_name", name)).capitalize(),
            now=_in_words(getattr(offer, name)),
            then=_in_words(value),
        )
        for name, value in facts.items()
    ]
    return Said(answer, offer, differences)


def _in_words(value: Any) -> str:
    if isinstance(value, date):
        return dutch_date(value)
    return "" if value is None else str(value)

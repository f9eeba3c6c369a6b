"""Choosing and letting go. What was known is kept with the choice."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.text import clean
from meedoen.core.time import now, today
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey
from meedoen.matching import access, rules
from meedoen.matching.models import Choice, Weighing
from meedoen.matching.rules.facts import in_line
from meedoen.offers import access as offers
from meedoen.offers.models import Offer
from meedoen.places import access as places


@transaction.atomic
def choose(journey: Journey, *, offer: Offer, by: User, reason: str = "") -> Choice:
    """The coach chooses this offer together with the participant; a person decides, not the list.

    The same offer twice (a double click) gives the choice that stands. Choosing what the rules
    left out asks for one sentence why.
    """
    journeys.reach(journey, Fact.OFFER_CHOSEN, by=by)  # refuses a closed journey, locks it
    standing = Choice.objects.filter(journey=journey, offer=offer).standing().first()
    if standing is not None:
        return standing
    weighing = _weigh(journey, offer=offers.by_id(offer.pk), reason=clean(reason))
    choice = Choice.objects.create(journey=journey, offer=offer, weighing=weighing, chosen_by=by)
    audit.record(
        "matching.chosen", choice, by=by, participant=journey.participant_id,
        facts={
            "offer": str(offer.pk), "rules": weighing.rule_version, "position": weighing.position,
            "against_advice": weighing.against_advice,
        },
    )  # fmt: skip
    return choice


@transaction.atomic
def choose_package(journey: Journey, *, offers: Sequence[Offer], by: User) -> list[Choice]:
    """The coach and the participant choose these offers together, in one step.

    Whether each fits is judged as it is now; when one does not any more, none is chosen.
    """
    return [choose(journey, offer=offer, by=by) for offer in offers]


@transaction.atomic
def withdraw(choice: Choice, *, by: User) -> Choice:
    """This offer is not it after all. The choice and what was known stay readable."""
    moment = now()
    rows = Choice.objects.filter(pk=choice.pk).standing()
    if rows.update(withdrawn_at=moment, withdrawn_by=by):
        choice.withdrawn_at, choice.withdrawn_by = moment, by
        audit.record(
            "matching.withdrawn", choice, by=by, participant=choice.journey.participant_id,
            facts={"offer": str(choice.offer_id)},
        )  # fmt: skip
    return choice


def _weigh(journey: Journey, *, offer: Offer, reason: str) -> Weighing:
    person = access.person_facts(journey)
    lines = places.own(journey.participant_id).queues
    facts = in_line(access.offer_facts(offer), lines)
    day = today()
    others = [in_line(access.offer_facts(one), lines) for one in offers.open_offers()]
    version = access.in_force()
    held = access.rule_set(version)
    ranking = rules.suggest(person, others, today=day, rules=held)
    ranked = {one.offer.id: number for number, one in enumerate(ranking.suggested, start=1)}
    result = rules.weigh(person, facts, today=day, rules=held)
    if not result.is_suggested and not reason:
        raise NotPossible(
            _("Dit aanbod past niet bij wat nu bekend is. U kunt het toch kiezen."),
            next_step=_("Schrijf in één zin op waarom u dit toch kiest."),
        )
    return Weighing.objects.create(
        rule_version=held.name,
        rules=version,
        person_facts=rules.as_json(person),
        offer_facts=rules.as_json(facts),
        result={
            **result.as_json(),
            "person": rules.person_in_words(person),
            "offer": rules.offer_in_words(facts),
        },
        position=ranked.get(facts.id) if result.is_suggested else None,
        out_of=len(others),
        against_advice=not result.is_suggested,
        reason=reason,
    )

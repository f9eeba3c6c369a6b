"""Choosing, letting go, and what is kept of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.matching import access, actions, pages
from meedoen.matching.choices import RULE_VERSION
from meedoen.matching.models import Choice, Weighing
from meedoen.matching.rules import PersonFacts
from meedoen.matching.tests.factories import make_choice
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.offers import actions as offers
from meedoen.offers.choices import Side
from meedoen.offers.models import Offer
from meedoen.offers.rules import day_part_bit
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def journey(coach):
    return make_journey(by=coach, phase="planning")


def test_coach_chooses_and_what_was_known_is_kept(coach, journey, audited):
    make_offer(name="Andere groep")
    choice = actions.choose(journey, offer=make_offer(name="Praatcafé"), by=coach)

    weighing = choice.weighing
    assert weighing.rule_version == RULE_VERSION
    assert weighing.offer_facts["name"] == "Praatcafé"
    assert weighing.person_facts["neighbourhood"] == "overdie"
    assert (weighing.position, weighing.out_of) == (2, 2)
    assert not weighing.against_advice
    assert audited("matching.chosen", choice)
    assert Milestone.objects.filter(journey=journey, fact=Fact.OFFER_CHOSEN).exists()


def test_the_same_choice_twice_is_one_choice(coach, journey):
    offer = make_offer()
    first = actions.choose(journey, offer=offer, by=coach)
    again = actions.choose(journey, offer=offer, by=coach)

    assert first.pk == again.pk
    assert Weighing.objects.count() == 1


def test_choosing_a_misfit_asks_for_one_sentence(coach, journey):
    full = make_offer(capacity=2, taken=2)
    with pytest.raises(NotPossible):
        actions.choose(journey, offer=full, by=coach)
    with pytest.raises(NotPossible):
        actions.choose(journey, offer=full, by=coach, reason="\u200b \u00a0")
    assert not Choice.objects.exists()
    assert not Milestone.objects.filter(journey=journey, fact=Fact.OFFER_CHOSEN).exists()

    choice = actions.choose(journey, offer=full, by=coach, reason="De docent maakt plaats.")

    assert choice.weighing.against_advice
    assert choice.weighing.position is None
    assert choice.weighing.reason == "De docent maakt plaats."
    misfits = [one for one in choice.weighing.result["reasons"] if one["verdict"] == "misfit"]
    assert misfits[0]["change"] == "Er zou een plaats vrij moeten komen."


def test_what_was_known_cannot_be_changed_or_removed(coach, journey):
    weighing = actions.choose(journey, offer=make_offer(), by=coach).weighing
    with pytest.raises(IntegrityError), transaction.atomic():
        Weighing.objects.filter(pk=weighing.pk).update(reason="achteraf bedacht")
    with pytest.raises(IntegrityError), transaction.atomic():
        Weighing.objects.filter(pk=weighing.pk)._raw_delete("default")


def test_the_database_asks_for_the_reason_too(coach, journey):
    kept = actions.choose(journey, offer=make_offer(), by=coach).weighing
    with pytest.raises(IntegrityError), transaction.atomic():
        Weighing.objects.create(
            rule_version="1", person_facts={}, offer_facts={}, result={}, out_of=1,
            against_advice=True, reason="",
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Weighing.objects.create(
            rule_version="1", person_facts={}, offer_facts={}, result={}, out_of=1,
            against_advice=False, position=None,
        )  # fmt: skip
    assert Weighing.objects.get() == kept


def test_the_database_keeps_one_standing_choice_per_offer(coach, journey):
    choice = actions.choose(journey, offer=make_offer(), by=coach)
    other = Weighing.objects.create(
        rule_version="1", person_facts={}, offer_facts={}, result={}, out_of=1, position=1,
        against_advice=False,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(journey=journey, offer=choice.offer, weighing=other, chosen_by=coach)


def test_letting_go_keeps_the_history_and_allows_choosing_again(coach, journey, audited):
    choice = actions.choose(journey, offer=make_offer(), by=coach)
    actions.withdraw(choice, by=coach)
    moment = choice.withdrawn_at
    actions.withdraw(Choice.objects.get(pk=choice.pk), by=coach)

    assert not access.chosen(journey).exists()
    assert [one.id for one in pages.match(journey).withdrawn] == [choice.pk]
    assert Choice.objects.get(pk=choice.pk).withdrawn_at == moment
    assert audited("matching.withdrawn", choice)

    again = actions.choose(journey, offer=choice.offer, by=coach)
    assert again.pk != choice.pk
    assert [one.pk for one in access.chosen(journey)] == [again.pk]


def test_nothing_is_chosen_in_a_closed_journey(coach, journey):
    journeys.end(journey, reason=Exit.MOVED, by=coach)
    with pytest.raises(NotPossible):
        actions.choose(journey, offer=make_offer(), by=coach)


def test_an_offer_that_stopped_meanwhile_asks_for_a_reason(coach, journey):
    seen = make_offer(by=coach)
    offers.close(Offer.objects.get(pk=seen.pk), version=1, by=coach)

    with pytest.raises(NotPossible):
        actions.choose(journey, offer=seen, by=coach)


def test_a_choice_reads_the_same_after_everything_changed(coach, journey):
    offer = make_offer(by=coach, name="Praatcafé", slots=[slot(0, "9.00", "11.00")])
    choice = actions.choose(journey, offer=offer, by=coach)
    before = pages.record(choice)
    assert not before.has_changed

    offers.correct(
        Offer.objects.get(pk=offer.pk), version=1, by=coach, name="Iets anders", cost_cents=900,
        slots=[slot(4, "19.00", "21.00")],
    )  # fmt: skip
    after = pages.record(access.to_read(coach, journey.participant_id, choice.pk))

    assert after.offer_name == "Praatcafé"
    assert after.fits == before.fits
    assert after.has_changed
    times = next(line for line in after.offer if line.label == "Tijden")
    assert times.value == "maandag 9.00 tot 11.00 uur"
    assert times.now == "vrijdag 19.00 tot 21.00 uur"


def test_chosen_for_plans_holds_offer_organisation_and_times_without_more_queries(
    coach, journey, queries
):
    for side in (Side.LANGUAGE, Side.PARTICIPATION):
        make_choice(journey, by=coach, side=side)

    def read():
        return [
            (one.offer.organisation.name, one.offer.schedule, one.offer.side)
            for one in access.chosen(journey)
        ]

    assert [side for _name, _times, side in read()] == ["language", "participation"]
    assert queries(read) == 2


def test_package_is_dual_and_tells_what_clashes(coach, journey):
    moments = [slot(1, "9.30", "11.30")]
    make_choice(journey, by=coach, name="Taalles", side=Side.LANGUAGE, slots=moments)
    alone = pages.package(access.choices_and_directory(journey)[0], person=PersonFacts())
    assert not alone.is_dual
    assert "Nog geen meedoen" in alone.missing

    make_choice(journey, by=coach, name="Tuin", side=Side.PARTICIPATION, slots=moments)
    both = pages.package(access.choices_and_directory(journey)[0], person=PersonFacts())

    assert both.is_dual
    assert both.missing == ""
    assert both.clashes == ["Taalles en Tuin vallen samen op dinsdag 9.30 tot 11.30 uur."]
    assert both.clash == day_part_bit(1, 0)


def test_two_in_one_morning_that_do_not_overlap_clash_nowhere(coach, journey):
    make_choice(journey, by=coach, slots=[slot(1, "9.00", "10.00")])
    make_choice(journey, by=coach, slots=[slot(1, "10.00", "11.30")])
    package = pages.package(access.choices_and_directory(journey)[0], person=PersonFacts())

    assert (package.clashes, package.clash) == ([], 0)
    assert not package.week.has_clash(package.overlays, package.clash)


def test_an_offer_says_the_same_alone_and_in_the_directory(coach, journey):
    make_offer(by=coach, slots=[])
    make_offer(
        by=coach, slots=[slot(4, "13.00", "15.00"), slot(1, "9.30", "11.30")], capacity=8, taken=3,
        themes=["cooking"], languages=["ti", "nl"], neighbourhood=make_neighbourhood("overdie"),
        cost_cents=250, ladder_min=2, age_min=18, age_max=65, oral_min="a1",
        starts_on=date(2026, 1, 5), women_only=True,
    )  # fmt: skip
    _choices, directory = access.choices_and_directory(journey)

    listed = {one.facts.id: one.facts for one in directory}
    assert len(listed) == 2
    for offer in Offer.objects.for_list():
        assert listed[str(offer.pk)] == access.offer_facts(offer)


def test_offers_after_the_trajectory_come_after_the_closing_talk(coach):
    journey = make_journey(by=coach, phase="in_trajectory")
    make_offer(name="Werkbedrijf", timing="after", ends_on=date(2099, 1, 1))
    assert pages.match(journey).left_out[0].offer.name == "Werkbedrijf"

    for fact in (Fact.CLOSING_STARTED, Fact.CLOSING_HELD):
        journey = journeys.reach(journey, fact, by=coach)
    assert journey.phase == "aftercare"

    assert pages.match(journey).columns[0].cards[0].offer.name == "Werkbedrijf"

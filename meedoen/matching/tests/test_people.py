"""From an offer to people: whom it suits, of those this user may see."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given, settings, strategies as st

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Look
from meedoen.intake import actions as intake
from meedoen.journeys import access as journeys
from meedoen.journeys.tests.factories import make_journey
from meedoen.ladder.tests.factories import make_measurement
from meedoen.language.choices import Level
from meedoen.language.tests.factories import make_levels
from meedoen.matching import access, rules
from meedoen.matching.rules import Waiting
from meedoen.matching.tests.factories import make_choice
from meedoen.matching.tests.test_rules import TODAY, offers, people
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.profiles.tests.factories import make_wish
from meedoen.teams.tests.factories import make_member


@settings(deadline=None)
@given(offers(), st.lists(people(), max_size=6))
def test_both_directions_say_the_same(offer, everybody):
    waiting = [
        Waiting(str(number), TODAY - timedelta(days=number), facts)
        for number, facts in enumerate(everybody)
    ]
    suits, not_yet = rules.people_for(offer, waiting, today=TODAY)
    again = rules.people_for(offer, list(reversed(waiting)), today=TODAY)

    assert (suits, not_yet) == again
    assert len(suits) + len(not_yet) == len(everybody)
    for one in (*suits, *not_yet):
        alone = rules.suggest(one.who.facts, [offer], today=TODAY)
        assert (one in suits) == bool(alone.suggested)
        [other] = alone.suggested or alone.left_out
        assert (one.weighed.fits, one.weighed.misfits) == (other.fits, other.misfits)


def test_of_equals_who_waits_longest_comes_first():
    waiting = [
        Waiting(name, TODAY - timedelta(days=days), rules.PersonFacts())
        for name, days in (("b", 3), ("c", 30), ("a", 3))
    ]
    suits, _not_yet = rules.people_for(rules.OfferFacts(id="1", name="Koor"), waiting, today=TODAY)

    assert [one.who.id for one in suits] == ["c", "a", "b"]


@pytest.fixture
def coach(db):
    return make_member(Role.PARTICIPATION_COACH)


def page_of(login, user, offer, **query):
    answer = login(user).get(reverse("matching:people", args=[offer.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_coach_sees_whom_an_offer_suits_and_why_not(login, coach):
    offer = make_offer(name="Kookgroep", slots=[slot(0, "9.00", "11.00")], themes=["cooking"])
    cook = make_journey(by=coach, phase="planning", called="Selam")
    make_wish(cook.participant, by=coach, theme="cooking")
    busy = make_journey(by=coach, phase="planning", called="Omar")
    begun = intake.begin(busy, by=coach)
    intake.save_section(
        begun, section="daily_life", answers={"availability": 2}, version=0, by=coach
    )
    make_journey(phase="planning", called="Onbekend")
    page = page_of(login, coach, offer)

    assert page.index("Selam") < page.index("Waarom niet?") < page.index("Omar")
    assert "Past bij waar de deelnemer aan werkt: koken en eten." in page
    assert "Past als de deelnemer ook kan op maandagochtend." in page
    assert "vrije dagdelen (1)" in page
    assert "Onbekend" not in page


def test_who_has_chosen_stands_there_only_when_everybody_is_asked_for(login, coach):
    offer = make_offer()
    placed = make_journey(by=coach, phase="planning", called="Geplaatst")
    make_choice(placed, by=coach)
    waiting = make_journey(by=coach, phase="planning", called="Wachtend")

    assert "Geplaatst" not in page_of(login, coach, offer)
    assert "Geplaatst" in page_of(login, coach, offer, wie="iedereen")
    assert "Wachtend" in page_of(login, coach, offer, fase="planning")
    assert "Wachtend" not in page_of(login, coach, offer, fase="intake")
    assert "Wachtend" in page_of(login, coach, offer, fase="\x00junk", wie="x" * 5000)
    make_choice(waiting, by=coach, offer=offer)
    assert "Wachtend" not in page_of(login, coach, offer, wie="iedereen")


def test_bulk_facts_are_the_same_as_of_one(coach):
    journey = make_journey(by=coach, phase="planning", birth_date=TODAY.replace(year=1990))
    make_levels(journey.participant)
    make_measurement(journey.participant, by=coach)
    make_wish(journey.participant, by=coach, theme="work")
    make_choice(journey, by=coach)
    journeys = [journey, make_journey(by=coach)]
    many = access.people_facts(journeys)

    assert many == {one.pk: access.person_facts(one) for one in journeys}
    assert many[journey.pk].goals == ("work",)
    assert many[journey.pk].age is not None


def test_the_page_costs_the_same_for_two_or_twenty(login, coach, queries):
    offer = make_offer()
    for _number in range(2):
        make_choice(make_journey(by=coach, phase="planning"), by=coach)
    page_of(login, coach, offer, wie="iedereen")  # a road is read once for all pages
    few = queries(lambda: page_of(login, coach, offer, wie="iedereen"))
    for _number in range(12):
        make_choice(make_journey(by=coach, phase="planning"), by=coach)

    assert queries(lambda: page_of(login, coach, offer, wie="iedereen")) == few
    client = login(coach)
    where = reverse("matching:people", args=[offer.pk])
    assert queries(lambda: client.get(where)) <= 15


def test_who_sees_many_gets_the_same_answer_as_who_sees_few(login, coach, monkeypatch):
    offer = make_offer()
    for number in range(3):
        make_journey(by=coach, phase="planning", called=f"Persoon {number}")
    make_journey(phase="planning", called="Onbekend")
    few = page_of(login, coach, offer)
    monkeypatch.setattr(journeys, "FEW", 0)
    many = page_of(login, coach, offer)

    assert re.findall("Persoon .", many) == re.findall("Persoon .", few) != []
    assert "Onbekend" not in many


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.DIRECTOR, Role.APP_ADMIN])
def test_other_roles_may_not_look(login, db, role):
    where = reverse("matching:people", args=[make_offer().pk])
    assert login(make_user(role)).get(where).status_code == 403


def test_an_offer_that_does_not_exist_is_not_found(login, coach):
    assert login(coach).get(reverse("matching:people", args=[uuid4()])).status_code == 404
    assert login(coach).post(reverse("matching:people", args=[uuid4()])).status_code == 405


def test_of_everybody_who_is_named_it_is_written_down_who_looked(login, coach):
    offer = make_offer(oral_max="a1")
    fits = make_journey(by=coach, phase="planning")
    too_far = make_journey(by=coach, phase="planning")
    make_levels(too_far.participant, by=coach, level=Level.B1)

    page_of(login, coach, offer, wie="iedereen")

    looks = Look.objects.filter(actor_id=coach.pk, part="aanbod")
    assert set(looks.values_list("participant_id", flat=True)) == {
        fits.participant_id, too_far.participant_id,
    }  # fmt: skip
    login(coach).head(reverse("matching:people", args=[offer.pk]))
    assert looks.count() == 2

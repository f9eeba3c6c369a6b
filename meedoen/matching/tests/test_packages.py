"""Two offers that go together: never a clash, always the same, and chosen in one step."""

from datetime import date, time

import pytest
from django.urls import reverse
from hypothesis import given, settings, strategies as st

from meedoen.accounts.choices import Role
from meedoen.intake import actions as intake
from meedoen.journeys.tests.factories import make_journey
from meedoen.matching import rules
from meedoen.matching.models import Choice
from meedoen.matching.rules import OfferFacts, PersonFacts
from meedoen.matching.rules.packages import EACH_AT_MOST, SHOWN, goes_together
from meedoen.matching.tests.factories import make_choice
from meedoen.matching.tests.test_rules import TODAY, offers, people
from meedoen.offers import rules as offer_rules
from meedoen.offers.choices import Side
from meedoen.offers.rules import Slot, day_parts, minutes_per_week
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

ROADS = {("oudorp", "overdie"): 45}


def offer(number, side, *moments, **facts):
    return OfferFacts(
        id=str(number), name=f"Groep {number}", side=side, slots=moments,
        day_parts=day_parts(moments), minutes_per_week=minutes_per_week(moments), **facts,
    )  # fmt: skip


def found(person, directory, roads=None):
    ranking = rules.suggest(person, directory, today=TODAY)
    return rules.packages(*rules.sides(ranking.suggested), roads=roads)


@settings(deadline=None)
@given(people(), st.lists(offers(), max_size=12, unique_by=lambda one: one.id))
def test_a_package_fits_clashes_nowhere_and_is_always_the_same(person, directory):
    pairs = found(person, directory, ROADS)

    assert pairs == found(person, list(reversed(directory)), ROADS)
    assert len(pairs) <= SHOWN
    for pair in pairs:
        one, other = pair.offers
        assert (one.side, other.side) == ("language", "participation")
        assert pair.language.is_suggested
        assert pair.participation.is_suggested
        assert offer_rules.clashes(one.timetable, other.timetable) == []
        assert offer_rules.is_dual([(each.side, each.timetable) for each in pair.offers])
        assert goes_together(one, other, roads=ROADS)
        assert all("%" not in words for words in (*pair.why, *pair.look_outs))
    scores = [pair.score for pair in pairs]
    assert scores == sorted(scores, reverse=True)


def test_there_must_be_time_to_get_from_the_one_to_the_other():
    lesson = offer(1, "language", Slot(0, time(9), time(11)), neighbourhood="overdie")
    near = offer(2, "participation", Slot(0, time(11), time(13)), neighbourhood="overdie")
    far = offer(3, "participation", Slot(0, time(11, 30), time(13)), neighbourhood="oudorp")

    assert goes_together(lesson, near, roads={})
    assert goes_together(lesson, far, roads={})
    assert not goes_together(lesson, far, roads=ROADS)


def test_more_hours_than_somebody_wants_are_told_and_count_less():
    lesson = offer(1, "language", Slot(0, time(9), time(12)))
    long = offer(2, "participation", Slot(1, time(9), time(15)))
    short = offer(3, "participation", Slot(2, time(9), time(10)))

    first, second = found(PersonFacts(hours_per_week=6), [lesson, long, short])
    assert first.key == ("1", "3")
    assert "Samen niet meer uren dan de deelnemer noemt." in first.why
    assert second.look_outs == ("Samen meer uren dan de deelnemer noemt: 6 uur per week.",)


def test_no_offer_fills_the_whole_list():
    lessons = [offer(n, "language", Slot(0, time(9), time(10))) for n in range(3)]
    groups = [offer(n, "participation", Slot(1, time(9), time(10))) for n in range(10, 14)]
    pairs = found(PersonFacts(), [*lessons, *groups])

    assert len(pairs) == SHOWN
    for each in (*lessons, *groups):
        assert sum(each in pair.offers for pair in pairs) <= EACH_AT_MOST


@pytest.fixture
def coach(db):
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def journey(coach):
    return make_journey(by=coach, phase="planning")


def page_of(login, coach, journey):
    where = reverse("matching:match", args=[journey.participant_id])
    return login(coach).get(where).content.decode()


def test_coach_sees_a_package_and_chooses_both_in_one_step(login, coach, journey):
    language = make_offer(name="Praatcafé", side=Side.LANGUAGE, slots=[slot(1, "9.30", "11.30")])
    taking_part = make_offer(
        name="Moestuin", side=Side.PARTICIPATION, slots=[slot(2, "9.30", "11.30")]
    )
    assert "Pakketten die samen passen" in page_of(login, coach, journey)

    where = reverse("matching:choose_package", args=[journey.participant_id])
    both = {"language": language.pk, "participation": taking_part.pk}
    for _twice in range(2):
        answer = login(coach).post(where, both, follow=True)

    assert "Gekozen: Praatcafé en Moestuin." in answer.content.decode()
    assert Choice.objects.standing().count() == 2
    assert "Pakketten die samen passen" not in page_of(login, coach, journey)


def test_with_one_side_chosen_the_other_is_looked_for(login, coach, journey):
    moments = [slot(1, "9.30", "11.30")]
    make_choice(journey, by=coach, name="Praatcafé", side=Side.LANGUAGE, slots=moments)
    make_offer(name="Botst", side=Side.PARTICIPATION, slots=moments)
    make_offer(name="Moestuin", side=Side.PARTICIPATION, slots=[slot(2, "9.30", "11.30")])
    page = page_of(login, coach, journey)
    proposals = page[page.index("Pakketten die samen passen") : page.index('id="column-language"')]

    assert "Praatcafé" in proposals
    assert "Moestuin" in proposals
    assert "Botst" not in proposals


def test_when_one_does_not_fit_any_more_neither_is_chosen(login, coach, journey):
    language = make_offer(side=Side.LANGUAGE)
    full = make_offer(side=Side.PARTICIPATION, capacity=1, taken=1)
    where = reverse("matching:choose_package", args=[journey.participant_id])
    answer = login(coach).post(where, {"language": language.pk, "participation": full.pk})

    assert answer.status_code == 409
    assert not Choice.objects.exists()
    assert login(coach).post(where, {"language": "\x00"}).status_code == 404


def test_what_changed_since_the_choice_is_told_on_the_page(login, coach, journey):
    begun = intake.begin(journey, by=coach)
    intake.save_section(
        begun, section="daily_life", answers={"availability": 0b11111}, version=0, by=coach
    )
    make_choice(journey, by=coach, name="Praatcafé", slots=[slot(1, "9.30", "11.30")])
    assert "Sinds de keuze is er iets veranderd" not in page_of(login, coach, journey)

    intake.save_section(
        begun, section="daily_life", answers={"availability": 1}, version=1, by=coach
    )
    page = page_of(login, coach, journey)

    assert "Sinds de keuze is er iets veranderd" in page
    assert "Past nu niet meer:" in page
    assert "nu maandagochtend" in page


def test_a_date_is_no_reason_to_look_again(login, coach, journey):
    choice = make_choice(journey, by=coach, capacity=4)
    type(choice.offer).objects.filter(pk=choice.offer_id).update(
        taken=3, verified_on=date(2020, 1, 1)
    )

    assert "Sinds de keuze is er iets veranderd" not in page_of(login, coach, journey)

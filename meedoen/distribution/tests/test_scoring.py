"""All pairs at once score what the rules of matching say of each pair by itself."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from meedoen.accounts.choices import Role
from meedoen.coaching.rules import Away, Candidate, Need
from meedoen.core.ids import new_id
from meedoen.distribution.rules.coaches import Coaches
from meedoen.distribution.rules.groups import Groups
from meedoen.distribution.rules.proposing import propose
from meedoen.distribution.rules.scoring import IN_COMMON, LOOKS_AT, score
from meedoen.distribution.rules.solving import NEVER
from meedoen.language.choices import Level
from meedoen.matching.choices import When
from meedoen.matching.rules import (
    RULES,
    STANDARD,
    Busy,
    OfferFacts,
    PersonFacts,
    Setting,
    arrange,
    weigh,
)
from meedoen.offers.choices import LevelAsked, Theme, Timing
from meedoen.offers.rules import Slot, Timetable

DAY = date(2026, 11, 26)
levels, asked = st.sampled_from(Level.values), st.sampled_from(["", *LevelAsked.values])
codes = st.lists(st.sampled_from(["nl", "ar", "ti", "pl"]), max_size=3).map(tuple)
themes = st.lists(st.sampled_from(Theme.values[:5]), max_size=3).map(tuple)
areas = st.sampled_from(["", "noord", "zuid"])
masks = st.integers(0, 2**21 - 1)
taken = Busy("x", "Naaicafé", Timetable((Slot(0, time(9), time(11)),), None, None), 1)
people = st.builds(
    PersonFacts, oral=levels, oral_plus=st.booleans(), written=levels, written_plus=st.booleans(),
    ladder=st.none() | st.integers(1, 6), free=st.none() | masks,
    hours_per_week=st.none() | st.integers(1, 20), neighbourhood=areas, languages=codes,
    themes=themes, needs_childcare=st.sampled_from([None, True, False]),
    wants_women_only=st.booleans(), when=st.sampled_from(When.values), goals=themes,
    age=st.none() | st.integers(16, 90), max_travel=st.none() | st.integers(5, 60),
    minutes_to=st.sampled_from([(), (("noord", 12), ("zuid", 40))]),
    busy=st.sampled_from([(), (taken,)]),
)  # fmt: skip
offers = st.builds(
    OfferFacts, id=st.sampled_from("abcdef"), name=st.just("Groep"), is_open=st.booleans(),
    oral_min=asked, oral_max=asked, written_min=asked, written_max=asked,
    ladder_min=st.none() | st.integers(1, 6), ladder_max=st.none() | st.integers(1, 6),
    age_min=st.none() | st.integers(16, 30), age_max=st.none() | st.integers(30, 70),
    day_parts=masks, minutes_per_week=st.integers(0, 900),
    starts_on=st.none() | st.integers(-90, 90).map(lambda n: DAY + timedelta(days=n)),
    ends_on=st.none() | st.integers(-9, 90).map(lambda n: DAY + timedelta(days=n)),
    themes=themes, languages=codes, childcare=st.booleans(), women_only=st.booleans(),
    cost_cents=st.sampled_from([0, 500]), free_places=st.none() | st.integers(0, 3),
    waiting_list=st.booleans(), timing=st.sampled_from(Timing.values), neighbourhood=areas,
    verified_on=st.none() | st.integers(-400, 0).map(lambda n: DAY + timedelta(days=n)),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(people, min_size=1, max_size=6), st.lists(offers, min_size=1, max_size=6))
def test_every_pair_scores_what_matching_says_of_it(some_people, some_offers):
    table = score(some_people, some_offers, today=DAY)
    for row, person in enumerate(some_people):
        for column, offer in enumerate(some_offers):
            alone = weigh(person, offer, today=DAY)
            assert table[row, column] == (alone.score if alone.is_suggested else NEVER)


def test_the_rules_that_the_organisation_chose_are_the_ones_that_count():
    person, offer = PersonFacts(themes=("work",)), OfferFacts(id="a", name="A", themes=("work",))
    chosen = arrange((Setting("theme", is_on=True, weight=9),), name="3")
    without = arrange((Setting("theme", is_on=False, weight=0),), name="4")

    standing, higher, lower = (
        Groups([person], [offer], [1], today=DAY, rules=held).scores[0, 0]
        for held in (STANDARD, chosen, without)
    )
    assert higher - standing == 9 - 5
    assert standing - lower == 5


def test_every_rule_that_counts_is_known_to_the_table():
    known = {"free_time", *LOOKS_AT, *IN_COMMON}
    assert {rule.code for rule in RULES if rule.is_hard or rule.weight} == known


def test_a_group_of_women_is_proposed_to_who_asked_and_can_be_fixed_for_others():
    asks, other = PersonFacts(wants_women_only=True), PersonFacts()
    question = Groups(
        [other, asks], [OfferFacts(id="a", name="A", women_only=True)], [2], today=DAY
    )
    assert [one.place for one in propose(question).everybody] == [NEVER, 0]
    assert [one.place for one in propose(question, fixed={0: 0}).everybody] == [0, 0]
    assert "Alleen voor vrouwen" in question.say(0, 0).broken[0]


def test_room_in_the_round_counts_and_not_whether_the_offer_said_it_is_full():
    full = OfferFacts(id="a", name="A", free_places=0)
    assert propose(Groups([PersonFacts()], [full], [1], today=DAY)).served == 1
    assert propose(Groups([PersonFacts()], [full], [0], today=DAY)).served == 0


def _coach(name, **facts):
    return Candidate(new_id(), name, roles=frozenset({Role.PARTICIPATION_COACH}), **facts)


def test_work_is_spread_over_coaches_who_are_alike():
    needs = [Need(category="voluntary") for _ in range(12)]
    question = Coaches(needs, [_coach("A"), _coach("B")], [12, 12], on=DAY, languages={})
    places = [one.place for one in propose(question).everybody]
    assert sorted([places.count(0), places.count(1)]) == [6, 6]


def test_who_speaks_the_language_gets_whom_it_helps_and_who_is_away_nobody():
    speaks, other = _coach("A", languages=frozenset({"ti"})), _coach("B")
    away = _coach("C", away=Away(DAY, None), languages=frozenset({"ti"}))
    needs = [Need(), Need(languages=frozenset({"ti"}), has_interpreter=True)]
    question = Coaches(
        needs, [speaks, other, away], [1, 1, 1], on=DAY, languages={"ti": "Tigrinya"}
    )
    proposal = propose(question)
    assert [one.place for one in proposal.everybody] == [1, 0]
    assert "Spreekt Tigrinya." in question.say(1, 0).fits
    assert proposal.best[1, 2] == NEVER
    assert question.say(1, 2).broken != []
    assert question.allowed.tolist() == question.scores.tolist()


@pytest.mark.parametrize("people", [0, 1, 5, 6, 7, 61])
def test_the_room_of_a_coach_is_cut_in_pieces_and_stays_the_same(people):
    question = Coaches([Need()], [_coach("A")], [people], on=DAY, languages={})
    assert sum(question.room) == people
    assert len(question.room) <= 6

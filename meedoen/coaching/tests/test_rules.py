"""How busy somebody is and who suits whom: fixed, explained, and the same every time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from meedoen.accounts.choices import Role
from meedoen.coaching import rules
from meedoen.coaching.rules import Away, Candidate, Need
from meedoen.journeys.models import Flow
from meedoen.participants.choices import LANGUAGES, FoundThrough
from meedoen.teams.choices import Category, Skill

DAY = date(2026, 11, 23)
HERE, THERE, TEAM = UUID(int=1), UUID(int=2), UUID(int=3)


def person(number: int = 1, **facts) -> Candidate:
    return Candidate(id=UUID(int=100 + number), name=f"Collega {number}", **facts)


def judge(need: Need, candidate: Candidate, on: date = DAY) -> rules.Judged:
    return rules.judge(need, candidate, on=on, languages=LANGUAGES)


def propose(need: Need, *candidates: Candidate, on: date = DAY) -> list[rules.Judged]:
    return rules.propose(need, candidates, on=on, languages=LANGUAGES)


days = st.integers(-60, 60).map(lambda n: DAY + timedelta(days=n))
aways = st.none() | st.builds(
    lambda since, length: Away(since, None if length is None else since + timedelta(days=length)),
    days, st.none() | st.integers(1, 90),
)  # fmt: skip
candidates = st.builds(
    Candidate,
    id=st.uuids(),
    name=st.sampled_from(["Ada", "Bo", "Cas", "Dirk"]),
    load=st.integers(0, 900),
    room=st.integers(0, 900),
    roles=st.frozensets(st.sampled_from([Role.CONSULTANT, Role.WGI_COORDINATOR])),
    areas=st.sampled_from([{}, {HERE: "Overdie"}, {THERE: "De Mare"}]),
    languages=st.frozensets(st.sampled_from(["ar", "ti", "tr"])),
    skills=st.frozensets(st.sampled_from(Skill.values)),
    teams=st.frozensets(st.sampled_from([TEAM])),
    away=aways,
)
needs = st.builds(
    Need,
    team=st.sampled_from([None, TEAM]),
    category=st.sampled_from(["", *Category.values]),
    neighbourhood=st.sampled_from([None, HERE]),
    neighbourhood_name=st.just("Overdie"),
    languages=st.frozensets(st.sampled_from(["ar", "ti", "tr"])),
    has_interpreter=st.booleans(),
    weight=st.integers(0, 20),
)
several = st.lists(candidates, max_size=8, unique_by=lambda one: one.id)


@given(needs, several, st.randoms())
def test_the_order_of_the_question_does_not_matter(need, people, chance):
    shuffled = list(people)
    chance.shuffle(shuffled)

    one, other = propose(need, *people), propose(need, *shuffled)
    assert one == other
    assert [(it.pros, it.cons) for it in one] == [(it.pros, it.cons) for it in other]


@given(needs, several)
def test_everybody_is_on_the_list_once_and_with_a_reason(need, people):
    judged = propose(need, *people)

    assert {one.candidate.id for one in judged} == {one.id for one in people}
    assert len(judged) == len(people)
    assert all(one.pros or one.cons for one in judged)


@given(needs, several)
def test_who_is_away_is_never_proposed_and_somebody_is_as_soon_as_one_is_there(need, people):
    first = rules.best(propose(need, *people))
    there = [one for one in people if not one.is_away(DAY)]

    assert (first is None) == (not there)
    assert first is None or not first.candidate.is_away(DAY)


@given(needs, candidates)
def test_what_speaks_for_somebody_never_costs_points(need, one):
    plain = judge(need, one).points
    better = [
        replace(one, languages=one.languages | need.languages),
        replace(one, skills=one.skills | frozenset(need.skills)),
        replace(one, load=max(one.load - 10, 0)),
        replace(one, teams=one.teams | {TEAM}),
    ]

    assert all(judge(need, changed).points >= plain for changed in better)
    known = replace(need, known_by={one.id: rules.FIXED})
    assert judge(known, one).points > plain


@given(st.lists(needs, max_size=12), several)
def test_sharing_out_gives_each_at_most_one_and_never_somebody_away(wanted, people):
    asked = {UUID(int=n): need for n, need in enumerate(wanted)}
    shared = rules.share_out(asked, people, on=DAY, languages=LANGUAGES)
    there = {one.id for one in people if not one.is_away(DAY)}

    assert set(shared.values()) <= there
    assert set(shared) == (set(asked) if there else set())
    assert shared == rules.share_out(asked, list(reversed(people)), on=DAY, languages=LANGUAGES)


@given(st.lists(needs, max_size=12), several, st.sampled_from([1, rules.DEPUTY_PART]))
def test_sharing_out_is_proposing_for_each_with_what_was_given_before(wanted, people, part):
    asked = {UUID(int=n): need for n, need in enumerate([*wanted, *wanted])}
    loads, told = {one.id: one for one in people}, {}
    for key, need in asked.items():
        line = propose(need, *loads.values())
        first = rules.best(line)
        told[key] = (first, line[:3])
        if first:
            who = first.candidate
            loads[who.id] = replace(who, load=who.load + need.weight // part)

    assert told == rules.shares(asked, people, on=DAY, languages=LANGUAGES, part=part, shown=3)


@given(st.sampled_from(sorted(rules.PHASES)), st.booleans(), st.booleans(), st.integers(0, 300))
def test_so_many_people_weigh_as_much_as_each_of_them_together(phase, interpreter, childcare, n):
    told = {"has_interpreter": interpreter, "has_childcare": childcare}

    assert rules.weigh(phase, **told, number=n) == n * rules.weigh(phase, **told)
    assert rules.weigh(phase, **told) >= rules.weigh(phase)


def test_who_is_in_the_intake_weighs_more_than_who_is_in_aftercare():
    assert rules.weigh("intake") > rules.weigh("in_trajectory") > rules.weigh("aftercare") > 0
    assert rules.weigh("intake", has_interpreter=True) > rules.weigh("intake")
    assert rules.weigh("closed", has_interpreter=True, has_childcare=True) == 0
    assert rules.weigh("een nieuwe fase") == 10


@pytest.mark.django_db
def test_every_phase_of_every_road_has_a_weight():
    codes = {one["code"] for flow in Flow.objects.all() for one in flow.definition["phases"]}
    before_registration = {"finding_place", "contacted", "warm_up"}

    assert codes - before_registration == set(rules.PHASES)


@pytest.mark.parametrize(
    ("hours", "room", "tenths"),
    [(36, None, 600), (18, None, 300), (None, None, 500), (36, 20, 200), (None, 0, 0)],
)
def test_how_much_suits_somebody(hours, room, tenths):
    assert rules.room_of(hours_per_week=hours, room=room) == tenths


def test_a_sum_of_weights_reads_as_people():
    assert [rules.as_people(one) for one in (0, 5, 10, 325)] == ["0", "0,5", "1", "32,5"]


def test_the_reasons_are_sentences():
    need = Need(
        team=TEAM, neighbourhood=HERE, neighbourhood_name="Overdie",
        languages=frozenset({"ar", "ti"}), skills={Skill.AFTERCARE: "Doet de nazorg."},
        known_by={person(1).id: rules.FIXED},
    )  # fmt: skip
    fits = person(
        1, areas={HERE: "Overdie"}, languages=frozenset({"ar", "ti"}), teams=frozenset({TEAM}),
        skills=frozenset({Skill.AFTERCARE}), load=100,
    )  # fmt: skip
    other = person(2, areas={THERE: "De Mare"}, load=480, away=Away(DAY, date(2026, 12, 12)))

    assert judge(need, fits).pros == [
        "Was eerder de vaste contactpersoon van deze deelnemer.",
        "Werkt in Overdie.",
        "Spreekt Arabisch en Tigrinya.",
        "Doet de nazorg.",
        "Zit in het team van deze deelnemer.",
        "Heeft ruimte: 10 van 50.",
    ]
    assert judge(need, other).cons == [
        "Werkt niet in Overdie.",
        "Zit bijna vol: 48 van 50.",
        "Is afwezig tot 12 december 2026.",
    ]
    assert [one.candidate.id for one in propose(need, other, fits)] == [fits.id, other.id]


def test_who_works_everywhere_comes_between_here_and_elsewhere():
    need = Need(neighbourhood=HERE, neighbourhood_name="Overdie")
    here, anywhere = person(1, areas={HERE: "Overdie"}), person(2)
    elsewhere = person(3, areas={THERE: "De Mare"})

    assert [one.candidate for one in propose(need, elsewhere, anywhere, here)] == [
        here, anywhere, elsewhere,
    ]  # fmt: skip
    assert "Heeft geen vaste wijk en is overal inzetbaar." in judge(need, anywhere).pros


def test_equal_points_go_to_who_is_least_full_and_then_by_name():
    full, empty = person(1, load=5), person(2, load=4)
    twin = replace(empty, id=UUID(int=1), name="Aaf")

    order = [one.candidate for one in propose(Need(), full, empty, twin)]

    assert order == [twin, empty, full]


def test_coaches_come_before_who_leads_and_each_for_their_own_group():
    coach = person(1, roles=frozenset({Role.PARTICIPATION_COACH}))
    consultant = person(2, roles=frozenset({Role.CONSULTANT}))
    leader = person(3, roles=frozenset({Role.WGI_COORDINATOR}))
    both = person(4, roles=frozenset({Role.WGI_COORDINATOR, Role.CONSULTANT}))

    free = propose(Need(category=Category.VOLUNTARY), leader, consultant, coach)
    bound = propose(Need(category=Category.MANDATORY), leader, coach, consultant)

    assert [one.candidate for one in free] == [coach, consultant, leader]
    assert [one.candidate for one in bound] == [consultant, coach, leader]
    assert free[-1].cons == ["Geeft leiding en begeleidt meestal zelf niemand."]
    assert judge(Need(category=Category.VOLUNTARY), both).cons == []


def test_nobody_shared_an_interpreter_is_said():
    need = Need(languages=frozenset({"ti"}), has_interpreter=True)

    assert "Spreekt de taal niet; een tolk blijft nodig." in judge(need, person()).cons
    assert judge(need, person(languages=frozenset({"ti"}))).pros[0] == "Spreekt Tigrinya."


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (Away(DAY), "Is afwezig. Nog niet bekend is tot wanneer."),
        (Away(DAY + timedelta(days=7)), "Is afwezig vanaf 30 november 2026."),
        (
            Away(DAY + timedelta(days=7), DAY + timedelta(days=14)),
            "Is afwezig van 30 november 2026 tot 7 december 2026.",
        ),
    ],
)
def test_when_somebody_is_away_is_said_and_never_why(away, words):
    assert rules.away_words(away, on=DAY) == words
    assert words in judge(Need(), person(away=away)).cons


def test_an_absence_far_away_or_over_says_nothing():
    for away in (Away(DAY + timedelta(days=90)), Away(date(2026, 1, 1), DAY)):
        assert judge(Need(), person(away=away)).cons == []


def test_sharing_out_counts_what_was_given_before():
    one, two = person(1, room=100), person(2, room=100)
    asked = {UUID(int=n): Need(weight=15) for n in range(4)}

    shared = rules.share_out(asked, [one, two], on=DAY, languages=LANGUAGES)

    assert sorted(shared.values()) == [one.id, one.id, two.id, two.id]


@pytest.mark.parametrize(
    ("facts", "skills"),
    [
        ({"phase": "closing"}, {Skill.AFTERCARE}),
        ({"phase": "planning", "step": 1}, {Skill.BRIDGE_CLASS}),
        ({"phase": "planning", "step": 5}, {Skill.WORK}),
        ({"phase": "planning", "found_through": FoundThrough.SELF_ORGANISATION},
         {Skill.SELF_ORGANISATION}),
        ({"phase": "planning", "step": 3}, set()),
    ],
)  # fmt: skip
def test_which_task_fits_whom(facts, skills):
    told = {"found_through": "", "step": None, **facts}

    assert set(rules.skills_for(**told)) == skills


def test_the_message_says_who_and_how_to_reach_them_and_obliges_to_nothing():
    coach = rules.Person("Pim Coach", "06 12 34 56 78", "pim@voorbeeld.example")
    said = rules.contact_changed(called="Amina", coach=coach, agency="Gemeente Voorbeeld")

    assert said.body.startswith("Beste Amina,\n\nU heeft een nieuwe vaste contactpersoon.")
    assert "bellen op 06 12 34 56 78 of mailen: pim@voorbeeld.example" in said.body
    for word in ("moet", "verplicht", "waarschuwing", "uiterlijk"):
        assert word not in said.body.lower()
    bare = rules.contact_changed(called="Amina", coach=rules.Person("Pim"), agency="")
    assert "Pim belt u of komt langs." in bare.body


def test_the_message_about_a_deputy_says_that_the_face_stays():
    told: Any = {"called": "Amina", "fixed": "Pim", "deputy": rules.Person("Sait"), "agency": "A"}
    said = rules.deputy_comes(**told, first_day=DAY, last_day=date(2026, 12, 4))
    unknown = rules.deputy_comes(**told, first_day=DAY, last_day=None)

    assert "van 23 november 2026 tot en met 4 december 2026" in said.body
    assert "Pim is er vanaf 23 november 2026 niet." in unknown.body
    assert "Pim blijft uw vaste contactpersoon" in said.body
    assert "ziek" not in said.body + unknown.body


def test_every_point_is_explained():
    assert set(rules.TOLD) == set(rules.POINTS)

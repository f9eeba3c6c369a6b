"""Every path down the ladder, and what may be recorded at the end of it."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, strategies as st

from meedoen.core.errors import NotPossible
from meedoen.ladder import rules
from meedoen.ladder.choices import (
    INSTRUMENT_VERSION,
    INSTRUMENTS,
    Growth,
    Outcome,
    Question,
    Step,
)
from meedoen.ladder.rules import DossierFacts

Q1, Q2, Q3, Q4, Q5 = Question
TODAY = date(2026, 11, 23)

PATHS = [
    ({Q1: True, Q2: True}, Step.PAID_WORK_SUPPORTED),
    ({Q1: True, Q2: False}, Step.PAID_WORK),
    ({Q1: False, Q3: True}, Step.UNPAID_WORK),
    ({Q1: False, Q3: False, Q4: True}, Step.ORGANISED_ACTIVITIES),
    ({Q1: False, Q3: False, Q4: False, Q5: True}, Step.SOCIAL_CONTACTS),
    ({Q1: False, Q3: False, Q4: False, Q5: False}, Step.ISOLATED),
]
# Every way to answer all five questions, also those that are then not asked.
ALL = [dict(zip(Question, answers, strict=True)) for answers in product([True, False], repeat=5)]
ANSWERS = st.dictionaries(st.sampled_from(list(Question)), st.booleans())


@pytest.mark.parametrize(("answers", "step"), PATHS)
def test_every_path_of_answers_ends_on_its_step(answers, step):
    assert rules.computed_step(answers) == step
    assert rules.next_question(answers) is None
    assert rules.still_possible(answers) == {step}
    assert rules.kept(answers) == answers


def test_the_six_paths_reach_all_six_steps():
    assert {step for _, step in PATHS} == set(Step)


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ({}, Q1),
        ({Q1: True}, Q2),
        ({Q1: False}, Q3),
        ({Q1: False, Q3: False}, Q4),
        ({Q1: False, Q3: False, Q4: False}, Q5),
    ],
)
def test_incomplete_answers_tell_which_question_comes_now(answers, question):
    assert rules.computed_step(answers) is None
    assert rules.next_question(answers) == question
    with pytest.raises(NotPossible, match="Nog niet alle vragen"):
        rules.check_complete(answers)


def test_the_staircase_narrows_as_answers_come():
    assert rules.still_possible({}) == set(Step)
    assert rules.still_possible({Q1: True}) == {Step.PAID_WORK_SUPPORTED, Step.PAID_WORK}
    assert rules.still_possible({Q1: False}) == set(Step) - {5, 6}
    assert rules.still_possible({Q1: False, Q3: False, Q4: False}) == {1, 2}


def test_an_answer_to_a_question_no_longer_asked_falls_away():
    changed_mind = {Q1: True, Q2: False, Q3: True, Q5: False}

    assert rules.kept(changed_mind) == {Q1: True, Q2: False}
    assert rules.computed_step(changed_mind) == Step.PAID_WORK


@given(ANSWERS)
def test_any_answers_give_either_a_step_or_the_next_question(answers):
    step, question = rules.computed_step(answers), rules.next_question(answers)

    assert (step is None) != (question is None)
    assert rules.kept(rules.kept(answers)) == rules.kept(answers)
    assert rules.computed_step(rules.kept(answers)) == step
    assert step is None or step in rules.still_possible(answers)


@given(ANSWERS, st.sampled_from(list(Question)), st.booleans())
def test_one_more_answer_never_opens_a_step_that_was_closed(answers, question, answer):
    if question in answers:
        return
    assert rules.still_possible({**answers, question: answer}) <= rules.still_possible(answers)


@pytest.mark.parametrize(
    ("now", "later", "expected"),
    [
        (2, None, None),
        (2, 2, Growth.NONE),
        (3, 1, Growth.NONE),
        (2, 3, Growth.ONE),
        (2, 4, Growth.MORE),
        (1, 6, Growth.MORE),
    ],
)
def test_growth_is_told_in_three_classes(now, later, expected):
    assert rules.growth(Step(now), Step(later) if later else None) == expected


def test_another_step_than_computed_needs_a_reason():
    with pytest.raises(NotPossible, match="Schrijf op waarom"):
        rules.check_recorded(Step.UNPAID_WORK, computed=Step.ISOLATED, reason="  ")

    rules.check_recorded(Step.UNPAID_WORK, computed=Step.ISOLATED, reason="Begint maandag.")
    rules.check_recorded(Step.ISOLATED, computed=Step.ISOLATED, reason="")
    rules.check_recorded(Step.UNPAID_WORK, computed=None, reason="")


@pytest.mark.parametrize(
    ("day", "born", "wrong"),
    [
        (date(2026, 11, 23), None, ""),
        (date(2026, 11, 24), None, "toekomst"),
        (date(1999, 1, 1), date(2000, 1, 1), "geboortedatum"),
        (date(2000, 1, 1), date(2000, 1, 1), "geboortedatum"),
        (date(1026, 11, 23), None, "te ver terug"),
        (date(2020, 1, 1), date(1980, 1, 1), ""),
    ],
)
def test_a_measurement_lies_between_birth_and_today(day, born, wrong):
    assert wrong in rules.date_error(day, today=TODAY, born=born)
    if not wrong:
        rules.check_date(day, today=TODAY, born=born)
        return
    with pytest.raises(NotPossible, match=wrong):
        rules.check_date(day, today=TODAY, born=born)


def test_going_down_and_our_own_course_are_hinted_at_never_refused():
    assert rules.hints(Step.UNPAID_WORK, Step.PAID_WORK, due_to_trajectory=False) == []
    assert (
        "lagere trede" in rules.hints(Step.UNPAID_WORK, Step.ISOLATED, due_to_trajectory=False)[0]
    )
    assert "eigen cursus" in rules.hints(Step(3), None, due_to_trajectory=False)[0]
    assert rules.hints(Step(3), None, due_to_trajectory=True) == []


def test_every_question_and_step_has_words_in_every_version():
    for instrument in INSTRUMENTS.values():
        for question in Question:
            wording = instrument.wording(question)
            assert str(wording.now).endswith("?")
            assert str(wording.later).endswith("?")
            assert wording.examples
        for step in Step:
            assert str(instrument.meaning(step).sentence).startswith("U ")


def test_an_unknown_version_reads_with_the_present_words():
    assert rules.instrument("1999-1").version == INSTRUMENT_VERSION


def by_hand(answers):
    """The criteria of the ladder in the words of the domain (2.3), beside the program."""
    if answers[Q1]:
        return 5 if answers[Q2] else 6
    return next((step for step, question in ((4, Q3), (3, Q4), (2, Q5)) if answers[question]), 1)


@pytest.mark.parametrize("answers", ALL, ids=lambda one: "".join("yn"[not a] for a in one.values()))
def test_all_thirty_two_ways_to_answer_end_on_the_step_of_the_criteria(answers):
    assert rules.computed_step(answers) == by_hand(answers)
    way = rules.asked(answers)
    assert way[0] == Q1
    assert len(way) == len(set(way)) <= 4
    for number in range(len(way)):
        so_far = {question: answers[question] for question in way[:number]}
        assert rules.next_question(so_far) == way[number]
        assert rules.computed_step(so_far) is None
        assert by_hand(answers) in rules.still_possible(so_far)


def test_all_ways_are_thirty_two_and_different():
    assert len({tuple(one.values()) for one in ALL}) == 32


TOLD = {
    "1 with company": (1, DossierFacts(talks_with=frozenset({"neighbours"})), False, "trede 2"),
    "1 with online only": (1, DossierFacts(talks_with=frozenset({"online"})), False, ""),
    "2 without company": (2, DossierFacts(talks_with=frozenset({"household"})), False, "elke week"),
    "2 with company": (2, DossierFacts(talks_with=frozenset({"friends"})), False, ""),
    "2 nobody asked": (2, DossierFacts(talks_with=frozenset()), False, ""),
    "2 with our course": (2, DossierFacts(language_parts=("Taalles",)), False, "Taalles"),
    "3 with our course": (3, DossierFacts(language_parts=("Taalles",)), False, "verder nergens"),
    "3 with our course, said": (3, DossierFacts(language_parts=("Taalles",)), True, ""),
    "3 by us, nothing runs": (3, DossierFacts(), True, "geen onderdeel"),
    "3 silence": (3, DossierFacts(was_spoken_lately=False), False, "nog steeds elke week"),
    "4 silence": (4, DossierFacts(was_spoken_lately=False), False, "nog steeds elke week"),
    "4 spoken": (4, DossierFacts(was_spoken_lately=True), False, ""),
    "4 young": (4, DossierFacts(was_spoken_lately=None), False, ""),
    "4 no company": (4, DossierFacts(talks_with=frozenset({"online"})), False, "Bij trede 4"),
    "4 with work": (4, DossierFacts(has_work=True), False, "betaald werk"),
    "4 without work": (4, DossierFacts(has_work=False), False, ""),
    "5 seeks work": (5, DossierFacts(seeks_work=True), False, "werk zoekt"),
    "5 with our course": (5, DossierFacts(language_parts=("Taalles",)), False, ""),
    "5 silence": (5, DossierFacts(was_spoken_lately=False), False, ""),
    "6 with our course": (6, DossierFacts(language_parts=("Taalles",)), False, "trede 5"),
    "6 with another part": (6, DossierFacts(other_parts=("Koken",)), False, ""),
    "6 has work": (6, DossierFacts(has_work=True), False, ""),
}


@pytest.mark.parametrize(("step", "facts", "due", "said"), TOLD.values(), ids=TOLD.keys())
def test_what_the_dossier_says_otherwise_is_pointed_out(step, facts, due, said):
    found = rules.contradictions(Step(step), facts, due_to_trajectory=due)

    assert len(found) == (1 if said else 0)
    assert said in "".join(found)


FACTS = st.builds(
    DossierFacts,
    talks_with=st.none() | st.frozensets(st.sampled_from(["household", "neighbours", "online"])),
    has_work=st.none() | st.booleans(),
    seeks_work=st.booleans(),
    was_spoken_lately=st.none() | st.booleans(),
    language_parts=st.lists(st.just("Taalles"), max_size=2).map(tuple),
    other_parts=st.lists(st.just("Koken"), max_size=2).map(tuple),
)


@given(st.sampled_from(Step), FACTS, st.booleans())
def test_any_dossier_is_only_spoken_of_in_sentences(step, facts, due):
    found = rules.contradictions(step, facts, due_to_trajectory=due)

    assert len(found) == len(set(found))
    assert all(sentence.endswith((".", "?")) for sentence in found)


@given(st.sampled_from(Step), st.booleans())
def test_a_dossier_that_says_nothing_contradicts_nothing(step, due):
    assert rules.contradictions(step, DossierFacts(), due_to_trajectory=False) == []
    assert len(rules.contradictions(step, DossierFacts(), due_to_trajectory=due)) <= 1


@pytest.mark.parametrize(
    ("last", "since", "known"),
    [
        (None, date(2026, 1, 1), False),
        (date(2026, 1, 5), date(2026, 1, 1), False),
        (date(2026, 11, 1), date(2026, 1, 1), True),
        (None, date(2026, 11, 1), None),
        (date(2026, 11, 2), date(2026, 11, 1), True),
    ],
)
def test_silence_is_only_spoken_of_once_the_journey_is_older(last, since, known):
    assert rules.was_spoken_lately(last, since=since, today=TODAY) is known


@pytest.mark.parametrize(
    ("hoped", "now", "due", "on", "came_true"),
    [
        (3, 4, False, date(2026, 1, 1), Outcome.HIGHER),
        (3, 3, False, date(2026, 1, 1), Outcome.AS_EXPECTED),
        (3, 3, True, date(2026, 1, 1), Outcome.BY_US),
        (3, 2, False, date(2026, 1, 1), Outcome.OPEN),
        (3, 2, True, date(2026, 1, 1), Outcome.OPEN),
        (3, 2, False, date(2025, 11, 23), Outcome.LOWER),
        (3, 2, False, date(2025, 11, 24), Outcome.OPEN),
    ],
)
def test_what_came_true_of_the_growth_that_was_expected(hoped, now, due, on, came_true):
    assert came_true == rules.outcome(
        Step(hoped), Step(now), due_to_trajectory=due, expected_on=on, horizon_months=12,
        today=TODAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_so_many_months_later_is_a_day_that_exists(day, months, later):
    assert rules.months_later(day, months) == later

"""Every path down the ladder, and what may be recorded at the end of it."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from meedoen.core.errors import NotPossible
from meedoen.ladder import rules
from meedoen.ladder.choices import INSTRUMENT_VERSION, INSTRUMENTS, Growth, Question, Step

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

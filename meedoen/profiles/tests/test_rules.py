"""The parts of the profile, and taking over from the intake."""

import pytest

from meedoen.intake import pages as intake
from meedoen.profiles import rules
from meedoen.profiles.choices import Part


def test_every_part_has_its_place_and_strengths_come_first():
    assert list(rules.PARTS) == list(Part)
    assert next(iter(rules.PARTS)) == Part.STRENGTHS
    assert len(rules.BY_SLUG) == len(Part)


def test_each_guiding_question_helps_with_some_part():
    asked = {number for telling in rules.PARTS.values() for number in telling.guide}
    assert asked == {1, 2, 3, 4, 5, 6, 8, 9}


@pytest.mark.django_db
def test_the_answers_that_belong_to_a_part_are_asked_in_the_intake():
    asked = {one.code for part in intake.current_outline().sections for one in part.questions}
    for telling in rules.PARTS.values():
        assert set(telling.told_by) <= asked
    assert set(rules.OBSTACLES_TOLD_BY) <= asked


@pytest.mark.parametrize(
    ("text", "words", "made"),
    [("", " Koken. ", "Koken."), ("Naaien.", "Koken.", "Naaien.\n\nKoken."),
     ("Naaien.\n\nKoken.", "Koken.", "Naaien.\n\nKoken.")],
)  # fmt: skip
def test_words_of_the_intake_come_behind_the_text_once(text, words, made):
    assert rules.joined(text, words) == made


@pytest.mark.parametrize(
    ("order", "chosen", "made"),
    [("abc", "b", "bac"), ("abc", "a", "abc"), ("abc", "c", "acb")],
)
def test_what_matters_more_moves_up(order, chosen, made):
    assert "".join(rules.moved_up(order, chosen)) == made

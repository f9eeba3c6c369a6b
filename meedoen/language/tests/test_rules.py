"""Levels compared, and combinations that do not exist."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from meedoen.core.errors import NotPossible
from meedoen.language import rules
from meedoen.language.choices import MEANINGS, ORAL, WRITTEN, Level, Method, Script, Skill
from meedoen.language.rules import UNKNOWN, Reached

TODAY = date(2026, 11, 23)
REACHED = st.builds(Reached, st.sampled_from(list(Level)), st.booleans())
KNOWN = st.sampled_from([level for level in Level if level != Level.UNKNOWN])


@pytest.mark.parametrize(
    ("reached", "minimum", "enough"),
    [
        (Reached(Level.A2), Level.A1, True),
        (Reached(Level.A1), Level.A1, True),
        (Reached(Level.A1), Level.A2, False),
        (Reached(Level.A1, plus=True), Level.A2, False),
        (Reached(Level.ALFA_C), Level.A0, True),
        (Reached(Level.ALFA_C), Level.A1, False),
        (Reached(Level.ALFA_B), Level.A0, True),
        (Reached(Level.A0), Level.ALFA_B, True),
        (Reached(Level.CAN_NOT_READ_WRITE), Level.ALFA_A, False),
        (UNKNOWN, Level.A1, None),
        (Reached(Level.A1), Level.UNKNOWN, None),
    ],
)
def test_a_level_is_enough_when_it_stands_at_or_above_the_minimum(reached, minimum, enough):
    assert rules.at_least(reached, minimum) is enough


@pytest.mark.parametrize(
    ("reached", "low", "high", "fits"),
    [
        (Reached(Level.A1), Level.A0, Level.A2, True),
        (Reached(Level.A2, plus=True), Level.A1, Level.A2, True),
        (Reached(Level.B1), Level.A1, Level.A2, False),
        (Reached(Level.A0), Level.A1, None, False),
        (Reached(Level.C1), Level.A1, None, True),
        (Reached(Level.ALFA_A), None, Level.A1, True),
        (UNKNOWN, Level.A1, Level.A2, None),
        (UNKNOWN, None, None, True),
        (UNKNOWN, Level.UNKNOWN, Level.UNKNOWN, True),
    ],
)
def test_a_level_lies_within_the_range_of_an_offer(reached, low, high, fits):
    assert rules.within(reached, low, high) is fits


@given(REACHED, KNOWN, KNOWN)
def test_enough_for_more_is_enough_for_less(reached, one, other):
    lower, higher = sorted((one, other), key=lambda level: rules.ORDER[level])

    if rules.at_least(reached, higher):
        assert rules.at_least(reached, lower)


@given(REACHED, KNOWN)
def test_who_lies_within_an_open_range_has_enough(reached, low):
    assert rules.within(reached, low, None) is rules.at_least(reached, low)


def test_the_levels_stand_in_their_order_and_unknown_comes_first():
    ranks = [Reached(level).rank for level in Level if level in rules.NEXT]
    assert all(Reached(level).rank < Reached(after).rank for level, after in rules.NEXT.items())
    assert UNKNOWN.rank < Reached(Level.CAN_NOT_READ_WRITE).rank < min(ranks)
    assert Reached(Level.A1).rank < Reached(Level.A1, plus=True).rank < Reached(Level.A2).rank


def test_an_in_between_level_reads_both_short_and_in_full():
    nearly = Reached(Level.A1, plus=True)

    assert nearly.short == "A1+"
    assert nearly.label == "A1, op weg naar A2"
    assert Reached(Level.A1).label == Reached(Level.A1).short == "A1"
    assert Reached(Level.ALFA_C, plus=True).label == "Alfa C, op weg naar A1"


def test_oral_and_written_are_told_by_their_lowest_skill():
    levels = {
        Skill.LISTENING: Reached(Level.A2),
        Skill.SPEAKING: Reached(Level.A1, plus=True),
        Skill.INTERACTION: Reached(Level.A2),
        Skill.READING: Reached(Level.A0),
        Skill.WRITING: UNKNOWN,
    }

    assert rules.oral(levels) == rules.Summary(Reached(Level.A1, plus=True), is_complete=True)
    assert rules.written(levels) == rules.Summary(Reached(Level.A0), is_complete=False)
    assert rules.overall(levels).reached == Reached(Level.A0)
    assert rules.overall({}) == rules.Summary(UNKNOWN, is_complete=False)


@pytest.mark.parametrize("skill", ORAL)
@pytest.mark.parametrize("level", sorted(rules.ONLY_READING_AND_WRITING))
def test_alfa_levels_do_not_exist_for_what_is_spoken(skill, level):
    assert "lezen en schrijven" in rules.level_error(skill, level)
    with pytest.raises(NotPossible):
        rules.check_level(skill, level)


@pytest.mark.parametrize("skill", WRITTEN)
def test_reading_and_writing_know_every_level(skill):
    assert rules.levels_for(skill) == list(Level)
    rules.check_level(skill, Level.ALFA_A)


def test_speaking_knows_the_levels_from_a0():
    assert rules.levels_for(Skill.SPEAKING)[0] == Level.A0
    assert rules.levels_for(Skill.SPEAKING)[-1] == Level.UNKNOWN


@pytest.mark.parametrize("level", sorted(rules.NO_IN_BETWEEN))
def test_nothing_lies_between_where_there_is_no_next_level(level):
    assert "op weg" in rules.level_error(Skill.READING, level, plus=True)
    with pytest.raises(NotPossible, match="op weg"):
        rules.check_level(Skill.READING, level, plus=True)


def test_every_other_level_may_be_on_its_way_to_the_next():
    assert set(rules.NEXT) == set(Level) - rules.NO_IN_BETWEEN
    rules.check_level(Skill.SPEAKING, Level.A1, plus=True)


def test_gain_is_counted_in_levels_and_halves():
    assert rules.steps_between(Reached(Level.A1), Reached(Level.A2, plus=True)) == 1.5
    assert rules.steps_between(Reached(Level.B1), Reached(Level.A2)) == -1
    assert rules.steps_between(UNKNOWN, Reached(Level.A2)) is None


@pytest.mark.parametrize(
    ("day", "born", "wrong"),
    [
        (TODAY, None, ""),
        (date(2026, 11, 24), None, "toekomst"),
        (date(1979, 1, 1), date(1980, 1, 1), "geboortedatum"),
        (date(1949, 1, 1), None, "te ver terug"),
    ],
)
def test_a_level_was_found_out_between_birth_and_today(day, born, wrong):
    assert wrong in rules.date_error(day, today=TODAY, born=born)
    if not wrong:
        rules.check_date(day, today=TODAY, born=born)
        return
    with pytest.raises(NotPossible, match=wrong):
        rules.check_date(day, today=TODAY, born=born)


def test_reading_without_having_learnt_to_read_is_hinted_at():
    reads = {Skill.READING: Reached(Level.A2)}

    assert "niet heeft leren lezen" in rules.hints(reads, Script.NONE)[0]
    assert rules.hints(reads, Script.LATIN) == rules.hints(reads, None) == []
    assert rules.hints({Skill.READING: Reached(Level.CAN_NOT_READ_WRITE)}, Script.LATIN)


def test_only_the_own_estimate_is_self_assessed_and_every_level_has_a_meaning():
    assert [method for method in Method if rules.is_self_assessed(method)] == [Method.SELF]
    assert set(MEANINGS) == set(Level)

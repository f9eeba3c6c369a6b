"""Parts of the week, clashes, dual packages, freshness, words."""

from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from meedoen.intake import choices as intake
from meedoen.language import choices as language, rules as language_rules
from meedoen.offers import choices, rules
from meedoen.offers.choices import Side
from meedoen.offers.rules import Slot, Timetable
from meedoen.offers.tests.factories import slot

MOMENTS = st.times(min_value=time(7), max_value=time(22), timezones=st.none())


@st.composite
def slots(draw):
    first, second = sorted(draw(st.lists(MOMENTS, min_size=2, max_size=2, unique=True)))
    return Slot(draw(st.integers(0, 6)), first, second)


@pytest.mark.parametrize(
    ("moment", "names"),
    [
        (slot(0, "9.00", "12.00"), ["maandagochtend"]),
        (slot(1, "12.00", "17.30"), ["dinsdagmiddag"]),
        (slot(2, "11.30", "13.00"), ["woensdagochtend", "woensdagmiddag"]),
        (slot(3, "17.30", "19.00"), ["donderdagavond"]),
        (slot(6, "9.00", "20.00"), ["zondagochtend", "zondagmiddag", "zondagavond"]),
    ],
)
def test_a_moment_touches_these_parts_of_the_week(moment, names):
    assert rules.day_part_names(rules.day_parts([moment])) == names


def test_bits_are_day_times_three_plus_part():
    assert rules.day_parts([slot(0, "9.00", "10.00")]) == 1
    assert rules.day_parts([slot(6, "19.00", "20.00")]) == 1 << 20


@given(st.lists(slots(), max_size=6))
def test_every_moment_is_in_the_mask_and_the_mask_fits_in_the_week(moments):
    mask = rules.day_parts(moments)

    assert mask & ~choices.WHOLE_WEEK == 0
    assert all(rules.day_parts([one]) & ~mask == 0 for one in moments)
    assert all(rules.day_parts([one]) for one in moments)


@given(slots(), slots())
def test_two_moments_that_overlap_share_a_part_of_the_week(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    if one.overlaps(other):
        assert rules.day_parts([one]) & rules.day_parts([other])


def test_one_may_begin_where_the_other_ends():
    first = Timetable((slot(0, "9.00", "11.00"),))
    second = Timetable((slot(0, "11.00", "12.00"),))

    assert rules.clashes(first, second) == []


def test_times_clash_only_when_both_run():
    moment = (slot(0, "9.00", "11.00"),)
    spring = Timetable(moment, date(2027, 1, 4), date(2027, 4, 30))
    autumn = Timetable(moment, date(2027, 9, 6), None)

    assert rules.clashes(spring, autumn) == []
    assert len(rules.clashes(spring, Timetable(moment))) == 1


def test_a_clash_tells_the_time_that_both_ask_for():
    one, other = Timetable((slot(0, "9.00", "11.00"),)), Timetable((slot(0, "10.30", "12.00"),))

    assert [clash.overlap for clash in rules.clashes(one, other)] == [slot(0, "10.30", "11.00")]


def test_a_package_is_dual_when_language_and_taking_part_run_together():
    spring = Timetable((), date(2027, 1, 4), date(2027, 4, 30))
    autumn = Timetable((), date(2027, 9, 6), None)

    assert rules.is_dual([(Side.LANGUAGE, spring), (Side.PARTICIPATION, spring)])
    assert rules.is_dual([(Side.BOTH, spring)])
    assert not rules.is_dual([(Side.LANGUAGE, spring), (Side.PARTICIPATION, autumn)])
    assert not rules.is_dual([(Side.LANGUAGE, spring), (Side.LANGUAGE, spring)])
    assert not rules.is_dual([])


@pytest.mark.parametrize(
    ("verified_on", "stale"),
    [
        (None, True),
        (date(2026, 11, 23), False),
        (date(2026, 5, 23), False),
        (date(2026, 5, 22), True),
        (date(2025, 11, 23), True),
    ],
)
def test_facts_are_stale_after_six_months(verified_on, stale):
    assert rules.is_stale(verified_on, today=date(2026, 11, 23)) is stale


def test_schedule_reads_as_people_say_it():
    text = rules.schedule_text([
        slot(2, "9.30", "11.30"), slot(0, "9.30", "11.30"), slot(4, "13.00", "15.00"),
    ])  # fmt: skip

    assert text == "maandag en woensdag 9.30 tot 11.30 uur; vrijdag 13.00 tot 15.00 uur"


def test_schedule_that_cannot_be_kept_is_told():
    backwards = Slot(0, time(11), time(9))
    double = [slot(1, "9.00", "11.00"), slot(1, "10.00", "12.00")]

    assert rules.slot_problems([backwards]) == ["maandag: de eindtijd ligt niet na de begintijd."]
    assert rules.slot_problems(double) == ["dinsdag: twee tijden lopen door elkaar."]
    assert rules.slot_problems([slot(0, "9.00", "10.00")]) == []


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "gratis"), (2500, "€ 25"), (1250, "€ 12,50"), (5, "€ 0,05")]
)
def test_money_in_words(cents, text):
    assert rules.money(cents) == text


def test_minutes_in_a_week():
    assert rules.minutes_per_week([slot(0, "9.30", "11.00"), slot(2, "13.00", "13.45")]) == 135


def test_levels_are_those_of_the_language_area():
    assert set(choices.LevelAsked.values) == set(language.Level.values) - {"unknown"}
    assert {level.value: rank for level, rank in language_rules.ORDER.items()} == choices.LEVEL_RANK
    alfa = {level.value for level in language_rules.ONLY_READING_AND_WRITING}
    assert set(choices.ORAL_LEVELS) == set(choices.LevelAsked.values) - alfa


def test_offers_and_wishes_use_the_same_themes():
    assert set(choices.Theme.values) == set(intake.Theme.values)

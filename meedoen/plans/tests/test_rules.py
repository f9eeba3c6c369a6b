"""When a plan is dual, what is missing in it, and what can be begun; no database here."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from meedoen.offers.rules import Slot
from meedoen.plans import rules
from meedoen.plans.choices import ComponentKind, ComponentSide, Timing
from meedoen.plans.rules import Part

JAN, JUNE = date(2027, 1, 11), date(2027, 6, 30)
JULY, DECEMBER = date(2027, 7, 1), date(2027, 12, 31)
LANGUAGE, TAKING_PART = ComponentSide.LANGUAGE, ComponentSide.PARTICIPATION

days = st.none() | st.dates(date(2026, 1, 1), date(2028, 12, 31))
parts = st.builds(
    Part,
    title=st.just("Iets"),
    side=st.sampled_from(ComponentSide),
    starts_on=days,
    ends_on=days,
    timing=st.sampled_from(Timing),
    day_parts=st.integers(0, (1 << 21) - 1),
)


def part(side, start=None, end=None, **more):
    return Part("Iets", side, start, end, **more)


@pytest.mark.parametrize(
    ("one", "other", "dual"),
    [
        ((JAN, JUNE), (JUNE, DECEMBER), True),
        ((JAN, JUNE), (JULY, DECEMBER), False),
        ((JAN, None), (JULY, DECEMBER), True),
        ((JULY, None), (JAN, JUNE), False),
        ((None, None), (None, None), True),
        ((None, JUNE), (JULY, None), False),
    ],
)
def test_dual_is_language_and_taking_part_in_the_same_time(one, other, dual):
    plan = [part(LANGUAGE, *one), part(TAKING_PART, *other)]

    assert rules.is_dual(plan) is dual
    assert bool(rules.dual_gap(plan)) is not dual


def test_two_of_one_side_are_not_dual():
    assert not rules.is_dual([part(LANGUAGE), part(LANGUAGE)])
    assert not rules.is_dual([part(TAKING_PART), part(ComponentSide.OTHER)])
    assert not rules.is_dual([])


def test_one_part_that_is_both_is_dual_by_itself():
    assert rules.is_dual([part(ComponentSide.BOTH)])


def test_language_now_and_taking_part_afterwards_is_not_dual():
    plan = [part(LANGUAGE), part(TAKING_PART, timing=Timing.AFTER)]

    assert not rules.is_dual(plan)
    assert "dezelfde tijd" in rules.dual_gap(plan)


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        ([], "geen taal en nog geen meedoen"),
        ([part(LANGUAGE)], "geen meedoen"),
        ([part(TAKING_PART)], "geen taal"),
        ([part(LANGUAGE, JAN, JUNE), part(TAKING_PART, JULY)], "overlappen"),
    ],
)
def test_the_gap_says_what_is_missing(plan, word):
    assert word in rules.dual_gap(plan)


@given(st.lists(parts, max_size=5))
def test_a_plan_is_dual_or_says_why_not_in_any_order(plan):
    assert rules.is_dual(plan) is not bool(rules.dual_gap(plan))
    assert rules.is_dual(plan) == rules.is_dual(list(reversed(plan)))


@given(st.lists(parts, max_size=5), parts)
def test_another_part_never_makes_a_dual_plan_single(plan, more):
    if rules.is_dual(plan):
        assert rules.is_dual([*plan, more])


def test_parts_in_the_same_morning_are_named():
    found = rules.clashes(
        [
            Part("Taalles", LANGUAGE, day_parts=0b001),
            Part("Koken", TAKING_PART, day_parts=0b011),
            Part("Fietsen", TAKING_PART, day_parts=0b100),
        ]
    )

    assert [(clash.one, clash.other, clash.when) for clash in found] == [
        ("Taalles", "Koken", ("maandagochtend",))
    ]


def test_parts_that_follow_each_other_do_not_clash():
    assert not rules.clashes(
        [part(LANGUAGE, JAN, JUNE, day_parts=1), part(TAKING_PART, JULY, day_parts=1)]
    )
    assert not rules.clashes(
        [part(LANGUAGE, day_parts=1), part(LANGUAGE, day_parts=1, timing=Timing.AFTER)]
    )


def test_parts_that_serve_nothing_are_named():
    plan = [Part("Taalles", LANGUAGE, serves="doel"), Part("Koken", TAKING_PART)]

    assert rules.without_need(plan) == ["Koken"]


@pytest.mark.parametrize(
    ("facts", "gaps"),
    [
        ({}, 0),
        ({"core_question": "  "}, 1),
        ({"goals": 0, "parts": 0}, 1),
        ({"goals": 0}, 0),
        ({"has_advice": False, "core_question": "", "goals": 0, "parts": 0}, 3),
    ],
)
def test_a_plan_needs_a_question_and_something_in_it(facts, gaps):
    whole = {"core_question": "Leren praten.", "goals": 1, "parts": 1, "has_advice": True}

    assert len(rules.missing(**{**whole, **facts})) == gaps


@pytest.mark.parametrize(
    ("on", "problem"),
    [
        (date(2026, 11, 23), ""),
        (date(2026, 11, 24), "toekomst"),
        (date(2026, 11, 11), "getekend"),
        (date(2026, 11, 12), ""),
    ],
)
def test_a_part_begins_after_signing_and_not_in_the_future(on, problem):
    said = rules.start_problem(
        on,
        today=date(2026, 11, 23),
        proposed_on=date(2026, 11, 2),
        signed_on=date(2026, 11, 12),
    )

    assert (problem in said) if problem else said == ""


def test_with_a_legal_duty_a_part_begins_once_the_plan_was_laid_out():
    def said(on):
        return rules.start_problem(
            on, today=date(2026, 11, 23), proposed_on=date(2026, 11, 2), signed_on=None
        )

    assert "voorgelegd" in said(date(2026, 11, 1))
    assert said(date(2026, 11, 2)) == ""


def test_an_answer_is_given_between_the_question_and_today():
    facts = {"today": date(2026, 11, 23), "proposed_on": date(2026, 11, 2)}

    assert rules.answer_day_problem(date(2026, 11, 24), **facts)
    assert rules.answer_day_problem(date(2026, 11, 1), **facts)
    assert rules.answer_day_problem(date(2026, 11, 2), **facts) == ""


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("Testpersoon Een", True),
        ("  TESTPERSOON ", True),
        ("T. Een", True),
        ("Coach Voorbeeld", False),
        ("x", False),
        ("", False),
    ],
)
def test_a_signature_carries_the_own_name(typed, own):
    assert rules.is_own_name(typed, names=("Testpersoon Een", "")) is own


def test_accents_do_not_stop_anybody_from_signing():
    assert rules.is_own_name("Celik", names=("Testpersoon Çelik",))


def test_a_date_for_the_participant_shows_only_while_something_binds():
    assert not rules.shows_due(side_is_participant=True, is_bound=False)
    assert rules.shows_due(side_is_participant=True, is_bound=True)
    assert rules.shows_due(side_is_participant=False, is_bound=False)


@pytest.mark.parametrize(
    ("kind", "offer_side", "offer_kind", "side"),
    [
        (ComponentKind.LANGUAGE_COURSE, "", "", LANGUAGE),
        (ComponentKind.ACTIVITY, "", "", TAKING_PART),
        (ComponentKind.ACTIVITY, "both", "bridge_class", ComponentSide.BOTH),
        (ComponentKind.ACTIVITY, "participation", "care_support", ComponentSide.OTHER),
        (ComponentKind.CARE_SUPPORT, "", "", ComponentSide.OTHER),
        (ComponentKind.REFERRAL, "", "", ComponentSide.OTHER),
    ],
)
def test_each_kind_counts_on_one_side(kind, offer_side, offer_kind, side):
    assert rules.side_of(kind, offer_side=offer_side, offer_kind=offer_kind) == side


def test_what_comes_from_the_directory_becomes_one_of_four_kinds():
    kind = rules.kind_of_offer
    assert kind(offer_side="language", offer_kind="language_course") == "language_course"
    assert kind(offer_side="participation", offer_kind="volunteer_work") == "activity"
    assert kind(offer_side="participation", offer_kind="care_support") == "care_support"


def test_hours_follow_from_the_times():
    slots = [Slot(0, time(9, 15), time(11, 45)), Slot(2, time(13), time(15))]

    assert rules.hours_per_week(slots) == Decimal("4.5")
    assert rules.hours_per_week([]) is None


def test_a_period_does_not_run_backwards():
    assert rules.dates_problem(JUNE, JAN)
    assert not rules.dates_problem(JAN, JUNE)
    assert not rules.dates_problem(None, JAN)

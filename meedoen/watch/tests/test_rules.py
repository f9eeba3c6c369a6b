"""What needs a hand, how soon, and in which words."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from meedoen.watch import rules
from meedoen.watch.choices import Band, Kind
from meedoen.watch.rules import WATCHED, Limits

TODAY = date(2026, 11, 25)
OBLIGING = ("moet", "te laat", "verplicht", "waarschuw", "achterstallig", "verzuim")


@pytest.mark.parametrize(
    ("days", "band"),
    [(13, None), (14, Band.WEEK), (29, Band.WEEK), (30, Band.NOW), (300, Band.NOW)],
)
def test_silence_is_called_at_two_weeks_and_presses_at_a_month(days, band):
    limits = WATCHED[Kind.CONTACT].limits

    assert rules.band(limits, since=TODAY - timedelta(days=days), today=TODAY) == band


def test_a_talk_that_was_agreed_is_called_before_its_day():
    limits = WATCHED[Kind.REVIEW].limits

    assert rules.band(limits, since=TODAY + timedelta(days=15), today=TODAY) is None
    assert rules.band(limits, since=TODAY + timedelta(days=14), today=TODAY) == Band.SOON
    assert rules.band(limits, since=TODAY + timedelta(days=3), today=TODAY) == Band.WEEK
    assert rules.band(limits, since=TODAY, today=TODAY) == Band.NOW


def test_the_reason_names_the_day_and_how_long_ago():
    said = rules.reason(Kind.ADVICE, since=date(2026, 11, 10), today=TODAY, may_oblige=True)

    assert said == "De intake van 10 november 2026 heeft nog geen advies, 15 dagen."
    assert rules.days_text(1) == "1 dag"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("days", [-14, 0, 1, 40])
def test_before_signing_nothing_is_worded_as_an_obligation(kind, days):
    since = TODAY - timedelta(days=days)
    said = rules.reason(kind, since=since, today=TODAY, may_oblige=False)

    assert not any(word in said.lower() for word in OBLIGING)
    assert "{" not in said


@given(
    soon=st.integers(-30, 30), more=st.integers(0, 30), most=st.integers(0, 30),
    days=st.integers(-60, 120),
)  # fmt: skip
def test_what_shows_lies_within_the_cutoff_and_never_gets_less_pressing(soon, more, most, days):
    limits = Limits(soon, soon + more, soon + more + most)
    since = TODAY - timedelta(days=days)
    here = rules.band(limits, since=since, today=TODAY)
    later = rules.band(limits, since=since, today=TODAY + timedelta(days=1))
    order = [None, Band.SOON, Band.WEEK, Band.NOW]

    assert (here is not None) == (since <= rules.cutoff(limits, today=TODAY))
    assert order.index(later) >= order.index(here)
    assert limits.problem() == ""


def test_limits_that_do_not_go_up_are_a_problem():
    assert Limits(5, 4, 6).problem() != ""
    assert Limits(5, 6, 4).problem() != ""

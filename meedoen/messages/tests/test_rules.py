"""Along which way a message goes, and when a mail is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from meedoen.messages import rules
from meedoen.messages.choices import State, Way

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PREFERRED = ["", "call", "app", "mail", "visit", "through"]


@pytest.mark.parametrize(
    ("preferred", "has_mail", "has_phone", "way"),
    [
        ("", True, True, Way.MAIL),
        ("mail", True, False, Way.MAIL),
        ("mail", False, True, Way.LETTER),
        ("app", True, True, Way.SMS),
        ("app", True, False, Way.MAIL),
        ("call", True, True, Way.CALL),
        ("call", False, False, Way.LETTER),
        ("visit", True, True, Way.LETTER),
        ("through", True, True, Way.LETTER),
        ("", False, True, Way.LETTER),
    ],
)
def test_somebody_hears_it_as_they_like_it(preferred, has_mail, has_phone, way):
    assert rules.way_to(preferred=preferred, has_mail=has_mail, has_phone=has_phone) == way


@given(st.sampled_from(PREFERRED), st.booleans(), st.booleans())
def test_no_mail_without_an_address_and_no_call_without_a_number(preferred, has_mail, has_phone):
    way = rules.way_to(preferred=preferred, has_mail=has_mail, has_phone=has_phone)

    assert has_mail or way != Way.MAIL
    assert has_phone or way not in {Way.SMS, Way.CALL}


def test_only_mail_waits_for_the_worker():
    assert rules.first_state(Way.MAIL) == State.QUEUED
    assert {rules.first_state(way) for way in Way if way != Way.MAIL} == {State.TO_DO}


def test_the_pauses_grow_and_then_it_ends():
    tried = [rules.next_attempt(n, now=NOW) for n in range(1, rules.MOST_ATTEMPTS + 1)]
    waits = [at - NOW for at in tried[:-1] if at]

    assert waits == [timedelta(minutes=2**n) for n in range(1, rules.MOST_ATTEMPTS)]
    assert tried[-1] is None


def test_the_flow_leads_only_to_states_that_exist():
    assert set(rules.FLOW) <= set(State.values)
    assert {to for verbs in rules.FLOW.values() for to in verbs.values()} <= set(State.values)

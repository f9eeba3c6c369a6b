"""Identifiers that sort by time, and case numbers that can be read aloud."""

import re
import uuid
from unittest import mock

from hypothesis import given, settings, strategies as st

from meedoen.core import ids


def test_an_id_is_a_version_7_uuid_of_this_moment(monkeypatch):
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_795_000_000_123 * 1_000_000 + 999_999)

    made = ids.new_id()

    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == 1_795_000_000_123


@given(st.integers(0, 2**48 - 2), st.integers(1, 10**9))
@settings(deadline=None)
def test_a_later_id_sorts_later_as_number_and_as_text(milliseconds, more):
    later = min(milliseconds + more, 2**48 - 1)
    first, second = _made_at(milliseconds), _made_at(later)

    assert first < second
    assert str(first) < str(second)
    assert first.hex < second.hex


def _made_at(milliseconds):
    with mock.patch.object(ids.time, "time_ns", return_value=milliseconds * 1_000_000):
        return ids.new_id()


def test_ids_made_in_one_moment_differ(monkeypatch):
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_795_000_000_123_000_000)
    assert len({ids.new_id() for _ in range(2_000)}) == 2_000


def test_a_case_number_can_be_read_aloud_without_mistakes():
    codes = {ids.case_code() for _ in range(500)}

    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{3}-[2-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    assert not set("01ILOU") & set("".join(codes))
    assert len(codes) == 500


def test_every_letter_of_the_alphabet_is_used():
    letters = set("".join(ids.case_code() for _ in range(1_000))) - {"-"}
    assert len(letters) == 30


def test_numbers_are_whole_fit_in_any_database_and_do_not_come_twice():
    made = [ids.new_number() for _time in range(2000)]

    assert len(set(made)) == len(made)
    assert all(0 <= number < 2**63 for number in made)

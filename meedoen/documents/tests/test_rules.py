"""What counts as a signature."""

import json

import pytest
from hypothesis import given, strategies as st

from meedoen.core.errors import NotPossible
from meedoen.documents import rules
from meedoen.documents.tests import samples

LINE = [[10, 10], [400, 200]]


def test_a_drawn_name_is_a_signature():
    drawn = samples.strokes()
    assert rules.read_strokes(json.dumps(drawn)) == drawn
    assert rules.check_strokes([LINE, [[500, 20]]]) == [LINE, [[500, 20]]]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "nog geen handtekening"),
        ([], "nog geen handtekening"),
        ({"a": 1}, "nog geen handtekening"),
        ("lijn", "nog geen handtekening"),
        ([[]], "niet goed aangekomen"),
        (["lijn"], "niet goed aangekomen"),
        ([[[1]]], "niet goed aangekomen"),
        ([[[1, 2, 3]]], "niet goed aangekomen"),
        ([[["1", "2"]]], "niet goed aangekomen"),
        ([[[1.5, 2]]], "niet goed aangekomen"),
        ([[[True, False]]], "niet goed aangekomen"),
        ([[[0, 0], [1001, 10]]], "niet goed aangekomen"),
        ([[[0, 0], [10, 401]]], "niet goed aangekomen"),
        ([[[-1, 0], [10, 10]]], "niet goed aangekomen"),
        ([[[5, 5]]], "te klein"),
        ([[[5, 5], [20, 20]]], "te klein"),
        ([[[5, 5], [20, 20]] * 20], "te klein"),
        ([LINE] * 201, "te veel losse lijnen"),
        ([[[n % 1000, 7] for n in range(5_001)]], "te groot"),
    ],
)
def test_what_is_no_signature_is_refused_with_a_way_on(value, said):
    with pytest.raises(NotPossible, match=said) as refusal:
        rules.check_strokes(value)
    assert str(refusal.value.next_step) == "Teken opnieuw, of typ uw naam."


@pytest.mark.parametrize("text", ["", "geen json", "[[", "[" * 5000, "\x00"])
def test_a_broken_drawing_is_refused(text):
    with pytest.raises(NotPossible):
        rules.read_strokes(text)


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=30))
def test_any_junk_is_either_a_signature_or_a_refusal(value):
    try:
        strokes = rules.check_strokes(value)
    except NotPossible:
        return
    assert all(0 <= x <= 1000 and 0 <= y <= 400 for stroke in strokes for x, y in stroke)


@pytest.mark.parametrize(
    ("text", "name"), [("Testpersoon  Een ", "Testpersoon Een"), ("Bo", "Bo"), ("Ли", "Ли")]
)
def test_a_typed_name_signs(text, name):
    assert rules.check_typed_name(text) == name


@pytest.mark.parametrize("text", ["", " ", "x", "1234", "--", "a" * 201])
def test_less_than_a_name_does_not_sign(text):
    with pytest.raises(NotPossible, match="Typ uw naam"):
        rules.check_typed_name(text)


def test_another_byte_gives_another_fingerprint():
    assert rules.fingerprint(b"een") != rules.fingerprint(b"twee")
    assert len(rules.fingerprint(b"")) == 64


@pytest.mark.parametrize(
    ("content", "answer"),
    [(b"%PDF-1.7\n%%EOF\n", True), (b"", False), (b"<html>%%EOF", False), (b"%PDF-1.7", False)],
)
def test_a_pdf_is_known_by_its_begin_and_end(content, answer):
    assert rules.is_pdf(content) is answer

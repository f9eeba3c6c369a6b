"""What counts as a person's data: ages, numbers, likeness, and what is typed to find somebody."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from meedoen.core.errors import NotPossible
from meedoen.participants import rules
from meedoen.participants.rules import Identity, Sought, likeness, read_sought

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2008, 11, 23), 18), (date(2008, 11, 24), 17), (date(1988, 2, 29), 38)],
)
def test_age_counts_full_years(born, age):
    assert rules.age_on(born, TODAY) == age


@pytest.mark.parametrize("born", [None, date(2008, 11, 23), date(1920, 1, 1)])
def test_adults_and_the_unknown_may_be_registered(born):
    rules.check_adult(born, today=TODAY)

    assert rules.birth_date_problem(born, today=TODAY) == ""


@pytest.mark.parametrize("born", [date(2008, 11, 24), date(2027, 1, 1), date(1900, 1, 1)])
def test_children_the_future_and_the_impossible_are_refused(born):
    with pytest.raises(NotPossible):
        rules.check_adult(born, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("+49 30 1234567", "+49301234567"),
        ("", ""),
        ("geen", None),
        ("12", None),
    ],
)
def test_phone_numbers_are_kept_in_one_way(typed, kept):
    assert rules.phone_number(typed) == kept


def test_the_same_name_in_another_order_and_without_accents_is_alike():
    one = Identity.of("Ayşe", "Yılmaz")
    other = Identity.of("Yilmaz", "Ayse")

    assert likeness(one, other)


def test_the_same_name_with_two_birth_dates_is_somebody_else():
    one = Identity.of("Test", "Een", birth_date=date(1990, 1, 1))
    other = Identity.of("Test", "Een", birth_date=date(1991, 1, 1))

    assert likeness(one, other) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", Sought()),
        ("  ", Sought()),
        ("Çelik, Ay", Sought(words=("celik", "ay"))),
        ("06-1234", Sought(phone="+3161234")),
        ("+31 6 12 34", Sought(phone="+3161234")),
        ("0031 61234", Sought(phone="+3161234")),
        ("61234", Sought(phone="+3161234")),
        ("06", Sought()),
        ("k7p-2qx4", Sought(case_number="K7P-2QX4")),
        ("K7P2QX4", Sought(case_number="K7P-2QX4")),
        ("k7", Sought(case_number="K7")),
        ("Ben-Ali", Sought(words=("ben", "ali"))),
    ],
)
def test_what_is_typed_is_a_number_a_case_or_a_name(typed, read):
    assert read_sought(typed) == read


@given(st.text(max_size=300))
def test_whatever_is_typed_can_be_read(text):
    read = read_sought(text)

    assert sum(map(bool, (read.words, read.phone, read.case_number))) <= 1
    assert all(len(word) <= 40 for word in read.words)


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=14)


@given(word=WORDS, place=st.integers(0, 100), letter=st.sampled_from("xyz"), kind=st.integers(0, 3))
def test_one_slip_anywhere_in_a_word_is_forgiven(word, place, letter, kind):
    at = place % (len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    missing, extra = word[:at] + word[at + 1 :], word[:at] + letter + word[at:]
    typed = (swapped, missing, extra, word[:at] + letter + word[at + 1 :])[kind]
    spelling = rules.Spelling()
    for number, known in enumerate(("iemand", "anders", word), start=1):
        spelling.learn(number, known)

    assert word in spelling.near(typed)
    assert spelling.fits(typed, f" iemand {word}")


def test_two_slips_are_another_word_and_short_words_are_taken_as_they_are():
    spelling = rules.Spelling()
    spelling.learn(1, "koperdraad")
    spelling.learn(2, "ali")

    assert spelling.near("kobelldraad") == []
    assert spelling.near("aly") == []
    assert spelling.fits("al", " ali")
    assert not spelling.fits("aly", " ali")

"""Names and stories as people type them: cleaned, folded, found in any order."""

import random
import unicodedata

import pytest
from hypothesis import example, given, settings, strategies as st

from meedoen.core import text

# Also halves of characters, which a broken program may send.
ANYTHING = st.text(st.characters())
MARKS = "\u0300\u0301\u0302\u0303\u0304\u0307\u0308\u030a\u030c\u0327\u0328\u0331"
LATIN = st.text("abcdefghijklmnoprstuvwyzABCDEFGHIKLMNOPRSTUVWYZ", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Testpersoon Een \t", "Testpersoon Een"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("Testpersoon\u00a0Een", "Testpersoon Een"),
        ("\ufeffAmina\u200b", "Amina"),
        ("naam\u202egpj.exe\u202c", "naamgpj.exe"),
        ("woord\u00adafbreking", "woordafbreking"),
        ("a\x00b\x07c\x1bd\x85e", "abcde"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("Zoe\u200b\u0308", "Zo\u00eb"),
        ("half\ud83d", "half"),
        ("regel een\n\n\tregel twee", "regel een\n\n\tregel twee"),
        ("", ""),
        (" \u200b\x00 ", ""),
    ],
)
def test_what_was_typed_is_kept_without_what_nobody_sees(typed, kept):
    assert text.clean(typed) == kept


@given(ANYTHING)
@settings(deadline=None, max_examples=300)
@example("e\u200b\u0301")
@example("\x00 \u200b")
def test_cleaning_twice_changes_nothing_more(typed):
    once = text.clean(typed)
    assert text.clean(once) == once
    assert not text.has_invisible(once)
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    once.encode()


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\u00ad", "\ufeff", "\x00", "\x1f", "\u2066"]
)
def test_what_nobody_sees_is_noticed(hidden):
    assert text.has_invisible(f"Test{hidden}persoon")
    assert not text.has_invisible("Testpersoon Één\nmet een tweede regel\tén een tab")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Çelik", "celik"),
        ("ŞAHİN", "sahin"),
        ("ışık", "isik"),
        ("IŞIK", "isik"),
        ("Łukasiewicz", "lukasiewicz"),
        ("Świętosława Żółć", "swietoslawa zolc"),
        ("Đorđević", "dordevic"),
        ("Sørensen Ærø", "sorensen aero"),
        ("Ǿ ǽ", "o ae"),
        ("Straße STRASSE ẞ", "strasse strasse ss"),
        ("Əliyev əliyev", "eliyev eliyev"),
        ("Ĳsbrand IJsbrand", "ijsbrand ijsbrand"),
        ("D’Angelo", "d'angelo"),
        ("Zoë", "zoe"),
        ("Олена", "олена"),
        ("مُحَمَّد", "محمد"),
        ("ኣስመራ", "ኣስመራ"),
    ],
)
def test_letters_fold_as_people_type_them_without_their_marks(written, folded):
    assert text.fold(written) == folded
    assert text.fold(unicodedata.normalize("NFD", written)) == folded


def test_the_words_of_a_text_come_in_order():
    assert text.tokens("Jan-Peter van der Berg, 2e (Oudorp)") == [
        "jan", "peter", "van", "der", "berg", "2e", "oudorp",
    ]  # fmt: skip
    assert text.tokens(" -_'. ") == []


@given(st.lists(ANYTHING, max_size=4), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=200)
def test_a_name_has_one_key_in_every_order(parts, chance):
    shuffled = list(parts)
    chance.shuffle(shuffled)
    assert text.name_key(*shuffled) == text.name_key(*parts)
    assert text.name_key(" ".join(reversed(parts))) == text.name_key(*parts)


@given(st.lists(LATIN, min_size=1, max_size=4), st.integers(0, 2**32))
@settings(deadline=None)
def test_a_name_has_one_key_with_and_without_accents_and_capitals(names, seed):
    chance = random.Random(seed)
    marked = [
        "".join(letter + chance.choice(["", *MARKS]) for letter in name).upper() for name in names
    ]
    assert text.name_key(*marked) == text.name_key(*names)
    composed = [unicodedata.normalize("NFC", name) for name in marked]
    assert text.name_key(*composed) == text.name_key(*names)


@given(ANYTHING, ANYTHING)
@settings(deadline=None, max_examples=200)
def test_no_text_is_too_strange_for_a_key(first, last):
    assert text.fold(first) is not None
    assert text.name_key(first, last) == " ".join(sorted(text.tokens(f"{first} {last}")))
    assert len(text.sort_name(first, last).split()) == len(text.tokens(first) + text.tokens(last))


@pytest.mark.parametrize(
    ("first", "last", "sorted_as"),
    [
        ("Test", "Berg", "berg test"),
        ("Test", "van den Berg", "berg test van den"),
        ("Test", "Van der Berg", "berg test van der"),
        ("Test", "de Jong-van Vliet", "jong van vliet test de"),
        ("Test", "in 't Veld", "veld test in t"),
        ("Test", "el Çelik", "celik test el"),
        ("Test", "Al", "al test"),
        ("Test", "van der", "der test van"),
        ("", "Łaba", "laba"),
        ("Test", "", "test"),
        ("Test", "Vandenberg", "vandenberg test"),
    ],
)
def test_a_list_sorts_by_surname_with_the_small_words_behind(first, last, sorted_as):
    assert text.sort_name(first, last) == sorted_as

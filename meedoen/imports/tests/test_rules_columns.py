"""Where the header is, and what each column is about."""

import pytest
from hypothesis import given, strategies as st

from meedoen.core.errors import NotPossible
from meedoen.imports.choices import Field
from meedoen.imports.rules import columns
from meedoen.imports.rules.sheets import Sheet
from meedoen.imports.tests.factories import HEADER, line


def _laid_out(*lines, **more) -> columns.Layout:
    return columns.lay_out(Sheet("", [tuple(one) for one in lines]), **more)


def _fields(*headers: str) -> list[Field | None]:
    return [column.field for column in _laid_out(headers, ["x"] * len(headers)).columns]


def test_the_header_is_found_under_a_title():
    layout = _laid_out(["Lijst van het team"], [], HEADER, line(1))

    assert layout.header_row == 2
    assert list(layout.mapping.values()) == [
        Field.FIRST_NAME, Field.LAST_NAME, Field.BIRTH_DATE, Field.PHONE, Field.EMAIL,
        Field.NEIGHBOURHOOD, Field.POSTCODE, Field.LANGUAGES, Field.SPOKEN, Field.WRITTEN,
        Field.LADDER, Field.CATEGORY, Field.REGISTERED_ON, Field.FOUND_THROUGH, Field.QUESTION,
    ]  # fmt: skip
    assert layout.has_names


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("VOORNAAM", Field.FIRST_NAME),
        ("Voornaam:", Field.FIRST_NAME),
        ("voornamen", Field.FIRST_NAME),
        ("Tussenv.", Field.PREFIX),
        ("Familienaam", Field.LAST_NAME),
        ("Geboorte-datum", Field.BIRTH_DATE),
        ("Geboortedatun", Field.BIRTH_DATE),
        ("Geb. dat.", Field.BIRTH_DATE),
        ("Tel.nr.", Field.PHONE),
        ("06-nummer", Field.PHONE),
        ("E-mailadres", Field.EMAIL),
        ("Wijk/buurt", Field.NEIGHBOURHOOD),
        ("Moedertaal", Field.LANGUAGES),
        ("Niveau mondeling", Field.SPOKEN),
        ("Participatieladder (trede)", Field.LADDER),
        ("Verplicht/vrijwillig", Field.CATEGORY),
        ("Datum aanmelding", Field.REGISTERED_ON),
        ("Aangemeld via", Field.FOUND_THROUGH),
        ("Hulpvraag", Field.QUESTION),
        ("Schoenmaat", None),
        ("Opmerkingen", None),
        ("", None),
    ],
)
def test_a_header_is_understood_in_many_spellings(header, field):
    assert columns.about(header)[0] == field


def test_one_name_column_is_a_whole_name_and_beside_a_first_name_the_surname():
    assert _fields("Naam", "Telefoon") == [Field.FULL_NAME, Field.PHONE]
    assert _fields("Voornaam", "Naam") == [Field.FIRST_NAME, Field.LAST_NAME]
    assert _fields("Naam", "Voornaam", "Achternaam") == [None, Field.FIRST_NAME, Field.LAST_NAME]


def test_each_thing_is_taken_from_one_column_the_surest():
    assert _fields("Voornaam", "Telefoonnumer", "Telefoon") == [
        Field.FIRST_NAME, None, Field.PHONE,
    ]  # fmt: skip
    assert _fields("Voornaam", "Telefoon", "Mobiel") == [Field.FIRST_NAME, Field.PHONE, None]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("BSN", "BSN"),
        ("V-nummer", "BSN"),
        ("Nationaliteit", "Afkomst"),
        ("Land van herkomst", "Afkomst"),
        ("Religie", "Geloof"),
        ("Diagnose", "gezondheid"),
    ],
)
def test_what_is_never_kept_is_left_behind_with_the_reason(header, said):
    column = _laid_out(["Voornaam", header], ["Een", "geheim"]).columns[1]

    assert (column.refused, column.field, column.samples) == (True, None, ())
    assert said in column.remark


def test_a_choice_that_was_made_before_wins():
    headers = ["Voornaam", "Rare kop"]
    memory = {columns.signature(headers): {"1": "last_name"}}

    layout = _laid_out(headers, ["Een", "Test"], remembered=memory)

    assert layout.mapping == {1: Field.LAST_NAME}


def test_the_same_headers_are_recognised_whatever_their_capitals():
    assert columns.signature(["Voornaam", "E-mail"]) == columns.signature(["VOORNAAM ", "e mail"])
    assert columns.signature(["Voornaam"]) != columns.signature(["Achternaam"])


def test_without_a_header_columns_get_letters_and_speak_for_themselves():
    layout = _laid_out(
        ["Een", "een@example.org", "0612345678"], ["Twee", "twee@example.org", "0612345679"]
    )

    assert layout.header_row is None
    assert [column.header for column in layout.columns] == ["Kolom A", "Kolom B", "Kolom C"]
    assert layout.mapping == {1: Field.EMAIL, 2: Field.PHONE}
    assert not layout.has_names


def test_columns_have_letters_as_in_a_spreadsheet():
    assert [columns.letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_a_choice_needs_a_name_and_each_thing_once():
    columns.check_mapping({0: Field.FULL_NAME, 2: Field.PHONE}, width=3)
    for wrong in ({0: Field.PHONE}, {0: Field.CALLED, 1: Field.CALLED}, {5: Field.FIRST_NAME}):
        with pytest.raises(NotPossible):
            columns.check_mapping(wrong, width=3)


@given(st.lists(st.lists(st.text(max_size=20), max_size=6), max_size=8))
def test_no_list_of_words_ever_breaks(lines):
    layout = _laid_out(*lines)

    assert len(set(layout.mapping.values())) == len(layout.mapping)

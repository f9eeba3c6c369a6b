"""A row as a whole: who it is, what it is, and which lines are no row at all."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from meedoen.imports.choices import Decision, Field, Kind, Status
from meedoen.imports.rules import doubles, rows
from meedoen.imports.rules.readings import World
from meedoen.imports.rules.sheets import from_json, shown, to_json
from meedoen.imports.tests.factories import HEADER, WORLD, line
from meedoen.participants.rules import Identity

PLACES = dict(
    enumerate([
        Field.FIRST_NAME, Field.LAST_NAME, Field.BIRTH_DATE, Field.PHONE, Field.EMAIL,
        Field.NEIGHBOURHOOD, Field.POSTCODE, Field.LANGUAGES, Field.SPOKEN, Field.WRITTEN,
        Field.LADDER, Field.CATEGORY, Field.REGISTERED_ON, Field.FOUND_THROUGH, Field.QUESTION,
    ])
)  # fmt: skip


def _checked(world: World = WORLD, **cells) -> rows.Checked:
    return rows.check(rows.cells_of(tuple(line(1, **cells)), PLACES), world)


def test_a_good_row_has_nothing_to_say():
    checked = _checked()

    assert checked.kind == Kind.FINE
    assert checked.value(Field.NEIGHBOURHOOD) == "1"
    assert checked.identity.name_key == "nummerb testpersoon"


def test_lines_that_are_no_person_are_passed_over_and_said():
    lines = [
        ("Lijst",), (), HEADER, tuple(line(1)), (), HEADER, tuple(line(2)), ("\u200b", " "),
        ("Totaal: 2",), ("", "Totaal", 2), ("Bijgewerkt door het team",),
    ]  # fmt: skip

    people, passed = rows.split_lines(lines, 2)

    assert [number for number, _line in people] == [4, 7]
    assert [(one.row, one.why.split(":")[0]) for one in passed] == [
        (5, "lege rij"),
        (6, "de kopregel staat er nog een keer"),
        (8, "lege rij"),
        (9, "totaalregel"),
        (10, "totaalregel"),
        (11, "regel met alleen tekst"),
    ]


def test_a_person_whose_name_begins_like_a_total_stays_a_person():
    people, _passed = rows.split_lines([tuple(line(1, first="Aantal"))], None)

    assert len(people) == 1


def test_somebody_without_any_name_is_wrong_and_the_mail_address_is_proposed():
    checked = _checked(first="", last="", email="fatma.test@example.org")

    assert checked.kind == Kind.WRONG
    assert checked.readings[Field.FIRST_NAME].proposals == ("Fatma",)
    assert checked.readings[Field.LAST_NAME].proposals == ("Test",)


def test_half_a_name_is_asked():
    first, last = _checked(first="-"), _checked(last="-")

    assert (first.kind, last.kind) == (Kind.DOUBT, Kind.DOUBT)
    assert first.readings[Field.FIRST_NAME].may_stay
    assert last.readings[Field.LAST_NAME].may_stay


def test_invisible_characters_are_taken_out_and_said():
    checked = _checked(first="Test\u200bpersoon")

    assert checked.value(Field.FIRST_NAME) == "Testpersoon"
    assert (checked.kind, "onzichtbare" in checked.readings[Field.FIRST_NAME].reason) == (
        Kind.NOTE, True,
    )  # fmt: skip


def test_a_whole_name_can_be_mended_in_its_own_cell():
    cells = {Field.FULL_NAME: "Ana Maria Test", Field.CATEGORY: "vrijwillig"}
    assert rows.check(cells, WORLD).kind == Kind.DOUBT

    mended = rows.check(cells, WORLD, {Field.FULL_NAME: rows.Fix("Maria Test, Ana")})

    assert (mended.value(Field.FIRST_NAME), mended.surname) == ("Ana", "Maria Test")


def test_what_stands_before_a_surname_belongs_to_it():
    cells = {Field.FIRST_NAME: "Een", Field.PREFIX: "van der", Field.LAST_NAME: "Test"}

    assert rows.check(cells, WORLD).surname == "van der Test"


def test_columns_that_a_list_lacks_are_asked_when_nobody_can_do_without():
    readings = rows.check({Field.FIRST_NAME: "Een", Field.LAST_NAME: "Test"}, WORLD).readings

    assert readings[Field.CATEGORY].kind == Kind.DOUBT
    assert readings[Field.BIRTH_DATE].kind == Kind.DOUBT


def test_nobody_is_registered_before_they_were_born():
    checked = _checked(birth=date(2006, 5, 1), registered=date(2004, 1, 1))

    assert checked.readings[Field.REGISTERED_ON].kind == Kind.WRONG


@pytest.mark.parametrize(
    ("kind", "known", "alike", "decision", "status"),
    [
        (Kind.FINE, False, False, Decision.NONE, Status.NEW),
        (Kind.NOTE, False, False, Decision.NONE, Status.NEW),
        (Kind.DOUBT, False, False, Decision.NONE, Status.DOUBTFUL),
        (Kind.WRONG, True, True, Decision.IMPORT, Status.WRONG),
        (Kind.FINE, True, True, Decision.NONE, Status.KNOWN),
        (Kind.FINE, False, True, Decision.NONE, Status.DOUBTFUL),
        (Kind.FINE, True, True, Decision.IMPORT, Status.NEW),
        (Kind.DOUBT, True, True, Decision.IMPORT, Status.DOUBTFUL),
        (Kind.FINE, False, True, Decision.SAME, Status.KNOWN),
    ],
)
def test_what_a_row_is(kind, known, alike, decision, status):
    assert rows.status_of(kind, known=known, alike=alike, decision=decision) == status


def test_who_stands_in_the_list_twice_is_found_on_name_phone_or_mail():
    born = date(1980, 1, 1)
    people = {
        4: Identity.of("Fatma", "Yılmaz", birth_date=born),
        5: Identity.of("Yilmaz", "Fatma", birth_date=born),
        6: Identity.of("Fatma", "Yilmaz", birth_date=date(1990, 1, 1)),
        7: Identity.of("Ali", "Test", phone="+31612345678", email="een@example.org"),
        8: Identity.of("Alia", "Test", phone="+31612345678"),
        9: Identity.of("Bo", "Test", email="Een@example.org"),
    }

    found = doubles.inside(people)

    assert {row: [other for other, _why in alike] for row, alike in found.items()} == {
        5: [4], 8: [7], 9: [7],
    }  # fmt: skip
    assert doubles.is_certain(found[5][0][1])
    assert not doubles.is_certain(found[8][0][1])


def test_reasons_read_as_one_sentence():
    assert doubles.in_one_sentence(["a"]) == "a"
    assert doubles.in_one_sentence(["a", "b", "c"]) == "a, b en c"


@given(st.text(max_size=20), st.dates() | st.none(), st.text(max_size=10))
def test_what_doubles_are_looked_for_on_is_kept_whole(name, born, phone):
    identity = Identity(name, phone, "", born)

    assert doubles.unmarked(doubles.marked(identity)) == identity


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats(allow_nan=False), st.dates()))
def test_a_cell_that_was_kept_is_the_same_cell(cell):
    kept = from_json(to_json(cell))

    assert kept == cell
    assert shown(kept) == shown(cell)

"""How somebody can be reached, and where they live: phone, mail, neighbourhood, postcode."""

import pytest

from meedoen.imports.choices import Kind
from meedoen.imports.rules import contact
from meedoen.imports.rules.readings import World
from meedoen.imports.tests.factories import WORLD


@pytest.mark.parametrize(
    "written",
    [
        "0612345678", "06-12345678", "06 12 34 56 78", "+31612345678", "+31 6-12345678",
        "0031612345678",
        "(06) 12345678", "+31 (0)6 12345678", "tel: 0612345678", "06.12.34.56.78", "06/12345678",
    ],
)  # fmt: skip
def test_a_phone_number_is_read_in_all_the_ways_people_write_it(written):
    assert (contact.phone(written).value, contact.phone(written).kind) == (
        "+31612345678",
        Kind.FINE,
    )


@pytest.mark.parametrize("written", [612345678, 612345678.0, "612345678", "31612345678", 725112233])
def test_a_lost_zero_is_put_back_and_said(written):
    reading = contact.phone(written)

    assert reading.kind == Kind.NOTE
    assert reading.value.startswith("+31")
    assert "0 was weggevallen" in reading.reason


@pytest.mark.parametrize("written", ["", "-", "geen", "n.v.t.", "onbekend", "x", "?"])
def test_no_phone_is_no_phone(written):
    assert contact.phone(written).value == ""


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("06123456", Kind.WRONG),
        ("061234567890", Kind.WRONG),
        ("6,12346E+08", Kind.WRONG),
        ("bel de buurvrouw", Kind.WRONG),
        ("0612345678 / 0725112233", Kind.DOUBT),
        ("0612345678 (moeder)", Kind.DOUBT),
        ("+49 1512 3456789", Kind.FINE),
    ],
)
def test_a_phone_number_that_cannot_be_dialled_is_asked(written, kind):
    assert contact.phone(written).kind == kind


def test_two_phone_numbers_give_a_choice():
    assert contact.phone("0612345678 / 0725112233").proposals == ("0612345678", "0725112233")


@pytest.mark.parametrize(
    ("written", "kind", "value", "proposals"),
    [
        ("Een@Example.org", Kind.FINE, "een@example.org", ()),
        ("mailto:een@example.org", Kind.FINE, "een@example.org", ()),
        ("geen", Kind.FINE, "", ()),
        ("-", Kind.FINE, "", ()),
        ("een@gmial.com", Kind.DOUBT, "een@gmial.com", ("een@gmail.com",)),
        ("een@example,org", Kind.WRONG, None, ("een@example.org",)),
        ("een @example.org", Kind.WRONG, None, ("een@example.org",)),
        ("een.example.org", Kind.WRONG, None, ()),
        (
            "een@example.org; twee@example.org",
            Kind.DOUBT,
            None,
            ("een@example.org", "twee@example.org"),
        ),
        ("zoë@example.org", Kind.NOTE, "zoë@example.org", ()),
    ],
)
def test_a_mail_address(written, kind, value, proposals):
    reading = contact.email(written, WORLD)

    assert (reading.kind, reading.value, reading.proposals) == (kind, value, proposals)


def test_a_mail_address_that_a_dossier_cannot_hold_is_left_out_and_said():
    world = World(WORLD.today, WORLD.places, accepts_mail=str.isascii)

    reading = contact.email("zoë@example.org", world)

    assert (reading.kind, reading.value, reading.proposals) == (Kind.NOTE, "", ("zoe@example.org",))


@pytest.mark.parametrize(
    ("written", "kind", "value", "proposals"),
    [
        ("De Mare", Kind.FINE, "3", ()),
        ("de mare ", Kind.FINE, "3", ()),
        ("DE-MARE", Kind.DOUBT, None, ("De Mare",)),
        ("Mare", Kind.FINE, "3", ()),
        ("Overdi", Kind.DOUBT, None, ("Overdie",)),
        ("Kooimeer/Zuid", Kind.DOUBT, None, ("Kooimeer",)),
        ("Overdie / Oudorp", Kind.DOUBT, None, ("Overdie", "Oudorp")),
        ("Bergen", Kind.DOUBT, None, ()),
        ("", Kind.FINE, None, ()),
    ],
)
def test_a_neighbourhood_is_found_or_asked(written, kind, value, proposals):
    reading = contact.neighbourhood(written, WORLD)

    assert (reading.kind, reading.value) == (kind, value)
    assert reading.proposals[: len(proposals)] == proposals
    assert bool(reading.proposals) == bool(proposals)


def test_without_neighbourhoods_nobody_is_asked_about_them():
    assert contact.neighbourhood("Bergen", World(WORLD.today)).kind == Kind.NOTE


def test_a_postcode_keeps_its_digits():
    assert contact.postcode("1813 AB").value == "1813"
    assert contact.postcode("1813ab").value == "1813"
    assert contact.postcode(1813).value == "1813"
    assert contact.postcode("0813 AB").kind == Kind.WRONG
    assert contact.postcode("1813 AB 12").kind == Kind.DOUBT

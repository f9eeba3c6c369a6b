"""Cells as people fill them: what is read, what is asked, what cannot be."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from meedoen.core.time import dutch_date, short_date
from meedoen.imports.choices import Field, Kind
from meedoen.imports.rules import dates, languages, levels, people, rows
from meedoen.imports.tests.factories import WORLD
from meedoen.language.choices import Level
from meedoen.participants.choices import FoundThrough
from meedoen.teams.choices import Category


@pytest.mark.parametrize(
    "written",
    [
        "1 mei 1982", "01-05-1982", "1-5-1982", "1/5/82", "1-5-'82", "01.05.1982", "1.5.82",
        "1 5 1982",
        "1982-05-01", "1982/05/01", "1982-05-01 00:00:00", "1982-05-01T00:00:00", "za 1 mei 1982",
        "1e mei 1982",
        "1-mei-82", "1 MEI 1982", "01-05-1982 ", "geb. 1-5-1982", "May 1, 1982", "1 May 1982",
        "19820501", "01051982",
        30072, "30072", 30072.0, date(1982, 5, 1), 19820501,
    ],
)  # fmt: skip
def test_a_birth_date_is_read_in_all_the_ways_people_write_it(written):
    assert dates.birth_date(written, WORLD).value == date(1982, 5, 1)


@pytest.mark.parametrize("month", ["sep", "sept", "Sept.", "september", "SEPTEMBER"])
def test_months_are_read_short_and_long(month):
    assert dates.birth_date(f"28 {month} 2005", WORLD).value == date(2005, 9, 28)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31-02-1980", "31 februari bestaat niet in 1980"),
        ("29-02-1981", "29 februari bestaat niet in 1981"),
        ("12-15-1980x", "geen datum"),
        ("1980", "alleen een jaar"),
        (1980, "alleen een jaar"),
        ("mei 1980", "alleen een maand"),
        ("ca. 1980", "alleen een jaar"),
        ("1-5-198", "jaar 198 kan niet"),
        ("01-05-2010", "16 jaar"),
        ("01-05-2030", "toekomst"),
        ("01-05-1890", "136 jaar"),
        ("gisteren", "geen datum"),
        ("32-13-1980", "bestaat niet"),
        (0.5, "geen datum"),
        (10**12, "geen datum"),
        ("=TODAY()", "geen datum"),
    ],
)
def test_an_impossible_birth_date_says_what_is_wrong(written, said):
    reading = dates.birth_date(written, WORLD)

    assert reading.kind == Kind.WRONG
    assert said in reading.reason


def test_what_a_birth_date_may_have_been_is_proposed_and_never_taken():
    assert dates.birth_date("02/28/1985", WORLD).proposals == ("28-02-1985",)
    assert dates.birth_date("1-5-2082", WORLD).proposals == ("01-05-1982",)
    assert dates.birth_date("O1-05-1982", WORLD).proposals == ("01-05-1982",)
    assert dates.birth_date("02/28/1985", WORLD).value is None


def test_two_digits_of_a_year_are_a_year_in_which_an_adult_can_be_born():
    assert dates.birth_date("5-2-06", WORLD).value == date(2006, 2, 5)
    assert dates.birth_date("5-2-40", WORLD).value == date(1940, 2, 5)
    assert dates.birth_date("5-2-20", WORLD).kind == Kind.DOUBT
    assert dates.birth_date("5-2-12", WORLD).kind == Kind.WRONG


def test_a_birth_date_that_lacks_is_asked():
    assert dates.birth_date("onbekend", WORLD).kind == Kind.DOUBT
    assert dates.birth_date("", WORLD).kind == Kind.DOUBT


def test_a_day_of_registration_lies_in_the_past():
    assert dates.past_date("15-08-2026", WORLD).value == date(2026, 8, 15)
    assert dates.past_date("21/10/26", WORLD).value == date(2026, 10, 21)
    assert dates.past_date("", WORLD).value is None
    future = dates.past_date(date(2062, 3, 1), WORLD)
    assert (future.kind, future.proposals) == (Kind.WRONG, ("01-03-2026",))
    assert dates.past_date("24-11-2026", WORLD).proposals == ("24-11-2025",)
    assert dates.past_date("1-1-1995", WORLD).kind == Kind.DOUBT
    assert dates.past_date("1-1-1980", WORLD).kind == Kind.WRONG


@given(st.dates(date(1917, 1, 1), date(2008, 1, 1)))
def test_every_date_we_show_reads_back_as_the_same_day(day):
    for shown in (
        short_date(day),
        dutch_date(day),
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
    ):
        assert dates.birth_date(shown, WORLD).value == day
    assert dates.birth_date((day - date(1899, 12, 30)).days, WORLD).value == day


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Arabisch", ["ar"]),
        ("arabisch", ["ar"]),
        ("Oekraiens", ["uk"]),
        ("Arabisch/Engels", ["ar", "en"]),
        ("Turks, Koerdisch en Engels", ["tr", "ku", "en"]),
        ("Perzisch", ["fa"]),
        ("Farsi (Dari)", ["fa", "prs"]),
        ("", []),
        ("onbekend", []),
    ],
)
def test_languages_become_codes(written, codes):
    assert languages.spoken_languages(written).value == codes


def test_a_misspelled_language_is_proposed_and_a_country_is_asked():
    assert languages.spoken_languages("Tigrinja taal").value == ["ti"]
    assert languages.spoken_languages("Tigriniaa").proposals == ("Tigrinya",)
    assert languages.spoken_languages("Afghaans").proposals == ("Dari", "Pasjtoe")
    assert languages.spoken_languages("Engels, Arabies").proposals == ("Engels, Arabisch",)
    assert languages.spoken_languages("Klingon").kind == Kind.DOUBT
    kept = languages.spoken_languages("Sorani")
    assert (kept.kind, kept.value) == (Kind.NOTE, ["ku"])


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("A1", Level.A1), ("a1", Level.A1), ("A 1", Level.A1), ("ERK A2", Level.A2),
        ("niveau B1", Level.B1),
        ("Alfa B", Level.ALFA_B), ("alfa-c", Level.ALFA_C), ("ALPHA A", Level.ALFA_A),
        ("C2", Level.C2),
    ],
)  # fmt: skip
def test_a_level_is_read(written, level):
    reading = levels.level(written, written=True)

    assert (reading.kind, reading.value.level, reading.value.plus) == (Kind.FINE, level, False)


def test_what_lies_between_two_levels_is_asked_or_kept_as_such():
    assert levels.level("A1/A2").proposals == ("A1", "A2")
    assert levels.level("A1-A2").kind == Kind.DOUBT
    plus = levels.level("A1+")
    assert (plus.kind, plus.value.level, plus.value.plus) == (Kind.NOTE, Level.A1, True)
    assert levels.level("A1 of zo").proposals == ("A1",)


@pytest.mark.parametrize("written", ["", "onbekend", "-", "nog niet getoetst", "n.v.t."])
def test_no_level_is_no_level(written):
    assert (levels.level(written).kind, levels.level(written).value) == (Kind.FINE, None)


def test_a_question_mark_is_asked_and_a_word_is_no_level():
    assert levels.level("?").proposals == ("onbekend",)
    assert levels.level("goed").kind == Kind.WRONG
    assert levels.level("A7").kind == Kind.WRONG
    assert levels.level("analfabeet", written=True).value.level == Level.CAN_NOT_READ_WRITE


def test_alfa_says_nothing_about_speaking():
    reading = levels.level("Alfa A")

    assert (reading.kind, reading.value) == (Kind.NOTE, None)


@pytest.mark.parametrize(
    ("written", "kind", "value", "proposals"),
    [
        (2, Kind.FINE, 2, ()),
        (2.0, Kind.FINE, 2, ()),
        ("2", Kind.FINE, 2, ()),
        ("2,0", Kind.FINE, 2, ()),
        ("trede 4", Kind.NOTE, 4, ()),
        ("4 - onbetaald werk", Kind.NOTE, 4, ()),
        ("2 of 3", Kind.DOUBT, None, ("2", "3")),
        ("2-3", Kind.DOUBT, None, ("2", "3")),
        (date(2026, 3, 2), Kind.DOUBT, None, ("2", "3")),
        (2.5, Kind.DOUBT, None, ("2", "3")),
        ("?", Kind.DOUBT, None, ("onbekend",)),
        ("geïsoleerd", Kind.DOUBT, None, ("1",)),
        ("3 betaald werk", Kind.DOUBT, None, ("3", "6")),
        (0, Kind.WRONG, None, ()),
        ("0", Kind.WRONG, None, ()),
        (7, Kind.WRONG, None, ()),
        ("trede 9", Kind.WRONG, None, ()),
        ("hoog", Kind.WRONG, None, ()),
        ("", Kind.FINE, None, ()),
        ("onbekend", Kind.FINE, None, ()),
    ],
)
def test_a_ladder_step(written, kind, value, proposals):
    reading = levels.ladder_step(written)

    assert (reading.kind, reading.value, reading.proposals) == (kind, value, proposals)


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("vrijwillig", Kind.FINE, Category.VOLUNTARY),
        ("Vrijw.", Kind.FINE, Category.VOLUNTARY),
        ("vrijwillige inburgeraar", Kind.FINE, Category.VOLUNTARY),
        ("niet verplicht", Kind.FINE, Category.VOLUNTARY),
        ("VERPLICHT", Kind.FINE, Category.MANDATORY),
        ("verpl", Kind.FINE, Category.MANDATORY),
        ("inburgeringsplichtig", Kind.FINE, Category.MANDATORY),
        ("vrijwilllig", Kind.DOUBT, None),
        ("V", Kind.DOUBT, None),
        ("nvt", Kind.DOUBT, None),
        ("", Kind.DOUBT, None),
        ("vrijwillig of verplicht", Kind.DOUBT, None),
        ("blauw", Kind.DOUBT, None),
    ],
)
def test_the_category_is_never_guessed(written, kind, value):
    reading = levels.category(written)

    assert (reading.kind, reading.value) == (kind, value)
    if kind == Kind.DOUBT:
        assert set(reading.proposals) <= {"vrijwillig", "verplicht"}
        assert reading.proposals


def test_how_somebody_came_is_one_of_the_known_ways():
    assert people.found_through("via buurthuis").value == FoundThrough.COMMUNITY_CENTRE
    assert people.found_through("taalcafé").value == FoundThrough.LANGUAGE_CAFE
    assert people.found_through("huisarts").value == FoundThrough.GP
    assert people.found_through("zelforganisatie").value == FoundThrough.SELF_ORGANISATION
    assert people.found_through("kwam zelf").value == FoundThrough.SELF
    other = people.found_through("iets anders")
    assert (other.kind, other.value) == (Kind.NOTE, FoundThrough.OTHER)


def test_a_formula_stays_text_and_is_harmless_on_the_way_out():
    formula = '=HYPERLINK("x","klik")'

    reading = people.long_text(formula)

    assert (reading.kind, reading.value) == (Kind.NOTE, formula)
    assert people.harmless(formula) == "'" + formula
    assert people.harmless("gewone zin") == "gewone zin"


def test_words_about_health_or_belief_are_asked_without_repeating_them():
    for text in ("heeft een depressie", "gaat naar de moskee", "BSN 111222333"):
        reading = people.long_text(text)
        assert (reading.kind, reading.value) == (Kind.DOUBT, text)
        assert not set(text.split()[-1:]) & set(reading.reason.split())
    assert people.long_text("wil werken in de zorg").kind == Kind.FINE


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("van 't Riet", Kind.FINE, "van 't Riet"),
        ("Çelik-Yılmaz", Kind.FINE, "Çelik-Yılmaz"),
        ("-", Kind.FINE, ""),
        ("onbekend", Kind.FINE, ""),
        ("Na", Kind.FINE, "Na"),
        ("Jansen2", Kind.DOUBT, "Jansen2"),
        ("Pu?ka", Kind.DOUBT, "Pu?ka"),
        ("een@example.org", Kind.WRONG, None),
        ("<script>x</script>", Kind.WRONG, None),
        ("=1+1", Kind.WRONG, None),
        ("a" * 101, Kind.WRONG, None),
    ],
)
def test_a_name(written, kind, value):
    reading = people.name(written)

    assert (reading.kind, reading.value) == (kind, value)


def test_a_name_that_was_saved_in_the_wrong_letters_is_proposed():
    assert people.name("JoaquÃ­n").proposals == ("Joaquín",)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Jansen, Piet", "Piet", "Jansen"),
        ("Berg, Anne van den", "Anne", "van den Berg"),
        ("Anne van den Berg", "Anne", "van den Berg"),
        ("Piet Jansen", "Piet", "Jansen"),
        ("Piet", "Piet", ""),
    ],
)
def test_a_whole_name_is_cut_and_said(written, first, last):
    reading, *parts = people.split_name(written)

    assert parts == [first, last]
    assert reading.kind in (Kind.NOTE, Kind.DOUBT)


def test_a_name_of_three_words_is_asked():
    reading, *_parts = people.split_name("Ana Maria Lopez")

    assert reading.proposals == ("Maria Lopez, Ana", "Lopez, Ana Maria")


anything = st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.dates())


@given(st.sampled_from(list(Field)), anything)
def test_no_cell_ever_breaks_and_nothing_wrong_has_a_value(about, cell):
    checked = rows.check({about: cell}, WORLD)

    for reading in checked.readings.values():
        assert isinstance(reading.reason, str)
        assert bool(reading.reason) == (reading.kind != Kind.FINE)
        if reading.kind == Kind.WRONG:
            assert reading.value is None


@given(st.sampled_from(list(Field)), st.text(max_size=40))
def test_a_proposal_that_is_taken_is_not_asked_again(about, text):
    reading = rows.check({about: text}, WORLD).readings.get(about)
    for proposal in reading.proposals if reading else ():
        assert reading is not None
        again = rows.check({about: text}, WORLD, {about: rows.Fix(proposal)}).readings[about]
        if again.kind in (Kind.DOUBT, Kind.WRONG):
            assert again.proposals != reading.proposals


@given(st.integers(0, 40_000))
def test_no_day_before_today_is_called_future(days):
    day = WORLD.today - timedelta(days=days)
    short = day.year < 1990

    reading = dates.past_date(short_date(day), WORLD)
    assert "toekomst" not in reading.reason
    assert (reading.kind == Kind.WRONG) == short

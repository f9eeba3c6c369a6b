"""What is missing, how an invitation reads, and when it is too soon; no database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meedoen.matching.rules import OfferFacts, PersonFacts, suggest
from meedoen.messages.choices import Way
from meedoen.offers.choices import Theme
from meedoen.trends import rules
from meedoen.trends.choices import Missing, SignalState, Voice

NOW = datetime(2027, 1, 20, 12, tzinfo=UTC)
TODAY = date(2027, 1, 20)


def left_out(person, *offers):
    return suggest(person, offers, today=TODAY).left_out


def offer(number, **facts):
    return OfferFacts(id=str(number), name=f"Aanbod {number}", **facts)


def test_what_left_offers_out_is_what_is_missing_the_most_heard_first():
    person = PersonFacts(oral="a0", free=1, needs_childcare=True, themes=("cooking",))
    found = left_out(
        person,
        offer(1, themes=("cooking",), day_parts=2),
        offer(2, themes=("cooking",), oral_min="a2", childcare=True),
        offer(3, themes=("sport",), free_places=0, childcare=True),
    )

    assert len(found) == 3
    assert rules.missing_for(found, theme="cooking") == [
        Missing.LEVEL, Missing.DAY_PART, Missing.CHILDCARE,
    ]  # fmt: skip
    assert rules.missing_for(found, theme="sport") == [Missing.PLACES]


def test_nothing_about_a_theme_is_said_as_such():
    assert rules.missing_for([], theme="garden") == [Missing.NOTHING]


def test_only_wishes_that_nothing_serves_are_unserved():
    found = rules.unserved(("sport", "cooking", "work"), [("cooking", "meeting")])

    assert found == [Theme.WORK, Theme.SPORT]


@pytest.mark.parametrize(
    ("preferred", "mail", "phone", "way"),
    [
        ("", True, True, Way.CALL), ("", True, False, Way.LETTER), ("mail", True, True, Way.MAIL),
        ("app", True, True, Way.SMS), ("visit", True, True, Way.LETTER),
        ("mail", False, True, Way.LETTER),
    ],
)  # fmt: skip
def test_who_never_said_how_hears_it_from_us_and_not_by_mail(preferred, mail, phone, way):
    assert rules.way_for(preferred=preferred, has_mail=mail, has_phone=phone) == way


def test_the_same_offer_is_too_soon_for_thirty_days():
    assert rules.is_too_soon(NOW - timedelta(days=29), now=NOW)
    assert not rules.is_too_soon(NOW - timedelta(days=30), now=NOW)
    assert not rules.is_too_soon(None, now=NOW)


def test_whoever_speaks_up_is_promised_an_answer_and_a_colleague_is_met_anyway():
    assert rules.answer_due(Voice.PARTICIPANT, TODAY) == TODAY + timedelta(days=14)
    assert rules.answer_due(Voice.COLLEAGUE, TODAY) is None


def test_an_invitation_tells_the_facts_and_obliges_nobody():
    about = rules.About("Kookgroep", "De Oever", where="De Oever", when="maandag", cost="gratis")
    text = rules.invitation(
        about, called="Amal", coach="Pim", reach="Bellen kan op 06 1.", note="", agency="Wijk"
    )

    assert text.subject == "Iets voor u? Kookgroep"
    assert "Beste Amal," in text.body
    assert "Wat: Kookgroep\nWaar: De Oever\nWanneer: maandag\nKosten: gratis" in text.body
    assert "U hoeft niets te doen" in text.body
    for duty in ("moet ", "verplicht", "uiterlijk"):
        assert duty not in text.body


def test_every_state_but_the_last_two_has_one_next_step():
    without = {state for state in SignalState if state not in rules.NEXT}

    assert without == {SignalState.RESULT, SignalState.ASIDE}
    for state, step in rules.NEXT.items():
        assert step.verb in rules.SIGNAL_FLOW[state]


def test_a_signal_text_names_themes_areas_and_what_is_missing():
    text = rules.signal_text(["cooking"], ["Overdie"], ["childcare"])

    assert text == (
        "Voor “koken en eten” past er te weinig in Overdie."
        " Wat ontbreekt: geen opvang voor de kinderen."
    )


@pytest.mark.parametrize(
    ("level", "low", "high", "fits"),
    [("a1", "a1", "a2", True), ("a0", "a1", "", False), ("b1", "", "a2", False),
     ("unknown", "b1", "", True), ("b1", "", "", True)],
)  # fmt: skip
def test_a_level_lies_within_a_range_or_not(level, low, high, fits):
    assert rules.lies_within(level, low, high) is fits

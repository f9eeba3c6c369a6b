"""Whether there is room, whose turn it is, and how it is said."""

from datetime import date, timedelta

import pytest

from meedoen.places import rules
from meedoen.places.choices import State
from meedoen.places.rules import Room, Standing

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("room", "is_open", "words"),
    [
        (Room(None), True, "geen grens"),
        (Room(3), True, "nog 3 plaatsen"),
        (Room(3, waiting=2), True, "nog 1 plaats"),
        (Room(2, waiting=2, has_list=True), False, "Wie al wacht"),
        (Room(0, waiting=3, has_list=True), False, "nummer 4"),
        (Room(0), False, "geen wachtlijst"),
    ],
)
def test_what_is_free_is_for_whoever_waits_first(room, is_open, words):
    assert room.is_open is is_open
    assert words in room.words


def test_who_finds_it_full_hears_which_number_they_would_be():
    assert "nummer 4" in Room(0, waiting=3, has_list=True).next_step
    assert "ander aanbod" in Room(0, waiting=3).next_step


def test_a_place_is_kept_for_days_and_not_for_ever():
    assert rules.hold_problem(TODAY, today=TODAY) == ""
    assert "voorbij" in rules.hold_problem(TODAY - timedelta(days=1), today=TODAY)
    assert "half jaar" in rules.hold_problem(TODAY + timedelta(days=400), today=TODAY)


@pytest.mark.parametrize("state", State)
def test_before_signing_no_word_obliges_or_blames(state):
    standing = Standing(
        state, number=2, held_until=TODAY, placed_on=TODAY, started_on=None, ended_on=TODAY
    )

    said = rules.words(standing, is_free=True).lower() + rules.next_step(standing, is_turn=True)

    assert said
    for word in ("moet", "verlopen", "te laat", "niet gereageerd", "verplicht", "deadline"):
        assert word not in said


def test_only_whose_turn_it_is_has_a_next_step_in_the_line():
    waiting = Standing(State.WAITING, number=1)

    assert "nodig uit" in rules.next_step(waiting, is_turn=True)
    assert rules.next_step(waiting, is_turn=False) == ""


@pytest.mark.parametrize(("number", "words"), [(0, "niemand"), (1, "1 persoon"), (7, "7 mensen")])
def test_the_line_in_words(number, words):
    assert words in rules.line_words(number)

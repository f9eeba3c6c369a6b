"""Keeping the directory right: offers, places, dates, and what providers say."""

from meedoen.offers.actions.asking import (
    accept,
    ask,
    decline,
    end_link,
    say_gone,
    say_right,
    say_wrong,
)
from meedoen.offers.actions.keeping import (
    add,
    close,
    confirm,
    correct,
    derive,
    give_back,
    reopen,
    take_place,
)
from meedoen.offers.actions.placing import (
    add_location,
    add_programme,
    correct_location,
    correct_organisation,
    correct_programme,
    move,
)
from meedoen.offers.actions.planning import (
    add_closure,
    drop_closure,
    drop_exception,
    make_exception,
)
from meedoen.offers.actions.wording import keep_words, reword

__all__ = [
    "accept", "add", "add_closure", "add_location", "add_programme", "ask", "close", "confirm",
    "correct", "correct_location", "correct_organisation", "correct_programme", "decline", "derive",
    "drop_closure", "drop_exception", "end_link", "give_back", "keep_words", "make_exception",
    "move", "reopen", "reword", "say_gone", "say_right", "say_wrong", "take_place",
]  # fmt: skip

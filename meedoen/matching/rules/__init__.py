"""Matching as pure decisions: facts in, suggestions with reasons out (R93, standards 6.8).

Rules only: no learning, no guessing, nothing about origin, health or gender. The program
suggests; the coach decides, and may decide otherwise.
"""

from meedoen.matching.rules.describing import Line, offer_in_words, person_in_words
from meedoen.matching.rules.facts import Busy, OfferFacts, PersonFacts, as_json
from meedoen.matching.rules.ruleset import BY_CODE, RULES, Rule
from meedoen.matching.rules.suggesting import (
    HIGHEST_SCORE,
    Ranking,
    Reason,
    Suggestion,
    suggest,
    weigh,
)
from meedoen.matching.rules.wording import Change

__all__ = [
    "BY_CODE",
    "HIGHEST_SCORE",
    "RULES",
    "Busy",
    "Change",
    "Line",
    "OfferFacts",
    "PersonFacts",
    "Ranking",
    "Reason",
    "Rule",
    "Suggestion",
    "as_json",
    "offer_in_words",
    "person_in_words",
    "suggest",
    "weigh",
]

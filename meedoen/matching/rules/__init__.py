"""Matching as pure decisions: facts in, suggestions with reasons out (R93, standards 6.8).

Rules only: no learning, no guessing, nothing about origin, health or gender. The program
suggests; the coach decides, and may decide otherwise.
"""

from meedoen.matching.rules.arranging import (
    ALWAYS_ON,
    AS_MADE,
    HEAVIEST,
    STANDARD,
    Difference,
    RuleSet,
    Setting,
    arrange,
    define,
    differences,
    read_settings,
    settings_problem,
    version_name,
)
from meedoen.matching.rules.describing import Line, offer_in_words, person_in_words
from meedoen.matching.rules.examples import EXAMPLES, Example, Shift, shifts
from meedoen.matching.rules.facts import Busy, OfferFacts, PersonFacts, as_json
from meedoen.matching.rules.packages import Pair, Roads, packages, sides
from meedoen.matching.rules.ruleset import BY_CODE, RULES, Rule
from meedoen.matching.rules.suggesting import (
    HIGHEST_SCORE,
    Found,
    Ranking,
    Reason,
    Suggestion,
    Waiting,
    people_for,
    suggest,
    weigh,
)
from meedoen.matching.rules.travelling import Distances, minutes_by, minutes_from, roads
from meedoen.matching.rules.wording import Change

__all__ = [
    "ALWAYS_ON", "AS_MADE", "BY_CODE", "EXAMPLES", "HEAVIEST", "HIGHEST_SCORE", "RULES",
    "STANDARD", "Busy", "Change", "Difference", "Distances", "Example", "Found", "Line",
    "OfferFacts", "Pair", "PersonFacts", "Ranking", "Reason", "Roads", "Rule", "RuleSet",
    "Setting", "Shift", "Suggestion", "Waiting", "arrange", "as_json", "define", "differences",
    "minutes_by", "minutes_from", "offer_in_words", "packages", "people_for", "person_in_words",
    "read_settings", "roads", "settings_problem", "shifts", "sides", "suggest", "version_name",
    "weigh",
]  # fmt: skip

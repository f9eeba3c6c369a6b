"""What is done in an intake: holding it, measuring, and giving advice. The only writer."""

from meedoen.intake.actions.advising import WORDS, advise, approve, give_back, share
from meedoen.intake.actions.lists import publish_list, withdraw_list
from meedoen.intake.actions.measuring import (
    fill,
    measure_ladder,
    measure_language,
    withdraw_ladder,
    withdraw_language,
)
from meedoen.intake.actions.talks import begin, complete, save_section

__all__ = [
    "WORDS", "advise", "approve", "begin", "complete", "fill", "give_back", "measure_ladder",
    "measure_language", "publish_list", "save_section", "share", "withdraw_ladder",
    "withdraw_language", "withdraw_list",
]  # fmt: skip

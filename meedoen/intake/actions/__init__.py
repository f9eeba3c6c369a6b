"""What is done in an intake: holding it, measuring, and giving advice. The only writer."""

from meedoen.intake.actions.advising import WORDS, advise, approve, give_back, share
from meedoen.intake.actions.holding import (
    begin,
    complete,
    fill,
    measure_ladder,
    measure_language,
    publish_list,
    save_section,
)

__all__ = [
    "WORDS",
    "advise",
    "approve",
    "begin",
    "complete",
    "fill",
    "give_back",
    "measure_ladder",
    "measure_language",
    "publish_list",
    "save_section",
    "share",
]

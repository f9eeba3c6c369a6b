"""The verbs of trends: what is missing, signals and ideas, pointing people to something."""

from meedoen.trends.actions.inviting import invite, reply
from meedoen.trends.actions.needs import close_need, correct_need, note_need
from meedoen.trends.actions.signals import (
    answer_idea,
    correct_signal,
    gather,
    lay_aside,
    note_idea,
    note_signal,
    step,
    take_up,
    tell_back,
)

__all__ = [
    "answer_idea", "close_need", "correct_need", "correct_signal", "gather", "invite", "lay_aside",
    "note_idea", "note_need", "note_signal", "reply", "step", "take_up", "tell_back",
]  # fmt: skip

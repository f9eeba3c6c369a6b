"""The verbs of distributing: making a round, fixing and forbidding, proposing, deciding."""

from meedoen.distribution.actions.deciding import Handled, accept, otherwise
from meedoen.distribution.actions.making import drop, finish, make
from meedoen.distribution.actions.marking import lift, mark
from meedoen.distribution.actions.proposing import AT_ONCE, is_small, queue, run, solve

__all__ = [
    "AT_ONCE", "Handled", "accept", "drop", "finish", "is_small", "lift", "make", "mark",
    "otherwise", "queue", "run", "solve",
]  # fmt: skip

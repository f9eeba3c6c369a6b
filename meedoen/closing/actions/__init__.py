"""Looking back, asking later, leaving, coming back. The only writer of this area."""

from meedoen.closing.actions.aftercare import finish, move, record, skip, stop
from meedoen.closing.actions.beginning_again import begin_again
from meedoen.closing.actions.interviews import begin, correct, hold, keep
from meedoen.closing.actions.leaving import end, expire, undo

__all__ = [
    "begin", "begin_again", "correct", "end", "expire", "finish", "hold", "keep", "move", "record",
    "skip", "stop", "undo",
]  # fmt: skip

"""What is done with a profile: writing the story, wishes and steps, remarks. The only writer."""

from meedoen.profiles.actions.needing import (
    add_need,
    add_subgoal,
    change_need,
    change_subgoal,
    raise_need,
    set_need,
    set_subgoal,
)
from meedoen.profiles.actions.telling import remark, take_over, write

__all__ = [
    "add_need",
    "add_subgoal",
    "change_need",
    "change_subgoal",
    "raise_need",
    "remark",
    "set_need",
    "set_subgoal",
    "take_over",
    "write",
]

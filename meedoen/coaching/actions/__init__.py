"""The verbs of coaching: who guides whom, who stands in, who works where and when."""

from meedoen.coaching.actions.arranging import leave_area, set_return, work_in
from meedoen.coaching.actions.choosing import Handed, choose, hand_over
from meedoen.coaching.actions.deputising import (
    assign_deputy,
    end_deputy,
    expire,
    share_deputies,
)

__all__ = [
    "Handed",
    "assign_deputy",
    "choose",
    "end_deputy",
    "expire",
    "hand_over",
    "leave_area",
    "set_return",
    "share_deputies",
    "work_in",
]

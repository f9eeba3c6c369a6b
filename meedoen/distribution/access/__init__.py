"""Whose rounds one may see, and everything that has to be known to make a proposal."""

from meedoen.distribution.access.asking import Asked, ask
from meedoen.distribution.access.finding import (
    coaches,
    entries_of,
    last_placing,
    latest,
    open_groups,
    placings,
    standing_marks,
    to_decide,
    to_lead,
    to_lift,
    to_place,
    two_latest,
    undecided,
    visible_to,
    waiting_for_coach,
    waiting_for_groups,
)

__all__ = [
    "Asked", "ask", "coaches", "entries_of", "last_placing", "latest", "open_groups", "placings",
    "standing_marks", "to_decide", "to_lead", "to_lift", "to_place", "two_latest",
    "undecided", "visible_to", "waiting_for_coach", "waiting_for_groups",
]  # fmt: skip

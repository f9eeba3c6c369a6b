"""What the pages of distributing show."""

from meedoen.distribution.pages.people import (
    Line,
    Option,
    PersonPage,
    left_page,
    person_page,
    place_page,
)
from meedoen.distribution.pages.proposal import Proposal, proposal
from meedoen.distribution.pages.starting import (
    Crowd,
    Possible,
    Room,
    Row,
    Waits,
    crowd,
    possible_coaches,
    possible_groups,
    rounds,
)

__all__ = [
    "Crowd", "Line", "Option", "PersonPage", "Possible", "Proposal", "Room", "Row", "Waits",
    "crowd", "left_page", "person_page", "place_page", "possible_coaches", "possible_groups",
    "proposal", "rounds",
]  # fmt: skip

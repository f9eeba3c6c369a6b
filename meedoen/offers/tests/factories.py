"""Offers for tests: `make_offer(side=Side.LANGUAGE, slots=[slot(0, "9.30", "11.30")])`."""

from datetime import time
from itertools import count
from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.network.models import Organisation
from meedoen.network.tests.factories import make_organisation
from meedoen.offers import actions
from meedoen.offers.choices import Kind, Side
from meedoen.offers.models import Offer
from meedoen.offers.rules import Slot
from meedoen.teams.tests.factories import make_member

_number = count(1)


def slot(weekday: int, start: str, end: str) -> Slot:
    """A weekly moment: `slot(1, "9.30", "11.30")` is Tuesday."""
    (h1, m1), (h2, m2) = start.split("."), end.split(".")
    return Slot(weekday, time(int(h1), int(m1)), time(int(h2), int(m2)))


def make_offer(
    *, by: User | None = None, organisation: Organisation | None = None, **facts: Any
) -> Offer:
    """Something that everybody can join on Tuesday morning."""
    defaults = {
        "name": f"Praatgroep {next(_number)}",
        "kind": Kind.LANGUAGE_PRACTICE,
        "side": Side.LANGUAGE,
        "slots": [slot(1, "9.30", "11.30")],
    }
    return actions.add(
        organisation or make_organisation(),
        by=by or make_member(Role.PARTICIPATION_COACH),
        **{**defaults, **facts},
    )

"""Participants for tests: synthetic people only."""

from itertools import count
from typing import Any

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.participants import actions
from meedoen.participants.choices import Category
from meedoen.participants.models import Participant
from meedoen.teams.tests.factories import make_member, make_team

_number = count(1)
WORDS = ("Een", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht", "Negen", "Tien")


def make_participant(*, by: User | None = None, **facts: Any) -> Participant:
    """Somebody in our care; `by` has registered them and so sees the dossier."""
    n = next(_number)
    category = facts.get("category", Category.VOLUNTARY)
    make_team("wgi" if category == Category.VOLUNTARY else "inburgering", category=category)
    by = by or make_member(Role.CONSULTANT)
    defaults = {
        "first_name": "Testpersoon",
        "last_name": f"{WORDS[n % 10]} {n}",
        "category": category,
        "neighbourhood": make_neighbourhood(),
        "question": "Ik wil met de buren praten.",
    }
    return actions.register(by=by, **{**defaults, **facts})

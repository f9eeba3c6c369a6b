"""Rounds for tests, and questions with nothing behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.core.ids import new_id
from meedoen.distribution import actions
from meedoen.distribution.choices import Kind
from meedoen.distribution.models import Entry, Place, Round
from meedoen.distribution.rules.asking import Said
from meedoen.distribution.rules.solving import Whole
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.models import Offer
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member


@dataclass
class Table:
    """A question that is only a table of scores; below zero breaks a hard rule."""

    rows: Sequence[Sequence[int]]
    room: Sequence[int]
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = range(len(self.room))
        self.names = self.names or [f"plek {number}" for number in self.columns]

    @property
    def scores(self) -> Whole:
        return np.array(self.rows, np.int64).reshape(len(self.rows), len(self.room))

    @property
    def allowed(self) -> Whole:
        return self.scores

    def say(self, person: int, place: int) -> Said:
        broken = ["Dit past niet."] if self.rows[person][place] < 0 else []
        return Said(["Dit past."], [], broken)


def make_leader() -> User:
    """A coordinator who leads the team that receives people of the neighbourhood road."""
    return make_member(Role.WGI_COORDINATOR, lead=True)


def make_people(number: int, *, by: User, **facts: Any) -> list[Journey]:
    """So many people who make a plan; `by` sees their dossiers."""
    facts.setdefault("phase", "planning")
    return [make_journey(by=by, **facts) for _ in range(number)]


def make_round(
    *, by: User, people: Sequence[Journey] = (), offers: Sequence[Offer] = (), room: int = 2,
    is_solved: bool = True,
) -> Round:  # fmt: skip
    """A round for groups: three people and two groups, unless they are given."""
    people = people or make_people(3, by=by)
    offers = offers or [make_offer(), make_offer()]
    one = actions.make(
        kind=Kind.GROUPS, name="Start maart", people=people, by=by, token=new_id(),
        room={offer.pk: room for offer in offers},
    )  # fmt: skip
    if is_solved:
        actions.solve(one, by=by)
        one.refresh_from_db()
    return one


def entry_of(one: Round, journey: Journey) -> Entry:
    """This person in this round."""
    entry = Entry.objects.select_related("journey__participant").get(round=one, journey=journey)
    entry.round = one
    return entry


def place_of(one: Round, offer: Offer) -> Place:
    """This offer in this round."""
    return Place.objects.select_related("offer").get(round=one, offer=offer)

"""The list of rounds, and what can go into a new one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.coaching import rules as coaching
from meedoen.coaching.rules.proposing import GUIDING
from meedoen.core.time import today
from meedoen.distribution import access
from meedoen.distribution.models import Entry, Outcome, Round

# So many people are shown by name before a round begins; all of them take part.
SHOWN = 200
MOST_ROUNDS = 100


@dataclass(frozen=True)
class Row:
    """One round on the list."""

    round: Round
    people: int
    served: int | None
    decided: int


def rounds(user: User) -> list[Row]:
    """The last rounds, newest first: one query."""
    people = Entry.objects.filter(round=OuterRef("pk"))
    last = Outcome.objects.filter(round=OuterRef("pk")).order_by("-number")
    rows = (
        access.visible_to(user)
        .select_related("made_by")
        .annotate(
            people=_counted(people),
            decided=_counted(people.filter(settled__isnull=False)),
            served=Subquery(last.values("served")[:1]),
        )
    )
    return [Row(one, one.people, one.served, one.decided) for one in rows[:MOST_ROUNDS]]


def _counted(rows: Any) -> Any:
    number = rows.order_by().values("round").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), Value(0))


@dataclass(frozen=True)
class Possible:
    """A place that could be in a round; `most` is how many still fit, when that is known."""

    id: UUID
    name: str
    told: str
    room: int
    most: int | None = None

    @property
    def field(self) -> str:
        """The name of its field in the form."""
        return f"room_{self.id.hex}"


def possible_groups(side: str) -> list[Possible]:
    """What is open now, with the places that are free; without a limit the user says how many."""
    return [
        Possible(
            one.pk,
            one.name,
            ", ".join(filter(None, (one.organisation.name, one.schedule or _("op afspraak")))),
            one.free_places or 0,
            one.free_places,
        )
        for one in access.open_groups(side)
    ]


def possible_coaches() -> list[Possible]:
    """Colleagues with the number of people for whom they have room.

    Who is away, or leads and usually guides nobody, is on the list without a number.
    """
    day = today()
    usual = coaching.weigh("registered")
    shown = []
    for one in access.coaches():
        told = _("%(load)s van %(room)s") % {
            "load": coaching.as_people(one.load),
            "room": coaching.as_people(one.room),
        }
        free = max((one.room - one.load) // usual, 0) if one.roles & GUIDING else 0
        if one.away and one.is_away(day):
            told, free = coaching.away_words(one.away, on=day), 0
        shown.append(Possible(one.id, one.name, told, free))
    return shown

"""The list of rounds, and what can go into a new one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.coaching import rules as coaching
from meedoen.coaching.rules import Candidate
from meedoen.coaching.rules.proposing import GUIDING
from meedoen.core.time import today
from meedoen.distribution import access
from meedoen.distribution.models import Entry, Outcome, Round
from meedoen.journeys.models import JourneyQuerySet
from meedoen.participants.rules import display_name

# So many people are shown by name before a round begins; all of them take part.
SHOWN = 200
# Further than this nobody counts: a round is about fewer people.
MOST_COUNTED = 5_000
# So many colleagues are on the page, those with most room first; the others on request.
MOST_PLACES = 100
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
class Waits:
    """One of the people who wait, by name."""

    id: UUID
    name: str
    since: date


@dataclass(frozen=True)
class Crowd:
    """Who waits: the first by name, and how many there are, counted up to a limit."""

    shown: list[Waits]
    counted: int

    @property
    def total(self) -> int:
        """How many people wait, or the most that is counted."""
        return min(self.counted, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether there are even more than were counted."""
        return self.counted > MOST_COUNTED


def crowd(waiting: JourneyQuerySet) -> Crowd:
    """Those who wait longest by name, and how many wait: two queries."""
    first = waiting.values_list(
        "pk", "participant__first_name", "participant__last_name", "participant__called",
        "started_on",
    )[:SHOWN]  # fmt: skip
    return Crowd(
        [Waits(pk, display_name(*names), since) for pk, *names, since in first],
        waiting.order_by().values("pk")[: MOST_COUNTED + 1].count(),
    )


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
        return field_of(self.id)


def field_of(place: UUID) -> str:
    """The name of the field in which the room of a place is typed."""
    return f"room_{place.hex}"


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


@dataclass(frozen=True)
class Room:
    """Where people could go, and how many colleagues more there are than stand on the page."""

    places: list[Possible]
    others: int = 0


def possible_coaches(*, named: Collection[str] = (), shows_all: bool = False) -> Room:
    """Colleagues with the number of people for whom they have room.

    Who is away, or leads and usually guides nobody, is on the list without a number. Of very many
    those with most room are shown, and who was `named` (the field in which a number was typed).
    """
    day = today()
    everybody = [(one, _free(one, day)) for one in access.coaches()]
    most_room = everybody
    if not shows_all and len(everybody) > MOST_PLACES:
        most_room = sorted(everybody, key=lambda pair: -pair[1])[:MOST_PLACES]
    wanted = {one.id for one, _room in most_room}
    shown = [
        Possible(one.id, one.name, _told(one, day), free)
        for one, free in everybody
        if one.id in wanted or field_of(one.id) in named
    ]
    return Room(shown, len(everybody) - len(shown))


def _free(one: Candidate, day: date) -> int:
    if one.is_away(day) or not one.roles & GUIDING:
        return 0
    return max((one.room - one.load) // coaching.weigh("registered"), 0)


def _told(one: Candidate, day: date) -> str:
    if one.away and one.is_away(day):
        return coaching.away_words(one.away, on=day)
    return _("%(load)s van %(room)s") % {
        "load": coaching.as_people(one.load),
        "room": coaching.as_people(one.room),
    }

"""One line of a list of people: what it shows, read in one query and put into words."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from meedoen.core.errors import Words
from meedoen.core.joined import Joined
from meedoen.journeys import rules as road_rules
from meedoen.journeys.models import Binding, Journey, Milestone, road_of
from meedoen.ladder.models import Measurement
from meedoen.participants.rules import display_name

LONG_AGO = date(1900, 1, 1)
KEEP_IN_TOUCH = _("Houd contact.")
# What a line shows from beside the journey: the facts that stand, what binds, and the last step.
FACTS = Subquery(
    Milestone.objects.filter(journey=OuterRef("pk"))
    .standing()
    .annotate(all=Joined(F("fact")))
    .values("all")
)
BOUND = Exists(Binding.objects.filter(journey=OuterRef("pk"), until=None))
STEP = Subquery(
    Measurement.objects.counting()
    .filter(participant=OuterRef("participant"))
    .newest_first()
    .values("recorded")[:1]
)
COLUMNS = (
    "id", "participant", "flow", "phase", "entered_phase_at", "category", "fixed_contact__name",
    "last_contact_on", "closed_at", "facts", "is_bound", "step", "participant__first_name",
    "participant__last_name", "participant__called", "participant__sort_name",
    "participant__neighbourhood__name",
)  # fmt: skip


class Row(NamedTuple):
    """A line as it comes from the database, in the order of COLUMNS."""

    id: UUID
    participant: UUID
    flow: UUID
    phase: str
    entered_phase_at: datetime
    category: str
    contact: str | None
    last_contact_on: date | None
    closed_at: datetime | None
    facts: str | None
    is_bound: bool
    step: int | None
    first_name: str
    last_name: str
    called: str
    sort_name: str
    neighbourhood: str | None

    @property
    def contact_key(self) -> date:
        """What sorts by contact: who was never spoken comes before everybody."""
        return self.last_contact_on or LONG_AGO


class Person(NamedTuple):
    """One line of the list."""

    id: UUID
    name: str
    neighbourhood: str
    phase: Words
    phase_since: datetime
    step: int | None
    contact: str
    last_contact_on: date | None
    next_step: Words
    is_running: bool
    is_ended: bool


def with_facts(journeys: QuerySet[Journey]) -> QuerySet[Any, Any]:
    """Everything one line shows, in the one query of the page; rows as `Row` has them."""
    return journeys.annotate(facts=FACTS, is_bound=BOUND, step=STEP).values_list(*COLUMNS)


def people(rows: Iterable[Row]) -> list[Person]:
    """Rows as lines. Where people stand alike, the words are looked up once."""
    words: dict[tuple[Any, ...], tuple[str, str, bool]] = {}
    roads: dict[UUID, road_rules.Road] = {}
    found = []
    for row in rows:
        has_coach = row.contact is not None
        stands = (row.flow, row.phase, row.category, row.facts, row.is_bound, has_coach)
        told = words.get(stands)
        if told is None:
            if row.flow not in roads:
                roads[row.flow] = road_of(row.flow)
            told = words[stands] = _words(row, roads[row.flow])
        phase, next_step, runs = told
        ended = row.closed_at is not None
        found.append(
            Person(
                id=row.participant,
                name=display_name(row.first_name, row.last_name, row.called),
                neighbourhood=row.neighbourhood or "",
                phase=phase,
                phase_since=row.entered_phase_at,
                step=row.step,
                contact=row.contact or "",
                last_contact_on=row.last_contact_on,
                next_step="" if ended else next_step,
                is_running=runs and not ended,
                is_ended=ended,
            )
        )
    return found


def _words(row: Row, road: road_rules.Road) -> tuple[str, str, bool]:
    """The phase and the next step of somebody who stands here, and whether it runs by itself."""
    phase = road.phase(row.phase)
    facts = road_rules.Facts(
        category=row.category,
        done=frozenset((row.facts or "").split()),
        is_bound=row.is_bound,
        has_coach=row.contact is not None,
    )
    todo = road_rules.todo(road, current=phase.code, facts=facts)
    # Without a term of our own nothing has to be hurried on: we keep in touch.
    runs = not (todo and phase.term_days)
    return str(phase.label), str(KEEP_IN_TOUCH if runs else todo[0]), runs

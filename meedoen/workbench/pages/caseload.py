"""The list of people this user may see: narrowed, sorted, fifty at a time.

Each way to sort walks an index in that order and stops after a page, so that the list costs the
same for a coach with 80 dossiers and a team leader with 50,000.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import (
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.paging import keyset
from meedoen.journeys import rules as road_rules
from meedoen.journeys.models import Binding, Journey, Milestone
from meedoen.ladder.models import Measurement
from meedoen.participants import access
from meedoen.participants.models import Participant, Sight
from meedoen.workbench.choices import ENDED, Sort, Whose

SIZE = 50
LONG_AGO = date(1900, 1, 1)
KEEP_IN_TOUCH = _("Houd contact.")


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to, how it is sorted, and where it goes on."""

    phase: str = ""
    neighbourhood: UUID | None = None
    category: str = ""
    whose: str = Whose.ALL
    sort: str = Sort.NAME
    marker: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether an empty list may be due to what was chosen."""
        chosen = self.phase or self.neighbourhood or self.category or self.marker
        return bool(chosen) or self.whose != Whose.ALL


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list."""

    id: UUID
    name: str
    case_number: str
    neighbourhood: str
    phase: road_rules.Words
    phase_since: datetime
    step: int | None
    contact: str
    last_contact_on: date | None
    next_step: road_rules.Words
    is_ended: bool


@dataclass(frozen=True)
class Caseload:
    """One page of the list."""

    people: list[Person]
    next_marker: str
    language_only: bool


def caseload(user: User, wanted: Wanted) -> Caseload:
    """One page of the people this user may see; without an exact total, which would cost more."""
    pages = {Sort.NAME: _by_name, Sort.PHASE: _by_phase, Sort.CONTACT: _by_contact}
    try:
        rows, marker = pages[Sort(wanted.sort)](user, wanted)
    except (ValidationError, ValueError):  # a marker that was tampered with
        rows, marker = _by_name(user, Wanted())
    narrow = access.sees_language_only(user)
    return Caseload([_person(row) for row in rows], marker, narrow)


def _by_name(user: User, wanted: Wanted) -> tuple[list[dict[str, Any]], str]:
    after = _read(wanted.marker)
    journeys = _narrowed(Journey.objects.filter(participant=OuterRef("participant")), user, wanted)
    branches = []
    for viewer in access.viewers_of(user):
        sights = _narrowed_people(access.sights_of(user, viewer=viewer), wanted)
        if after:
            name, pk = after
            sights = sights.filter(sort_name__gte=name).filter(
                Q(sort_name__gt=name) | Q(participant__gt=pk)
            )
        sights = sights.filter(Exists(journeys)).order_by("sort_name", "participant")
        branches.append(sights.values("participant")[: SIZE + 1])
    found = _with_facts(_narrowed(Journey.objects.all(), user, wanted)).filter(
        participant__in=_together(branches)
    )
    latest = {row["participant"]: row for row in found.order_by("started_on", "id")}
    rows = sorted(
        latest.values(),
        key=lambda row: (row["participant__sort_name"], row["participant"].hex),
    )
    if len(rows) <= SIZE:
        return rows, ""
    last = rows[SIZE - 1]
    return rows[:SIZE], _write(last["participant__sort_name"], last["participant"])


def _by_phase(user: User, wanted: Wanted) -> tuple[list[dict[str, Any]], str]:
    journeys = _with_facts(_seen(user, wanted))
    shown = keyset(journeys, order=["entered_phase_at", "id"], marker=wanted.marker, size=SIZE)
    return shown.rows, shown.next_marker


def _by_contact(user: User, wanted: Wanted) -> tuple[list[dict[str, Any]], str]:
    journeys = _with_facts(
        _seen(user, wanted).annotate(contact_key=Coalesce("last_contact_on", Value(LONG_AGO))),
        "contact_key",
    )
    shown = keyset(journeys, order=["contact_key", "id"], marker=wanted.marker, size=SIZE)
    return shown.rows, shown.next_marker


def _seen(user: User, wanted: Wanted) -> QuerySet[Journey]:
    """Journeys of people this user may see. Who leads a team sees so many that walking pays."""
    journeys = _narrowed(Journey.objects.all(), user, wanted)
    if wanted.neighbourhood:
        journeys = journeys.filter(participant__neighbourhood=wanted.neighbourhood)
    if wanted.category:
        journeys = journeys.filter(category=wanted.category)
    if not user.has(Permission.TEAM_SEE):
        own = access.sights_of(user, viewer=user.pk)
        return journeys.filter(participant__in=own.values("participant"))
    sights = Sight.objects.filter(
        participant=OuterRef("participant"), viewer__in=access.viewers_of(user)
    )
    return journeys.filter(Exists(sights))


def _narrowed(journeys: QuerySet[Journey], user: User, wanted: Wanted) -> QuerySet[Journey]:
    if wanted.phase == ENDED:
        others = Journey.objects.filter(participant=OuterRef("participant"), closed_at=None)
        journeys = journeys.filter(~Exists(others), closed_at__isnull=False)
    else:
        journeys = journeys.filter(closed_at__isnull=True)
        if wanted.phase:
            journeys = journeys.filter(phase=wanted.phase)
    if wanted.whose == Whose.MINE:
        journeys = journeys.filter(fixed_contact=user)
    return journeys


def _narrowed_people(sights: QuerySet[Sight], wanted: Wanted) -> QuerySet[Sight]:
    if wanted.neighbourhood:
        sights = sights.filter(participant__neighbourhood=wanted.neighbourhood)
    if wanted.category:
        sights = sights.filter(participant__category=wanted.category)
    return sights


def _together(branches: list[QuerySet[Any]]) -> Any:
    """The pages of several viewers as one list of people, each walked and cut by itself."""
    if len(branches) == 1:
        return branches[0]
    parts = [branch.query.sql_with_params() for branch in branches]
    sql = " UNION ".join(
        f"SELECT * FROM ({part}) AS v{n}" for n, (part, _values) in enumerate(parts)
    )
    return RawSQL(sql, [value for _, values in parts for value in values])


class Joined(Func):
    """Short codes of several rows as one text, on SQLite and PostgreSQL alike."""

    output_field = TextField()
    template = "%(function)s(%(expressions)s, ' ')"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def _with_facts(journeys: QuerySet[Journey], *also: str) -> QuerySet[Any, dict[str, Any]]:
    """Everything one line shows, in the one query of the page."""
    facts = Milestone.objects.filter(journey=OuterRef("pk")).standing().order_by()
    steps = Measurement.objects.filter(participant=OuterRef("participant")).newest_first()
    bindings = Binding.objects.filter(journey=OuterRef("pk"), until=None)
    return journeys.annotate(
        facts=Subquery(facts.annotate(all=Joined(F("fact"))).values("all")),
        is_bound=Exists(bindings),
        step=Subquery(steps.values("recorded")[:1]),
    ).values(
        "id", "participant", "flow", "phase", "entered_phase_at", "category", "fixed_contact",
        "fixed_contact__name", "last_contact_on", "closed_at", "facts", "is_bound", "step",
        "participant__case_number", "participant__first_name", "participant__last_name",
        "participant__called", "participant__sort_name", "participant__neighbourhood__name", *also,
    )  # fmt: skip


def read_people(journeys: QuerySet[Journey]) -> list[Person]:
    """These journeys as lines of a list; one query."""
    return [_person(row) for row in _with_facts(journeys)]


def _person(row: dict[str, Any]) -> Person:
    road = Journey(flow_id=row["flow"]).road
    who = Participant(
        first_name=row["participant__first_name"],
        last_name=row["participant__last_name"],
        called=row["participant__called"],
    )
    facts = road_rules.Facts(
        category=row["category"],
        done=frozenset((row["facts"] or "").split()),
        is_bound=row["is_bound"],
        has_coach=row["fixed_contact"] is not None,
    )
    ended = row["closed_at"] is not None
    phase = road.phase(row["phase"])
    todo = [] if ended else road_rules.todo(road, current=phase.code, facts=facts)
    # Without a term of our own nothing has to be hurried on: we keep in touch.
    next_step = todo[0] if todo and phase.term_days else "" if ended else KEEP_IN_TOUCH
    return Person(
        id=row["participant"],
        name=who.display_name,
        case_number=row["participant__case_number"],
        neighbourhood=row["participant__neighbourhood__name"] or "",
        phase=phase.label,
        phase_since=row["entered_phase_at"],
        step=row["step"],
        contact=row["fixed_contact__name"] or "",
        last_contact_on=row["last_contact_on"],
        next_step=next_step,
        is_ended=ended,
    )


def _write(sort_name: str, pk: UUID) -> str:
    return base64.urlsafe_b64encode(f"{pk.hex}{sort_name}".encode()).decode().rstrip("=")


def _read(marker: str) -> tuple[str, UUID] | None:
    """Where the page before this one ended; what was tampered with is the beginning."""
    try:
        text = base64.urlsafe_b64decode(marker + "=" * (-len(marker) % 4)).decode()
        return (text[32:].replace("\x00", ""), UUID(text[:32])) if text else None
    except (ValueError, binascii.Error):
        return None

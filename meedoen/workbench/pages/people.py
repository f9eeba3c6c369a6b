"""The list of people this user may see: narrowed, sorted, fifty at a time.

Each way to sort walks an index in that order and stops after a page, so that the list costs the
same for a coach with 80 dossiers and a team leader with 50,000.
"""

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import (
    Exists,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import Words
from meedoen.core.joined import Joined
from meedoen.core.paging import keyset
from meedoen.journeys import rules as road_rules
from meedoen.journeys.models import Binding, Journey, Milestone
from meedoen.ladder.models import Measurement
from meedoen.participants import access
from meedoen.participants.models import Sight
from meedoen.participants.rules import display_name
from meedoen.workbench.choices import ENDED, Sort, Whose

SIZE = 50
LONG_AGO = date(1900, 1, 1)
# From here on walking an index is quicker than collecting and sorting.
FEW = 2000
# Marks that the never spoken have all been shown.
SPOKEN = "s."
STANDS = ("flow", "phase", "category", "facts", "binding", "fixed_contact")
Rows = tuple[list[dict[str, Any]], str]
KEEP_IN_TOUCH = _("Houd contact.")
# What a line shows from beside the journey: the facts that stand, what binds, and the last step.
FACTS = Subquery(
    Milestone.objects.filter(journey=OuterRef("pk"))
    .standing()
    .annotate(all=Joined(F("fact")))
    .values("all")
)
BINDING = Subquery(Binding.objects.filter(journey=OuterRef("pk"), until=None).values("pk")[:1])
STEP = Subquery(
    Measurement.objects.counting()
    .filter(participant=OuterRef("participant"))
    .newest_first()
    .values("recorded")[:1]
)


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
    neighbourhood: str
    phase: Words
    phase_since: datetime
    step: int | None
    contact: str
    last_contact_on: date | None
    next_step: Words
    is_running: bool
    is_ended: bool


@dataclass(frozen=True)
class Caseload:
    """One page of the list."""

    people: list[Person]
    next_marker: str
    language_only: bool


def caseload(user: User, wanted: Wanted) -> Caseload:
    """One page of the people this user may see; without an exact total, which would cost more."""
    ways = {Sort.NAME: _by_name, Sort.PHASE: _by_phase, Sort.CONTACT: _by_contact}
    try:
        rows, marker = ways[Sort(wanted.sort)](user, wanted)
    except (ValidationError, ValueError):  # a marker that was tampered with
        rows, marker = _by_name(user, Wanted())
    return Caseload(_people(rows), marker, access.sees_language_only(user))


def read_people(journeys: QuerySet[Journey]) -> list[Person]:
    """These journeys as lines of a list; one query."""
    return _people(_with_facts(journeys))


def _by_name(user: User, wanted: Wanted) -> Rows:
    after = _read(wanted.marker)
    if wanted.whose == Whose.MINE:
        return _cut(_with_facts(_seen(user, wanted)), after=after)
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
    found = _with_facts(
        _narrowed(Journey.objects.all(), user, wanted).filter(participant__in=Together(branches))
    )
    return _cut(found.order_by("started_on", "id"))


def _cut(found: Iterable[dict[str, Any]], *, after: tuple[str, UUID] | None = None) -> Rows:
    """One page by name; of somebody with several journeys the last."""
    latest = {row["participant"]: row for row in found}
    keys = {pk: (row["participant__sort_name"], pk.hex) for pk, row in latest.items()}
    wanted = [pk for pk in latest if after is None or keys[pk] > (after[0], after[1].hex)]
    rows = [latest[pk] for pk in sorted(wanted, key=keys.__getitem__)]
    if len(rows) <= SIZE:
        return rows, ""
    last = rows[SIZE - 1]
    return rows[:SIZE], _write(last["participant__sort_name"], last["participant"])


def _by_phase(user: User, wanted: Wanted) -> Rows:
    return _by_keys(_seen(user, wanted), ["entered_phase_at", "id"], wanted)


def _by_contact(user: User, wanted: Wanted) -> Rows:
    """Who was never spoken comes first, then whom we have not spoken for longest."""
    journeys = _seen(user, wanted)
    if not _sees_many(user, wanted):
        day = Coalesce("last_contact_on", Value(LONG_AGO))
        return _by_keys(journeys.annotate(contact_key=day), ["contact_key", "id"], wanted)
    rows: list[dict[str, Any]] = []
    if not wanted.marker.startswith(SPOKEN):
        rows, marker = _by_keys(journeys.filter(last_contact_on__isnull=True), ["id"], wanted)
        if marker:
            return rows, marker
    rest = replace(wanted, marker="" if rows else wanted.marker.removeprefix(SPOKEN))
    spoken = journeys.filter(last_contact_on__isnull=False)
    keys, room = ["last_contact_on", "id"], max(SIZE - len(rows), 1)
    more, marker = _by_keys(spoken, keys, rest, size=room)
    return [*rows, *more], f"{SPOKEN}{marker}" if marker else ""


def _by_keys(
    journeys: QuerySet[Journey], order: list[str], wanted: Wanted, *, size: int | None = None
) -> Rows:
    rows = _with_facts(journeys, *order)
    shown = keyset(rows, order=order, marker=wanted.marker, size=size or SIZE)
    return shown.rows, shown.next_marker


def _seen(user: User, wanted: Wanted) -> QuerySet[Journey]:
    """Journeys of people this user may see.

    Who sees few people has them collected and sorted; who sees many has an index of journeys
    walked, with a look at each whether it may be seen.
    """
    journeys = _narrowed(Journey.objects.all(), user, wanted)
    if wanted.neighbourhood:
        journeys = journeys.filter(participant__neighbourhood=wanted.neighbourhood)
    if wanted.category:
        journeys = journeys.filter(category=wanted.category)
    seen = access.seen_by(user)
    if _sees_many(user, wanted):
        seen = access.seen_by(user, viewers=access.viewers_of(user))
    elif wanted.whose != Whose.MINE:
        return journeys.filter(participant__in=seen.values("participant"))
    return journeys.filter(Exists(seen.filter(participant=OuterRef("participant"))))


def _sees_many(user: User, wanted: Wanted) -> bool:
    """Whoever leads a team does; for the others it is counted, no further than needed."""
    if wanted.whose == Whose.MINE:
        return False
    return user.has(Permission.TEAM_SEE) or access.sees_more_than(user, FEW)


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


class Together(Expression):
    """The pages of several walks as one list of identifiers, each walked and cut by itself."""

    def __init__(self, branches: Sequence[QuerySet[Any]]):
        super().__init__(output_field=UUIDField())
        self.branches = [Subquery(branch) for branch in branches]

    def get_source_expressions(self) -> list[Any]:
        return list(self.branches)

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.branches = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        walks, values = [], []
        for number, branch in enumerate(self.branches):
            text, own = compiler.compile(branch)
            walks.append(" ".join(("SELECT * FROM", text, "AS", f"walk{number}")))
            values += own
        return "(" + " UNION ".join(walks) + ")", tuple(values)


def _with_facts(journeys: QuerySet[Journey], *also: str) -> QuerySet[Any, dict[str, Any]]:
    """Everything one line shows, in the one query of the page."""
    beside = {"facts": FACTS, "binding": BINDING, "step": STEP}
    rows: QuerySet[Any, dict[str, Any]] = journeys.annotate(**beside).values(
        "id", "participant", "flow", "phase", "entered_phase_at", "category", "fixed_contact",
        "fixed_contact__name", "last_contact_on", "closed_at", "facts", "binding", "step",
        "participant__first_name", "participant__last_name",
        "participant__called", "participant__sort_name", "participant__neighbourhood__name",
        *(name for name in also if name == "contact_key"),
    )  # fmt: skip
    return rows


def _people(rows: Iterable[dict[str, Any]]) -> list[Person]:
    """Rows as lines. Where people stand alike, the words are looked up once."""
    words: dict[tuple[Any, ...], tuple[str, str, bool]] = {}
    roads: dict[UUID, road_rules.Road] = {}
    people = []
    for row in rows:
        stands = tuple(row[name] for name in STANDS)
        if stands not in words:
            if row["flow"] not in roads:
                roads[row["flow"]] = Journey(flow_id=row["flow"]).road
            words[stands] = _words(row, roads[row["flow"]])
        phase, next_step, runs = words[stands]
        ended = row["closed_at"] is not None
        people.append(
            Person(
                id=row["participant"],
                name=display_name(
                    row["participant__first_name"],
                    row["participant__last_name"],
                    row["participant__called"],
                ),
                neighbourhood=row["participant__neighbourhood__name"] or "",
                phase=phase,
                phase_since=row["entered_phase_at"],
                step=row["step"],
                contact=row["fixed_contact__name"] or "",
                last_contact_on=row["last_contact_on"],
                next_step="" if ended else next_step,
                is_running=runs and not ended,
                is_ended=ended,
            )
        )
    return people


def _words(row: dict[str, Any], road: road_rules.Road) -> tuple[str, str, bool]:
    """The phase and the next step of somebody who stands here, and whether it runs by itself."""
    phase = road.phase(row["phase"])
    facts = road_rules.Facts(
        category=row["category"],
        done=frozenset((row["facts"] or "").split()),
        is_bound=row["binding"] is not None,
        has_coach=row["fixed_contact"] is not None,
    )
    todo = road_rules.todo(road, current=phase.code, facts=facts)
    # Without a term of our own nothing has to be hurried on: we keep in touch.
    runs = not (todo and phase.term_days)
    return str(phase.label), str(KEEP_IN_TOUCH if runs else todo[0]), runs


def _write(sort_name: str, pk: UUID) -> str:
    return base64.urlsafe_b64encode(f"{pk.hex}{sort_name}".encode()).decode().rstrip("=")


def _read(marker: str) -> tuple[str, UUID] | None:
    """Where the page before this one ended; what was tampered with is the beginning."""
    try:
        text = base64.urlsafe_b64decode(marker + "=" * (-len(marker) % 4)).decode()
        return (text[32:].replace("\x00", ""), UUID(text[:32])) if text else None
    except (ValueError, binascii.Error):
        return None

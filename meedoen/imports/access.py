"""Whose lists one may see, and what has to be known to judge a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.core.time import today
from meedoen.imports.choices import Decision, Field, Kind, Status
from meedoen.imports.models import Batch, ColumnMemory, Row
from meedoen.imports.rules import doubles, rows
from meedoen.imports.rules.columns import signature
from meedoen.imports.rules.readings import Place, World
from meedoen.imports.rules.sheets import Raw
from meedoen.network import access as network
from meedoen.participants import access as participants
from meedoen.participants.models import Participant
from meedoen.participants.rules import Identity
from meedoen.teams import access as teams
from meedoen.teams.models import Membership


def visible_to(user: User) -> QuerySet[Batch]:
    """The own lists, and for team leaders those of their team."""
    if not user.has(Permission.IMPORT):
        return Batch.objects.none()
    led = Membership.objects.filter(team__in=teams.led_by(user)).on(today()).values("user")
    return Batch.objects.filter(Q(uploaded_by=user) | Q(uploaded_by__in=led))


def to_handle(user: User, batch_id: UUID) -> Batch:
    """One list, if this user may work on it."""
    user.must(Permission.IMPORT)
    return found(visible_to(user).select_related("uploaded_by", "team"), pk=batch_id)


def to_mend(user: User, batch_id: UUID, number: int) -> Row:
    """One row of a list, if this user may work on it."""
    batch = to_handle(user, batch_id)
    return found(Row.objects.filter(batch=batch).select_related("batch"), number=number)


def remembered(headers: Sequence[str]) -> dict[str, dict[str, str]]:
    """What was chosen for a list with these headers before, if ever."""
    memory = ColumnMemory.objects.filter(signature=signature(headers)).first()
    return {memory.signature: memory.mapping} if memory else {}


def world() -> World:
    """The day and the neighbourhoods of today, and what a mail address may be."""
    places = tuple(
        Place(str(one.pk), one.name, (*map(str, one.aliases), one.code.replace("-", " ")))
        for one in network.neighbourhoods()
    )
    return World(today=today(), places=places, accepts_mail=_accepts_mail)


def _accepts_mail(address: str) -> bool:
    try:
        Participant._meta.get_field("email").run_validators(address)
    except ValidationError:
        return False
    return True


@dataclass(frozen=True)
class Entry:
    """A row to be judged."""

    number: int
    cells: Mapping[Field, Raw]
    fixes: Mapping[Field, rows.Fix] = field(default_factory=dict)
    decision: str = Decision.NONE


@dataclass(frozen=True)
class Judged:
    """What a row is, with everything that is the matter with it."""

    number: int
    checked: rows.Checked
    status: Status
    alike: list[tuple[int, list[str]]]
    known: list[tuple[UUID, list[str]]]

    @property
    def reasons(self) -> list[dict[str, Any]]:
        """What there is to say about the cells, to be kept."""
        return [
            {"field": about.value, "kind": reading.kind.value, "text": reading.reason}
            for about, reading in self.checked.readings.items()
            if reading.kind != Kind.FINE
        ]


def judge(
    entries: Sequence[Entry], *, now: World, besides: Mapping[int, Identity] | None = None
) -> list[Judged]:
    """Every row read, compared with the rest of the list and with the people we know.

    `besides` are the other rows of the list. The number of queries does not grow with the list.
    """
    checked = {one.number: rows.check(one.cells, now, one.fixes) for one in entries}
    identities = {number: row.identity for number, row in checked.items()}
    decided = {one.number: one.decision for one in entries}
    alike = doubles.inside({**(besides or {}), **identities})
    known = participants.doubles_for_many(identities)
    return [
        _judged(number, row, alike.get(number, []), known.get(number, []), decided[number])
        for number, row in checked.items()
    ]


def _judged(
    number: int,
    row: rows.Checked,
    alike: list[tuple[int, list[str]]],
    near: list[tuple[UUID, tuple[str, ...]]],
    decision: str,
) -> Judged:
    certain = any(doubles.is_certain(reasons) for _person, reasons in near)
    status = rows.status_of(row.kind, known=certain, alike=bool(alike or near), decision=decision)
    return Judged(number, row, status, alike, [(pk, list(reasons)) for pk, reasons in near])


def counts(batch: Batch) -> dict[str, int]:
    """How many rows of each status wait, and how many were taken over, are ready or refused."""
    summed = {f"status_{status.value}": Count("pk", filter=_waits(status)) for status in Status}
    skipped = Q(participant__isnull=True, decision=Decision.SKIP)
    found_counts: dict[str, int] = batch.rows.aggregate(
        rows=Count("pk"),
        taken=Count("pk", filter=Q(participant__isnull=False)),
        skipped=Count("pk", filter=skipped),
        **summed,
    )
    return {name.removeprefix("status_"): number for name, number in found_counts.items()}


def _waits(status: Status) -> Q:
    return Q(participant__isnull=True, status=status) & ~Q(decision=Decision.SKIP)

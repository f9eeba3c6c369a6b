"""The questions behind the list of people, by their shape; the values are filled in later."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Exists,
    Expression,
    Field,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce

from meedoen.core.conditions import RowByRow
from meedoen.core.paging import after_keys
from meedoen.core.prepared import Slot
from meedoen.journeys.models import Journey
from meedoen.participants import access
from meedoen.participants.models import Sight
from meedoen.workbench.choices import ENDED, Sort
from meedoen.workbench.pages.lines import LONG_AGO, with_facts

# What each way to sort walks. By contact, who sees many walks two indexes after each other.
ORDERS: dict[str, tuple[str, ...]] = {
    Sort.PHASE: ("entered_phase_at", "id"),
    Sort.CONTACT: ("contact_key", "id"),
    "never": ("id",),
    "spoken": ("last_contact_on", "id"),
}
TODAY = Slot("today", DateField())
FIELDS: dict[str, Field[Any, Any]] = {
    "entered_phase_at": DateTimeField(), "last_contact_on": DateField(),
    "contact_key": DateField(), "id": UUIDField(),
}  # fmt: skip


class Shape(NamedTuple):
    """All that the text of the question depends on."""

    sort: str
    phase: str
    has_area: bool
    has_category: bool
    is_mine: bool
    viewers: int
    is_whole_only: bool
    sees_many: bool
    is_later: bool
    size: int


def written(shape: Shape) -> QuerySet[Any, Any]:
    """The question of this shape: one page and one row more."""
    if shape.sort == Sort.NAME:
        return _by_name(shape)
    order = ORDERS[shape.sort]
    journeys = _seen(shape)
    if shape.sort == Sort.CONTACT:
        day = Coalesce("last_contact_on", Value(LONG_AGO))
        journeys = journeys.annotate(contact_key=day)
    elif shape.sort != Sort.PHASE:
        journeys = journeys.filter(last_contact_on__isnull=shape.sort == "never")
    if shape.is_later:
        slots = [Slot(f"after{n}", FIELDS[name]) for n, name in enumerate(order)]
        journeys = journeys.filter(after_keys(order, slots))
    return with_facts(journeys).order_by(*order)[: shape.size + 1]


def _by_name(shape: Shape) -> QuerySet[Any, Any]:
    if shape.is_mine:
        return with_facts(_seen(shape)).order_by("started_on", "id")
    journeys = _narrowed(Journey.objects.filter(participant=OuterRef("participant")), shape)
    branches = []
    for viewer in _viewers(shape):
        sights = access.sights(viewer, whole_only=shape.is_whole_only, on=TODAY)
        sights = _narrowed_people(sights, shape)
        if shape.is_later:
            name, pk = Slot("after0", CharField()), Slot("after1", UUIDField())
            sights = sights.filter(sort_name__gte=name).filter(
                Q(sort_name__gt=name) | Q(participant__gt=pk)
            )
        sights = sights.filter(RowByRow(journeys)).order_by("sort_name", "participant")
        branches.append(sights.values("participant")[: shape.size + 1])
    found = _narrowed(Journey.objects.filter(participant__in=Together(branches)), shape)
    return with_facts(found).order_by("started_on", "id")


def _viewers(shape: Shape) -> list[Slot]:
    return [Slot(f"viewer{n}", UUIDField()) for n in range(shape.viewers)]


def _seen(shape: Shape) -> QuerySet[Journey]:
    """Journeys of people this user may see.

    Who sees few people has them collected and sorted; who sees many has an index of journeys
    walked, with a look at each whether it may be seen.
    """
    journeys = _narrowed(Journey.objects.all(), shape)
    if shape.has_area:
        journeys = journeys.filter(participant__neighbourhood=Slot("area", UUIDField()))
    if shape.has_category:
        journeys = journeys.filter(category=Slot("category", CharField()))
    seen = access.sights(*_viewers(shape), whole_only=shape.is_whole_only, on=TODAY)
    if shape.sees_many or shape.is_mine:
        return journeys.filter(RowByRow(seen.filter(participant=OuterRef("participant"))))
    return journeys.filter(participant__in=seen.values("participant"))


def _narrowed(journeys: QuerySet[Journey], shape: Shape) -> QuerySet[Journey]:
    if shape.phase == ENDED:
        others = Journey.objects.filter(participant=OuterRef("participant"))
        later = others.filter(Q(closed_at=None) | Q(closed_at__gt=OuterRef("closed_at")))
        journeys = journeys.filter(~Exists(later), closed_at__isnull=False)
    else:
        journeys = journeys.filter(closed_at__isnull=True)
        if shape.phase:
            journeys = journeys.filter(phase=Slot("phase", CharField()))
    if shape.is_mine:
        journeys = journeys.filter(fixed_contact=Slot("user", UUIDField()))
    return journeys


def _narrowed_people(sights: QuerySet[Sight], shape: Shape) -> QuerySet[Sight]:
    if shape.has_area:
        sights = sights.filter(participant__neighbourhood=Slot("area", UUIDField()))
    if shape.has_category:
        sights = sights.filter(participant__category=Slot("category", CharField()))
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

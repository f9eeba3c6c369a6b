"""The figures as tables: counted in the database by day, added up here by month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    Expression,
    OuterRef,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext as _, ngettext

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.closing import access as closing
from meedoen.core.errors import Words
from meedoen.core.paging import Page, keyset
from meedoen.core.prepared import PreparedTogether, Slot
from meedoen.core.small import SMALL, Hidden, small_cells, small_in_rows, with_totals
from meedoen.core.time import month_name
from meedoen.journeys.models import Flow, Journey
from meedoen.network import access as network
from meedoen.participants import access as participants
from meedoen.participants.rules import display_name
from meedoen.reports import rules
from meedoen.reports.choices import DEFINITIONS, LASTING, Measure
from meedoen.reports.rules import Period
from meedoen.teams.choices import Category

COLUMNS = list(Category)


@dataclass(frozen=True)
class Asked:
    """Which figures are wanted."""

    period: Period
    category: str = ""


@dataclass(frozen=True)
class Cell:
    """One number, with the list behind it for who may open that."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    label: Words
    cells: list[Cell]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """Counts with totals; hidden cells are told as such."""

    code: str
    title: str
    definition: Words
    first: str
    columns: list[Words]
    rows: list[Row]
    hides: bool = False


@dataclass(frozen=True)
class Figures:
    """Everything on the page of figures."""

    tables: list[Table]
    total: str
    this_month: str
    month: str
    hides: bool
    may_open: bool
    without_areas: bool = False


@dataclass
class _Counts:
    months: dict[tuple[Any, str], int] = field(default_factory=dict)
    areas: dict[tuple[Any, str], int] = field(default_factory=dict)


def figures(user: User, asked: Asked, *, today: date) -> Figures:
    """All tables: one grouped question for each thing that is counted."""
    hides = not user.has(Permission.TEAM_SEE)
    may_open = user.has(Permission.DOSSIER_SEE)
    kinds = [one for one in COLUMNS if not asked.category or one == asked.category]
    make = _Maker(kinds, hides=hides, may_open=may_open, asked=asked)
    months = asked.period.months()
    reached, registered = _by_day(asked)
    areas = [(str(one.pk), one.pk.hex, one.name) for one in network.neighbourhoods()]
    month_lines = [(month.strftime("%Y-%m"), month, _month(month)) for month in reversed(months)]
    tables = [
        make.table(Measure.TRAJECTORY, "maand", _("Maand"), month_lines, reached.months),
        make.table(Measure.REGISTERED, "maand", _("Maand"), month_lines, registered.months),
    ]
    without_areas = hides and not asked.period.is_calendar_year
    if not without_areas:
        unknown = [("geen", "", _("Nog niet bekend"))]
        tables.insert(
            1,
            make.table(Measure.TRAJECTORY, "wijk", _("Wijk"), [*areas, *unknown], reached.areas),
        )
    phases = [(code, code, label) for code, label in _phases()]
    tables.append(make.table(Measure.PHASE, "fase", _("Fase"), phases, _by_phase(asked)))
    if not without_areas:
        tables.append(_lasting(asked, today=today, hides=hides))
    counted = tables[0].rows
    current = next((row for row in counted if str(row.label) == _month(today)), None)
    return Figures(
        tables=tables,
        total=counted[-1].cells[-1].text if counted else "0",
        this_month=current.cells[-1].text if current else "",
        month=_month(today),
        hides=hides,
        may_open=may_open,
        without_areas=without_areas,
    )


class _Maker:
    """Puts counts in a table: totals, small cells hidden, and a link behind each number."""

    def __init__(self, kinds: Sequence[Category], *, hides: bool, may_open: bool, asked: Asked):
        self.kinds, self.hides, self.may_open, self.asked = kinds, hides, may_open, asked

    def table(
        self,
        measure: Measure,
        by: str,
        first: str,
        lines: Sequence[tuple[str, Any, Words]],
        counts: dict[tuple[Any, str], int],
    ) -> Table:
        grid = with_totals(
            [[counts.get((key, kind), 0) for kind in self.kinds] for _code, key, _label in lines]
        )
        hidden = small_cells(grid) if self.hides else set()
        named = [(code, label, False) for code, _key, label in lines] + [("", _("Totaal"), True)]
        rows = [
            Row(label, self._cells(measure, by, code, number, grid[number], hidden), is_total)
            for number, (code, label, is_total) in enumerate(named)
            if grid
        ]
        titles = {"maand": _("per maand"), "wijk": _("per wijk"), "fase": ""}
        return Table(
            code=f"{measure.value}-{by}",
            title=f"{measure.label} {titles[by]}".strip(),
            definition=DEFINITIONS[measure],
            first=first,
            columns=[*(kind.label for kind in self.kinds), _("totaal")],
            rows=rows,
            hides=bool(hidden),
        )

    def _cells(
        self,
        measure: Measure,
        by: str,
        code: str,
        row: int,
        values: list[int],
        hidden: Hidden,
    ) -> list[Cell]:
        cells = []
        for column, value in enumerate(values):
            if (row, column) in hidden:
                cells.append(Cell(_hidden(value)))
                continue
            kind = self.kinds[column].value if column < len(self.kinds) else self.asked.category
            cells.append(Cell(str(value), self._query(measure, by, code, kind) if value else ""))
        return cells

    def _query(self, measure: Measure, by: str, code: str, kind: str) -> str:
        if not self.may_open:
            return ""
        period = self.asked.period
        chosen = {"wat": measure.value, "soort": kind, by: code}
        if measure != Measure.PHASE:
            chosen |= {"van": period.first.isoformat(), "tot": period.last.isoformat()}
        return urlencode({name: value for name, value in chosen.items() if value})


def _lasting(asked: Asked, *, today: date, hides: bool) -> Table:
    """Whether taking part lasts (R6): two grouped questions, however many closings there were."""
    counted = closing.lasting(
        asked.period.first, asked.period.last, category=asked.category, today=today
    )
    grid = [[one.taking_part, one.stopped, one.unknown, one.total] for one in counted]
    hidden = small_in_rows(grid) if hides else set()
    return Table(
        code="blijvend-maanden",
        title=_("Blijvend meedoen na het eindgesprek"),
        definition=LASTING,
        first=_("Na"),
        columns=[_("doet nog mee"), _("doet niet meer mee"), _("niet bekend"), _("totaal")],
        rows=[
            Row(
                ngettext("%(n)d maand", "%(n)d maanden", one.months) % {"n": one.months},
                [
                    Cell(_hidden(value) if (number, column) in hidden else str(value))
                    for column, value in enumerate(grid[number])
                ],
            )
            for number, one in enumerate(counted)
        ],
        hides=bool(hidden),
    )


def _hidden(value: int) -> str:
    return f"<{SMALL}" if value < SMALL else _("verborgen")


def _by_day(asked: Asked) -> tuple[_Counts, _Counts]:
    """Who was set on a trajectory, and who was registered: counted by day in one question."""
    reached: Counter[tuple[date, str]] = Counter()
    registered: Counter[tuple[date, str]] = Counter()
    areas: Counter[tuple[Any, str]] = Counter()
    rows = _days(has_category=bool(asked.category)).rows(
        first=asked.period.first, last=asked.period.last, category=asked.category
    )
    for measure, day, kind, area, number in rows:
        if measure == Measure.REGISTERED:
            registered[day, kind] += number
        else:
            reached[day, kind] += number
            areas[(area or "").replace("-", ""), kind] += number
    months = asked.period.months()
    return (
        _Counts(dict(rules.by_month(reached, months)), dict(areas)),
        _Counts(dict(rules.by_month(registered, months))),
    )


@cache
def _days(*, has_category: bool) -> PreparedTogether:
    def counted(measure: Measure, day: str, area: Expression) -> QuerySet[Any, Any]:
        period = {
            f"{day}__gte": Slot("first", DateField()),
            f"{day}__lte": Slot("last", DateField()),
        }
        journeys = Journey.objects.filter(**period)
        if has_category:
            journeys = journeys.filter(category=Slot("category", CharField()))
        named = Value(measure.value, output_field=TextField())
        # By plain columns that an index holds; an area as text, since thousands of identifiers
        # need not become objects to be counted.
        columns = journeys.order_by().annotate(measure=named, area=area)
        return columns.values_list("measure", day, "category", "area").annotate(number=Count("*"))

    def written() -> list[QuerySet[Any, Any]]:
        return [
            counted(Measure.TRAJECTORY, "on_trajectory_on", Cast("neighbourhood", TextField())),
            counted(Measure.REGISTERED, "started_on", Value("", output_field=TextField())),
        ]

    return PreparedTogether(written)


def _by_phase(asked: Asked) -> dict[tuple[Any, str], int]:
    rows = _grouped(Journey.objects.open(), asked, "phase", "category")
    return {(phase, kind): number for phase, kind, number in rows}


def _grouped(journeys: QuerySet[Journey], asked: Asked, *columns: str) -> Iterable[tuple[Any, ...]]:
    """Counted by plain columns that an index holds; no function for each row."""
    if asked.category:
        journeys = journeys.filter(category=asked.category)
    return journeys.order_by().values_list(*columns).annotate(number=Count("*"))


def _phases() -> list[tuple[str, Words]]:
    """The phases of the newest version of each road, in the order of the road."""
    newest: dict[str, tuple[int, UUID]] = {}
    for pk, route, version in Flow.objects.order_by("route", "version").values_list(
        "pk", "route", "version"
    ):
        newest[route] = (version, pk)
    phases: dict[str, Words] = {}
    for _version, pk in newest.values():
        for phase in Journey(flow_id=pk).road.walked_from_start()[:-1]:
            phases.setdefault(phase.code, phase.label)
    return list(phases.items())


def _month(day: date) -> str:
    return month_name(day.year, day.month).capitalize()


@dataclass(frozen=True)
class Behind:
    """Which number somebody opens."""

    measure: Measure
    first: date | None = None
    last: date | None = None
    category: str = ""
    phase: str = ""
    area: UUID | None = None
    without_area: bool = False


@dataclass(frozen=True)
class Counted:
    """One person behind a number."""

    id: UUID
    name: str
    neighbourhood: str
    on: date


def people_behind(user: User, behind: Behind, *, marker: str = "") -> Page:
    """The people behind a number, as far as this user may open their dossiers."""
    order = {
        Measure.TRAJECTORY: "on_trajectory_on",
        Measure.REGISTERED: "started_on",
        Measure.PHASE: "entered_phase_at",
    }[behind.measure]
    journeys = _behind(behind, order)
    seen = participants.seen_by(user, viewers=participants.viewers_of(user))
    sights = seen.filter(participant=OuterRef("participant"), is_whole=True)
    if not user.has(Permission.DOSSIER_SEE):
        journeys = journeys.none()
    rows = journeys.filter(Exists(sights)).values(
        "id", order, "participant", "participant__first_name", "participant__last_name",
        "participant__called", "participant__neighbourhood__name",
    )  # fmt: skip
    found = keyset(rows, order=[order, "id"], marker=marker)
    return Page([_counted(row, order) for row in found.rows], found.next_marker)


def _behind(behind: Behind, day: str) -> QuerySet[Journey]:
    journeys = Journey.objects.all()
    if behind.measure == Measure.PHASE:
        journeys = Journey.objects.open()
        if behind.phase:
            journeys = journeys.filter(phase=behind.phase)
    else:
        journeys = journeys.filter(**{f"{day}__isnull": False})
        if behind.first and behind.last:
            journeys = journeys.filter(**{f"{day}__gte": behind.first, f"{day}__lte": behind.last})
    if behind.category:
        journeys = journeys.filter(category=behind.category)
    if behind.area or behind.without_area:
        journeys = journeys.filter(neighbourhood=behind.area)
    return journeys


def _counted(row: dict[str, Any], day: str) -> Counted:
    name = display_name(
        row["participant__first_name"],
        row["participant__last_name"],
        row["participant__called"],
    )
    area = row["participant__neighbourhood__name"] or ""
    return Counted(row["participant"], name, area, row[day])

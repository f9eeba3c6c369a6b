"""The figures as tables: counted in the database by day, added up here by month."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
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
    Expression,
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
from meedoen.core.prepared import PreparedTogether, Slot
from meedoen.core.small import SMALL, Grid, Place, small_in_rows, small_together, with_totals
from meedoen.core.time import month_name
from meedoen.journeys.models import Flow, Journey, road_of
from meedoen.network import access as network
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

    @property
    def kinds(self) -> list[Category]:
        """A column for each."""
        return [one for one in COLUMNS if not self.category or one == self.category]


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


@dataclass
class _Counts:
    months: dict[tuple[Any, str], int] = field(default_factory=dict)
    areas: dict[tuple[Any, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Counted:
    """A table before it is written out: its lines, each with a code for in an address."""

    measure: Measure
    by: str
    first: str
    lines: list[tuple[str, Words]]
    grid: Grid

    @property
    def code(self) -> str:
        return f"{self.measure.value}-{self.by}"


def figures(user: User, asked: Asked, *, today: date) -> Figures:
    """All tables: one grouped question for each thing that is counted.

    Whoever sees hidden numbers chooses no kind and no months of their own: the difference would
    tell them.
    """
    hides = not user.has(Permission.TEAM_SEE)
    may_open = user.has(Permission.DOSSIER_SEE)
    if hides:
        asked = Asked(rules.apart(asked.period))
    counted = _counted(asked, today=today)
    hidden = _hidden(counted) if hides else set()
    write = _Writer(asked, hidden, may_open=may_open)
    tables = [write.table(one) for one in counted]
    tables.append(_lasting(asked, today=today, hides=hides))
    months = tables[0].rows
    current = next((row for row in months if str(row.label) == _month(today)), None)
    return Figures(
        tables=tables,
        total=months[-1].cells[-1].text if months else "0",
        this_month=current.cells[-1].text if current else "",
        month=_month(today),
        hides=hides,
        may_open=may_open,
    )


def _counted(asked: Asked, *, today: date) -> list[_Counted]:
    reached, registered = _by_day(asked)
    kinds = asked.kinds

    def table(
        measure: Measure,
        by: str,
        first: str,
        lines: Sequence[tuple[str, Any, Words]],
        counts: Mapping[tuple[Any, str], int],
    ) -> _Counted:
        numbers = [[counts.get((key, kind), 0) for kind in kinds] for _code, key, _label in lines]
        named = [(code, label) for code, _key, label in lines]
        return _Counted(measure, by, first, named, with_totals(numbers))

    begun = [month for month in reversed(asked.period.months()) if month <= today]
    months = [(month.strftime("%Y-%m"), month, _month(month)) for month in begun]
    phases = [(code, code, label) for code, label in _phases()]
    areas = _areas({key for key, _kind in reached.areas})
    return [
        table(Measure.TRAJECTORY, "maand", _("Maand"), months, reached.months),
        table(Measure.TRAJECTORY, "wijk", _("Wijk"), areas, reached.areas),
        table(Measure.REGISTERED, "maand", _("Maand"), months, registered.months),
        table(Measure.PHASE, "fase", _("Fase"), phases, _by_phase(asked)),
    ]


def _areas(counted: Set[str]) -> list[tuple[str, str, Words]]:
    """Our own areas, those of before in which somebody is counted, and not known yet: together
    everybody."""
    areas: list[tuple[str, str, Words]] = [
        (str(area.pk), area.pk.hex, area.name)
        for area in network.every_neighbourhood()
        if area.is_active or area.pk.hex in counted
    ]
    return [*areas, ("geen", "", _("Nog niet bekend"))]


def _hidden(counted: Sequence[_Counted]) -> set[Place]:
    """What is hidden in all tables together. By month and by area the same people are counted."""
    grids = {one.code: one.grid for one in counted}
    by_month, by_area = f"{Measure.TRAJECTORY.value}-maand", f"{Measure.TRAJECTORY.value}-wijk"
    last = {code: len(grids[code]) - 1 for code in (by_month, by_area)}
    ties = [
        [(code, last[code], column) for code in (by_month, by_area)]
        for column in range(len(COLUMNS) + 1)
    ]
    return small_together(grids, ties)


class _Writer:
    """Writes counts out as a table: small cells hidden, and a link behind each number."""

    def __init__(self, asked: Asked, hidden: set[Place], *, may_open: bool):
        self.asked, self.hidden, self.may_open = asked, hidden, may_open

    def table(self, counted: _Counted) -> Table:
        named = [*((code, label, False) for code, label in counted.lines), ("", _("Totaal"), True)]
        rows = [
            Row(label, self._cells(counted, number, code), is_total)
            for number, (code, label, is_total) in enumerate(named)
            if counted.grid
        ]
        titles = {"maand": _("per maand"), "wijk": _("per wijk"), "fase": ""}
        return Table(
            code=counted.code,
            title=f"{counted.measure.label} {titles[counted.by]}".strip(),
            definition=DEFINITIONS[counted.measure],
            first=counted.first,
            columns=[*(kind.label for kind in self.asked.kinds), _("totaal")],
            rows=rows,
            hides=any(table == counted.code for table, _row, _column in self.hidden),
        )

    def _cells(self, counted: _Counted, row: int, code: str) -> list[Cell]:
        kinds = [*(kind.value for kind in self.asked.kinds), self.asked.category]
        return [
            Cell(_hidden_text(value))
            if (counted.code, row, column) in self.hidden
            else Cell(str(value), self._query(counted, code, kinds[column]) if value else "")
            for column, value in enumerate(counted.grid[row])
        ]

    def _query(self, counted: _Counted, code: str, kind: str) -> str:
        if not self.may_open:
            return ""
        period = self.asked.period
        chosen = {"wat": counted.measure.value, "soort": kind, counted.by: code}
        if counted.measure != Measure.PHASE:
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
                    Cell(_hidden_text(value) if (number, column) in hidden else str(value))
                    for column, value in enumerate(grid[number])
                ],
            )
            for number, one in enumerate(counted)
        ],
        hides=bool(hidden),
    )


def _hidden_text(value: int) -> str:
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
        for phase in road_of(pk).walked_from_start()[:-1]:
            phases.setdefault(phase.code, phase.label)
    return list(phases.items())


def _month(day: date) -> str:
    return month_name(day.year, day.month).capitalize()

"""The ladder from the start to now: who rose, stayed and fell, and what only we ourselves gave.

What somebody does only because of our own course stands in a column of its own and never counts
as rising: else beginning a course would always look like a result (domain 2.5).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, ExpressionWrapper, F, IntegerField, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import Words
from meedoen.core.small import SMALL, Grid, Place, small_together, with_totals
from meedoen.ladder import rules as ladder
from meedoen.ladder.choices import Growth, Outcome, Step
from meedoen.ladder.models import Climb
from meedoen.network import access as network
from meedoen.reports import rules
from meedoen.reports.choices import CLIMBING, Way
from meedoen.reports.pages.counts import Cell, Row, Table
from meedoen.reports.rules import Period
from meedoen.teams.choices import Category

STEPS = [str(step.value) for step in Step]


@dataclass(frozen=True)
class Climbing:
    """Which people are counted: measured again in this period, of this kind, from this area."""

    period: Period
    category: str = ""
    area: UUID | None = None


@dataclass(frozen=True)
class Climbs:
    """The matrix, the same per neighbourhood and per kind, and growth against what came true."""

    tables: list[Table]
    people: str
    hides: bool


@dataclass(frozen=True)
class _Climb:
    """People who are alike: where they began, where they are, and what was hoped for."""

    start: Step
    now: Step
    by_us: bool
    category: str
    area: UUID | None
    hoped: Step | None
    outcome: Outcome | None
    number: int

    @property
    def way(self) -> Way:
        return Way.BY_US if self.by_us else rules.way(self.start, self.now)


def climbs(user: User, asked: Climbing, *, today: date) -> Climbs:
    """All tables from one question; small numbers hidden for who leads no team.

    Whoever sees hidden numbers chooses no kind, no area and no months of their own: the difference
    would tell them.
    """
    hides = not user.has(Permission.TEAM_SEE)
    if hides:
        asked = Climbing(rules.apart(asked.period))
    people = _people(asked, today=today)
    grids = _grids(people)
    hidden = _hidden(grids) if hides else set()
    tables = [_table(code, grid, hidden) for code, grid in grids.items()]
    all_of_them = ("matrix", len(Step), len(Step) + 1)
    return Climbs(
        tables=tables,
        people=_text(sum(one.number for one in people), is_hidden=all_of_them in hidden),
        hides=hides,
    )


@dataclass(frozen=True)
class _Lines:
    """A grid with totals, and the words around it."""

    first: Words
    rows: list[Words]
    columns: list[Words]
    grid: Grid


def _grids(people: Sequence[_Climb]) -> dict[str, _Lines]:
    everybody: list[tuple[Hashable, Words]] = [("", _("Iedereen"))]
    grids = {"matrix": _matrix(people), "alle": _ways(people, _("Wie"), everybody, lambda one: "")}
    areas: list[tuple[Hashable, Words]] = [
        (area.pk, area.name) for area in network.neighbourhoods()
    ]
    named = {code for code, _name in areas}
    areas.append((None, _("Andere wijk of nog niet bekend")))
    kinds: list[tuple[Hashable, Words]] = [(kind.value, kind.label) for kind in Category]
    grids["wijk"] = _ways(
        people, _("Wijk"), areas, lambda one: one.area if one.area in named else None
    )
    grids["soort"] = _ways(people, _("Doet mee"), kinds, lambda one: one.category)
    grids["groei"] = _growth(people)
    return grids


def _matrix(people: Sequence[_Climb]) -> _Lines:
    counted = _counted(((one.start, None if one.by_us else one.now), one.number) for one in people)
    grid = [[counted[start, now] for now in (*Step, None)] for start in Step]
    return _Lines(
        _("Bij de start"),
        [f"{step.value}. {step.label}" for step in Step],
        [*(_("nu trede %(step)s") % {"step": step} for step in STEPS), Way.BY_US.label],
        with_totals(grid),
    )


def _ways(
    people: Sequence[_Climb],
    first: Words,
    lines: Sequence[tuple[Hashable, Words]],
    key: Callable[[_Climb], Hashable],
) -> _Lines:
    counted = _counted(((key(one), one.way), one.number) for one in people)
    grid = [[counted[code, way] for way in Way] for code, _label in lines]
    return _Lines(
        first, [label for _code, label in lines], [way.label for way in Way],
        with_totals(grid),
    )  # fmt: skip


def _growth(people: Sequence[_Climb]) -> _Lines:
    counted = _counted(
        ((ladder.growth(one.start, one.hoped), one.outcome), one.number)
        for one in people
        if one.outcome
    )
    grid = [[counted[growth, outcome] for outcome in Outcome] for growth in Growth]
    return _Lines(
        _("Bij de start verwacht"), [growth.label for growth in Growth],
        [outcome.label for outcome in Outcome], with_totals(grid),
    )  # fmt: skip


def _hidden(grids: dict[str, _Lines]) -> set[Place]:
    """What is hidden in all tables together: what adds up to one another tells on one another."""
    return small_together({code: shown.grid for code, shown in grids.items()}, _ties(grids))


def _ties(grids: dict[str, _Lines]) -> list[list[Place]]:
    """Which numbers of different tables are the same, or add up to one another."""
    total = len(Step)
    places: dict[Way, list[Place]] = {way: [] for way in Way}
    for start in Step:
        for now in Step:
            places[rules.way(start, now)].append(("matrix", start - 1, now - 1))
    places[Way.BY_US].append(("matrix", total, total))
    lines: list[list[Place]] = [
        [*cells, ("alle", 1, column)] for column, (_way, cells) in enumerate(places.items())
    ]
    lines.append([("matrix", total, total + 1), ("alle", 1, len(Way))])
    for code in ("wijk", "soort"):
        last = len(grids[code].grid) - 1
        lines += [[(code, last, column), ("alle", 1, column)] for column in range(len(Way) + 1)]
    return lines


def _table(code: str, shown: _Lines, hidden: set[Place]) -> Table:
    labels = [*shown.rows, _("Totaal")]
    grid = shown.grid
    if code == "alle":  # one line is its own total
        labels, grid = labels[:1], grid[:1]
    rows = [
        Row(
            label,
            [
                Cell(_text(value, is_hidden=(code, number, column) in hidden))
                for column, value in enumerate(grid[number])
            ],
            is_total=number == len(shown.rows),
        )
        for number, label in enumerate(labels)
    ]
    title, definition = CLIMBING[code]
    return Table(
        code=code,
        title=str(title),
        definition=definition,
        first=str(shown.first),
        columns=[*shown.columns, _("totaal")],
        rows=rows,
        hides=any(table == code for table, _row, _column in hidden),
    )


def _text(value: int, *, is_hidden: bool) -> str:
    if not is_hidden:
        return str(value)
    return f"<{SMALL}" if value < SMALL else _("verborgen")


def _people(asked: Climbing, *, today: date) -> list[_Climb]:
    """Everybody measured in the period who was measured on an earlier day too, those who are alike
    counted together; one query."""
    found = Climb.objects.newest_between(asked.period.first, asked.period.last)
    if asked.category:
        found = found.filter(participant__category=asked.category)
    if asked.area:
        found = found.filter(participant__neighbourhood=asked.area)
    alike = found.order_by().annotate(alike=_alike(today)).values_list(
        "alike", "participant__category", "participant__neighbourhood"
    )  # fmt: skip
    return [_climb(row) for row in alike.annotate(number=Count("*"))]


def _alike(today: date) -> Any:
    """Start, now, hoped for, only by us, still open: a digit each. To group tens of thousands of
    people by one number takes half the time of five columns."""

    def yes(**condition: Any) -> Any:
        return Case(When(**condition, then=1), default=0, output_field=IntegerField())

    digits: list[Any] = [
        F("start"), F("now"), Coalesce("hoped", 0), yes(by_us=True), yes(expected_by__gt=today),
    ]  # fmt: skip
    number = reduce(lambda before, digit: before * 10 + digit, digits)
    return ExpressionWrapper(number, output_field=IntegerField())


def _climb(row: tuple[Any, ...]) -> _Climb:
    alike, category, area, number = row
    start, now, hoped, by_us, is_open = map(int, str(alike))
    came_true = None
    if hoped:
        came_true = ladder.came_true(
            Step(hoped), Step(now), due_to_trajectory=bool(by_us), is_over=not is_open
        )
    return _Climb(
        Step(start), Step(now), bool(by_us), category, area, Step(hoped) if hoped else None,
        came_true, number,
    )  # fmt: skip


def _counted(rows: Iterable[tuple[Hashable, int]]) -> Counter[Hashable]:
    counted: Counter[Hashable] = Counter()
    for key, number in rows:
        counted[key] += number
    return counted

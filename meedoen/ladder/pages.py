"""Where people stand, and how they came there: read together for one page or one list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _, ngettext

from meedoen.ladder import rules
from meedoen.ladder.choices import Growth, Moment, Question, Source, Step
from meedoen.ladder.models import Measurement

# As many columns as fit on a phone; the list beside the picture holds them all.
MOST_COLUMNS = 8
COLUMN_WIDTH = 44
STEP_HEIGHT = 18


@dataclass(frozen=True)
class Standing:
    """Where one participant stands now and where they started; for lists and overviews."""

    now: Step
    now_on: date
    start: Step
    start_on: date
    expected: Step | None
    due_to_trajectory: bool

    @property
    def gain(self) -> int:
        """How many steps up (or down) since the start."""
        return self.now - self.start


@dataclass(frozen=True)
class Line:
    """One measurement in words."""

    step: Step
    measured_on: date
    moment: str
    sentence: Promise
    change: str
    override_reason: str
    computed: Step | None
    growth: str
    expected: Step | None
    growth_note: str
    due_to_trajectory: bool
    with_participant: bool
    is_from_list: bool
    note: str
    by: str

    @property
    def differs(self) -> bool:
        return self.computed is not None and self.computed != self.step


@dataclass(frozen=True)
class Column:
    """One measurement in the picture of the staircase over time."""

    step: int
    x: int
    y: int
    height: int
    due_to_trajectory: bool
    label: str


@dataclass(frozen=True)
class History:
    """All measurements of one participant, newest first, with the picture of them."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]

    @property
    def now(self) -> Line | None:
        return self.lines[0] if self.lines else None

    @property
    def start(self) -> Line | None:
        """The first day; when that day was put right, what was recorded last."""
        first_day = [line for line in self.lines if line.measured_on == self.lines[-1].measured_on]
        return first_day[0] if first_day else None

    @property
    def next_moment(self) -> Moment:
        """Until we measured ourselves the next measurement is the one at the start."""
        return Moment.T0_INTAKE if all(one.is_from_list for one in self.lines) else Moment.INTERIM

    @property
    def width(self) -> int:
        return max(len(self.columns), len(Step)) * COLUMN_WIDTH

    @property
    def height(self) -> int:
        return len(Step) * STEP_HEIGHT + 16


def labels() -> list[str]:
    """The six steps in words, lowest first, for the picture of the ladder."""
    return [str(step.label) for step in Step]


def history(participant_id: UUID) -> History:
    """Every measurement of this participant; one query."""
    rows = list(Measurement.objects.filter(participant=participant_id).newest_first().for_list())
    lines = tuple(
        _line(row, before=rows[index + 1] if index + 1 < len(rows) else None)
        for index, row in enumerate(rows)
    )
    shown = list(reversed(rows[:MOST_COLUMNS]))
    return History(lines, tuple(_column(row, at) for at, row in enumerate(shown)))


def standing(participant_id: UUID) -> Standing | None:
    """Where this participant stands; None when nobody measured. One query."""
    return standings([participant_id]).get(participant_id)


def standings(participant_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """Where these participants stand; one query for all, who was never measured is left out."""
    found = Measurement.objects.filter(participant__in=list(participant_ids)).newest_first()
    by_person: dict[UUID, list[tuple[date, int, int | None, bool]]] = {}
    for person, day, step, expected, due in found.values_list(
        "participant", "measured_on", "recorded", "growth_step", "due_to_trajectory"
    ):
        by_person.setdefault(person, []).append((day, step, expected, due))
    return {person: _standing(rows) for person, rows in by_person.items()}


def possible_stairs(answers: dict[Question, bool]) -> list[tuple[Step, bool]]:
    """The steps, lowest first, each with whether these answers still leave it open."""
    open_steps = rules.still_possible(answers)
    return [(step, step in open_steps) for step in Step]


def _standing(rows: list[tuple[date, int, int | None, bool]]) -> Standing:
    now_on, now, expected, due = rows[0]
    start_on = rows[-1][0]
    start = next(step for day, step, _expected, _due in rows if day == start_on)
    return Standing(
        now=Step(now),
        now_on=now_on,
        start=Step(start),
        start_on=start_on,
        expected=Step(expected) if expected else None,
        due_to_trajectory=due,
    )


def _line(row: Measurement, *, before: Measurement | None) -> Line:
    growth = row.growth
    return Line(
        step=row.step,
        measured_on=row.measured_on,
        moment=str(Moment(row.moment).label),
        sentence=row.meaning.sentence,
        change=_change(row, before),
        override_reason=row.override_reason,
        computed=Step(row.computed) if row.computed else None,
        growth=str(Growth(growth).label) if growth else "",
        expected=Step(row.growth_step) if row.growth_step else None,
        growth_note=row.growth_note,
        due_to_trajectory=row.due_to_trajectory,
        with_participant=row.with_participant,
        is_from_list=row.source == Source.LIST,
        note=row.note,
        by=row.recorded_by.name,
    )


def _change(row: Measurement, before: Measurement | None) -> str:
    """What changed since the time before, in words without judgment."""
    if before is None:
        return ""
    steps = row.recorded - before.recorded
    if steps == 0:
        return _("dezelfde trede als daarvoor")
    count = abs(steps)
    if steps > 0:
        return ngettext("%(count)d trede hoger", "%(count)d treden hoger", count) % {"count": count}
    return ngettext("%(count)d trede lager", "%(count)d treden lager", count) % {"count": count}


def _column(row: Measurement, at: int) -> Column:
    height = row.recorded * STEP_HEIGHT
    return Column(
        step=row.recorded,
        x=at * COLUMN_WIDTH,
        y=len(Step) * STEP_HEIGHT - height,
        height=height,
        due_to_trajectory=row.due_to_trajectory,
        label=f"{row.measured_on.month}-{row.measured_on.year}",
    )

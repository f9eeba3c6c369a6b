"""Where people stand, and how they came there: read together for one page or one list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import UUIDField
from django.utils.functional import Promise
from django.utils.translation import gettext as _, ngettext

from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import dutch_date
from meedoen.ladder import rules
from meedoen.ladder.choices import Growth, Moment, Outcome, Question, Source, Step
from meedoen.ladder.models import Measurement, Withdrawal

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
    version: str
    id: UUID
    withdrawal: Withdrawal | None = None
    came_true: str = ""

    @property
    def differs(self) -> bool:
        return self.computed is not None and self.computed != self.step


@dataclass(frozen=True)
class Column:
    """One measurement in the picture of the staircase over time.

    `expected_y` is how high the time before hoped for; `is_ahead` is what is hoped for now.
    """

    step: int
    x: int
    y: int
    height: int
    due_to_trajectory: bool
    label: str
    expected_y: int | None = None
    is_ahead: bool = False


@dataclass(frozen=True)
class History:
    """All measurements of one participant, newest first, with the picture of those that count."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]

    @property
    def counting(self) -> list[Line]:
        return [line for line in self.lines if line.withdrawal is None]

    @property
    def now(self) -> Line | None:
        return self.counting[0] if self.counting else None

    @property
    def start(self) -> Line | None:
        """The first day; when that day was put right, what was recorded last."""
        lines = self.counting
        first_day = [line for line in lines if line.measured_on == lines[-1].measured_on]
        return first_day[0] if first_day else None

    @property
    def next_moment(self) -> Moment:
        """Until we measured ourselves the next measurement is the one at the start."""
        by_us = [one for one in self.counting if not one.is_from_list]
        return Moment.INTERIM if by_us else Moment.T0_INTAKE

    @property
    def has_expectation(self) -> bool:
        return any(one.is_ahead or one.expected_y is not None for one in self.columns)

    @property
    def width(self) -> int:
        return max(len(self.columns), len(Step)) * COLUMN_WIDTH

    @property
    def height(self) -> int:
        return len(Step) * STEP_HEIGHT + 16


def labels() -> list[str]:
    """The six steps in words, lowest first, for the picture of the ladder."""
    return [str(step.label) for step in Step]


def history(participant_id: UUID, *, today: date) -> History:
    """Every measurement of this participant; one query."""
    rows = list(Measurement.objects.filter(participant=participant_id).newest_first().for_list())
    counting = [row for row in rows if _withdrawal(row) is None]
    place = {row.pk: at for at, row in enumerate(counting)}
    lines = tuple(
        _line(row, counting[place[row.pk] :] if row.pk in place else [row], counting, today)
        for row in rows
    )
    return History(lines, tuple(_columns(counting, today)))


def standing(participant_id: UUID) -> Standing | None:
    """Where this participant stands; None when nobody measured. One query."""
    rows = STANDING.rows(participant=participant_id)
    return _standing(rows) if rows else None


STANDING = Prepared(
    lambda: (
        Measurement.objects.counting()
        .filter(participant=Slot("participant", UUIDField()))
        .newest_first()
        .values_list("measured_on", "recorded", "growth_step", "due_to_trajectory")
    )
)


def standings(participant_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """Where these participants stand; one query for all, who was never measured is left out."""
    found = Measurement.objects.counting().filter(participant__in=list(participant_ids))
    by_person: dict[UUID, list[tuple[date, int, int | None, bool]]] = {}
    for person, day, step, expected, due in found.newest_first().values_list(
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


def _line(
    row: Measurement, since: list[Measurement], counting: list[Measurement], today: date
) -> Line:
    """One measurement; `since` is itself and what counts from before it, newest first."""
    growth = row.growth
    return Line(
        step=row.step,
        measured_on=row.measured_on,
        moment=str(Moment(row.moment).label),
        sentence=row.meaning.sentence,
        change=_change(row, since[1] if len(since) > 1 else None),
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
        version=row.instrument_version,
        id=row.pk,
        withdrawal=_withdrawal(row),
        came_true=_came_true(row, counting, today) if row in since[:1] else "",
    )


def _withdrawal(row: Measurement) -> Withdrawal | None:
    return getattr(row, "withdrawal", None)


def _came_true(row: Measurement, counting: list[Measurement], today: date) -> str:
    """What came true of the growth that was expected here; nothing while nobody measured again."""
    now = counting[0] if counting else row
    if not row.growth_step or now.measured_on <= row.measured_on:
        return ""
    found = rules.outcome(
        Step(row.growth_step),
        now.step,
        due_to_trajectory=now.due_to_trajectory,
        expected_on=row.measured_on,
        horizon_months=row.growth_horizon_months,
        today=today,
    )
    if found == Outcome.OPEN:
        until = rules.months_later(row.measured_on, row.growth_horizon_months)
        return _("nu trede %(step)s, de tijd loopt nog tot %(day)s") % {
            "step": now.recorded, "day": dutch_date(until),
        }  # fmt: skip
    return _("nu trede %(step)s, %(outcome)s") % {
        "step": now.recorded, "outcome": Outcome(found).label,
    }  # fmt: skip


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


def _columns(counting: list[Measurement], today: date) -> list[Column]:
    """The last measurements from left to right, with what was hoped for as a dotted step."""
    columns: list[Column] = []
    expected: int | None = None
    shown = counting[:MOST_COLUMNS]
    for row in reversed(counting):
        if row in shown:
            columns.append(_column(row, len(columns), expected))
        expected = row.growth_step or expected
    newest = counting[0] if counting else None
    if newest is not None and newest.growth_step:
        until = rules.months_later(newest.measured_on, newest.growth_horizon_months)
        if until > today:
            columns.append(_ahead(newest.growth_step, len(columns), until))
    return columns


def _column(row: Measurement, at: int, expected: int | None) -> Column:
    height = row.recorded * STEP_HEIGHT
    return Column(
        step=row.recorded,
        x=at * COLUMN_WIDTH,
        y=len(Step) * STEP_HEIGHT - height,
        height=height,
        due_to_trajectory=row.due_to_trajectory,
        label=f"{row.measured_on.month}-{row.measured_on.year}",
        expected_y=None if expected is None else (len(Step) - expected) * STEP_HEIGHT,
    )


def _ahead(step: int, at: int, until: date) -> Column:
    height = step * STEP_HEIGHT
    return Column(
        step=step,
        x=at * COLUMN_WIDTH,
        y=len(Step) * STEP_HEIGHT - height,
        height=height,
        due_to_trajectory=False,
        label=f"{until.month}-{until.year}",
        is_ahead=True,
    )

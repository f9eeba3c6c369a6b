"""The growth of each skill as a picture, and the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meedoen.core.time import month_name
from meedoen.language.choices import Level, Skill
from meedoen.language.models import LevelRecord
from meedoen.language.pages.levels import is_withdrawn
from meedoen.language.rules import HALF_A_STEP, ORDER, Reached

WIDTH, HEIGHT = 320, 132
LEFT, RIGHT, TOP, BOTTOM = 64, 10, 12, 20
SCALE = (
    Level.CAN_NOT_READ_WRITE, Level.ALFA_A, Level.A0, Level.ALFA_C, Level.A1, Level.A2, Level.B1,
    Level.B2, Level.C1, Level.C2,
)  # fmt: skip
SHORT = {Level.CAN_NOT_READ_WRITE: "–", Level.A0: "A0 / Alfa B"}


@dataclass(frozen=True)
class Dot:
    """One time that a level was found out, or said by the participant."""

    x: float
    y: float
    is_own: bool


@dataclass(frozen=True)
class Grid:
    """One level of the scale, as a line across the picture."""

    y: float
    label: str


@dataclass(frozen=True)
class Picture:
    """How one skill went: a line through what was found out, and the target as a dotted line."""

    skill: Skill
    grid: tuple[Grid, ...]
    line: str
    dots: tuple[Dot, ...]
    target_y: float | None
    first: str
    last: str
    words: str
    own_words: str
    target_words: str

    width = WIDTH
    height = HEIGHT
    left = LEFT
    right = WIDTH - RIGHT


@dataclass(frozen=True)
class _Frame:
    """The days and levels that all pictures of one page share, so that they can be compared."""

    first: date
    last: date
    low: int
    high: int

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / span, 1)

    def y(self, rank: float) -> float:
        span = max(self.high - self.low, 10)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (rank - self.low) / span, 1)


def pictures(
    rows: Sequence[LevelRecord], targets: Mapping[Skill, Level], *, today: date
) -> list[Picture]:
    """A picture of each skill of which a level is known, all on one scale; no query."""
    known = [row for row in rows if not is_withdrawn(row) and row.reached.is_known]
    if not known:
        return []
    ranks = [row.reached.rank for row in known] + [ORDER[level] for level in targets.values()]
    frame = _Frame(
        first=min(row.measured_on for row in known),
        last=max(today, *(row.measured_on for row in known)),
        low=max(min(ranks) // 10 * 10 - 10, 0),
        high=min(-(-max(ranks) // 10) * 10 + HALF_A_STEP, 95),
    )
    by_skill = {skill: [row for row in reversed(known) if row.skill == skill] for skill in Skill}
    return [
        _picture(skill, mine, targets.get(skill), frame) for skill, mine in by_skill.items() if mine
    ]


def _picture(skill: Skill, rows: list[LevelRecord], target: Level | None, frame: _Frame) -> Picture:
    found_out = [row for row in rows if not row.is_self_assessed]
    own = [row for row in rows if row.is_self_assessed]
    return Picture(
        skill=skill,
        grid=tuple(
            Grid(frame.y(ORDER[level]), SHORT.get(level, str(level.label)))
            for level in SCALE
            if frame.low <= ORDER[level] <= frame.high
        ),
        line=_stairs(found_out, frame),
        dots=tuple(
            Dot(frame.x(row.measured_on), frame.y(row.reached.rank), row.is_self_assessed)
            for row in rows
        ),
        target_y=frame.y(ORDER[target]) if target else None,
        first=_month(frame.first),
        last=_month(frame.last),
        words=_in_words(found_out),
        own_words=_in_words(own),
        target_words=str(target.label) if target else "",
    )


def _stairs(rows: list[LevelRecord], frame: _Frame) -> str:
    """A level holds until the next was found out."""
    points: list[str] = []
    before: Reached | None = None
    for row in rows:
        x = frame.x(row.measured_on)
        if before is not None:
            points.append(f"{x},{frame.y(before.rank)}")
        points.append(f"{x},{frame.y(row.reached.rank)}")
        before = row.reached
    if before is not None:
        points.append(f"{frame.x(frame.last)},{frame.y(before.rank)}")
    return " ".join(points)


def _in_words(rows: list[LevelRecord]) -> str:
    """`A1 in mei 2026, A2 in november 2026`."""
    told = []
    for row in rows:
        month = month_name(row.measured_on.year, row.measured_on.month)
        told.append(_("%(level)s in %(month)s") % {"level": row.reached.short, "month": month})
    return ", ".join(told)


def _month(day: date) -> str:
    return f"{day.month}-{day.year}"

"""Where everything stands in the picture of the swim lanes. Units are pixels at a desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from meedoen.core.errors import Words
from meedoen.journeys.rules import Phase, Road
from meedoen.workflow.rules.versions import role_name

WIDTH = 960
HEAD = 48
GUTTER = 40
RAILS = 72
PAD = 9
GAP = 26
LINE = 26
WIDEST = 300
# Below this width the two lead times stand under each other.
WIDE = 250
LETTER = 8.4
BADGE = 68


@dataclass(frozen=True)
class Lane:
    """The column of one role."""

    role: str
    x: float
    width: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Box:
    """One phase in its lane; `lines` is its name, cut where the box is full."""

    phase: Phase
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    is_small: bool

    @property
    def middle(self) -> float:
        """Where an arrow from above arrives."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """Where an arrow to the next phase leaves."""
        return self.y + self.height


@dataclass(frozen=True)
class Arrow:
    """A line with a point: on to the next phase, in from outside, back, or out."""

    path: str
    kind: str


@dataclass(frozen=True)
class Rail:
    """What is possible in every phase: a line along all of them, with its words."""

    kind: str
    words: Words
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in the order in which it is drawn."""

    width: float
    height: float
    lanes: list[Lane]
    boxes: list[Box]
    arrows: list[Arrow]
    begin: tuple[float, float]
    end: tuple[float, float]
    rails: list[Rail]
    is_wide: bool


def draw(road: Road, *, plain: frozenset[str], back: Words, out: Words) -> Picture:
    """The road as lanes with boxes and arrows; `plain` phases have no numbers and are low."""
    lanes = _lanes(road)
    by_role = {lane.role: lane for lane in lanes}
    is_wide = lanes[0].width - 2 * PAD >= WIDE
    boxes: list[Box] = []
    y = float(HEAD + GAP)
    for phase in road.phases:
        box = _box(phase, by_role[phase.role], y, is_small=phase.code in plain, is_wide=is_wide)
        boxes.append(box)
        y = box.bottom + GAP
    walked = boxes[road.index[road.start] :]
    first, last = walked[0], walked[-1]
    right = WIDTH - RAILS
    back_x, out_x = right + 16, right + 44
    into = first.x + first.width + 3
    end = (out_x, y + 12)
    return Picture(
        width=WIDTH,
        height=y + 40,
        lanes=lanes,
        boxes=boxes,
        arrows=[
            *_onward(boxes),
            Arrow(f"M{GUTTER / 2 + 9} {_mid(first)} H{first.x - 3}", "in"),
            Arrow(f"M{back_x} {_mid(last)} V{_mid(first) - 8} H{into}", "back"),
            Arrow(f"M{out_x} {_mid(first)} V{end[1] - 12}", "out"),
        ],
        begin=(GUTTER / 2, _mid(first)),
        end=end,
        rails=[
            Rail("back", back, back_x, (_mid(first) + _mid(last)) / 2),
            Rail("out", out, out_x, (_mid(first) + _mid(last)) / 2),
        ],
        is_wide=is_wide,
    )


def _lanes(road: Road) -> list[Lane]:
    roles = list(dict.fromkeys(phase.role for phase in road.phases))
    width = (WIDTH - GUTTER - RAILS) / len(roles)
    return [
        Lane(role, GUTTER + place * width, width, _cut(role_name(role), int(width / LETTER)))
        for place, role in enumerate(roles)
    ]


def _box(phase: Phase, lane: Lane, y: float, *, is_small: bool, is_wide: bool) -> Box:
    width = min(lane.width - 2 * PAD, WIDEST)
    lines = _cut(str(phase.label), int((width - BADGE) / LETTER))
    rows = len(lines) + (0 if is_small else 2 if is_wide else 3)
    return Box(
        phase=phase,
        x=lane.x + (lane.width - width) / 2,
        y=y,
        width=width,
        height=rows * LINE + 14,
        lines=lines,
        is_small=is_small,
    )


def _cut(label: str, letters: int) -> tuple[str, ...]:
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(longer) > letters:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _onward(boxes: Sequence[Box]) -> list[Arrow]:
    arrows = []
    for one, following in pairwise(boxes):
        kind = "maybe" if one.phase.optional or following.phase.optional else "on"
        if one.middle == following.middle:
            path = f"M{one.middle} {one.bottom} V{following.y - 3}"
        else:
            turn = one.bottom + GAP / 2
            path = f"M{one.middle} {one.bottom} V{turn} H{following.middle} V{following.y - 3}"
        arrows.append(Arrow(path, kind))
    return arrows


def _mid(box: Box) -> float:
    return box.y + box.height / 2

"""The shapes that the building blocks of `core/ui.html` read. Plain data, no domain words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
DAYS = 7
PARTS = 3  # morning, afternoon, evening


@dataclass(frozen=True)
class Link:
    """One tab."""

    label: Text
    url: str
    active: bool = False


@dataclass(frozen=True)
class Section:
    """One part of a long form, with whether something was filled in."""

    label: Text
    url: str
    done: bool = False
    active: bool = False


@dataclass(frozen=True)
class Header:
    """The head of one column; with a link when the column can be sorted."""

    label: Text
    url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    numeric: bool = False


@dataclass(frozen=True)
class Phase:
    """One piece of the road: passed, here, next, later or left out."""

    label: Text
    state: Literal["done", "now", "next", "later", "skipped"]
    when: Text = ""


@dataclass(frozen=True)
class Overlay:
    """Something that lies over a week: which day-parts it takes."""

    label: Text
    mask: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One day-part in a picture of the week: free or not, and what lies over it."""

    is_free: bool
    is_clash: bool
    numbers: tuple[int, ...]
    labels: str


FREE, BUSY = Cell(True, False, (), ""), Cell(False, False, (), "")


@dataclass(frozen=True)
class Week:
    """Which day-parts of a week are free, to draw with things lying over it."""

    free: int

    def rows(self, overlays: Sequence[Overlay] = (), clash: int = 0) -> list[list[Cell]]:
        """The cells of mornings, afternoons and evenings.

        An overlay on a day-part that is not free does not fit. Two overlays in one day-part may
        well go together; only in the day-parts of `clash` they do not.
        """
        return [
            [self._cell(1 << (day * PARTS + part), overlays, clash) for day in range(DAYS)]
            for part in range(PARTS)
        ]

    def has_clash(self, overlays: Sequence[Overlay] = (), clash: int = 0) -> bool:
        """Whether any cell has to be marked."""
        return any(overlay.mask & (clash | ~self.free) for overlay in overlays)

    def _cell(self, bit: int, overlays: Sequence[Overlay], clash: int) -> Cell:
        is_free = bool(self.free & bit)
        over = [(n, one) for n, one in enumerate(overlays, start=1) if one.mask & bit]
        if not over:
            return FREE if is_free else BUSY
        return Cell(
            is_free=is_free,
            is_clash=not is_free or bool(clash & bit),
            numbers=tuple(n for n, _one in over),
            labels=", ".join(str(one.label) for _n, one in over),
        )


@dataclass(frozen=True)
class Bar:
    """One line of a bar picture: the figure stands beside it as text."""

    label: Text
    value: float
    text: Text = ""
    url: str = ""


def week_mask(holds: Callable[[int, int], bool]) -> int:
    """The day-parts for which `holds(day, part)` is true as one number; day 0 is Monday."""
    return sum(
        1 << (day * PARTS + part)
        for day in range(DAYS)
        for part in range(PARTS)
        if holds(day, part)
    )

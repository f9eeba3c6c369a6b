"""The shapes that the building blocks of `core/ui.html` read. Plain data, no domain words."""

from collections.abc import Callable
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

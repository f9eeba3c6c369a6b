"""What is asked when people are distributed, over groups and over coaches alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from meedoen.distribution.rules.solving import Whole


@dataclass(frozen=True)
class Said:
    """What speaks for and against one pair, in sentences; `broken` when a hard rule forbids it."""

    fits: list[str] = field(default_factory=list)
    look_outs: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class Question(Protocol):
    """People in the order of the list, places in the order of the list, and what each pair scores.

    A place has one or more columns: a coach is a place of which each next piece is worth less,
    because they carry more by then.
    """

    @property
    def names(self) -> Sequence[str]:
        """What the places are called."""

    @property
    def room(self) -> Sequence[int]:
        """How many people each column can have."""

    @property
    def columns(self) -> Sequence[int]:
        """Which place each column belongs to, the best column of a place first."""

    @property
    def scores(self) -> Whole:
        """A row for each person, a column for each piece of a place."""

    @property
    def allowed(self) -> Whole:
        """The same, with what is never proposed but may be decided by hand."""

    def say(self, person: int, place: int) -> Said:
        """Why this pair scores what it scores."""

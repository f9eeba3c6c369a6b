"""A list as it came in: cells of text, number or date, and the refusal when it cannot be read."""

from dataclasses import dataclass, field
from datetime import date

from meedoen.core.errors import NotPossible

Raw = str | int | float | date
Line = tuple[Raw, ...]

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_ROWS = 20_000
MAX_COLUMNS = 200


class Unreadable(NotPossible):
    """This file is not a list that can be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: line 0 is row 1 of the file."""

    name: str
    lines: list[Line] = field(default_factory=list)
    others: tuple[str, ...] = ()
    kind: str = ""
    remark: str = ""

    @property
    def width(self) -> int:
        """The number of columns of the widest line."""
        return max((len(line) for line in self.lines), default=0)


def is_empty(line: Line) -> bool:
    """Whether nothing stands in this line."""
    return all(isinstance(cell, str) and not cell.strip() for cell in line)


def shown(cell: Raw) -> str:
    """A cell as a person would read it."""
    if isinstance(cell, date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year}"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def to_json(cell: Raw) -> object:
    """A cell as it is kept: a date keeps being a date."""
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell


def from_json(kept: object) -> Raw:
    """The cell that was kept."""
    if isinstance(kept, dict):
        return date.fromisoformat(str(kept["date"]))
    return kept if isinstance(kept, str | int | float) else ""

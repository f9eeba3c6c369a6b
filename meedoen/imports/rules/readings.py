"""What one cell turned out to be: a value, or what is the matter and what it may have been."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from meedoen.core.text import clean, fold, has_invisible
from meedoen.imports.choices import Kind
from meedoen.imports.rules.sheets import Raw, shown


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with what to say about it. Nothing is guessed: a proposal waits for a yes."""

    value: Any = None
    kind: Kind = Kind.FINE
    reason: str = ""
    proposals: tuple[str, ...] = ()

    @property
    def may_stay(self) -> bool:
        """Whether a person may say: it is right as it stands."""
        return self.kind == Kind.DOUBT and self.value is not None


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbourhood as it may be written."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """What has to be known to read a list: the day, the places, what a mail address may be."""

    today: date
    places: tuple[Place, ...] = ()
    accepts_mail: Callable[[str], bool] = bool


def fine(value: Any) -> Reading:
    """Read without a doubt."""
    return Reading(value)


def note(value: Any, reason: str) -> Reading:
    """Read, and something is worth seeing."""
    return Reading(value, Kind.NOTE, reason)


def doubt(reason: str, *proposals: str, value: Any = None) -> Reading:
    """A person has to choose."""
    return Reading(value, Kind.DOUBT, reason, tuple(dict.fromkeys(proposals)))


def wrong(reason: str, *proposals: str) -> Reading:
    """This cannot be."""
    return Reading(None, Kind.WRONG, reason, tuple(dict.fromkeys(proposals)))


def with_note(reading: Reading, reason: str) -> Reading:
    """Say one thing more, without making it less serious."""
    kind = Kind.NOTE if reading.kind == Kind.FINE else reading.kind
    return replace(reading, kind=kind, reason=" ".join(filter(None, (reading.reason, reason))))


# Ways to say that there is nothing.
_NOTHING = (
    "|-|--|---|–|—|x|xx|xxx|/|.|0|?|??|???|geen|nvt|n v t|niet|leeg|onbekend|onbek|niet bekend|"
    "nog niet bekend|weet niet|weet ik niet|nee|none|null|nan|n a|na|unknown|volgt|heeft geen|"
    "nog op te vragen|heeft ze niet|heeft hij niet|heeft niet|wil niet zeggen|nog niet getoetst|"
    "niet getoetst|niet gemeten|nog niet gemeten|nog doen|nader te bepalen|ntb|nb|n b|"
    "nog te bepalen"
)
NOTHING = frozenset(_NOTHING.split("|"))
QUESTION_MARKS = frozenset(("?", "??", "???"))


def words(cell: Raw) -> str:
    """The cell as clean text on one line."""
    return " ".join(clean(shown(cell)).split())


def plain(text: str) -> str:
    """The text folded, with dots and dashes between words made spaces, for looking up."""
    folded = fold(text)
    loose = "".join(" " if letter in ".,;:_'\"()[]’`´" else letter for letter in folded)
    return " ".join(loose.split()) or folded.strip()


def says_nothing(cell: Raw) -> bool:
    """Whether someone wrote down that there is nothing."""
    text = words(cell)
    return not text or plain(text) in NOTHING or fold(text) in NOTHING


def hides_something(cell: Raw) -> bool:
    """Whether the cell holds characters that nobody can see."""
    return isinstance(cell, str) and has_invisible(cell)

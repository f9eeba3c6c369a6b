"""What matching may know: plain values, and nothing about origin, health or gender.

The only trace of gender is `wants_women_only`, which is true only when the participant asked
for it. Languages serve to find an explanation that somebody understands, nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from typing import Any

from meedoen.matching.choices import When
from meedoen.offers.rules import Slot, Timetable
from meedoen.places.rules import Queue

NO_DATE = date.min


@dataclass(frozen=True, slots=True)
class Busy:
    """An offer that was chosen before: at those moments this person is already taken."""

    offer: str
    name: str
    timetable: Timetable
    day_parts: int


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One participant as matching sees them. None and `unknown` mean: nobody asked yet."""

    oral: str = "unknown"
    oral_plus: bool = False
    written: str = "unknown"
    written_plus: bool = False
    ladder: int | None = None
    free: int | None = None
    hours_per_week: int | None = None
    neighbourhood: str = ""
    # How many minutes it is to each neighbourhood, the way this person travels.
    minutes_to: tuple[tuple[str, int], ...] = ()
    max_travel: int | None = None
    age: int | None = None
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    needs_childcare: bool | None = None
    wants_women_only: bool = False
    when: str = When.DURING.value
    busy: tuple[Busy, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One offer as matching sees it. Open ends (empty, None) let everybody in."""

    id: str
    name: str
    organisation: str = ""
    sort_name: str = ""
    kind: str = ""
    side: str = "participation"
    is_open: bool = True
    oral_min: str = ""
    oral_max: str = ""
    written_min: str = ""
    written_max: str = ""
    ladder_min: int | None = None
    ladder_max: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    slots: tuple[Slot, ...] = ()
    day_parts: int = 0
    minutes_per_week: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    childcare: bool = False
    women_only: bool = False
    cost_cents: int = 0
    cost_text: str = ""
    free_places: int | None = None
    waiting_list: bool = False
    # How many wait in the line before this person, and whether a place is kept or taken already.
    ahead: int = 0
    has_place: bool = False
    timing: str = "both"
    neighbourhood: str = ""
    neighbourhood_name: str = ""
    verified_on: date | None = field(default=None)

    @property
    def timetable(self) -> Timetable:
        """When it runs."""
        return Timetable(self.slots, self.starts_on, self.ends_on)


def in_line(offer: OfferFacts, queues: Mapping[str, Queue]) -> OfferFacts:
    """The offer with where this person would stand, or stands, in the line there."""
    queue = queues.get(offer.id)
    return replace(offer, ahead=queue.ahead, has_place=queue.has_place) if queue else offer


def as_json(facts: PersonFacts | OfferFacts | Busy | Timetable | Slot) -> dict[str, Any]:
    """The facts as they are kept with a choice: dates and times as text, sets in order."""
    return {one.name: _plain(getattr(facts, one.name)) for one in fields(facts)}


def _plain(value: Any) -> Any:
    if isinstance(value, PersonFacts | OfferFacts | Busy | Timetable | Slot):
        return as_json(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value

"""Decisions about offers: parts of the week, clashes, places, how fresh the facts are.

A day-part mask holds 21 bits: bit = day * 3 + part, Monday is 0, morning is 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.utils.translation import get_language, gettext as _t

from meedoen.core.time import MONTHS, holiday_name
from meedoen.offers.choices import LEVEL_RANK, PARTS, SHORT_WEEKDAYS, WEEKDAYS, Side

NOON = time(12, 0)
EVENING = time(17, 30)
STALE_AFTER_MONTHS = 6
COMING = 8
LOOK_AHEAD = 366
OLDEST = 120  # years
# What a provider can change in a proposal; the rest goes in words.
MAY_PROPOSE = (
    "description", "address", "starts_on", "ends_on", "contact_phone", "contact_email",
    "joining_text", "cost_text", "age_min", "age_max",
)  # fmt: skip
DAYS_TOLD = {"starts_on", "ends_on"}
YEARS_TOLD = {"age_min", "age_max"}


@dataclass(frozen=True, order=True)
class Slot:
    """A weekly moment: this day, from this time until that."""

    weekday: int
    starts_at: time
    ends_at: time

    def overlaps(self, other: "Slot") -> bool:
        """Whether nobody can be at both; one may begin where the other ends."""
        return (
            self.weekday == other.weekday
            and self.starts_at < other.ends_at
            and other.starts_at < self.ends_at
        )


@dataclass(frozen=True)
class Timetable:
    """When something runs: from a day until another, at these weekly moments."""

    slots: tuple[Slot, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Change:
    """On one date one weekly moment does not happen, or at another moment (`moved_to`)."""

    on: date
    starts_at: time
    moved_to: date | None = None
    moved_starts_at: time | None = None
    moved_ends_at: time | None = None
    note: str = ""


@dataclass(frozen=True)
class Rest:
    """A period in which nothing runs, both days included."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Moment:
    """One date on which it happens, or would have happened in an ordinary week."""

    on: date
    starts_at: time
    ends_at: time
    is_off: bool = False
    is_moved: bool = False
    why: str = ""

    @property
    def words(self) -> str:
        """`di 24 november, 9.30 tot 11.30 uur`."""
        return _t("%(day)s, %(start)s tot %(end)s uur") % {
            "day": short_day(self.on),
            "start": clock(self.starts_at),
            "end": clock(self.ends_at),
        }


@dataclass(frozen=True)
class Clash:
    """Two weekly moments that cannot both be kept."""

    one: Slot
    other: Slot

    @property
    def overlap(self) -> Slot:
        """The time that both ask for."""
        return Slot(
            self.one.weekday,
            max(self.one.starts_at, self.other.starts_at),
            min(self.one.ends_at, self.other.ends_at),
        )


def day_part_bit(weekday: int, part: int) -> int:
    """The bit of one part of one day."""
    return 1 << (weekday * 3 + part)


def day_parts(slots: Iterable[Slot]) -> int:
    """All parts of the week that these moments touch. Noon and 17.30 begin the next part."""
    mask = 0
    for slot in slots:
        if slot.starts_at < NOON:
            mask |= day_part_bit(slot.weekday, 0)
        if slot.starts_at < EVENING and slot.ends_at > NOON:
            mask |= day_part_bit(slot.weekday, 1)
        if slot.ends_at > EVENING:
            mask |= day_part_bit(slot.weekday, 2)
    return mask


def minutes_per_week(slots: Iterable[Slot]) -> int:
    """How long it takes in a week."""
    return sum(
        (slot.ends_at.hour - slot.starts_at.hour) * 60 + slot.ends_at.minute - slot.starts_at.minute
        for slot in slots
    )


def day_part_names(mask: int) -> list[str]:
    """`maandagochtend`, `dinsdagavond`, in the order of the week."""
    return list(_part_names(mask, get_language()))


@lru_cache(maxsize=4096)  # matching names the same few masks again and again
def _part_names(mask: int, _language: str | None) -> tuple[str, ...]:
    return tuple(
        f"{day_name}{part_name}"
        for day, day_name in WEEKDAYS
        for part, part_name in PARTS
        if mask & day_part_bit(day, part)
    )


def periods_overlap(one: Timetable, other: Timetable) -> bool:
    """Whether there is a day on which both run; an open end runs on."""
    return (one.starts_on or date.min) <= (other.ends_on or date.max) and (
        other.starts_on or date.min
    ) <= (one.ends_on or date.max)


def clashes(one: Timetable, other: Timetable) -> list[Clash]:
    """The weekly moments at which both would ask for the same person."""
    if not periods_overlap(one, other):
        return []
    return [Clash(a, b) for a in sorted(one.slots) for b in sorted(other.slots) if a.overlaps(b)]


def coming(
    when: Timetable,
    *,
    since: date,
    changes: Iterable[Change] = (),
    rests: Sequence[Rest] = (),
    most: int = COMING,
) -> list[Moment]:
    """The next moments on which it really happens, and in between what falls out and why.

    A moment falls out by a change, by a period of rest, and on a public holiday. A moved moment
    happens on its new date, whatever day that is: somebody chose it.
    """
    known = {(change.on, change.starts_at): change for change in changes}
    moments = [
        Moment(
            change.moved_to, change.moved_starts_at, change.moved_ends_at,
            is_moved=True, why=change.note,
        )
        for change in known.values()
        if change.moved_to and change.moved_starts_at and change.moved_ends_at
        if change.moved_to >= since
    ]  # fmt: skip
    first = max(since, when.starts_on or since)
    last = min(first + timedelta(days=LOOK_AHEAD), when.ends_on or date.max)
    found = 0
    for number in range((last - first).days + 1):
        if found >= most:
            break
        day = first + timedelta(days=number)
        for slot in when.slots:
            if slot.weekday == day.weekday():
                moment = _moment(day, slot, known.get((day, slot.starts_at)), rests)
                moments.append(moment)
                found += not moment.is_off
    moments.sort(key=lambda moment: (moment.on, moment.starts_at, moment.is_off))
    return _first(moments, most)


def _moment(day: date, slot: Slot, change: Change | None, rests: Sequence[Rest]) -> Moment:
    why = holiday_name(day) or next(
        (rest.name for rest in rests if rest.starts_on <= day <= rest.ends_on), ""
    )
    if change is None:
        return Moment(day, slot.starts_at, slot.ends_at, is_off=bool(why), why=why)
    return Moment(
        day, slot.starts_at, slot.ends_at,
        is_off=True, is_moved=change.moved_to is not None, why=change.note or why,
    )  # fmt: skip


def _first(moments: Sequence[Moment], most: int) -> list[Moment]:
    """So many moments that happen, with what falls out before the last of them."""
    kept: list[Moment] = []
    left = most
    for moment in moments:
        if not left:
            break
        kept.append(moment)
        left -= not moment.is_off
    return kept


def change_problem(change: Change, slots: Iterable[Slot]) -> str:
    """Why this exception cannot be, or nothing."""
    if not any(
        slot.weekday == change.on.weekday() and slot.starts_at == change.starts_at for slot in slots
    ):
        return _t("Op deze dag en tijd is er niets dat kan vervallen. Kijk in het rooster.")
    if change.moved_to is None:
        return ""
    if change.moved_starts_at is None or change.moved_ends_at is None:
        return _t("Vul bij de nieuwe dag ook de begintijd en de eindtijd in.")
    if change.moved_ends_at <= change.moved_starts_at:
        return _t("De nieuwe eindtijd ligt niet na de nieuwe begintijd.")
    return ""


def is_dual(parts: Sequence[tuple[str, Timetable]]) -> bool:
    """Language and taking part in overlapping periods (R49); one offer can be both."""
    if any(side == Side.BOTH for side, _when in parts):
        return True
    language = [when for side, when in parts if side == Side.LANGUAGE]
    taking_part = [when for side, when in parts if side == Side.PARTICIPATION]
    return any(periods_overlap(one, other) for one in language for other in taking_part)


def is_stale(verified_on: date | None, *, today: date) -> bool:
    """Whether nobody confirmed the facts for six months: call before you send somebody."""
    if verified_on is None:
        return True
    months = (today.year - verified_on.year) * 12 + today.month - verified_on.month
    return months > STALE_AFTER_MONTHS or (
        months == STALE_AFTER_MONTHS and today.day > verified_on.day
    )


def stale_before(today: date) -> date:
    """Whoever was last confirmed before this day is stale today."""
    year, month = divmod(today.year * 12 + today.month - 1 - STALE_AFTER_MONTHS, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=today.day - 1), following)


def wanted_parts(day: str, part: str) -> int:
    """The day-parts somebody looks for: a day, a part of any day, or one part of one day."""
    days = [int(day)] if day else range(7)
    parts = [int(part)] if part else range(3)
    return sum(day_part_bit(one, other) for one in days for other in parts)


def free_places(capacity: int | None, taken: int) -> int | None:
    """How many can still come; None when there is no limit."""
    return None if capacity is None else max(capacity - taken, 0)


def slot_problems(slots: Sequence[Slot]) -> list[str]:
    """What is wrong with a schedule, in words; empty when it can be kept."""
    problems = [
        _t("%(day)s: de eindtijd ligt niet na de begintijd.") % {"day": WEEKDAYS[slot.weekday][1]}
        for slot in slots
        if slot.ends_at <= slot.starts_at
    ]
    ordered = sorted(slots)
    problems += [
        _t("%(day)s: twee tijden lopen door elkaar.") % {"day": WEEKDAYS[slot.weekday][1]}
        for slot, following in pairwise(ordered)
        if slot.overlaps(following)
    ]
    return problems


def level_range_problem(low: str, high: str) -> str:
    """What is wrong with a range of levels, or nothing. An open end is fine."""
    if low and high and LEVEL_RANK[low] > LEVEL_RANK[high]:
        return _t("Het laagste niveau ligt boven het hoogste.")
    return ""


def age_range_problem(low: int | None, high: int | None) -> str:
    """What is wrong with a range of ages in years, or nothing. An open end is fine."""
    if low is not None and high is not None and low > high:
        return _t("De laagste leeftijd ligt boven de hoogste. Wissel ze om, of laat er één leeg.")
    return ""


def age_range(low: int | None, high: int | None) -> str:
    """`18 tot en met 27 jaar`, `vanaf 18 jaar`, `tot en met 27 jaar`, `18 jaar`, or nothing."""
    values = {"low": low, "high": high}
    if low is None and high is None:
        return ""
    if low == high:
        return _t("%(low)d jaar") % values
    if low is not None and high is not None:
        return _t("%(low)d tot en met %(high)d jaar") % values
    return (_t("tot en met %(high)d jaar") if low is None else _t("vanaf %(low)d jaar")) % values


def clock(moment: time) -> str:
    """`9.30`, as people write it; a whole hour as `9.00`."""
    return f"{moment.hour}.{moment.minute:02}"


def short_day(day: date) -> str:
    """`di 24 november`."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def money(cents: int) -> str:
    """`gratis`, `€ 25` or `€ 12,50`."""
    if cents == 0:
        return _t("gratis")
    euros, rest = divmod(cents, 100)
    return f"€ {euros},{rest:02}" if rest else f"€ {euros}"


def schedule_text(slots: Iterable[Slot]) -> str:
    """`maandag en woensdag 9.30 tot 11.30 uur; vrijdag 13.00 tot 15.00 uur`."""
    return _in_words(tuple(sorted(slots)), get_language())


@lru_cache(maxsize=4096)  # a list asks this fifty times
def _in_words(slots: tuple[Slot, ...], _language: str | None) -> str:
    by_time: dict[tuple[time, time], list[int]] = {}
    for slot in slots:
        by_time.setdefault((slot.starts_at, slot.ends_at), []).append(slot.weekday)
    rows = sorted(by_time.items(), key=lambda row: (row[1], row[0]))
    return "; ".join(
        _t("%(days)s %(start)s tot %(end)s uur")
        % {"days": _days(days), "start": clock(start), "end": clock(end)}
        for (start, end), days in rows
    )


def _days(days: Sequence[int]) -> str:
    names = [str(WEEKDAYS[day][1]) for day in days]
    if len(names) < 2:
        return "".join(names)
    return _t("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def proposed_facts(proposed: Mapping[str, str]) -> dict[str, Any]:
    """What a provider proposed, as the facts of an offer; unknown names are left out."""
    return {
        name: _from_text(name, value) for name, value in proposed.items() if name in MAY_PROPOSE
    }


def _from_text(name: str, value: str) -> date | int | str | None:
    if name in DAYS_TOLD:
        return date.fromisoformat(value) if value else None
    if name in YEARS_TOLD:
        return int(value) if value else None
    return value


def proposal(now: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, str]:
    """Where what a provider typed differs from what we have, as text."""
    told = {name: _as_text(typed.get(name)) for name in MAY_PROPOSE if name in typed}
    return {name: value for name, value in told.items() if value != _as_text(now.get(name))}


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)

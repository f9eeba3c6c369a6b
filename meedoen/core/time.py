"""Dates as the work knows them: days in the Netherlands, working days, Dutch wording."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_FROM_EASTER = {
    -2: "Goede Vrijdag", 0: "eerste paasdag", 1: "tweede paasdag", 39: "Hemelvaartsdag",
    49: "eerste pinksterdag", 50: "tweede pinksterdag",
}  # fmt: skip

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """This moment, aware."""
    return _pretended.get() or timezone.now()


def today() -> date:
    """Today's date in the Netherlands."""
    return timezone.localtime(now()).date()


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Work as if it were another moment: for a demo with a believable past, and for tests."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def dutch_date(value: date | datetime | None) -> str:
    """`23 november 2026`, or nothing."""
    if value is None:
        return ""
    day = _as_date(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(value: date | datetime | None) -> str:
    """`23-11-2026`, or nothing."""
    if value is None:
        return ""
    day = _as_date(value)
    return f"{day.day:02}-{day.month:02}-{day.year}"


def dutch_datetime(value: datetime | None) -> str:
    """`23 november 2026 om 14:03`, or nothing."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{dutch_date(local)} om {local.hour:02}:{local.minute:02}"


def month_name(year: int, month: int) -> str:
    """`november 2026`."""
    return f"{MONTHS[month - 1]} {year}"


@lru_cache(maxsize=64)
def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holiday_names(year: int) -> Mapping[date, str]:
    """The days that do not count as working days (Algemene termijnenwet, art. 3), by name."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    moving = {sunday + timedelta(days=days): name for days, name in _FROM_EASTER.items()}
    fixed = {
        date(year, 1, 1): "nieuwjaarsdag",
        kings_day: "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }
    return fixed | moving


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The days that do not count as working days."""
    return frozenset(holiday_names(year))


def holiday_name(day: date) -> str:
    """`Koningsdag`, or nothing on a day that counts."""
    return holiday_names(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Monday to Friday, and not a public holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The working day that lies `days` working days after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 when end is earlier."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    days = weeks * 5
    days += sum((start + timedelta(days=weeks * 7 + n)).weekday() < 5 for n in range(1, rest + 1))
    closed = (day for year in range(start.year, end.year + 1) for day in holidays(year))
    return days - sum(start < day <= end and day.weekday() < 5 for day in closed)


def _as_date(value: date | datetime) -> date:
    if isinstance(value, datetime):
        # The time zone of the installation, asked for once: a list shows a hundred dates.
        zone = timezone.get_default_timezone()
        return value.astimezone(zone).date() if value.tzinfo else value.date()
    return value

"""Dates in the ways that Dutch people write them."""

import math
import re
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from meedoen.core.text import fold
from meedoen.core.time import MONTHS, dutch_date, short_date
from meedoen.imports.choices import Kind
from meedoen.imports.rules.readings import (
    Reading,
    World,
    doubt,
    fine,
    note,
    says_nothing,
    words,
    wrong,
)
from meedoen.imports.rules.sheets import Raw

ADULT = 18
OLDEST = 110
# Before this no municipality kept such a list.
LONG_AGO = date(1990, 1, 1)
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_000, 80_000)

_NAMED = {name: number for number, name in enumerate(MONTHS, 1)} | {
    short: number
    for number, shorts in enumerate(
        (
            "jan january janv", "feb febr february fev", "mrt maa mar march maerz mars",
            "apr april avr", "mei may mai",
            "jun june juin", "jul july juil", "aug august aout", "sep sept september",
            "okt oct october",
            "nov november", "dec december dez",
        ),
        1,
    )
    for short in shorts.split()
}  # fmt: skip
_WEEKDAYS = re.compile(
    r"^(ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)[.,]?\s+",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(geb(oren)?( op)?|d\.?d|op|datum)[.:]?\s+", re.IGNORECASE)
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_NUMBERS = re.compile(
    r"^(\d{1,4})\s*[-/.,\s–—\\]+\s*(\d{1,2})\s*[-/.,\s–—\\]+\s*['’`´]?\s*(\d{1,4})\.?$"
)
_WORDED = re.compile(
    r"^(\d{1,2})(?:e|ste|de|st|nd|rd|th)?\s*[-/.\s–—]*\s*([a-z]+)\.?\s*[-/.,\s–—]*\s*['’`´]?(\d{1,4})$"
)
_MONTH_FIRST = re.compile(r"^([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_YEAR_ONLY = re.compile(r"^(ca\.?|circa|rond|±|~)?\s*((19|20)\d{2})$")
_MONTH_YEAR = re.compile(r"^([a-z]+|\d{1,2})[-/.\s]+((19|20)\d{2})$")


class Written(NamedTuple):
    """Day, month and year as written, before anyone checks whether that day exists."""

    day: int
    month: int
    year: int
    short_year: bool = False


def birth_date(cell: Raw, world: World) -> Reading:
    """The birth date of an adult."""
    if says_nothing(cell):
        return doubt(_("De geboortedatum ontbreekt. Vul hem in, of laat de rij voor later staan."))
    reading = _read(cell, world.today, birth=True)
    day = reading.value
    if day is None:
        return reading
    if day > world.today:
        other = _replace_year(day, day.year - 100)
        return wrong(
            _("Deze geboortedatum ligt in de toekomst."), *_as_proposals(other, world, birth=True)
        )
    age = _age(day, world.today)
    if age < ADULT:
        return wrong(
            _("Deze persoon is %(age)d jaar. Meedoen is voor volwassenen (18 jaar en ouder).")
            % {"age": age}
        )
    if age > OLDEST:
        other = _replace_year(day, day.year + 100)
        return wrong(
            _("Deze persoon zou %(age)d jaar oud zijn. Kijk het jaar na.") % {"age": age},
            *_as_proposals(other, world, birth=True),
        )
    if age >= 100 and reading.kind == Kind.FINE:
        return doubt(
            _("Deze persoon zou %(age)d jaar oud zijn. Klopt dat?") % {"age": age}, value=day
        )
    return reading


def past_date(cell: Raw, world: World) -> Reading:
    """A day that has been, such as the day of registration; nothing written is nothing known."""
    if says_nothing(cell):
        return fine(None)
    reading = _read(cell, world.today, birth=False)
    day = reading.value
    if day is None or day <= world.today:
        if day is not None and day < LONG_AGO:
            return wrong(
                _("%(day)s is te lang geleden. Kijk het jaar na.") % {"day": dutch_date(day)}
            )
        if day is not None and day.year < world.today.year - 25:
            return doubt(_("Dit is meer dan 25 jaar geleden. Klopt dat?"), value=day)
        return reading
    return wrong(
        _("%(day)s ligt in de toekomst.") % {"day": _sentence_case(dutch_date(day))},
        *_as_proposals(_swapped(day, world.today), world, birth=False),
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _as_proposals(day: date | None, world: World, *, birth: bool) -> tuple[str, ...]:
    if (
        day is None
        or day > world.today
        or (birth and not ADULT <= _age(day, world.today) <= OLDEST)
    ):
        return ()
    return (short_date(day),)


def _swapped(day: date, today: date) -> date | None:
    """2062 is often 2026 with two digits turned; a day of next year often one of this year."""
    text = str(day.year)
    swapped = int(text[:2] + text[3] + text[2])
    for year in (swapped, today.year, today.year - 1):
        other = _replace_year(day, year)
        if other and today - timedelta(days=3 * 366) <= other <= today:
            return other
    return None


def _replace_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _read(cell: Raw, today: date, *, birth: bool) -> Reading:
    if isinstance(cell, date):
        return fine(cell)
    if isinstance(cell, int | float):
        return _from_number(cell, today, birth=birth)
    text = _TIME.sub("", _WEEKDAYS.sub("", _LEAD.sub("", words(cell))).strip()).strip()
    folded = fold(text).strip(" .,;'")
    if folded.isdecimal():
        return _from_number(int(folded[:20]), today, birth=birth)
    if _YEAR_ONLY.match(folded):
        return wrong(_("Hier staat alleen een jaar. Vul ook de dag en de maand in."))
    written = _taken_apart(folded)
    if written:
        return _from_written(written, today, birth=birth)
    if _MONTH_YEAR.match(folded):
        return wrong(_("Hier staat alleen een maand en een jaar. Vul ook de dag in."))
    return _unreadable(folded, today, birth=birth)


def _unreadable(text: str, today: date, *, birth: bool) -> Reading:
    """Letters O and l in the place of 0 and 1 are proposed, never taken."""
    mended = text.replace("o", "0").replace("l", "1")
    written = _taken_apart(mended) if mended != text and not re.search(r"[a-z]", mended) else None
    if written:
        reading = _from_written(written, today, birth=birth)
        if reading.value:
            return wrong(
                _("Dit is geen datum: er staat een letter in plaats van een cijfer."),
                short_date(reading.value),
            )
    return wrong(_("Dit is geen datum. Schrijf hem als 28-09-2005."))


def _taken_apart(text: str) -> Written | None:
    numbers = _NUMBERS.match(text)
    if numbers:
        first, month, last = numbers.groups()
        if len(first) == 4:
            return Written(int(last), int(month), int(first)) if len(last) <= 2 else None
        return (
            None if len(first) == 3 else Written(int(first), int(month), int(last), len(last) <= 2)
        )
    worded = _WORDED.match(text)
    if worded and worded[2] in _NAMED:
        return Written(int(worded[1]), _NAMED[worded[2]], int(worded[3]), len(worded[3]) <= 2)
    turned = _MONTH_FIRST.match(text)
    if turned and turned[1] in _NAMED:
        return Written(int(turned[2]), _NAMED[turned[1]], int(turned[3]))
    return None


def _from_number(number: float, today: date, *, birth: bool) -> Reading:
    """A bare number: a spreadsheet's day count, or eight digits in a row."""
    is_day = math.isfinite(number) and (float(number).is_integer() or int(number) in _SERIALS)
    if not is_day:
        return wrong(_("Dit is geen datum. Schrijf hem als 28-09-2005."))
    whole = int(number)
    if 1900 <= whole <= 2100:
        return wrong(_("Hier staat alleen een jaar. Vul ook de dag en de maand in."))
    if whole in _SERIALS:
        day = _EPOCH + timedelta(days=whole)
        return note(
            day,
            _("Het getal %(number)d is gelezen als %(day)s.")
            % {"number": whole, "day": dutch_date(day)},
        )
    digits = f"{whole:08}"
    if len(digits) != 8 or whole < 1_000_000:
        return wrong(_("Dit is geen datum. Schrijf hem als 28-09-2005."))
    ways = (_whole(int(digits[6:]), int(digits[4:6]), int(digits[:4])),
            _whole(int(digits[:2]), int(digits[2:4]), int(digits[4:])))  # fmt: skip
    days = [day for day in ways if day and 1900 <= day.year <= today.year + 100]
    if len(days) == 1:
        return note(days[0], _("Gelezen als %(day)s.") % {"day": dutch_date(days[0])})
    if days:
        return doubt(_("Deze cijfers kunnen twee dagen zijn."), *(short_date(day) for day in days))
    return wrong(_("Dit is geen datum. Schrijf hem als 28-09-2005."))


def _whole(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_written(written: Written, today: date, *, birth: bool) -> Reading:
    if written.short_year:
        return _from_short_year(written, today, birth=birth)
    if not 1000 <= written.year <= 9999:
        return wrong(
            _("Het jaar %(year)d kan niet. Schrijf het met vier cijfers.") % {"year": written.year}
        )
    day = _whole(written.day, written.month, written.year)
    return fine(day) if day else _impossible(written)


def _from_short_year(written: Written, today: date, *, birth: bool) -> Reading:
    """Two digits of a year: taken when only one century can be meant."""
    years = [century + written.year for century in (1900, 2000)]
    days = [day for year in years if (day := _whole(written.day, written.month, year))]
    if not days:
        return _impossible(written._replace(year=years[0]))
    if birth:
        likely = [day for day in days if day <= today and ADULT <= _age(day, today) < OLDEST]
    else:
        likely = [
            day for day in days if day.year >= today.year - 50 and day.year <= today.year + 49
        ]
    if len(likely) == 1:
        return fine(likely[0])
    if len(likely) > 1:
        return doubt(_("Welk jaar is dit?"), *(short_date(day) for day in likely))
    return fine(days[-1] if days[-1] <= today else days[0])


def _impossible(written: Written) -> Reading:
    turned = _whole(written.month, written.day, written.year)
    if turned:
        return doubt(
            _("Maand %(month)d bestaat niet. Staan de dag en de maand andersom?")
            % {"month": written.month},
            short_date(turned),
        )
    if 1 <= written.month <= 12:
        return wrong(
            _("%(day)d %(month)s bestaat niet in %(year)d.")
            % {"day": written.day, "month": MONTHS[written.month - 1], "year": written.year}
        )
    return wrong(_("Maand %(month)d bestaat niet.") % {"month": written.month})

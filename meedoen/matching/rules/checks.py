"""One check per rule: person, offer and today in, verdict out. Called for every offer: quick.

Unknown never leaves anybody out: it becomes something to look out for.
"""

from datetime import date, timedelta
from functools import lru_cache

from meedoen.language.choices import Level
from meedoen.language.rules import Reached, within
from meedoen.matching.choices import Verdict, When
from meedoen.matching.rules.facts import OfferFacts, PersonFacts
from meedoen.offers.choices import Timing
from meedoen.offers.rules import clashes, is_stale

SILENT, FITS, LOOK_OUT, MISFIT = Verdict.SILENT, Verdict.FITS, Verdict.LOOK_OUT, Verdict.MISFIT
SOON = timedelta(weeks=6)
_DURING, _BOTH = When.DURING.value, Timing.BOTH.value


def running(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It has not stopped and has not ended."""
    if offer.is_open and (offer.ends_on is None or offer.ends_on >= today):
        return SILENT
    return MISFIT


def oral(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """Listening, speaking and conversation lie in the range of the offer."""
    if not offer.oral_min and not offer.oral_max:
        return SILENT
    return level(person.oral, person.oral_plus, offer.oral_min, offer.oral_max)


def written(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """Reading and writing lie in the range of the offer."""
    if not offer.written_min and not offer.written_max:
        return SILENT
    return level(person.written, person.written_plus, offer.written_min, offer.written_max)


@lru_cache(maxsize=4096)
def level(known: str, plus: bool, low: str, high: str) -> Verdict:
    """One level against one range."""
    answer = within(
        Reached(Level(known), plus), Level(low) if low else None, Level(high) if high else None
    )
    if answer is None:
        return LOOK_OUT
    return FITS if answer else MISFIT


def ladder(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """The step on the ladder lies in the range of the offer (R97)."""
    low, high, step = offer.ladder_min, offer.ladder_max, person.ladder
    if low is None and high is None:
        return SILENT
    if step is None:
        return LOOK_OUT
    return FITS if (low is None or low <= step) and (high is None or step <= high) else MISFIT


def age(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """The age lies in the range of the offer."""
    low, high, years = offer.age_min, offer.age_max, person.age
    if low is None and high is None:
        return SILENT
    if years is None:
        return LOOK_OUT
    return FITS if (low is None or low <= years) and (high is None or years <= high) else MISFIT


def travel(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It takes no longer to get there than this person finds all right."""
    if person.max_travel is None or not offer.neighbourhood:
        return SILENT
    minutes = minutes_to(person, offer)
    if minutes is None:
        return LOOK_OUT
    return FITS if minutes <= person.max_travel else MISFIT


def minutes_to(person: PersonFacts, offer: OfferFacts) -> int | None:
    """How long this person travels to this offer; None when nobody knows."""
    for code, minutes in person.minutes_to:
        if code == offer.neighbourhood:
            return minutes
    return None


def free_time(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """All its moments lie in day-parts that are free; without fixed times it always can."""
    if not offer.day_parts:
        return FITS
    if person.free is None:
        return LOOK_OUT
    return MISFIT if offer.day_parts & ~person.free else FITS


def places(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """There is room, or at least a waiting list."""
    if offer.has_place:
        return FITS
    if offer.free_places is None:
        return SILENT
    if offer.free_places > offer.ahead:
        return FITS
    return LOOK_OUT if offer.waiting_list else MISFIT


def childcare(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """Who needs somebody to look after the children finds that there."""
    if not person.needs_childcare:
        return SILENT
    return FITS if offer.childcare else MISFIT


def women_only(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """Who asks for a group of women finds one on top; nobody is left out of anything by it."""
    if offer.women_only:
        return FITS if person.wants_women_only else LOOK_OUT
    return LOOK_OUT if person.wants_women_only else SILENT


def timing(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It is meant for where this person is: in the trajectory, or after it."""
    return SILENT if offer.timing in (_BOTH, person.when) else MISFIT


def theme(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It is about something this person wishes."""
    for code in person.themes:
        if code in offer.themes:
            return FITS
    return SILENT


def goal(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It is about something this person works on: a development wish or point of attention."""
    for code in person.goals:
        if code in offer.themes:
            return FITS
    return SILENT


def near(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It is in the own neighbourhood."""
    if not person.neighbourhood or not offer.neighbourhood:
        return SILENT
    return FITS if person.neighbourhood == offer.neighbourhood else LOOK_OUT


def explained(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """Somebody there can explain things in a language this person speaks, besides Dutch."""
    for code in offer.languages:
        if code != "nl" and code in person.languages:
            return FITS
    return SILENT


def hours(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It does not ask for more hours than this person wants to give."""
    if person.hours_per_week is None or not offer.minutes_per_week:
        return SILENT
    return FITS if offer.minutes_per_week <= person.hours_per_week * 60 else LOOK_OUT


def alongside(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It does not fall together with something that was chosen before."""
    for taken in person.busy:
        if (
            taken.day_parts & offer.day_parts
            and taken.offer != offer.id
            and clashes(taken.timetable, offer.timetable)
        ):
            return LOOK_OUT
    return SILENT


def start(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It runs already, or begins within six weeks."""
    if offer.starts_on is None or offer.starts_on <= today + SOON:
        return FITS
    return LOOK_OUT


def free_of_charge(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """It costs nothing."""
    return LOOK_OUT if offer.cost_cents else FITS


def confirmed(person: PersonFacts, offer: OfferFacts, today: date) -> Verdict:
    """Somebody confirmed in the last six months that the facts are right."""
    return LOOK_OUT if _stale(offer.verified_on, today) else FITS


@lru_cache(maxsize=4096)
def _stale(verified_on: date | None, today: date) -> bool:
    return is_stale(verified_on, today=today)

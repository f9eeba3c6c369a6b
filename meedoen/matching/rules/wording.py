"""What fills the sentences of the rules, and what would have to change when one does not hold.

A change is told in words and given as data, so that a test can make the change and see that
the rule holds afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from django.utils.translation import get_language, gettext as _

from meedoen.core.time import dutch_date
from meedoen.ladder.choices import Step
from meedoen.language.choices import Level
from meedoen.language.rules import ORDER, Reached
from meedoen.matching.choices import When
from meedoen.matching.rules.checks import minutes_to
from meedoen.matching.rules.facts import OfferFacts, PersonFacts
from meedoen.offers import rules as offers
from meedoen.offers.choices import Theme, Timing
from meedoen.participants.choices import LANGUAGES

Values = dict[str, str]


@dataclass(frozen=True)
class Change:
    """What would have to be different, on which side, so that the rule holds."""

    words: str
    side: Literal["person", "offer"]
    values: dict[str, Any] = field(default_factory=dict)


def listing(names: Sequence[str]) -> str:
    """`a, b en c`."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def nothing(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """For sentences without open places."""
    return {}


def one_step(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """One thing would have to change."""
    return 1


def far(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """Out of reach for now: at the end of the list."""
    return 100


def running(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """Nothing to fill in."""
    return {}


def change_running(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """It would have to start again."""
    return Change(
        _("Het aanbod zou weer moeten beginnen."), "offer", {"is_open": True, "ends_on": None}
    )


def timing(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """For when it is meant."""
    return {"offer_when": str(Timing(offer.timing).label)}


def change_timing(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """It comes within reach in another part of the road."""
    if offer.timing == Timing.AFTER:
        words = _("Kan wel na het traject.")
        return Change(words, "person", {"when": When.AFTER.value})
    words = _("De aanbieder zou ook mensen na hun traject moeten toelaten.")
    return Change(words, "offer", {"timing": Timing.BOTH.value})


def oral(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """The level of now and the range that is asked."""
    return {
        "level": Reached(Level(person.oral), person.oral_plus).label,
        "range": level_range(offer.oral_min, offer.oral_max),
    }


def written(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """The level of now and the range that is asked."""
    return {
        "level": Reached(Level(person.written), person.written_plus).label,
        "range": level_range(offer.written_min, offer.written_max),
    }


def level_range(low: str, high: str) -> str:
    """`A1 tot en met B1`, `minstens A1`, `hoogstens A2` or `A1`."""
    names = {"low": Level(low).label if low else "", "high": Level(high).label if high else ""}
    if low == high:
        return str(names["low"])
    if low and high:
        return _("%(low)s tot en met %(high)s") % names
    return _("minstens %(low)s") % names if low else _("hoogstens %(high)s") % names


def change_oral(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """Learn first, or let the group open up."""
    if _too_low(person.oral, person.oral_plus, offer.oral_min):
        words = _("Eerst niveau %(level)s halen voor spreken en luisteren.")
        return Change(
            words % {"level": Level(offer.oral_min).label},
            "person",
            {"oral": offer.oral_min, "oral_plus": False},
        )
    words = _("De groep zou ook open moeten staan voor wie %(level)s spreekt.")
    return Change(words % {"level": Level(person.oral).label}, "offer", {"oral_max": person.oral})


def change_written(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """Learn first, or let the group open up."""
    if _too_low(person.written, person.written_plus, offer.written_min):
        words = _("Eerst niveau %(level)s halen voor lezen en schrijven.")
        return Change(
            words % {"level": Level(offer.written_min).label},
            "person",
            {"written": offer.written_min, "written_plus": False},
        )
    words = _("De groep zou ook open moeten staan voor wie leest en schrijft op niveau %(level)s.")
    return Change(
        words % {"level": Level(person.written).label}, "offer", {"written_max": person.written}
    )


def gap_oral(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """How many levels lie between."""
    return _levels_between(person.oral, offer.oral_min, offer.oral_max)


def gap_written(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """How many levels lie between."""
    return _levels_between(person.written, offer.written_min, offer.written_max)


def _too_low(known: str, plus: bool, low: str) -> bool:
    return bool(low) and Reached(Level(known), plus).rank < ORDER[Level(low)]


@lru_cache(maxsize=4096)
def _levels_between(known: str, low: str, high: str) -> int:
    rank = ORDER[Level(known)]
    below = ORDER[Level(low)] - rank if low else 0
    above = rank - ORDER[Level(high)] if high else 0
    return max(1, below // 10, above // 10)


def ladder(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """The step of now and the steps it is made for."""
    step = Step(person.ladder) if person.ladder else None
    name = f"{step.value} ({str(step.label).lower()})" if step else ""
    return {"step": name, "range": ladder_range(offer.ladder_min, offer.ladder_max)}


def ladder_range(low: int | None, high: int | None) -> str:
    """`trede 2 tot en met 4`, `trede 3 en hoger`, `trede 4 en lager` or `trede 3`."""
    values = {"low": low, "high": high}
    if low == high:
        return _("trede %(low)d") % values
    if low is not None and high is not None:
        return _("trede %(low)d tot en met %(high)d") % values
    return (_("trede %(high)d en lager") if low is None else _("trede %(low)d en hoger")) % values


def change_ladder(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """A step that can be taken first, or an offer that opens up. Never a step down."""
    if offer.ladder_min is not None and (person.ladder or 0) < offer.ladder_min:
        words = _("Past als de deelnemer op trede %(step)d staat.") % {"step": offer.ladder_min}
        return Change(words, "person", {"ladder": offer.ladder_min})
    words = _("De aanbieder zou ook mensen op trede %(step)d moeten toelaten.")
    return Change(words % {"step": person.ladder}, "offer", {"ladder_max": person.ladder})


def gap_ladder(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """How many steps lie between."""
    step = person.ladder or 0
    low = offer.ladder_min - step if offer.ladder_min is not None else 0
    high = step - offer.ladder_max if offer.ladder_max is not None else 0
    return max(1, low, high)


def age(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """The ages it is meant for, and the age of this person, in years."""
    ages = offers.age_range(offer.age_min, offer.age_max)
    is_open = offer.age_min is None or offer.age_max is None
    people = ages if is_open else _("van %(ages)s") % {"ages": ages}
    return {"age": str(person.age), "range": ages, "people": people}


def change_age(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """Only the offer can open up: nobody changes their age, a birthday that is near comes."""
    years = person.age or 0
    low = offer.age_min
    is_young = low is not None and years < low
    words = _("De aanbieder zou ook iemand van %(age)d jaar moeten toelaten.")
    if low is not None and low - years == 1:
        words = _(
            "Past als de deelnemer %(low)d jaar is, of eerder als de aanbieder dat goed vindt."
        )
    return Change(
        words % {"age": years, "low": low or 0},
        "offer",
        {"age_min" if is_young else "age_max": years},
    )


def gap_age(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """One for each five years too young or too old."""
    years = person.age or 0
    low = offer.age_min - years if offer.age_min is not None else 0
    high = years - offer.age_max if offer.age_max is not None else 0
    return max(1, -(-max(low, high) // 5))


def travel(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """How long it takes, how long is all right, and where it is."""
    return {
        "minutes": str(minutes_to(person, offer)),
        "wanted": str(person.max_travel),
        "place": offer.neighbourhood_name or offer.neighbourhood,
    }


def change_travel(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """The participant finds the longer way all right, or another way to travel is found."""
    minutes = minutes_to(person, offer) or 0
    words = _("Past als %(minutes)d minuten reizen ook goed is, of als het vlugger kan.")
    return Change(words % {"minutes": minutes}, "person", {"max_travel": minutes})


def gap_travel(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """One for each quarter of an hour too far."""
    more = (minutes_to(person, offer) or 0) - (person.max_travel or 0)
    return max(1, -(-more // 15))


def free_time(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """Which parts of the week it takes, and which of those are not free."""
    parts = offers.day_part_names(offer.day_parts)
    missing = offers.day_part_names(offer.day_parts & ~(person.free or 0))
    when = (
        _("Valt op vrije dagdelen: %(parts)s.") % {"parts": listing(parts)}
        if parts
        else _("Geen vaste tijden: u spreekt samen af wanneer.")
    )
    return {"parts": listing(parts), "missing": listing(missing), "when": when}


def change_free_time(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """The participant frees these parts of the week."""
    missing = offer.day_parts & ~(person.free or 0)
    words = _("Past als de deelnemer ook kan op %(parts)s.") % {
        "parts": listing(offers.day_part_names(missing))
    }
    return Change(words, "person", {"free": (person.free or 0) | missing})


def gap_free_time(person: PersonFacts, offer: OfferFacts, today: date) -> int:
    """How many parts of the week are in the way."""
    return (offer.day_parts & ~(person.free or 0)).bit_count()


def places(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """How many places there still are, or which number this person is in the line."""
    if offer.has_place:
        return {"places": _("Er is al een plaats voor de deelnemer.")}
    left = (offer.free_places or 0) - offer.ahead
    if left == 1:
        return {"places": _("Er is nog 1 plaats.")}
    if left > 1:
        return {"places": _("Er zijn nog %(places)s plaatsen.") % {"places": left}}
    number = {"number": offer.ahead + 1}
    if offer.free_places:
        return {
            "places": _("Anderen wachten al; wachtlijst: u bent dan nummer %(number)d.") % number
        }
    return {"places": _("Vol; wachtlijst: u bent dan nummer %(number)d.") % number}


def change_places(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """Somebody makes room."""
    words = _("Er zou een plaats vrij moeten komen.")
    return Change(words, "offer", {"free_places": offer.ahead + 1})


def change_childcare(person: PersonFacts, offer: OfferFacts, today: date) -> Change:
    """Somebody looks after the children: there or elsewhere."""
    words = _("Er zou opvang moeten zijn, daar of ergens anders.")
    return Change(words, "person", {"needs_childcare": False})


def women_only(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """What to look out for: on the side of the offer, or of the participant."""
    if offer.women_only:
        return {"women_only": _("Deze groep is alleen voor vrouwen.")}
    return {"women_only": _("Geen groep met alleen vrouwen. Dat heeft de deelnemer wel liever.")}


def theme(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """The wishes that the offer serves."""
    return {"themes": _themes(code for code in person.themes if code in offer.themes)}


def goal(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """What this person works on that the offer is about."""
    return {"goals": _themes(code for code in person.goals if code in offer.themes)}


def _themes(codes: Iterable[str]) -> str:
    language = get_language()
    return listing([_theme(code, language) for code in codes])


@lru_cache(maxsize=500)
def _theme(code: str, _language: str | None) -> str:
    return str(Theme(code).label)


def near(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """Where it is."""
    return {"place": offer.neighbourhood_name or offer.neighbourhood}


def explained(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """The languages in common, besides Dutch."""
    common = [code for code in offer.languages if code != "nl" and code in person.languages]
    return {"languages": listing([LANGUAGES.get(code, code) for code in common])}


def alongside(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """What it falls together with."""
    names = [
        busy.name
        for busy in person.busy
        if busy.offer != offer.id and offers.clashes(busy.timetable, offer.timetable)
    ]
    return {"names": listing(names)}


def hours(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """The hours it asks and the hours somebody wants to give."""
    whole, rest = divmod(offer.minutes_per_week, 60)
    asked = f"{whole},{round(rest / 6)}" if round(rest / 6) else str(whole)
    return {"hours": asked, "wanted": str(person.hours_per_week)}


def start(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """When it begins."""
    if offer.starts_on is None or offer.starts_on <= today:
        return {"start": _("Loopt al."), "date": ""}
    begins = dutch_date(offer.starts_on)
    return {"start": _("Begint op %(date)s.") % {"date": begins}, "date": begins}


def cost(person: PersonFacts, offer: OfferFacts, today: date) -> Values:
    """What it costs, in words."""
    return {"cost": f"{offers.money(offer.cost_cents)} {offer.cost_text}".strip()}

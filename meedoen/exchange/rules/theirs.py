"""What stands in a tree of HSDS, as far as we have room for it. The rest is kept as it came."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from meedoen.exchange.rules.ours import EXCEPTION, FLAGS, LEVELS, STEPS, WORDS
from meedoen.exchange.rules.tables import DAYS
from meedoen.exchange.rules.terms import meanings
from meedoen.network.choices import OrganisationKind
from meedoen.offers.choices import ORAL_LEVELS, Joining, Kind, Side, Theme, Timing
from meedoen.offers.rules import (
    OLDEST,
    Change,
    Slot,
    age_range_problem,
    level_range_problem,
    slot_problems,
)
from meedoen.participants.choices import LANGUAGES

Facts = dict[str, Any]
Tree = Mapping[str, Any]
_PHONE = re.compile(r"[+0-9 ()-]{6,20}")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)")
_CODES = {name.casefold(): code for code, name in LANGUAGES.items()}
_THEMES = {code: place for place, code in enumerate(Theme.values)}
_LANGUAGES = {code: place for place, code in enumerate(LANGUAGES)}
_EXCEPTION = re.compile(
    r"(?P<on>\d{4}-\d\d-\d\d)T(?P<at>\d\d:\d\d)"
    r"(/(?P<to>\d{4}-\d\d-\d\d)T(?P<begins>\d\d:\d\d)/(?P<ends>\d\d:\d\d))?"
)
LONGEST_WEEK = 20
MOST_EXCEPTIONS = 200
LONGEST_TEXT = 20_000
MOST_PLACES = 9_999


def _short(tree: Tree, name: str, most: int) -> str:
    return " ".join(str(tree.get(name) or "").split())[:most].strip()


def _words(tree: Tree) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Our own words on this record by their label, and what was said outside any list."""
    words: dict[str, list[str]] = {}
    said: dict[str, str] = {}
    known = meanings()
    for one in tree.get("attributes", ()):
        label = one.get("label", "")
        meaning = known.get(one.get("taxonomy_term_id", ""))
        if meaning:
            words.setdefault(f"{label}/{meaning[0]}", []).append(meaning[1])
        elif one.get("value") and "taxonomy_term_id" not in one:
            said.setdefault(label, str(one["value"]))
    return words, said


def _phone(tree: Tree) -> str:
    number = _short((tree.get("phones") or [{}])[0], "number", 200)
    return number if _PHONE.fullmatch(number) else ""


def organisation(tree: Tree) -> Facts:
    """An organisation, with `neighbourhood` as a code or nothing."""
    words, said = _words(tree)
    website = str(tree.get("website", ""))
    return {
        "name": _short(tree, "name", 150),
        "kind": _first(words, "kind/organisation_kind", OrganisationKind.OTHER),
        "address": said.get("address", "")[:200],
        "phone": _phone(tree),
        "email": str(tree.get("email", "")),
        "website": website if re.match(r"https?://", website) and len(website) <= 200 else "",
        "is_finding_place": "is_finding_place" in words.get("feature/feature", ()),
        "neighbourhood": said.get("neighbourhood", ""),
    }


def programme(tree: Tree) -> Facts:
    """A name under which several offers run."""
    return {"name": _short(tree, "name", 150), "description": _long(tree, "description")}


def _long(tree: Tree, name: str) -> str:
    return str(tree.get(name) or "")[:LONGEST_TEXT]


def location(tree: Tree) -> Facts:
    """A building or a spot."""
    lines = tree.get("addresses") or [{}]
    line = address_line(lines[0])
    access = tree.get("accessibility") or [{}]
    place = _on_earth(tree.get("latitude"), tree.get("longitude"))
    return {
        "name": _short(tree, "name", 150) or line[:150],
        "address": line[:200],
        "latitude": place[0],
        "longitude": place[1],
        "accessibility": _long(access[0], "description"),
        "neighbourhood": _words(tree)[1].get("neighbourhood", ""),
    }


def address_line(tree: Tree) -> str:
    """The parts of an address as one line."""
    street = ", ".join(
        filter(None, (_short(tree, "address_1", 150), _short(tree, "address_2", 60)))
    )
    town = " ".join(filter(None, (_short(tree, "postal_code", 20), _short(tree, "city", 60))))
    return ", ".join(filter(None, (street, town)))


def _on_earth(latitude: Any, longitude: Any) -> tuple[Decimal | None, Decimal | None]:
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    # As text: not every float that was rounded has six decimals to a Decimal.
    return Decimal(f"{latitude:.6f}"), Decimal(f"{longitude:.6f}")


def service(tree: Tree, *, kind: str = Kind.CARE_SUPPORT, side: str = Side.PARTICIPATION) -> Facts:
    """An offer. `kind` and `side` are for who does not use our words; `slots` are apart."""
    words, said = _words(tree)
    starts, ends = period(tree)
    facts: Facts = {
        "name": _short(tree, "name", 150),
        "description": _long(tree, "description"),
        "status": "open" if tree.get("status") == "active" else "closed",
        "contact_email": str(tree.get("email", "")),
        "contact_phone": _phone(tree),
        "joining_text": _long(tree, "application_process"),
        "verified_on": _day(tree.get("assured_date")),
        "starts_on": starts,
        "ends_on": ends,
        "languages": _languages(tree),
        "documents_needed": sorted(
            text for one in tree.get("required_documents", ())
            if (text := _short(one, "document", 200))
        ),
        "accessibility": said.get("accessibility", ""),
        "neighbourhood": said.get("neighbourhood", ""),
        "areas": [name for one in tree.get("service_areas", ()) if (name := one.get("name"))],
        "location_id": next(
            (one["location_id"] for one in tree.get("service_at_locations", ())), ""
        ),
        "program_id": tree.get("program_id", ""),
        "organization_id": tree["organization_id"],
        "exceptions": exceptions(tree),
        **_ages(tree),
        **_cost(tree),
        **_places(tree),
        **_labels(words, kind, side),
    }  # fmt: skip
    return facts


def _first(words: Mapping[str, list[str]], label: str, otherwise: str) -> str:
    return next(iter(words.get(label, ())), str(otherwise))


def _labels(words: Mapping[str, list[str]], kind: str, side: str) -> Facts:
    otherwise = {"kind": kind, "side": side, "timing": Timing.BOTH, "joining": Joining.EITHER}
    facts: Facts = {
        label: _first(words, f"{label}/{name}", otherwise.get(label, ""))
        for label, name in WORDS.items()
    }
    facts["themes"] = sorted(set(words.get("theme/theme", ())), key=_THEMES.__getitem__)
    for flag in FLAGS:
        facts[flag] = flag in words.get("feature/feature", ())
    for label in LEVELS:
        facts[label] = _first(words, f"{label}/level", "")
        if label.startswith("oral") and facts[label] not in ORAL_LEVELS:
            facts[label] = ""
    for label in STEPS:
        facts[label] = int(_first(words, f"{label}/ladder", "0")) or None
    low, high = facts["ladder_min"], facts["ladder_max"]
    if low and high and low > high:
        facts["ladder_min"] = facts["ladder_max"] = None
    for low, high in (("oral_min", "oral_max"), ("written_min", "written_max")):
        if level_range_problem(facts[low], facts[high]):
            facts[low] = facts[high] = ""
    return facts


def _ages(tree: Tree) -> Facts:
    """Whole years within the life of a person; half a year is nobody's birthday."""
    low, high = tree.get("minimum_age"), tree.get("maximum_age")
    least = math.ceil(low) if low is not None and 0 <= low <= OLDEST else None
    most = math.floor(high) if high is not None and 0 <= high <= OLDEST else None
    if age_range_problem(least, most):
        least = most = None
    return {"age_min": least, "age_max": most}


def _cost(tree: Tree) -> Facts:
    option = (tree.get("cost_options") or [{}])[0]
    amount, currency = option.get("amount", 0), option.get("currency", "EUR")
    cents = round(amount * 100) if currency == "EUR" and 0 <= amount < 100_000 else 0
    text = _short(option, "amount_description", 200) or _short(option, "option", 200)
    return {"cost_cents": cents, "cost_text": text}


def _places(tree: Tree) -> Facts:
    held = (tree.get("capacities") or [{}])[0]
    free, most = held.get("available"), held.get("maximum")
    if free is None or not 0 <= free <= MOST_PLACES:
        return {"capacity": None, "taken": 0}
    capacity = int(most) if most is not None and free <= most <= MOST_PLACES else int(free)
    return {"capacity": capacity, "taken": capacity - int(free)}


def _languages(tree: Tree) -> list[str]:
    found = []
    for one in tree.get("languages", ()):
        code = str(one.get("code", "")).lower()
        code = code if code in LANGUAGES else _CODES.get(str(one.get("name", "")).casefold(), "")
        if code and code not in found:
            found.append(code)
    return sorted(found, key=_LANGUAGES.__getitem__)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def schedules(tree: Tree) -> list[Tree]:
    """When it is: said of the service, or else of where it is."""
    own = tree.get("schedules")
    if own:
        return list(own)
    return [one for at in tree.get("service_at_locations", ()) for one in at.get("schedules", ())]


def period(tree: Tree) -> tuple[date | None, date | None]:
    """From the first day of any schedule to the last; nothing when one has no end."""
    lines = schedules(tree)
    starts = [_day(one.get("valid_from") or one.get("dtstart")) for one in lines]
    ends = [_day(one.get("valid_to") or one.get("until")) for one in lines]
    first = min((day for day in starts if day), default=None) if all(starts) else None
    last = max((day for day in ends if day), default=None) if all(ends) else None
    return (first, last) if not (first and last and last < first) else (None, None)


def slots(tree: Tree) -> list[Slot]:
    """The weekly moments; of two that run through each other the first stays."""
    found: list[Slot] = []
    for one in schedules(tree):
        for slot in _slots_of(one):
            if not slot_problems([*found, slot]) and len(found) < LONGEST_WEEK:
                found.append(slot)
    return sorted(found)


def exceptions(tree: Tree) -> list[Change]:
    """The dates on which it is otherwise, of each moment one; what cannot be read is not ours."""
    found: dict[tuple[date, time], Change] = {}
    for one in tree.get("attributes", ()):
        match = _EXCEPTION.fullmatch(str(one.get("value", "")))
        if one.get("label") != EXCEPTION or match is None:
            continue
        on, starts = _day(match["on"]), _clock(match["at"])
        moved, begins, ends = _day(match["to"]), _clock(match["begins"]), _clock(match["ends"])
        is_whole = (moved and begins and ends and begins < ends) or not match["to"]
        if on and starts is not None and is_whole and len(found) < MOST_EXCEPTIONS:
            found.setdefault((on, starts), Change(on, starts, moved, begins, ends))
    return [change for _moment, change in sorted(found.items())]


def _slots_of(tree: Tree) -> Iterable[Slot]:
    weekly = tree.get("freq", "WEEKLY") == "WEEKLY" and tree.get("interval", 1) == 1
    opens, closes = _clock(tree.get("opens_at")), _clock(tree.get("closes_at"))
    if not weekly or opens is None or closes is None or closes <= opens:
        return
    for day in re.split(r"[,; ]+", str(tree.get("byday", "")).upper()):
        if day in DAYS:
            yield Slot(DAYS.index(day), opens, closes)


def _clock(value: Any) -> time | None:
    match = _CLOCK.match(str(value or ""))
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))

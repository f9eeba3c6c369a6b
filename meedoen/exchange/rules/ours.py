"""What we know, as HSDS writes it: organisations, locations and offers to trees."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from meedoen.exchange.rules.tables import DAYS
from meedoen.exchange.rules.terms import attribute, part_id, remark, unit
from meedoen.network.choices import OrganisationKind
from meedoen.offers.rules import Change, Slot
from meedoen.participants.choices import LANGUAGES

Tree = dict[str, Any]
Facts = Mapping[str, Any]
UNKNOWN_SINCE = "1970-01-01T00:00:00Z"
_ADDRESS = re.compile(r"(?P<street>.+), (?P<code>[1-9]\d{3} [A-Z]{2}) (?P<city>[^,]+)")
# Dutch addresses hold no province, and HSDS asks for one.
PROVINCE = "Noord-Holland"
FLAGS = ("women_only", "childcare", "waiting_list", "rests_in_holidays")
WORDS = {"kind": "kind", "side": "side", "dual_form": "dual_form", "timing": "timing",
         "joining": "joining"}  # fmt: skip
LEVELS = ("oral_min", "oral_max", "written_min", "written_max")
STEPS = ("ladder_min", "ladder_max")
EXCEPTION = "exception"


def _tidy(tree: Tree) -> Tree:
    return {name: value for name, value in tree.items() if value not in (None, "", [])}


def organisation(facts: Facts, programmes: Sequence[Facts] = ()) -> Tree:
    """An organisation and the programmes it runs."""
    number = str(facts["id"])
    attributes = [attribute(number, "kind", "organisation_kind", facts["kind"])]
    if facts["is_finding_place"]:
        attributes.append(attribute(number, "feature", "feature", "is_finding_place"))
    attributes += _plain(number, "address", facts["address"])
    attributes += _plain(number, "neighbourhood", facts["neighbourhood"])
    tree = {
        "id": number,
        "name": facts["name"],
        "email": facts["email"],
        "website": facts["website"],
        "phones": _phones(number, facts["phone"]),
        "programs": [programme(one) for one in programmes],
        "attributes": _sorted(attributes),
    }
    description = str(OrganisationKind(facts["kind"]).label)
    return {**_tidy(tree), "description": description}


def programme(facts: Facts) -> Tree:
    """A name under which several offers run."""
    return {
        "id": str(facts["id"]), "name": facts["name"], "description": facts["description"],
    }  # fmt: skip


def location(facts: Facts) -> Tree:
    """A building or a spot."""
    number = str(facts["id"])
    tree = {
        "id": number,
        "location_type": "physical",
        "organization_id": facts["organization_id"],
        "name": facts["name"],
        "latitude": facts["latitude"],
        "longitude": facts["longitude"],
        "addresses": [address(number, facts["address"])] if facts["address"] else [],
        "attributes": _plain(number, "neighbourhood", facts["neighbourhood"]),
    }
    if facts["accessibility"]:
        part = {"id": part_id(number, "accessibility"), "description": facts["accessibility"]}
        tree["accessibility"] = [part]
    return _tidy(tree)


def address(owner: str, line: str) -> Tree:
    """`Herenweg 1, 1811 AB Alkmaar` in the parts that HSDS asks for."""
    match = _ADDRESS.fullmatch(line)
    return {
        "id": part_id(owner, "address"),
        "address_1": match["street"] if match else line,
        "city": match["city"] if match else "",
        "state_province": PROVINCE if match else "",
        "postal_code": match["code"] if match else "",
        "country": "NL",
        "address_type": "physical",
    }


def service(facts: Facts, slots: Sequence[Slot]) -> Tree:
    """An offer; `organization_id`, `program_id` and `location_id` are the numbers outside."""
    number = str(facts["id"])
    where = facts["location_id"]
    tree = {
        "id": number,
        "organization_id": facts["organization_id"],
        "program_id": facts["program_id"],
        "name": facts["name"],
        "description": facts["description"],
        "email": facts["contact_email"],
        "status": "active" if facts["status"] == "open" else "inactive",
        "application_process": facts["joining_text"],
        "minimum_age": facts["age_min"],
        "maximum_age": facts["age_max"],
        "assured_date": _day(facts["verified_on"]),
        "phones": _phones(number, facts["contact_phone"]),
        "schedules": _schedules(number, facts, slots),
        "service_at_locations": [
            {"id": part_id(number, "at", where), "location_id": where}
        ] if where else [],
        "service_areas": [
            {"id": part_id(number, "area", name), "name": name} for name in facts["areas"]
        ],
        "languages": [_language(number, code) for code in facts["languages"]],
        "cost_options": [_cost(number, facts)],
        "capacities": _capacities(number, facts),
        "required_documents": [
            {"id": part_id(number, "document", place), "document": text}
            for place, text in enumerate(facts["documents_needed"])
        ],
        "attributes": _sorted(_attributes(number, facts)),
    }  # fmt: skip
    for name in ("service_areas", "languages"):
        tree[name] = _sorted(tree[name])
    return _tidy(tree)


def _attributes(number: str, facts: Facts) -> list[Tree]:
    found = [attribute(number, label, name, facts[label])
             for label, name in WORDS.items() if facts[label]]  # fmt: skip
    found += [attribute(number, "theme", "theme", code) for code in facts["themes"]]
    found += [attribute(number, label, "level", facts[label]) for label in LEVELS if facts[label]]
    found += [attribute(number, label, "ladder", facts[label]) for label in STEPS if facts[label]]
    found += [attribute(number, "feature", "feature", flag) for flag in FLAGS if facts[flag]]
    found += [exception(number, change) for change in facts["exceptions"]]
    found += _plain(number, "accessibility", facts["accessibility"])
    return found + _plain(number, "neighbourhood", facts["neighbourhood"])


def exception(number: str, change: Change) -> Tree:
    """One date on which it is otherwise; a schedule of HSDS has room for weeks only.

    `2026-12-24T09:30` falls out; with `/2026-12-28T10:00/12:00` behind it, it moves there. Why
    stays with us: that may be about a person, and this goes out to everybody.
    """
    value = f"{change.on.isoformat()}T{_clock(change.starts_at)}"
    if change.moved_to and change.moved_starts_at and change.moved_ends_at:
        there = f"{change.moved_to.isoformat()}T{_clock(change.moved_starts_at)}"
        value += f"/{there}/{_clock(change.moved_ends_at)}"
    part = part_id(number, "exception", change.on, change.starts_at)
    return {"id": part, "label": EXCEPTION, "value": value}


def _clock(moment: time) -> str:
    return moment.isoformat("minutes")


def _plain(number: str, label: str, value: str) -> list[Tree]:
    return [remark(number, label, value)] if value else []


def _sorted(lines: Any) -> list[Tree]:
    return sorted(lines, key=lambda line: str(line["id"]))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _phones(number: str, phone: str) -> list[Tree]:
    return [{"id": part_id(number, "phone"), "number": phone}] if phone else []


def _schedules(number: str, facts: Facts, slots: Sequence[Slot]) -> list[Tree]:
    period = _tidy({"valid_from": _day(facts["starts_on"]), "valid_to": _day(facts["ends_on"])})
    lines = [
        {
            "id": part_id(number, "schedule", slot.weekday, slot.starts_at),
            "freq": "WEEKLY",
            "interval": 1,
            "byday": DAYS[slot.weekday],
            "opens_at": slot.starts_at.isoformat("auto")[:5],
            "closes_at": slot.ends_at.isoformat("auto")[:5],
            **period,
        }
        for slot in sorted(slots)
    ]
    if period and not lines:
        lines = [{"id": part_id(number, "period"), **period}]
    return _sorted(lines)


def _language(number: str, code: str) -> Tree:
    return {"id": part_id(number, "language", code), "code": code,
            "name": LANGUAGES.get(code, code)}  # fmt: skip


def _cost(number: str, facts: Facts) -> Tree:
    cents = facts["cost_cents"]
    amount = cents // 100 if cents % 100 == 0 else cents / 100
    cost = {"id": part_id(number, "cost"), "amount": amount, "currency": "EUR"}
    if facts["cost_text"]:
        cost["amount_description"] = facts["cost_text"]
    return cost


def _capacities(number: str, facts: Facts) -> list[Tree]:
    if facts["capacity"] is None:
        return []
    day = _day(facts["verified_on"])
    return [
        {
            "id": part_id(number, "capacity"),
            "unit_id": unit()["id"],
            "available": max(facts["capacity"] - facts["taken"], 0),
            "maximum": facts["capacity"],
            "updated": f"{day}T00:00:00Z" if day else UNKNOWN_SINCE,
        }
    ]

"""Rows of any form become flat records: one of each number, every reference holding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.utils.translation import gettext as _t

from meedoen.core.rows import collector_at_rest
from meedoen.exchange.choices import Weight
from meedoen.exchange.rules.checking import Problem, checked
from meedoen.exchange.rules.packages import (
    MOST_RECORDS,
    MOST_SERVICES,
    Row,
    Spot,
    Unreadable,
    rows,
)
from meedoen.exchange.rules.tables import REFERENCES, ROOTS, TABLES, parents, reference

Flat = dict[str, dict[str, "Entry"]]
# Parents before children, so that one pass finds every reference that does not hold.
ORDER = (
    *ROOTS[:5], "program", *ROOTS[5:], "service_at_location", "organization_identifier", "url",
    "funding", "address", "accessibility", "contact", "phone", "schedule", "language",
    "service_area", "cost_option", "required_document", "service_capacity", "attribute",
    "metadata",
)  # fmt: skip
# Without these a record hangs in the air.
NEEDED = {
    "service": ("organization_id",),
    "service_at_location": ("service_id", "location_id"),
    "service_capacity": ("unit_id",),
}
SINGLE_LINK = {"taxonomy_detail": "taxonomy_id"}


@dataclass(slots=True)
class Entry:
    """One record in the flat form, with where it came from."""

    fields: dict[str, Any]
    spot: Spot


@dataclass
class Gathered:
    """All records of a package and everything that is the matter with it."""

    flat: Flat = field(default_factory=lambda: {name: {} for name in ORDER})
    problems: list[Problem] = field(default_factory=list)
    count: int = 0


def gather(files: Mapping[str, bytes], known: Mapping[str, set[str]]) -> Gathered:
    """The whole package. `known` holds the numbers that we have from an earlier package."""
    found = Gathered()
    with collector_at_rest():
        for row in rows(files):
            if isinstance(row, Spot):
                text = _t("Dit bestand kennen wij niet; het is niet gelezen.")
                found.problems.append(Problem(Weight.NOTE, row, "", "", "", text))
            else:
                take(found, row)
        settle(found, known)
    return found


def take(found: Gathered, row: Row) -> None:
    """One row, with everything that is nested in it."""
    if row.is_text:
        fields = checked(row.table, row.fields, row.spot, found.problems)
        if fields is not None:
            _keep(found, row.table, fields, row.spot, listed=True)
    else:
        _flatten(found, row.table, row.fields, row.spot, link={}, listed=True)


def _flatten(
    found: Gathered, table: str, item: Any, spot: Spot, *, link: Mapping[str, str], listed: bool
) -> str:
    """A nested record to flat ones; gives its number when it holds."""
    if not isinstance(item, Mapping):
        text = _t("Hier hoort een record te staan.")
        found.problems.append(Problem(Weight.BROKEN, spot, table, "", "", text))
        return ""
    about = TABLES[table]
    own = {key: value for key, value in item.items() if key not in about.children}
    own |= link
    for name, held in about.single.items():
        nested = own.pop(name, None)
        if nested:
            inside = _inside(held, own)
            deeper = Spot(spot.file, spot.line, _path(spot, name))
            number = _flatten(found, held, nested, deeper, link=inside, listed=False)
            if number:
                own.setdefault(SINGLE_LINK.get(name, f"{name}_id"), number)
    fields = checked(table, own, spot, found.problems)
    number = str(fields["id"]) if fields is not None else ""
    for name, held in about.children.items():
        for place, nested in enumerate(_list(found, table, item, name, spot)):
            deeper = Spot(spot.file, spot.line, _path(spot, f"{name}[{place}]"))
            if number or held in ROOTS:
                below = _link(table, held, number, nested)
                _flatten(found, held, nested, deeper, link=below, listed=held not in ROOTS)
    if fields is not None:
        _keep(found, table, fields, spot, listed=listed)
    return number


def _inside(held: str, own: Mapping[str, Any]) -> dict[str, str]:
    """What a nested record leaves unsaid because of where it stands."""
    organisation = own.get("organization_id")
    return {"organization_id": organisation} if held == "program" and organisation else {}


def _link(table: str, held: str, number: str, nested: Any) -> dict[str, str]:
    if held in ROOTS:
        says = isinstance(nested, Mapping) and nested.get("organization_id")
        return {} if says or not number else {"organization_id": number}
    if held == "attribute":
        return {"link_id": number, "link_entity": table}
    if held == "metadata":
        return {"resource_id": number, "resource_type": table}
    return {f"{table}_id": number}


def _path(spot: Spot, step: str) -> str:
    return f"{spot.path}.{step}" if spot.path else step


def _list(found: Gathered, table: str, item: Mapping[str, Any], name: str, spot: Spot) -> list[Any]:
    value = item.get(name)
    if isinstance(value, list):
        return value
    if value:
        text = _t("Hier hoort een lijst te staan.")
        record = str(item.get("id", ""))[:60]
        found.problems.append(Problem(Weight.FIELD, spot, table, record, name, text))
    return []


def _keep(found: Gathered, table: str, fields: dict[str, Any], spot: Spot, *, listed: bool) -> None:
    held, number = found.flat[table], fields["id"]
    first = held.get(number)
    if first is None:
        held[number] = Entry(fields, spot)
        found.count += 1
        _check_count(found)
        return
    if not listed:
        # The same organisation stands inside each of its services, sometimes with more of it.
        first.fields = {**fields, **first.fields}
        return
    if not first.spot.path.endswith("]") and first.spot.path:
        # It was only seen inside another record so far: this is the record itself.
        held[number] = Entry({**first.fields, **fields}, spot)
        return
    text = _t("Dit nummer komt twee keer voor. De eerste telt: %(file)s, regel %(line)d.") % {
        "file": first.spot.file, "line": first.spot.line,
    }  # fmt: skip
    found.problems.append(Problem(Weight.BROKEN, spot, table, number, "id", text))


def _check_count(found: Gathered) -> None:
    if len(found.flat["service"]) > MOST_SERVICES or found.count > MOST_RECORDS:
        raise Unreadable(
            _t("Dit pakket heeft meer dan %(most)d diensten. Er is niets overgenomen. "
               "Knip het pakket in stukken.")
            % {"most": MOST_SERVICES}
        )  # fmt: skip


def settle(found: Gathered, known: Mapping[str, set[str]]) -> None:
    """Records that point to nothing are left out, and so is what hangs on them."""
    for table in ORDER:
        entries = found.flat[table]
        for number in list(entries):
            if not _holds(found, table, entries[number], known):
                del entries[number]


def _holds(found: Gathered, table: str, entry: Entry, known: Mapping[str, set[str]]) -> bool:
    fields, links = entry.fields, _links(table)
    for name in _references(table) & fields.keys():
        if name not in links and not _is_there(found, reference(table, name), fields[name], known):
            del fields[name]
            weight = Weight.BROKEN if name in NEEDED.get(table, ()) else Weight.FIELD
            _say(found, weight, table, entry, name, _t("Dit verwijst naar iets dat er niet is."))
            if weight == Weight.BROKEN:
                return False
    for name in NEEDED.get(table, ()):
        if name not in fields:
            _say(found, Weight.BROKEN, table, entry, name, _t("Dit veld ontbreekt."))
            return False
    return table in ROOTS or _hangs(found, table, entry, links)


@cache
def _links(table: str) -> frozenset[str]:
    held = parents(table) if table not in ROOTS else ()
    return frozenset(link for _parent, link, _list in held)


@cache
def _references(table: str) -> frozenset[str]:
    """The fields of this table that point to another record."""
    return frozenset(name for name in ("parent_id", *REFERENCES) if reference(table, name))


def _is_there(found: Gathered, table: str, number: str, known: Mapping[str, set[str]]) -> bool:
    return number in found.flat[table] or number in known.get(table, ())


def _hangs(found: Gathered, table: str, entry: Entry, links: frozenset[str]) -> bool:
    """Whether the record it belongs to is there."""
    if parent_of(table, entry.fields, found.flat) is not None:
        return True
    given = sorted(name for name in links if name in entry.fields)
    text = (
        _t("Dit verwijst naar iets dat er niet is, of dat niet is overgenomen.")
        if given
        else _t("Er staat niet bij waar dit record bij hoort.")
    )
    _say(found, Weight.BROKEN, table, entry, given[0] if given else "id", text)
    return False


def _say(found: Gathered, weight: str, table: str, entry: Entry, name: str, text: str) -> None:
    found.problems.append(Problem(weight, entry.spot, table, str(entry.fields["id"]), name, text))


def parent_of(table: str, fields: Mapping[str, Any], flat: Flat) -> tuple[str, str, str] | None:
    """Where a record hangs: the table, the number of the record, and its list there."""
    said = fields.get("link_entity") or fields.get("resource_type") or ""
    for parent, link, name in _possible(table, said):
        number = fields.get(link)
        if number and number in flat[parent]:
            return parent, number, name
    return None


@lru_cache(maxsize=1024)
def _possible(table: str, said: str) -> tuple[tuple[str, str, str], ...]:
    """Where records of this table may hang when they say this of it themselves."""
    return tuple(one for one in parents(table) if said in ("", one[0]))


def flatten(trees: Iterable[tuple[str, Mapping[str, Any]]]) -> Flat:
    """Whole trees of ours to flat records, for the csv files of a package."""
    found = Gathered()
    for table, tree in trees:
        _flatten(found, table, tree, Spot(""), link={}, listed=True)
    return found.flat

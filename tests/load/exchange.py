"""`./run bench matching`: a package of 10,000 services into an empty directory.

In a throw-away database of its own, or in the empty one that DATABASE_URL points at. Everything
happens in one transaction that is taken back, so that the floor writes the same rows to the same
tables: the bare driver, in one transaction as well.
"""

import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time as datetime_time
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID, uuid5

import django

SERVICES = 10_000
ORGANISATIONS = 500
PLACES = 1_500
# What taking over the whole package may cost, in seconds by the clock.
BUDGET_S = 30.0
HEAD = ("what", "seconds", "cpu s", "budget", "floor s", "x floor")
SPACE = UUID("00000000-0000-5000-8000-000000000000")
# The tables that a package fills, in the order in which their rows can be written.
FILLED = (
    "network.Organisation", "offers.Programme", "offers.Location", "offers.Offer",
    "offers.Session", "offers.ServiceArea", "offers.OfferWord", "offers.Mention",
    "exchange.Imported", "audit.Event",
)  # fmt: skip
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Spent:
    """What a piece of work took: seconds by the clock, and of the processor."""

    seconds: float
    cpu: float


def main() -> int:
    """Measure and print the parts of the work, the whole and its floor; 1 when it is too slow."""
    with tempfile.TemporaryDirectory(prefix="meedoen-bench-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.setdefault("MEEDOEN_STATE", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
        django.setup()
        logging.disable(logging.WARNING)
        from django.core.management import call_command
        from django.db import connection
        from django.utils import translation

        call_command("migrate", interactive=False, verbosity=0)
        with translation.override("nl"):
            parts, floor = measured(json.dumps(package(SERVICES)).encode())
        where = connection.vendor
        connection.close()
    whole = Spent(
        sum(one.seconds for one in parts.values()), sum(one.cpu for one in parts.values())
    )
    sys.stdout.write(f"{SERVICES:,} services, {where}\n{_line(HEAD)}\n")
    for name, one in parts.items():
        sys.stdout.write(_line((name, f"{one.seconds:.2f}", f"{one.cpu:.2f}", "", "", "")) + "\n")
    cells = (
        "the whole import", f"{whole.seconds:.2f}", f"{whole.cpu:.2f}", f"{BUDGET_S:g}",
        f"{floor.seconds:.2f}", f"{whole.seconds / floor.seconds:.1f}",
    )  # fmt: skip
    sys.stdout.write(_line(cells) + "\n")
    return int(whole.seconds > BUDGET_S)


def measured(data: bytes) -> tuple[dict[str, Spent], Spent]:
    """The parts of an import of this package, and beside them the floor; nothing is left."""
    from django.db import transaction

    from meedoen.accounts.models import User
    from meedoen.exchange import access, actions
    from meedoen.exchange.rules import packages
    from meedoen.exchange.rules.gathering import gather

    by = User.objects.create(email="maat@example.org", name="Maat")
    parts: dict[str, Spent] = {}
    with transaction.atomic():
        read = _timed(
            parts, "read and check",
            lambda: gather(packages.from_bytes(data, "a.json"), access.known()),
        )  # fmt: skip
        batch = _timed(parts, "look at it", lambda: actions.hand_in(read, filename="a.json", by=by))
        actions.start(batch, by=by)
        _timed(parts, "take it over", lambda: actions.run(batch, by=by))
        rows = _written()
        transaction.set_rollback(True)
    assert len(rows["offers.Offer"]) == len(read.flat["service"]), "not everything was taken over"
    floor: dict[str, Spent] = {}
    _timed(floor, "floor", lambda: _write(rows))
    by.delete()
    return parts, floor["floor"]


def _timed(parts: dict[str, Spent], name: str, work: Callable[[], Any]) -> Any:
    begun, cpu = time.perf_counter(), time.process_time()
    outcome = work()
    parts[name] = Spent(time.perf_counter() - begun, time.process_time() - cpu)
    return outcome


def _written() -> Rows:
    """The rows that the import wrote, as the driver gives them."""
    from django.apps import apps
    from django.db import connection

    found: Rows = {}
    with connection.cursor() as cursor:
        for label in FILLED:
            cursor.execute(f'SELECT * FROM "{apps.get_model(label)._meta.db_table}"')
            found[label] = [tuple(map(_plain, row)) for row in cursor.fetchall()]
    return found


def _plain(value: Any) -> Any:
    """As every driver takes it: SQLite has no times of its own."""
    return str(value) if isinstance(value, date | datetime_time | Decimal) else value


def _write(rows: Rows) -> None:
    """The same rows with the bare driver, in one transaction that is taken back."""
    from django.apps import apps
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for label, lines in rows.items():
            if lines:
                holes = ", ".join(["%s"] * len(lines[0]))
                table = apps.get_model(label)._meta.db_table
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({holes})', lines)
        transaction.set_rollback(True)


def package(services: int) -> dict[str, list[dict[str, Any]]]:
    """A made-up town as others hand it in; the same for the same size."""
    from meedoen.exchange.rules import terms
    from meedoen.offers.choices import Kind, Theme

    chance = Random(41)
    return {
        "organizations": [
            {"id": _id("o", n), "name": f"Stichting {n}", "description": "Voor de buurt",
             "email": f"hallo{n}@example.org", "phones": [_phone("o", n)]}
            for n in range(ORGANISATIONS)
        ],
        "locations": [
            {"id": _id("l", n), "location_type": "physical", "name": f"Zaal {n}",
             "latitude": 52.6 + n / 100_000, "longitude": 4.7, "addresses": [_address("l", n)]}
            for n in range(PLACES)
        ],
        "services": [
            _service(n, chance, terms.attribute, (Kind.values, Theme.values))
            for n in range(services)
        ],
    }  # fmt: skip


def _id(*names: Any) -> str:
    return str(uuid5(SPACE, "/".join(map(str, names))))


def _phone(*owner: Any) -> dict[str, str]:
    return {"id": _id(*owner, "phone"), "number": "072 511 00 00"}


def _address(*owner: Any) -> dict[str, str]:
    return {
        "id": _id(*owner, "address"), "address_1": f"Laan {owner[-1]}", "city": "Alkmaar",
        "state_province": "Noord-Holland", "postal_code": "1811 AB", "country": "NL",
        "address_type": "physical",
    }  # fmt: skip


def _service(
    number: int, chance: Random, word: Callable[..., dict[str, Any]], lists: tuple[Any, Any]
) -> dict[str, Any]:
    mine, hour = _id("s", number), chance.randint(8, 18)
    kinds, themes = lists
    return {
        "id": mine, "organization_id": _id("o", chance.randrange(ORGANISATIONS)),
        "name": f"Aanbod {number}", "status": "active", "assured_date": "2026-11-01",
        "description": f"Samen aan de slag in groep {number}, met koffie en uitleg.",
        "minimum_age": 18, "email": f"aanbod{number}@example.org", "phones": [_phone("s", number)],
        "schedules": [
            {"id": _id("s", number, "m", day), "freq": "WEEKLY", "interval": 1, "byday": day,
             "opens_at": f"{hour:02}:00", "closes_at": f"{hour + 2:02}:00",
             "valid_from": "2026-01-05"}
            for day in chance.sample(("MO", "TU", "WE", "TH", "FR"), 2)
        ],
        "service_at_locations": [
            {"id": _id("s", number, "at"), "location_id": _id("l", chance.randrange(PLACES))}
        ],
        "languages": [{"id": _id("s", number, "ar"), "code": "ar", "name": "Arabisch"}],
        "cost_options": [
            {"id": _id("s", number, "cost"), "amount": chance.choice((0, 12.5)), "currency": "EUR"}
        ],
        "attributes": [
            word(mine, "kind", "kind", chance.choice(kinds)),
            word(mine, "side", "side", "participation"),
            *(word(mine, "theme", "theme", code) for code in chance.sample(themes, 2)),
        ],
    }  # fmt: skip


def _line(cells: tuple[str, ...]) -> str:
    first, *rest = zip(cells, (24, 9, 9, 8, 9, 9), strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])


if __name__ == "__main__":
    sys.exit(main())

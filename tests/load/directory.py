"""How quickly the directory is searched: `python -m tests.load.directory`.

Made-up offers in a database of its own: SQLite in a folder that goes away, or the throw-away
PostgreSQL in BENCH_POSTGRES_URL. Beside each page the floor: the same rows by the bare driver.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from urllib.parse import urlencode

import django

OFFERS = 10_000
ORGANISATIONS = 600
# What a page of the directory may cost.
BUDGET_MS, BUDGET_QUERIES = 15.0, 15
SAID = 30  # words in a description
MORNINGS = 0b001001001001001001001
FROM = """FROM offers_offer o JOIN network_organisation g ON g.id = o.organisation_id
    LEFT JOIN network_neighbourhood n ON n.id = o.neighbourhood_id WHERE {}"""
ROWS = f"""SELECT o.id, o.sort_name, o.name, o.kind, o.side, o.capacity, o.taken, o.waiting_list,
    o.status, o.verified_on, g.name, n.name {FROM} ORDER BY o.sort_name, o.id LIMIT 51"""
TOWN = f"SELECT o.neighbourhood_id, o.area_codes, count(*) {FROM} GROUP BY 1, 2"
HEAD = ("page", "queries", "cpu ms", "p50 ms", "p95 ms", "floor ms", "x floor")


@dataclass(frozen=True)
class Asked:
    """One page, and the same rows by the driver."""

    name: str
    query: dict[str, str]
    floor: str
    values: tuple[str, ...]


def main() -> int:
    """Fill, measure, and print the figures; 1 when a page is over its budget."""
    with tempfile.TemporaryDirectory(prefix="meedoen-bench-") as folder:
        url = os.environ.get("BENCH_POSTGRES_URL", f"sqlite:///{folder}/directory.sqlite3")
        os.environ |= {"DATABASE_URL": url, "MEEDOEN_STATE": folder}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
        django.setup()
        logging.disable(logging.WARNING)
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        _fill(Random(4))
        sys.stdout.write(f"{OFFERS:,} offers\n{_line(HEAD)}")
        over = [_measured(asked) for asked in _pages()]
        return int(any(over))


def _fill(chance: Random) -> None:
    """Offers with names, descriptions and organisations as people write them."""
    from django.db import transaction

    from meedoen.demo import actions as demo
    from meedoen.network.models import Neighbourhood, Organisation
    from meedoen.offers import actions
    from meedoen.offers.models import Offer, Session
    from tests.load import vocabulary
    from tests.load.tables import analyse

    with transaction.atomic():
        demo.seed(people=0)
        areas = list(Neighbourhood.objects.all())
        words = vocabulary.words(chance)
        owners = Organisation.objects.bulk_create(
            Organisation(name=f"{next(words)} {next(words)} {number}", kind="welfare")
            for number in range(ORGANISATIONS)
        )
        made = [_offer(chance, words, owners, areas) for _number in range(OFFERS)]
        for offer, slots, meant in made:
            actions.derive(offer, slots, meant)
        Offer.objects.bulk_create([offer for offer, _slots, _meant in made], batch_size=200)
        Session.objects.bulk_create(
            Session(offer=offer, weekday=one.weekday, starts_at=one.starts_at, ends_at=one.ends_at)
            for offer, slots, _meant in made
            for one in slots
        )
        actions.keep_words(Offer.objects.all())
        analyse()


def _offer(chance: Random, words: Iterator[str], owners, areas):
    from datetime import time as clock

    from meedoen.core.time import today
    from meedoen.offers.choices import Kind, Side, Theme
    from meedoen.offers.models import Offer
    from meedoen.offers.rules import Slot

    hour = chance.randint(8, 19)
    offer = Offer(
        organisation=chance.choice(owners),
        name=f"{next(words)} {next(words)}".capitalize(),
        description=" ".join(next(words) for _word in range(SAID)),
        kind=chance.choice(Kind.values), side=chance.choice(Side.values),
        neighbourhood=chance.choice([None, *areas]), themes=chance.sample(Theme.values, 2),
        oral_min=chance.choice(("", "a0", "a1")), oral_max=chance.choice(("", "a2", "b1")),
        capacity=chance.choice((None, 8, 12)), taken=chance.randint(0, 8),
        verified_on=today() - timedelta(days=chance.randint(0, 400)),
        status="closed" if chance.random() < 0.1 else "open",
    )  # fmt: skip
    slots = [Slot(chance.randrange(7), clock(hour), clock(hour + 2))]
    return offer, slots, chance.sample(areas, chance.choice((0, 0, 1, 2)))


def _pages() -> list[Asked]:
    """The list and the map: without a word, with words, and with other conditions beside them."""
    word, area = {"q": "fiets"}, {"wijk": "overdie", "q": "tuin"}
    kind = {"kind": "encounter"}
    every = area | {"niveau": "a1", "deel": "0", "vrij": "on"}
    asked = [
        ("list, no word", {}), ("list, a word", word), ("list, a common word", {"q": "taal"}),
        ("list, a rare word", {"q": "fietsles"}), ("list, nobody's word", {"q": "xylofoon"}),
        ("list, three words", {"q": "fiets kinder groep"}), ("list, two letters", {"q": "ij"}),
        ("list, kind and a word", word | kind), ("list, day-part and a word", word | {"deel": "0"}),
        ("list, level, places, a word", word | {"niveau": "a1", "vrij": "on"}),
        ("list, area, kind and a word", area | kind), ("list, everything at once", every),
        ("map, no word", {}), ("map, a word", word), ("map, a common word", {"q": "taal"}),
        ("map, two letters", {"q": "ij"}), ("map, kind and a word", word | kind),
        ("map, everything at once", every),
    ]  # fmt: skip
    return [Asked(name, query, *_floor(name, query)) for name, query in asked]


def _floor(name: str, query: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The same rows as one question, the plainest way, and its values."""
    parts = {
        "kind": "o.kind = 'encounter'",
        "deel": f"o.day_parts & {MORNINGS} > 0",
        "niveau": "o.oral_min IN ('', 'a0', 'a1') AND o.oral_max IN ('', 'a1', 'a2', 'b1', 'b2')",
        "vrij": "(o.capacity IS NULL OR o.taken < o.capacity)",
        "wijk": "(n.code = 'overdie' OR o.area_codes LIKE '%overdie%')",
    }
    words = query.get("q", "").split()
    wanted = [said for part, said in parts.items() if part in query]
    said = " AND ".join(["o.status = 'open'", *wanted, *("o.search_key LIKE ?" for _word in words)])
    ask = (TOWN if name.startswith("map") else ROWS).format(said)
    return ask, tuple(f"%{word}%" for word in words)


def _measured(asked: Asked) -> bool:
    """Print one line; whether it is over its budget."""
    from meedoen.accounts.models import User
    from tests.load import clock
    from tests.load.browser import Browser
    from tests.load.subjects import Bare

    browser, bare = Browser(User.objects.get(email="participation_coach@demo.example")), Bare()
    query = urlencode(asked.query)
    path = "/aanbod/kaart/" if asked.name.startswith("map") else "/aanbod/"

    def page() -> object:
        return browser.get(path, query)

    def floor() -> object:
        return bare.rows(asked.floor, *asked.values)

    asks = clock.queries(page)
    least, taken = clock.measure(floor, seconds=1), clock.measure(page)
    sys.stdout.write(
        _line((
            asked.name, f"{asks}/{BUDGET_QUERIES}", f"{taken.cpu:.2f}",
            f"{taken.p50:.2f}/{BUDGET_MS:g}", f"{taken.p95:.2f}", f"{least.p50:.3f}",
            f"{taken.p50 / least.p50:.1f}",
        ))
    )  # fmt: skip
    sys.stdout.flush()
    return taken.p50 > BUDGET_MS or asks > BUDGET_QUERIES


def _line(cells: tuple[str, ...]) -> str:
    widths = (30, 8, 8, 10, 8, 10, 9)
    first, *rest = zip(cells, widths, strict=True)
    return (
        "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())

"""One database of one size: make it, fill it, measure it, print the outcome as JSON."""

import json
import logging
import os
import sys
import time
from dataclasses import asdict

import django


def main(people: int) -> None:
    """Runs in a process of its own, with DATABASE_URL pointing at an empty database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.config.settings")
    django.setup()
    logging.disable(logging.WARNING)
    from django.core.management import call_command
    from django.db import transaction

    from tests.load import clock
    from tests.load.fill import Filler, kind
    from tests.load.leading import leading
    from tests.load.subjects import subjects

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    started = time.perf_counter()
    with transaction.atomic():
        filled = Filler(people).fill()
    seconds = time.perf_counter() - started
    print(f"{kind()}, {people:,}: {filled.rows:,} rows in {seconds:.0f} s", file=sys.stderr)
    outcome = []
    for subject in [*subjects(filled), *leading(filled)]:
        count = clock.queries(subject.page)
        floor, page = clock.measure(subject.floor), clock.measure(subject.page)
        outcome.append({
            "database": kind(), "people": people, "subject": subject.name, "queries": count,
            "page": asdict(page), "floor": asdict(floor),
            "budget_ms": subject.budget_ms, "budget_queries": subject.budget_queries,
        })  # fmt: skip
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(int(sys.argv[1]))

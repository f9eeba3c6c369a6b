"""`./run bench`: speed at 1,000, 10,000 and 100,000 participants, on SQLite and PostgreSQL.

Reads BENCH_POSTGRES_URL, which `./run` sets to a throw-away server.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

SIZES = (1_000, 10_000, 100_000)
HEAD = ("page", "people", "queries", "cpu ms", "p50 ms", "p95 ms", "floor ms", "x floor", "growth")


def main() -> int:
    """Measure, print a table, and write JSON when asked."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    parser.add_argument(
        "--sizes", default=",".join(map(str, SIZES)), help="numbers of participants"
    )
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    options = parser.parse_args()
    sizes = [int(size.replace("_", "")) for size in options.sizes.split(",")]
    outcome: list[dict[str, Any]] = []
    for database in (options.only,) if options.only else ("sqlite", "postgresql"):
        for size in sizes:
            outcome += _measured(database, size)
    sys.stdout.write(table(outcome))
    if options.json:
        options.json.write_text(json.dumps(outcome, indent=1) + "\n", encoding="utf-8")
    return 0


def _measured(database: str, people: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="meedoen-bench-") as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        if database == "postgresql":
            url = _new_database(f"bench_{people}")
        environment = {**os.environ, "DATABASE_URL": url, "MEEDOEN_STATE": folder}
        done = subprocess.run(
            [sys.executable, "-m", "tests.load.one", str(people)],
            env=environment, stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
    rows: list[dict[str, Any]] = json.loads(done.stdout.strip().splitlines()[-1])
    return rows


def _new_database(name: str) -> str:
    import psycopg

    server = os.environ["BENCH_POSTGRES_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def table(outcome: list[dict[str, Any]]) -> str:
    """The figures as text: a block per database, per page the sizes under each other."""
    lines = []
    for database in dict.fromkeys(row["database"] for row in outcome):
        lines += ["", database, _line(HEAD)]
        mine = [row for row in outcome if row["database"] == database]
        for subject in dict.fromkeys(row["subject"] for row in mine):
            same = [row for row in mine if row["subject"] == subject]
            lines += [_line(_figures(row, same[0])) for row in same]
    return "\n".join(lines) + "\n"


def _figures(row: dict[str, Any], smallest: dict[str, Any]) -> tuple[str, ...]:
    page, floor = row["page"], row["floor"]
    growth = page["p50"] / smallest["page"]["p50"]
    return (
        row["subject"], f"{row['people']:,}", f"{row['queries']}/{row['budget_queries']}",
        f"{page['cpu']:.2f}", f"{page['p50']:.2f}/{row['budget_ms']:g}", f"{page['p95']:.2f}",
        f"{floor['p50']:.3f}", f"{page['p50'] / floor['p50']:.1f}", f"{growth:.2f}",
    )  # fmt: skip


def _line(cells: tuple[str, ...]) -> str:
    widths = (24, 9, 9, 8, 12, 8, 10, 9, 7)
    first, *rest = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])


if __name__ == "__main__":
    sys.exit(main())

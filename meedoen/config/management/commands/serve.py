"""`meedoen serve`: the web server and the worker for long work."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meedoen.config import checks, server


def add_address(parser: CommandParser) -> None:
    """Where to listen; the same for `serve` and `demo`."""
    parser.add_argument("--host", default="127.0.0.1", help="adres (standaard 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="poort (standaard 8000)")
    parser.add_argument(
        "--workers",
        type=int,
        default=server.workers_by_cores(),
        help="aantal webprocessen (standaard een per processorkern, hoogstens vier)",
    )


def check_address(options: dict[str, Any]) -> None:
    """A port in use is said before anything starts."""
    if not 1 <= options["port"] <= 65535:
        raise CommandError("Een poort is een getal van 1 tot en met 65535.")
    if options["workers"] < 1:
        raise CommandError("Er is minstens één webproces nodig.")
    if not server.is_free(options["host"], options["port"]):
        raise CommandError(
            f"Op {options['host']} kan Meedoen poort {options['port']} niet gebruiken. "
            f"Waarschijnlijk draait er al iets. Kies een andere, bijvoorbeeld --port "
            f"{options['port'] + 1}."
        )


class Command(BaseCommand):
    """Checks that the database is up to date, and then serves until it is asked to stop."""

    help = "Start Meedoen: de website en de werker voor lang werk."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        check_address(options)
        self.check()
        for check in (checks.database, checks.migrations):
            finding = check()
            if not finding.good:
                raise CommandError(f"{finding.text} {finding.remedy}")
        host, port = options["host"], options["port"]
        code = server.serve(
            host=host,
            port=port,
            workers=options["workers"],
            ready=lambda: self._ready(f"http://{host}:{port}"),
        )
        self.stdout.write("Meedoen is gestopt.")
        sys.exit(code)

    def _ready(self, address: str) -> None:
        """At once, also when what we write goes to a journal."""
        self.stdout.write(f"Meedoen draait op {address}")
        self.stdout.flush()

"""`meedoen demo`: everything to look around, with people who do not exist."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory, NodeNotFoundError

from meedoen.config import checks, server
from meedoen.config.management.commands.serve import add_address, check_address

START_OVER = (
    "De database van de demo past niet bij deze versie. Begin opnieuw met: ./run demo --fresh"
)


class Command(BaseCommand):
    """Makes and fills the demo database when that is needed, and then serves it."""

    help = "Start de demo, met verzonnen mensen en een account voor elke rol."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser)
        parser.add_argument("--fresh", action="store_true", help="gooi alles weg en begin opnieuw")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("De demo start niet in productie (MEEDOEN_ENV=production).")
        check_address(options)
        self.check()
        Path(settings.STATE_DIR).mkdir(parents=True, exist_ok=True)
        if options["fresh"]:
            self._throw_away()
        self._prepare()
        connection.close()
        address = f"http://{options['host']}:{options['port']}"
        code = server.serve(
            host=options["host"],
            port=options["port"],
            workers=options["workers"],
            ready=lambda: self._welcome(address),
        )
        self.stdout.write("De demo is gestopt. Wat u deed, is bewaard; --fresh begint opnieuw.")
        sys.exit(code)

    def _throw_away(self) -> None:
        """Only the demo's own file; a database elsewhere is not ours to empty."""
        if connection.vendor != "sqlite":
            raise CommandError("--fresh werkt alleen met SQLite; maak zelf een lege database.")
        connection.close()
        name = str(settings.DATABASES["default"]["NAME"])
        for tail in ("", "-wal", "-shm", "-journal"):
            Path(name + tail).unlink(missing_ok=True)

    def _prepare(self) -> None:
        try:
            if not checks.migrations().good:
                self.stdout.write("De database wordt gemaakt …")
                call_command("migrate", interactive=False, verbosity=0)
            if not get_user_model().objects.exists():
                self.stdout.write("De demo wordt gevuld met verzonnen mensen …")
                self.stdout.flush()
                with transaction.atomic():
                    call_command("seed_demo", verbosity=0)
        except (InconsistentMigrationHistory, NodeNotFoundError, DatabaseError) as problem:
            raise CommandError(f"{START_OVER}\n({problem})") from problem

    def _welcome(self, address: str) -> None:
        self.stdout.write(
            f"\nMeedoen draait op {address}\n"
            "De accounts om mee in te loggen staan op de inlogpagina.\n"
            "Stoppen: Ctrl-C"
        )
        self.stdout.flush()

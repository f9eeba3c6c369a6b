"""`meedoen export-hsds`: the whole directory as a package."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meedoen.exchange import access
from meedoen.exchange.rules import bundles


class Command(BaseCommand):
    """A zip holds csv files; any other name gives one JSON file."""

    help = "Schrijf het hele aanbod als HSDS 3.1: FILE.zip (csv) of FILE.json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="naam van het bestand, eindigend op .zip of .json")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if path.suffix not in {".zip", ".json"}:
            raise CommandError("Laat de naam eindigen op .zip of .json.")
        trees = access.written()
        content = bundles.to_zip(trees) if path.suffix == ".zip" else bundles.to_json(trees)
        try:
            path.write_bytes(content)
        except OSError as problem:
            raise CommandError(f"Schrijven lukte niet: {problem.strerror}.") from None
        self.stdout.write(f"{len(trees['service'])} diensten staan in {path}.")

"""`meedoen draw_areas BESTAND --user MAIL [--write]`: shapes of the areas from a GeoJSON file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from meedoen.accounts.models import User
from meedoen.core.text import fold
from meedoen.network import access, actions, rules
from meedoen.network.models import Neighbourhood

MOST_BYTES = 50_000_000


class Command(BaseCommand):
    """Says which areas it would draw; draws them only with --write."""

    help = "Teken de wijken op de kaart uit een GeoJSON-bestand (WGS 84)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="het bestand, zoals wijken.geojson")
        parser.add_argument("--user", metavar="MAIL", required=True, help="namens wie")
        parser.add_argument("--write", action="store_true", help="ook echt opslaan")

    def handle(self, *args: Any, file: str, user: str, write: bool, **options: Any) -> None:
        by = User.objects.filter(email__iexact=user, is_active=True).first()
        if by is None:
            raise CommandError(f"Er is geen gebruiker met het adres {user}.")
        shapes = matched(_read(Path(file)), list(access.neighbourhoods()))
        with transaction.atomic():
            for area, shape in shapes:
                self.stdout.write(f"{area.name}: {len(shape)} vlak(ken).")
                if write:
                    actions.draw_neighbourhood(area, shape=shape, by=by)
        if not shapes:
            raise CommandError(
                "Geen gebied in dit bestand heet als een wijk van ons, of heeft een CBS-wijkcode "
                "die bij een wijk staat. Er is niets gewijzigd."
            )
        if not write:
            self.stdout.write("Er is niets gewijzigd. Sla op met --write.")


def matched(
    found: list[rules.Feature], areas: list[Neighbourhood]
) -> list[tuple[Neighbourhood, rules.Shape]]:
    """Every area of ours with the polygons that go by its name, another name of it, or its code."""
    drawn = []
    for area in areas:
        names = {fold(name) for name in (area.code, area.name, *area.aliases, *area.wijk_codes)}
        shape = [
            polygon
            for feature in found
            if names & {fold(name) for name in feature.names}
            for polygon in feature.shape
        ]
        if shape:
            drawn.append((area, shape))
    return drawn


def _read(path: Path) -> list[rules.Feature]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CommandError("Dit bestand is groter dan 50 MB. Vereenvoudig de vormen eerst.")
        return rules.features(json.loads(path.read_bytes()))
    except OSError as error:
        raise CommandError(
            f"Het bestand kan niet gelezen worden: {error.strerror or error}."
        ) from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise CommandError("Dit is geen goede JSON.") from None
    except ValueError as error:
        raise CommandError(f"{error} Er is niets gewijzigd.") from None

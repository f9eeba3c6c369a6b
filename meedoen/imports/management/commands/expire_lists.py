"""`meedoen expire-lists`: rows that were not taken over go after thirty days."""

from typing import Any

from django.core.management.base import BaseCommand

from meedoen.core.time import today
from meedoen.imports import actions


class Command(BaseCommand):
    """Meant to run every night."""

    help = "Verwijder rijen uit ingelezen lijsten die na 30 dagen niet zijn overgenomen."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{actions.expire(today=today())} lijsten opgeruimd.")

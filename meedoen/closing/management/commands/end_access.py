"""`meedoen end-access`: some weeks after the end colleagues no longer see a dossier."""

from typing import Any

from django.core.management.base import BaseCommand

from meedoen.closing import actions
from meedoen.core.time import today


class Command(BaseCommand):
    """Meant to run every night."""

    help = "Sluit dossiers van wie klaar is voor collega's; teamleiders blijven ze zien."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{actions.expire(today=today())} dossiers gesloten voor collega's.")

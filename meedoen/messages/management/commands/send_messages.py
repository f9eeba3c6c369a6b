"""`meedoen send-messages`: send the mails that wait."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from meedoen.messages import actions


class Command(BaseCommand):
    """What `meedoen serve` does by itself, by hand; doing it twice sends nothing twice."""

    help = "Verzend de e-mails die wachten."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_LEAVES:
            raise CommandError("Er is geen mailserver ingesteld. Zet MEEDOEN_EMAIL_URL.")
        tally = actions.send_waiting()
        self.stdout.write(
            f"{tally.sent} verzonden, {tally.later} later opnieuw, {tally.failed} niet gelukt."
        )

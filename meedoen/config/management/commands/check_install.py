"""`meedoen check-install`: is everything there that an installation needs?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from meedoen.config import checks


class Command(BaseCommand):
    """Says what is good and what is not, with what to do; exit code 1 when something is not."""

    help = "Controleer deze installatie."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = checks.everything()
        for finding in findings:
            self.stdout.write(f"  {'goed' if finding.good else 'FOUT'}  {finding.text}")
            if not finding.good:
                self.stdout.write(f"        -> {finding.remedy}")
        wrong = sum(not finding.good for finding in findings)
        if wrong:
            self.stdout.write(f"{wrong} van de {len(findings)} punten zijn niet in orde.")
            sys.exit(1)
        self.stdout.write("Deze installatie is in orde.")

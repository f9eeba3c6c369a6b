"""`meedoen seed_demo`: fill an empty database with the demo town."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from meedoen.demo import actions


class Command(BaseCommand):
    help = "Vul een lege database met de demogemeente."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=actions.PEOPLE)

    def handle(self, *args: Any, people: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(_("De demogemeente hoort niet in een productieomgeving."))
        if actions.is_filled():
            raise CommandError(_("Deze database is niet leeg. Er is niets gewijzigd."))
        self.stdout.write(
            _("De demogemeente staat klaar: %(people)d deelnemers.")
            % {"people": actions.seed(people=people)}
        )

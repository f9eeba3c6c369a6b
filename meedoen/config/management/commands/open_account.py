"""`meedoen open-account`: the first account of an installation, or one when nobody can sign in."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.teams import actions as teams
from meedoen.teams.models import Team


class Command(BaseCommand):
    """Asks for the password, twice; or reads it from standard input, for scripts."""

    help = "Open een account. Het wachtwoord wordt gevraagd, of komt van de standaardinvoer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="e-mailadres om mee in te loggen")
        parser.add_argument("--name", required=True, help="naam van de medewerker")
        parser.add_argument(
            "--role",
            action="append",
            choices=Role.values,
            default=[],
            help="rol; mag vaker (standaard app_admin)",
        )
        parser.add_argument("--team", metavar="CODE", help="het team waar de medewerker bij komt")
        parser.add_argument("--lead", action="store_true", help="geeft leiding aan dat team")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User(email=email, name=options["name"])
        team = _team(options)
        password = self._password()
        try:
            validate_email(email)
            validate_password(password, user)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"Er is al een account voor {email}.")
        roles = [Role(code) for code in options["role"] or [Role.APP_ADMIN]]
        with transaction.atomic():
            made = accounts.open_account(
                email, name=options["name"], password=password, roles=roles
            )
            if team:
                teams.join(team, user=made, by=made, is_lead=options["lead"])
        self.stdout.write(f"Het account van {options['name']} is geopend.")
        if team:
            self.stdout.write(f"Deze medewerker hoort bij {team.name}.")

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass.getpass("Wachtwoord: ")
        if password != getpass.getpass("Nog een keer: "):
            raise CommandError("De twee wachtwoorden zijn niet gelijk.")
        return password


def _team(options: dict[str, Any]) -> Team | None:
    """The team that was named, before anything is asked or written."""
    code = options["team"]
    if code is None:
        if options["lead"]:
            raise CommandError("Noem bij --lead ook het team: --team CODE.")
        return None
    team = Team.objects.filter(code=code.strip().lower()).first()
    if team is None:
        known = ", ".join(Team.objects.order_by("code").values_list("code", flat=True))
        raise CommandError(
            f"Er is geen team met code {code}. "
            + (f"Kies uit: {known}." if known else "Maak eerst een team: meedoen found-team.")
        )
    return team

"""`meedoen open-account`: the first account of an installation, or one when nobody can sign in."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.models import User


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

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User(email=email, name=options["name"])
        password = self._password()
        try:
            validate_email(email)
            validate_password(password, user)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"Er is al een account voor {email}.")
        roles = [Role(code) for code in options["role"] or [Role.APP_ADMIN]]
        accounts.open_account(email, name=options["name"], password=password, roles=roles)
        self.stdout.write(f"Het account van {options['name']} is geopend.")

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass.getpass("Wachtwoord: ")
        if password != getpass.getpass("Nog een keer: "):
            raise CommandError("De twee wachtwoorden zijn niet gelijk.")
        return password

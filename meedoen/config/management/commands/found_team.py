"""`meedoen found-team`: a team of an installation that is just beginning."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, IntegrityError

from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.core.text import clean
from meedoen.core.time import today
from meedoen.teams import actions as teams
from meedoen.teams.choices import Category, TeamKind
from meedoen.teams.models import Team


class Command(BaseCommand):
    """Later teams are made on screen, under Beheer."""

    help = "Maak een team. Later kan dat ook op het scherm, bij Beheer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="korte naam zonder spaties, zoals wgi")
        parser.add_argument("--name", required=True, help="naam van het team")
        parser.add_argument(
            "--kind",
            choices=TeamKind.values,
            default=TeamKind.DELIVERY.value,
            help="soort team (standaard delivery, een uitvoeringsteam)",
        )
        parser.add_argument(
            "--category",
            choices=Category.values,
            default="",
            help="welke deelnemers vanzelf bij dit team komen (standaard geen vaste groep)",
        )
        parser.add_argument(
            "--user", metavar="MAIL", help="namens wie (standaard de eerste beheerder)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            team = self._found(options)
        except (IntegrityError, ValidationError) as problem:
            raise CommandError(_words(problem)) from None
        except DatabaseError:
            raise CommandError(
                "De database is nog niet klaar. Draai eerst: meedoen migrate."
            ) from None
        self.stdout.write(f"Het team {team.name} ({team.code}) staat klaar.")

    def _found(self, options: dict[str, Any]) -> Team:
        code, category = options["code"].strip().lower(), options["category"]
        other = Team.objects.filter(code=code).first()
        if other:
            raise CommandError(f"Er is al een team met code {code}: {other.name}.")
        other = Team.objects.filter(category=category).first() if category else None
        if other:
            label = Category(category).label
            raise CommandError(f"{other.name} ({other.code}) ontvangt deze groep al: {label}.")
        name, kind = clean(options["name"]), options["kind"]
        by = _on_behalf_of(options["user"])
        return teams.found_team(code, name=name, kind=kind, category=category, by=by)


def _on_behalf_of(email: str | None) -> User:
    """Whose name the log gets."""
    users = User.objects.filter(is_active=True).order_by("date_joined", "pk")
    if email:
        user = users.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Er is geen open account voor {email}.")
        return user
    managing = RoleAssignment.objects.filter(role=Role.APP_ADMIN).on(today()).values("user")
    user = users.filter(pk__in=managing).first()
    if user is None:
        raise CommandError(
            "Er is nog geen functioneel beheerder. Open eerst een account: meedoen open-account."
        )
    return user


def _words(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        wrong = problem.message_dict
        if "code" in wrong:
            wrong["code"] = [
                "Gebruik in de code hoogstens 30 letters zonder accent, cijfers en streepjes."
            ]
        return "Het team is niet gemaakt. " + " ".join(
            text for texts in wrong.values() for text in texts
        )
    return "Iemand anders maakte net een team met deze code of voor deze groep."

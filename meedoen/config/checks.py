"""What an installation needs before people can work with it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks as django_checks
from django.core.cache import cache
from django.core.signing import Signer
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

INSTALL_AGAIN = "Installeer het pakket opnieuw; in de broncode: python build_frontend.py"
STATIC_PARTS = ["vendor/vendor.css", "vendor/htmx.min.js"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; the remedy counts only when it is not good."""

    good: bool
    text: str
    remedy: str = ""


def database() -> Finding:
    """Whether the database answers."""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        return Finding(
            good=False,
            text=f"De database is niet bereikbaar: {str(problem).strip()}.",
            remedy="Controleer DATABASE_URL en of de databaseserver draait.",
        )
    return Finding(good=True, text=f"De database is bereikbaar ({connection.display_name}).")


def migrations() -> Finding:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding(
            good=False,
            text=f"De database loopt {len(waiting)} stappen achter op deze versie.",
            remedy="Maak een back-up en voer uit: meedoen migrate",
        )
    return Finding(good=True, text="De tabellen horen bij deze versie.")


def cache_table() -> Finding:
    """Whether failed sign-ins can be counted."""
    try:
        cache.set("meedoen.check_install", "ja", 10)
        kept = cache.get("meedoen.check_install") == "ja"
    except DatabaseError:
        kept = False
    return Finding(
        good=kept,
        text="Het geheugen voor mislukte inlogpogingen werkt."
        if kept
        else "Het geheugen voor mislukte inlogpogingen werkt niet.",
        remedy="Voer uit: meedoen createcachetable",
    )


def safe_mode() -> Finding:
    """Whether the safeguards are on: in production the settings refuse all that is unsafe."""
    return Finding(
        good=settings.PRODUCTION,
        text="Alle beveiliging staat aan (productie)."
        if settings.PRODUCTION
        else "Dit is de demostand: gebruik die niet voor echte mensen.",
        remedy="Zet MEEDOEN_ENV=production, MEEDOEN_SECRET_KEY en MEEDOEN_HOSTS.",
    )


def secret() -> Finding:
    """Whether this installation has a secret of its own."""
    own = settings.SECRET_KEY != settings.DEMO_SECRET and bool(Signer().sign("meedoen"))
    return Finding(
        good=own,
        text="Er is een eigen geheim." if own else "Het geheim is dat van de demo.",
        remedy="Zet MEEDOEN_SECRET_KEY op een eigen tekst van minstens 50 tekens.",
    )


def static_files() -> Finding:
    """Whether the style sheets and the script parts came along."""
    missing = [name for name in STATIC_PARTS if not finders.find(name)]
    return Finding(
        good=not missing,
        text=f"Van de opmaak en de scripts ontbreekt: {', '.join(missing)}."
        if missing
        else "De opmaak en de scripts zijn er.",
        remedy=INSTALL_AGAIN,
    )


def fonts() -> Finding:
    """Whether papers can be made in every script that participants read."""
    package = Path(apps.get_app_config("config").path).parent
    found = [*package.rglob("*.ttf"), *package.rglob("*.otf")]
    return Finding(
        good=bool(found),
        text=f"De letters voor papieren zijn er ({len(found)} bestanden)."
        if found
        else "De letters voor papieren ontbreken.",
        remedy=INSTALL_AGAIN,
    )


def agency() -> Finding:
    """Whether papers carry the name of the agency."""
    return Finding(
        good=bool(settings.AGENCY_NAME),
        text=f"Op papieren staat: {settings.AGENCY_NAME}."
        if settings.AGENCY_NAME
        else "De naam van de organisatie ontbreekt; die staat op plannen en overeenkomsten.",
        remedy="Zet MEEDOEN_AGENCY.",
    )


def mail() -> Finding:
    """Whether messages to participants can leave."""
    return Finding(
        good=settings.MAIL_LEAVES,
        text="E-mail kan weg."
        if settings.MAIL_LEAVES
        else "Er is geen mailserver ingesteld: berichten aan deelnemers blijven wachten.",
        remedy="Zet MEEDOEN_EMAIL_URL, bijvoorbeeld smtp://naam:wachtwoord@mail.voorbeeld.nl:587",
    )


def deployment() -> Finding:
    """What Django itself has to say about these settings."""
    heard = django_checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    serious = [
        str(said.msg)
        for said in heard
        if said.level >= django_checks.WARNING and not said.is_silenced()
    ]
    return Finding(
        good=not serious,
        text="De instellingen passen bij elkaar." if not serious else " ".join(serious),
        remedy="Zie de tekst hierboven.",
    )


AFTER_THE_DATABASE: list[Callable[[], Finding]] = [migrations, cache_table]
ON_THEIR_OWN: list[Callable[[], Finding]] = [
    safe_mode,
    secret,
    static_files,
    fonts,
    agency,
    mail,
    deployment,
]


def everything() -> list[Finding]:
    """All checks; those that need the database only when it answers."""
    first = database()
    later = AFTER_THE_DATABASE if first.good else []
    return [first, *[check() for check in [*later, *ON_THEIR_OWN]]]

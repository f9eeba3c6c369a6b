"""What belongs to the installation as a whole: its commands and its cache table."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.messages.apps import MessagesConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


def make_cache_table(using: str, **_: Any) -> None:
    """Sign-in counts its failures in the cache, so the table comes with the other tables."""
    call_command("createcachetable", database=using, verbosity=0)


class FlashConfig(MessagesConfig):
    """Django's notes on the next page, under a name that leaves `messages` to our outbox."""

    label = "flash"


class HouseConfig(AppConfig):
    """Holds no models."""

    name = "meedoen.config"
    default = True

    def ready(self) -> None:
        # Once, after the tables of the sessions: an app without models is not told.
        sessions = apps.get_app_config("sessions")
        post_migrate.connect(make_cache_table, sender=sessions, dispatch_uid="meedoen.cache_table")

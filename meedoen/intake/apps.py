"""The question lists that Meedoen brings are published when the tables are there."""

import json
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

LISTS = Path(__file__).parent / "lists"


def publish_shipped(sender: AppConfig, **kwargs: Any) -> None:
    """Publish every shipped version that is not in the database yet."""
    from meedoen.intake import actions

    for file in sorted(LISTS.glob("*.json")):
        actions.publish_list(json.loads(file.read_text(encoding="utf-8")))


class IntakeConfig(AppConfig):
    name = "meedoen.intake"

    def ready(self) -> None:
        post_migrate.connect(publish_shipped, sender=self)

"""The roads that Meedoen brings are published when the tables are there."""

import json
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

FLOWS = Path(__file__).parent / "flows"


def publish_shipped(sender: AppConfig, **kwargs: Any) -> None:
    """Publish every shipped version that is not in the database yet."""
    from meedoen.journeys import actions

    for file in sorted(FLOWS.glob("*.json")):
        actions.publish_flow(json.loads(file.read_text(encoding="utf-8")))


class JourneysConfig(AppConfig):
    name = "meedoen.journeys"

    def ready(self) -> None:
        post_migrate.connect(publish_shipped, sender=self)

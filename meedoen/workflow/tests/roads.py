"""The roads that are shipped, for tests."""

import json
from typing import Any

from meedoen.journeys.apps import FLOWS


def shipped(route: str) -> dict[str, Any]:
    """The first version of a road, anew each time."""
    definition: dict[str, Any] = json.loads((FLOWS / f"{route}-1.json").read_text("utf-8"))
    return definition

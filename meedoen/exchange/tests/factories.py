"""Packages for tests: `package(services=[{...}])`, `take(data, by=keeper)`."""

import json
from typing import Any
from uuid import UUID, uuid5

from meedoen.accounts.models import User
from meedoen.exchange import access, actions
from meedoen.exchange.models import Batch
from meedoen.exchange.rules import packages
from meedoen.exchange.rules.gathering import gather

SPACE = UUID("00000000-0000-5000-8000-000000000000")


def uid(name: Any) -> str:
    """A number that is the same for the same name."""
    return str(uuid5(SPACE, str(name)))


def organization(name: str = "Stichting Oost", **facts: Any) -> dict[str, Any]:
    """An organisation as others write it."""
    return {"id": uid(name), "name": name, "description": "Voor iedereen", **facts}


def service(name: str = "Spreekuur", **facts: Any) -> dict[str, Any]:
    """A service of that organisation."""
    return {
        "id": uid(name), "organization_id": uid("Stichting Oost"), "name": name,
        "status": "active", **facts,
    }  # fmt: skip


def package(**lists: list[Any]) -> bytes:
    """One JSON file; without anything said, one organisation with one service."""
    whole = {"organizations": [organization()], "services": [service()], **lists}
    return json.dumps(whole).encode()


def take(data: bytes, *, by: User, name: str = "pakket.json") -> Batch:
    """Hand it in and take it over."""
    gathered = gather(packages.from_bytes(data, name), access.known())
    batch = actions.hand_in(gathered, filename=name, by=by)
    actions.start(batch, by=by)
    return actions.run(batch, by=by)

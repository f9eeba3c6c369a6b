"""A package from another organisation waits to be looked through, with the usual mistakes in it."""

import json
from uuid import UUID, uuid5

from meedoen.accounts.models import User
from meedoen.exchange import access, actions
from meedoen.exchange.rules.gathering import gather

SPACE = UUID("6b6f7570-6c65-5e6c-8d65-6d65646f656e")


def _number(name: str) -> str:
    return str(uuid5(SPACE, name))


def _service(name: str, **facts: object) -> dict[str, object]:
    return {"id": _number(name), "organization_id": _number("de brug"), "name": name,
            "status": "active", **facts}  # fmt: skip


def hand_in_a_package(by: User) -> None:
    """Three services that are right, one with a wrong date, and one of nobody."""
    owner = {"id": _number("de brug"), "name": "Stichting De Brug",
             "description": "Hulp bij geld, wonen en post."}  # fmt: skip
    moment = {"id": _number("ma"), "freq": "WEEKLY", "byday": "MO", "opens_at": "10:00",
              "closes_at": "12:00"}  # fmt: skip
    whole = {
        "organizations": [owner],
        "services": [
            _service("Spreekuur geldzaken", schedules=[moment], eigen_code="GZ-1"),
            _service("Hulp bij brieven"),
            _service("Formulierenbrigade"),
            _service("Maatje voor nieuwkomers", assured_date="gisteren"),
            {**_service("Huiswerkklas"), "organization_id": _number("onbekend")},
        ],
    }
    files = {"de-brug.json": json.dumps(whole, indent=1).encode()}
    actions.hand_in(gather(files, access.known()), filename="de-brug.json", by=by)

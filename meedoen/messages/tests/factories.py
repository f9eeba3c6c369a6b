"""Messages for tests."""

from itertools import count
from typing import Any
from uuid import UUID

from meedoen.accounts.models import User
from meedoen.accounts.tests.factories import make_user
from meedoen.messages import actions
from meedoen.messages.choices import Kind, Way
from meedoen.messages.models import Message

_number = count(1)


def make_message(
    *, way: Way = Way.MAIL, by: User | None = None, participant: UUID | None = None, **facts: Any
) -> Message:
    """Something to say to somebody."""
    n = next(_number)
    told = {
        "key": f"test:{n}", "kind": Kind.OTHER, "to_name": "Testpersoon Een",
        "address": f"d{n}@voorbeeld.example" if way == Way.MAIL else "",
        "subject": "Uw nieuwe contactpersoon", "body": "Beste Testpersoon,\n\nDag!",
    }  # fmt: skip
    return actions.queue(
        way=way, by=by or make_user(), participant=participant, **{**told, **facts}
    )

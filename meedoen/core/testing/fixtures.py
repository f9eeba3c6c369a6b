"""Fixtures that every area's tests use."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture(autouse=True)
def _read_definitions_anew() -> None:
    """Caches of definitions and of counts do not outlive the database they came from."""
    from meedoen.journeys.models import forget_roads
    from meedoen.participants.access import forget_words
    from meedoen.workflow.pages import forget as forget_numbers

    forget_roads()
    forget_words()
    forget_numbers()


@pytest.fixture
def login(db: None) -> Callable[..., Client]:
    """A browser in which this user is signed in."""

    def signed_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def queries(db: None) -> Callable[[Callable[[], Any]], int]:
    """How many queries a piece of work costs."""

    def count(work: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            work()
        return len(captured)

    return count


@pytest.fixture
def audited(db: None) -> Callable[..., bool]:
    """Whether this was written down in the log about this object."""

    def written(action: str, obj: Model | None = None) -> bool:
        from meedoen.audit.models import Event

        events = Event.objects.filter(action=action)
        return (events if obj is None else events.filter(object_id=str(obj.pk))).exists()

    return written

"""One small town for every test that walks through it."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.architecture.town import Walks, lent_town


@pytest.fixture(scope="package")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The town; each test undoes what it did in it."""
    with django_db_blocker.unblock(), lent_town(people=24):
        yield


@pytest.fixture(scope="package")
def walks(town: None) -> Walks:
    """What each role finds there."""
    return Walks()

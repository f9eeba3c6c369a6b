"""One small town for every test that walks through it."""

import os
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.architecture.town import Walks
from tests.house.migrated import Databases


@pytest.fixture(scope="package")
def town(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, databases: Databases
) -> Iterator[None]:
    """A copy of the town; each test undoes what it did in it."""
    with django_db_blocker.unblock(), databases.lent(f"doors_{os.getpid()}", of=databases.town()):
        yield


@pytest.fixture(scope="package")
def walks(town: None) -> Walks:
    """What each role finds there."""
    return Walks()

"""What every test of Meedoen may use."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from meedoen.core.testing.fixtures import _read_definitions_anew, audited, login, queries
from tests.house import turns
from tests.house.migrated import Databases, shared_folder

# Half of what hypothesis takes by itself: a run tries every property on both databases. How long
# one example takes on a busy machine says nothing.
settings.register_profile("on each database", max_examples=50, deadline=None)
settings.load_profile("on each database")

__all__ = ["_read_definitions_anew", "audited", "login", "queries"]


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """The databases of this run."""
    return Databases(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, databases: Databases
) -> Iterator[None]:
    """Each worker has a copy of the migrated database; pytest-django would migrate each anew."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock(), databases.lent(f"test_{worker}", of=databases.migrated()):
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A text of a million signs is no name: the workers tell each other the name of every test."""
    if isinstance(val, str | bytes) and len(val) > 100:
        return f"{argname} of {len(val)} signs"
    return None


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Each test in its group before xdist looks, and the long groups first when all is mixed."""
    turns.grouped(items)
    yield
    turns.long_first(items)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for rubbish again and again costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)

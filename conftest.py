"""What every test of Meedoen may use."""

import pytest

from meedoen.core.testing.fixtures import _read_definitions_anew, audited, login, queries

__all__ = ["_read_definitions_anew", "audited", "login", "queries"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: the browser's event loop would disturb the tests after it."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)

"""In which order the tests run, and which of them stay together on one worker."""

from collections import Counter

import pytest

# Groups that take long, those with a browser together: a worker starts its server once.
LONG = ["axe 0", "axe 1", "road", "flow", "intake", "ladder", "questionnaires", "agenda", "town"]


def grouped(items: list[pytest.Item]) -> None:
    """A file is a group, unless its tests name another; one by one they cost more to hand out."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(_file(item)))


def long_first(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no worker is left with it when the rest is done."""
    together = Counter(_group(item) for item in items)

    def turn(item: pytest.Item) -> tuple[int, int, str]:
        group = _group(item)
        return LONG.index(group) if group in LONG else len(LONG), -together[group], group

    items.sort(key=turn)


def _file(item: pytest.Item) -> str:
    return item.nodeid.split("::")[0]


def _group(item: pytest.Item) -> str:
    return str(item.get_closest_marker("xdist_group").args[0])

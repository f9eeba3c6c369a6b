"""In which order the tests run, and which of them stay together on one worker."""

from collections import Counter

import pytest

PURE = "without a database"
NEEDS = {"db", "transactional_db", "django_db_setup"}
# While one worker makes the database and the town, the other does what needs neither. Then what
# takes long, and groups with a browser together: a worker starts its server once.
LONG = [
    "axe 0", PURE, "town", "axe 1", "road", "flow", "intake", "ladder", "questionnaires", "agenda",
]  # fmt: skip


def grouped(items: list[pytest.Item]) -> None:
    """A file is a group, unless its tests name another; one by one they cost more to hand out."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            group = PURE if _is_pure(item) else _file(item)
            item.add_marker(pytest.mark.xdist_group(group))


def long_first(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no worker is left with it when the rest is done."""
    together = Counter(_group(item) for item in items)

    def turn(item: pytest.Item) -> tuple[int, int, str]:
        group = _group(item)
        return LONG.index(group) if group in LONG else len(LONG), -together[group], group

    items.sort(key=turn)


def _is_pure(item: pytest.Item) -> bool:
    asked = getattr(item, "fixturenames", ())
    return not item.get_closest_marker("django_db") and NEEDS.isdisjoint(asked)


def _file(item: pytest.Item) -> str:
    return item.nodeid.split("::")[0]


def _group(item: pytest.Item) -> str:
    return str(item.get_closest_marker("xdist_group").args[0])

"""What taking in an organisation, a place and an offer have in common."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, cast

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, DateField, Field, JSONField, Model, UUIDField

from meedoen.exchange.access.writing import Links
from meedoen.exchange.models import Batch, Imported
from meedoen.exchange.rules.trees import Tree, Trees

MANY = 500


class Desk(Protocol):
    """What the writer of a package offers to its parts."""

    links: Links
    trees: Trees
    batch: Batch
    inside: dict[tuple[str, str], Imported]

    def waiting(self, kind: str) -> Any: ...
    def before(self, kind: str, number: str, record: Model | None) -> Tree | None: ...
    def records(self, kind: str) -> dict[str, Any]: ...
    def keep(
        self, kind: str, number: str, tree: Tree, record: Model | None, mapped: Tree
    ) -> None: ...
    def tell(self, action: str, record: Model) -> None: ...


def news(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the source changed since the last time; all of it when it is new."""
    if before is None:
        return dict(now)
    return {name: value for name, value in now.items() if before.get(name) != value}


def fit(record: Model) -> None:
    """What does not fit in a field of ours is left out there; it is kept as it came."""
    try:
        record.clean_fields(exclude=_right_already(type(record)))
    except ValidationError as wrong:
        for name in wrong.message_dict:
            field = cast(Field[Any, Any], record._meta.get_field(name))
            setattr(record, name, field.get_default())


@cache
def _right_already(model: type[Model]) -> frozenset[str]:
    """Relations, and what our rules made themselves: a day, a yes or no, a list of our words."""
    made = (BooleanField, DateField, JSONField, UUIDField)
    return frozenset(
        one.name for one in model._meta.fields if one.is_relation or isinstance(one, made)
    )


def free(name: str, taken: set[Any], most: int = 150) -> str:
    """The name, or the name with a number when somebody has it already."""
    found, number = name[:most], 2
    while found.casefold() in taken:
        found, number = f"{name[: most - 6]} ({number})", number + 1
    taken.add(found.casefold())
    return found

"""Keyset pages: as quick on page 400 as on page 1, and no exact totals."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Q, QuerySet

# What a marker that somebody made up can cause, down to the driver of the database.
MADE_UP = (ValidationError, ValueError, TypeError, OverflowError, RecursionError, DataError)


@dataclass(frozen=True)
class Page:
    """The rows of one page and the marker of the next, if there is one."""

    rows: list[Any]
    next_marker: str = ""


def keyset(
    queryset: QuerySet[Any], *, order: Sequence[str], marker: str = "", size: int = 50
) -> Page:
    """One page after the marker. `order` names ascending columns, the last one unique.

    The queryset yields dicts (`.values(...)`) that hold every column of `order`.
    A marker that was tampered with gives the first page.
    """
    ordered = queryset.order_by(*order)
    try:
        rows = list(ordered.filter(after_keys(order, read_marker(marker, len(order))))[: size + 1])
    except MADE_UP:
        rows = list(ordered[: size + 1])
    return cut(rows, order=order, size=size)


def cut(rows: list[Any], *, order: Sequence[str], size: int) -> Page:
    """A page of these rows: one more than fits says that there is a next page."""
    if len(rows) <= size:
        return Page(rows)
    last = rows[size - 1]
    keys = [last[name] if isinstance(last, dict) else getattr(last, name) for name in order]
    return Page(rows[:size], write_marker([str(key) for key in keys]))


def after_keys(order: Sequence[str], values: Sequence[Any]) -> Q:
    """What comes after the row that has these values in the columns of the order."""
    if not values:
        return Q()
    clause = Q()
    for index, name in enumerate(order):
        same = Q(**dict(zip(order[:index], values, strict=False)))
        clause |= same & Q(**{f"{name}__gt": values[index]})
    return clause & Q(**{f"{order[0]}__gte": values[0]})


def write_marker(values: list[str]) -> str:
    """Where a page ended, as one word for in an address."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def read_marker(marker: str, length: int) -> list[str]:
    """The values in a marker; ValueError and the like for one that somebody made up."""
    if not marker:
        return []
    values = json.loads(base64.urlsafe_b64decode(marker + "=" * (-len(marker) % 4)))
    if not isinstance(values, list) or len(values) != length:
        raise ValueError("a marker of another list")
    return [str(value) for value in values]

"""Reading an answer column by column: what comes back often is made once.

Django reads each value of each row by itself. Of fifty people in five neighbourhoods it makes
fifty identifiers of neighbourhoods; and on SQLite, where dates and identifiers are text, that
costs as much as the question (measured: docs/why/0037).
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

# Which columns are read, and how.
Columns = tuple[tuple[int, Callable[[Any], Any]], ...]
# What cannot change may stand in several rows.
LASTING = frozenset({UUID, date, datetime, time, Decimal, bool, int, float, str, type(None)})


def columns_of(compiler: Any) -> Columns:
    """How Django reads the columns of this question, as it put it into words."""
    fields = [one[0] for one in compiler.select[: compiler.col_count]]
    return tuple(
        (place, _reader(converters, expression, compiler.connection))
        for place, (converters, expression) in compiler.get_converters(fields).items()
    )


def read(found: list[Any], columns: Columns) -> list[Any]:
    """Rows as the queryset would yield them."""
    if not (found and columns):
        return found
    read_ones = list(zip(*found, strict=True))
    for place, reader in columns:
        read_ones[place] = _column(read_ones[place], reader)
    return list(zip(*read_ones, strict=True))


def _column(values: Sequence[Any], reader: Callable[[Any], Any]) -> Any:
    try:
        made = {value: reader(value) for value in set(values)}
    except TypeError:  # a list, which stands in no set
        return [reader(value) for value in values]
    if LASTING.issuperset(map(type, made.values())):
        return [made[value] for value in values]
    return [reader(value) for value in values]


def _reader(converters: Sequence[Any], expression: Any, database: Any) -> Callable[[Any], Any]:
    def reader(value: Any) -> Any:
        for converter in converters:
            value = converter(value, expression, database)
        return value

    return reader

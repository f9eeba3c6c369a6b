"""The words of a question as the driver of this database takes them, kept for the next time.

What never changes stands in the text, what is given has a number. So the database may use an index
of only the open rows, and PostgreSQL plans a question once for each connection (docs/why/0037).
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from django.db.models import Expression, Field

# A place for a value, or a per cent sign, in the words of Django.
_MARK = re.compile(r"(%s|%%)")
_LENGTH = re.compile(r"\([0-9, ]+\)")


class Slot(Expression):
    """A place in a question for a value that is given when it is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]"):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", (self,)

    def kind(self, connection: Any) -> str:
        """What PostgreSQL calls this kind of value; without a length, to which it would cut."""
        return _LENGTH.sub("", str(self.output_field.db_type(connection)))

    def fit(self, value: Any, connection: Any) -> Any:
        """The value as the driver of this database takes it."""
        return self.output_field.get_db_prep_value(value, connection, prepared=False)


class Words(NamedTuple):
    """The text, what goes in each place, and whether the driver gets it as it is."""

    text: str
    places: tuple[Any, ...]
    is_kept: bool

    def answer(self, given: dict[str, Any]) -> list[Any]:
        """Ask it with these values; one value for each slot."""
        database: Any = connections[DEFAULT_DB_ALIAS]
        values = [
            one.fit(given[one.name], database) if isinstance(one, Slot) else one
            for one in self.places
        ]
        if not self.is_kept or not _is_to_be_tried(database):
            return self._asked(database, values)
        # The first question of a request tells whether the connection still lives.
        database.health_check_done = True
        try:
            return self._asked(database, values)
        except (OperationalError, InterfaceError):
            if database.is_usable():
                raise
            database.close()
            return self._asked(database, values)

    def tell(self, values: list[Any]) -> None:
        """Send what has no answer, such as a new row, with values that the driver takes."""
        database: Any = connections[DEFAULT_DB_ALIAS]
        with _straight(database) if self.is_kept else database.cursor() as cursor:
            cursor.execute(self.text, values)

    def _asked(self, database: Any, values: list[Any]) -> list[Any]:
        with _straight(database) if self.is_kept else database.cursor() as cursor:
            cursor.execute(self.text, values)
            rows: list[Any] = cursor.fetchall()
        return rows


def _is_to_be_tried(database: Any) -> bool:
    """Whether this connection was not used yet in this request, and a question may be repeated."""
    return (
        database.connection is not None
        and database.health_check_enabled
        and not database.health_check_done
        and not database.in_atomic_block
        and database.autocommit
    )


def words(sql: str, params: Iterable[Any], *, anew: bool) -> Words:
    """Words of Django made ready to be kept; `anew` lets the server plan for the values."""
    if connection.vendor == "postgresql" and (anew or not settings.KEEPS_PLANS):
        return Words(sql, tuple(params), is_kept=False)
    connection.ensure_connection()
    places: dict[Any, int] = {}
    values = iter(params)
    pieces = []
    for piece in _MARK.split(sql):
        if piece == "%s":
            pieces.append(_piece(next(values), places))
        else:
            pieces.append("%" if piece == "%%" else piece)
    return Words("".join(pieces), tuple(places), is_kept=True)


def _piece(value: Any, places: dict[Any, int]) -> str:
    """What never changes as it is written; what is given by its number and, if needed, its kind."""
    if connection.vendor == "postgresql":
        if not isinstance(value, Slot):
            return str(_driver().written(value, connection.connection))
        return f"${_number(value, places)}::{value.kind(connection)}"
    if type(value) is int:
        return str(value)
    if type(value) is str and "\0" not in value:
        return "'" + value.replace("'", "''") + "'"
    return f"?{_number(value, places)}"


def _number(value: Any, places: dict[Any, int]) -> int:
    return places.setdefault(value, len(places) + 1)


class _Logged(CursorDebugWrapper):
    """Counts and remembers questions as Django does: here the values stand behind the text."""

    def execute(self, sql: Any, params: Any = None) -> Any:
        with self.debug_sql(f"{sql} -- {params}"):
            return CursorWrapper.execute(self, sql, params)


def _straight(database: Any) -> CursorWrapper:
    """A cursor that takes a text as it is, opened as Django opens its own."""
    database.close_if_health_check_failed()
    database.ensure_connection()
    with database.wrap_database_errors:
        if database.vendor == "postgresql":
            bare = _driver().straight(database.connection)
        else:
            bare = database.connection.cursor()
    return (_Logged if database.queries_logged else CursorWrapper)(bare, database)


def _driver() -> Any:
    """Read when it is needed: on SQLite there need be no driver of PostgreSQL."""
    from meedoen.core import postgresql

    return postgresql

"""What the driver of PostgreSQL adds; read only where PostgreSQL is used."""

from typing import Any

from psycopg import Connection, RawCursor, sql


def straight(connection: "Connection[Any]", *, is_logged: bool) -> "RawCursor[Any]":
    """A cursor that leaves places to the server, which so knows a question again."""
    return (_Logged if is_logged else RawCursor)(connection)


class _Logged(RawCursor[Any]):
    """Remembers what it asked where Django's log looks for it."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        try:
            return super().execute(query, params, **how)
        finally:
            object.__setattr__(self, "_query", _Said(query % (params,)))


class _Said:
    """A question with its values, for the log."""

    def __init__(self, text: str):
        self.query = text.encode()


def written(value: Any, connection: "Connection[Any]") -> str:
    """A value as it stands in a text."""
    return sql.Literal(value).as_string(connection)

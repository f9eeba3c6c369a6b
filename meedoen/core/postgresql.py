"""What the driver of PostgreSQL adds; read only where PostgreSQL is used."""

from typing import Any

from psycopg import Connection, RawCursor, sql

# Leaves places to the server, which so knows a question again.
straight = RawCursor


def written(value: Any, connection: "Connection[Any]") -> str:
    """A value as it stands in a text."""
    return sql.Literal(value).as_string(connection)

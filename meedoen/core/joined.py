"""Short codes of several rows as one column of another query."""

from typing import Any

from django.db.models import Func, TextField


class Joined(Func):
    """Short codes of several rows as one text, on SQLite and PostgreSQL alike."""

    output_field = TextField()
    template = "%(function)s(%(expressions)s, ' ')"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)

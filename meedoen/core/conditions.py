"""Conditions of a question that Django does not have, for both databases."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Exists, Func, TextField

from meedoen.core.wording import Slot


class RowByRow(Exists):
    """That there is such a row, looked up for each row of a walk that stops after a page.

    PostgreSQL may turn an ordinary `Exists` into a join, and collects everything first. With an
    offset it may not.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


class Many(Slot):
    """A place for as many values as there are, in one text."""

    def kind(self, connection: Any) -> str:
        return f"{super().kind(connection)}[]"

    def fit(self, value: Iterable[Any], connection: Any) -> Any:
        """A list for PostgreSQL, and for SQLite its JSON."""
        fitting = [super(Many, self).fit(one, connection) for one in value]
        return fitting if connection.vendor == "postgresql" else json.dumps(fitting)


class Among(Func):
    """That a column has one of the values of a `Many`."""

    output_field = BooleanField()
    arity = 2

    def __init__(self, column: str, values: Many):
        super().__init__(column, values)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "%(expressions)s))"
        return self.as_sql(
            compiler, connection, template=template,
            arg_joiner=" IN (SELECT value FROM json_each(", **context,
        )  # fmt: skip

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(", **context
        )


class Like(Func):
    """That a text is like a pattern, in which `%` stands for any letters."""

    output_field = BooleanField()
    arity = 2
    arg_joiner = " LIKE "
    template = r"%(expressions)s ESCAPE '\'"

    def __init__(self, column: str, pattern: Slot):
        super().__init__(column, pattern)


class Pattern(Slot):
    """A place for a text of which the letters stand for themselves, with `around` it what may be
    there: `%{}%` for anything on both sides."""

    def __init__(self, name: str, *, around: str):
        super().__init__(name, TextField())
        self.around = around

    def fit(self, value: str, connection: Any) -> Any:
        return self.around.format(connection.ops.prep_for_like_query(value))

"""Questions whose words are put together once, and asked many times.

Django builds the text of a question anew each time it is asked. For the few questions that every
page asks, that costs more than the answer (measured: docs/why/0021). Here the queryset is still
the only place where the question is written; its text is kept for each connection.
"""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db import connection
from django.db.models import Expression, Field, QuerySet

# The queryset, who makes rows of the answer, the text, and its values with slots among them.
Question = tuple[Any, Any, str, tuple[Any, ...]]


class Slot(Expression):
    """A place in a question for a value that is given when it is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]"):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", (self,)

    def fit(self, value: Any) -> Any:
        """The value as the driver of this database takes it."""
        return self.output_field.get_db_prep_value(value, connection, prepared=False)


class Prepared:
    """One question: a queryset with slots, put into words at its first use."""

    def __init__(self, write: Callable[[], "QuerySet[Any, Any]"]):
        self._write = write

    def rows(self, **values: Any) -> list[Any]:
        """Ask it with these values, one for each slot. Rows are what the queryset yields."""
        queryset, compiler, sql, params = self._put_into_words()
        given = [one.fit(values[one.name]) if isinstance(one, Slot) else one for one in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            found = cursor.fetchall()
        answered = copy(compiler)
        answered.execute_sql = lambda *_how, **_chunks: [found]
        return list(queryset._iterable_class(_Answered(queryset, answered)))

    def _put_into_words(self) -> Question:
        kept: dict[Prepared, Question] = connection.__dict__.setdefault("_prepared", {})
        if self not in kept:
            queryset = self._write()
            compiler = queryset.query.get_compiler(connection.alias)
            kept[self] = (queryset, compiler, *compiler.as_sql())
        return kept[self]


class _Answered:
    """Stands in for a queryset and its query while rows are made of an answer that is there."""

    def __init__(self, asked: Any, compiler: Any):
        self.db = connection.alias
        self.query = self
        self._fields = asked._fields
        self._known_related_objects: dict[Any, Any] = {}
        self._compiler = compiler

    def get_compiler(self, *_how: Any, **_using: Any) -> Any:
        return self._compiler

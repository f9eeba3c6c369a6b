"""Questions whose words are put together once, and asked many times.

Django builds the text of a question anew each time it is asked. For the few questions that every
page asks, that costs more than the answer (measured: docs/why/0021). Here the queryset is still
the only place where the question is written; its text is kept for each connection.
"""

from collections.abc import Callable, Sequence
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
        queryset, compiler, sql, params = self._kept()
        given = [one.fit(values[one.name]) if isinstance(one, Slot) else one for one in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            found = cursor.fetchall()
        return list(queryset._iterable_class(_Answered(queryset, compiler, found)))

    def _kept(self) -> Question:
        kept: dict[Prepared, Question] = connection.__dict__.setdefault("_prepared", {})
        if self not in kept:
            kept[self] = self._put_into_words()
        return kept[self]

    def _put_into_words(self) -> Question:
        return _worded(self._write())


class PreparedTogether(Prepared):
    """Several questions as one: each keeps its own order and limit, rows come after each other.

    All must yield the same kinds of columns (`values_list`).
    """

    def __init__(self, write: Callable[[], "Sequence[QuerySet[Any, Any]]"]):
        self._write_all = write

    def _put_into_words(self) -> Question:
        worded = [_worded(queryset) for queryset in self._write_all()]
        parts = [f"SELECT * FROM ({sql}) part{n}" for n, (_q, _c, sql, _p) in enumerate(worded)]
        values = tuple(one for _q, _c, _sql, params in worded for one in params)
        return (worded[0][0], worded[0][1], " UNION ALL ".join(parts), values)


def _worded(queryset: "QuerySet[Any, Any]") -> Question:
    compiler = queryset.query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    # What turns a column into a value depends on the question alone, not on its values.
    compiler.get_converters = _once(compiler.get_converters)
    return queryset, compiler, sql, tuple(params)


def _once(find: Callable[[Any], Any]) -> Callable[[Any], Any]:
    found: list[Any] = []

    def kept(expressions: Any) -> Any:
        if not found:
            found.append(find(expressions))
        return found[0]

    return kept


class _Answered:
    """Stands in for a queryset and its query while rows are made of an answer that is there.

    Threads share the words of a question, never an answer: each answer has a compiler of its own.
    """

    def __init__(self, asked: Any, compiler: Any, found: list[Any]):
        self.db = connection.alias
        self.query = self
        self._fields = asked._fields
        self._known_related_objects: dict[Any, Any] = {}
        self._compiler = copy(compiler)
        self._compiler.execute_sql = lambda *_how, **_chunks: [found]

    def get_compiler(self, *_how: Any, **_using: Any) -> Any:
        return self._compiler

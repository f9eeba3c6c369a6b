"""Questions whose words are put together once, and asked many times.

Django builds the text of a question anew each time it is asked. For the few questions that every
page asks, that costs more than the answer (measured: docs/why/0021). Here the queryset is still
the only place where the question is written; its text is kept, and on PostgreSQL the server keeps
its plan (docs/why/0037).
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from meedoen.core.wording import Slot, Words, words

__all__ = ["Prepared", "PreparedTogether", "Slot"]


class Question(NamedTuple):
    """The queryset, who makes rows of the answer, and the words."""

    queryset: Any
    compiler: Any
    words: Words


class Prepared:
    """One question: a queryset with slots, put into words at its first use.

    The server plans it once, for any values. A question for which that makes a bad plan says so:
    `anew` is the reason to plan it each time for its values.
    """

    def __init__(self, write: Callable[[], "QuerySet[Any, Any]"], *, anew: str = ""):
        self._write, self.anew = write, anew
        self._kept: Question | None = None

    def rows(self, **values: Any) -> list[Any]:
        """Ask it with these values, one for each slot. Rows are what the queryset yields."""
        kept = self._kept or self._keep()
        found = kept.words.answer(values)
        return list(kept.queryset._iterable_class(_Answered(kept, found)))

    def _keep(self) -> Question:
        queryset, compiler, sql, params = self._put_into_words()
        kept = words(sql, params, anew=bool(self.anew))
        self._kept = Question(queryset, compiler, kept)
        return self._kept

    def _put_into_words(self) -> tuple[Any, Any, str, tuple[Any, ...]]:
        return _worded(self._write())


class PreparedTogether(Prepared):
    """Several questions as one: each keeps its own order and limit, rows come after each other.

    All must yield the same kinds of columns (`values_list`).
    """

    def __init__(self, write: Callable[[], "Sequence[QuerySet[Any, Any]]"], *, anew: str = ""):
        self._write_all, self.anew = write, anew
        self._kept = None

    def _put_into_words(self) -> tuple[Any, Any, str, tuple[Any, ...]]:
        worded = [_worded(queryset) for queryset in self._write_all()]
        parts = [f"SELECT * FROM ({sql}) part{n}" for n, (_q, _c, sql, _p) in enumerate(worded)]
        values = tuple(one for _q, _c, _sql, params in worded for one in params)
        return (worded[0][0], worded[0][1], " UNION ALL ".join(parts), values)


def _worded(queryset: "QuerySet[Any, Any]") -> tuple[Any, Any, str, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
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
    """Stands in for a queryset, its query and its compiler while rows are made of an answer.

    Threads share the words of a question, never an answer: each answer has one of these.
    """

    def __init__(self, kept: Question, found: list[Any]):
        self.db = DEFAULT_DB_ALIAS
        self.query = self
        self._fields = kept.queryset._fields
        self._known_related_objects: dict[Any, Any] = {}
        self._compiler, self._found = kept.compiler, [found]

    def get_compiler(self, *_how: Any, **_using: Any) -> "_Answered":
        return self

    def execute_sql(self, *_how: Any, **_chunks: Any) -> list[Any]:
        return self._found

    def results_iter(self, results: Any = None, **how: Any) -> Any:
        return self._compiler.results_iter(self._found if results is None else results, **how)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiler, name)

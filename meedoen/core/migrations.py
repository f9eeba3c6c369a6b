"""Frozen helpers for migrations: once released, this file only gains lines."""

from typing import Any

from django.db.migrations.operations.special import RunPython

_POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW {when} EXECUTE FUNCTION {table}_refuse();
"""
_POSTGRES_DROP = """
DROP TRIGGER IF EXISTS {table}_no_change ON {table};
DROP FUNCTION IF EXISTS {table}_refuse();
"""
_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""


class AppendOnly(RunPython):
    """Rows of this table can be added, never changed or removed: the database refuses.

    With `when`, only old rows for which that SQL condition is true are refused. It starts with
    a column of the table, such as `sealed` or `source <> 'list'`, or names every column as
    `OLD.column`, such as `OLD.sealed AND OLD.source <> 'list'`.
    """

    def __init__(self, table: str, when: str = ""):
        self.table, self.when = table, when
        super().__init__(self._make, self._drop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table], {"when": self.when} if self.when else {}

    def describe(self) -> str:
        return f"Refuse UPDATE and DELETE on {self.table}"

    def _make(self, apps: Any, schema_editor: Any) -> None:
        condition = self.when if "OLD." in self.when else f"OLD.{self.when}"
        when = f"WHEN ({condition})" if self.when else ""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRES.format(table=self.table, when=when))
            return
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(_SQLITE.format(table=self.table, verb=verb, when=when))

    def _drop(self, apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRES_DROP.format(table=self.table))
            return
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{verb}")


class LiftAppendOnly(AppendOnly):
    """The guard steps aside while a table gets another shape; `AppendOnly` after it puts it back.

    SQLite rebuilds a table for a new column, and what guarded the old table is gone with it.
    """

    def __init__(self, table: str, when: str = ""):
        super().__init__(table, when)
        self.code, self.reverse_code = self._drop, self._make

    def describe(self) -> str:
        return f"Allow another shape of {self.table}"

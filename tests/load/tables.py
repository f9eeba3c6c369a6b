"""Filling tables by the row, as fast as the database takes them."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

CHUNK = 20_000


class Rows:
    """Rows of one table, in the making: defaults of the model, and what differs per row."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        self.fields = model._meta.concrete_fields
        self.places = {field.attname: place for place, field in enumerate(self.fields)}
        blank = model()
        self.default = [
            self._prepared(field, getattr(blank, field.attname)) for field in self.fields
        ]
        self.waiting: list[list[Any]] = []
        self.written = 0

    def add(self, **values: Any) -> None:
        """One more row. Values are given as the database takes them, UUIDs as UUID."""
        row = self.default.copy()
        for name, value in values.items():
            row[self.places[name]] = _plain(value)
        self.waiting.append(row)
        if len(self.waiting) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Send what waits to the database."""
        if not self.waiting:
            return
        table = self.model._meta.db_table
        columns = ", ".join(f'"{field.column}"' for field in self.fields)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                    for row in self.waiting:
                        copy.write_row(row)
            else:
                marks = ", ".join("%s" for _field in self.fields)
                cursor.executemany(
                    f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', self.waiting
                )
        self.written += len(self.waiting)
        self.waiting.clear()

    def _prepared(self, field: models.Field[Any, Any], value: Any) -> Any:
        if isinstance(field, models.JSONField):
            return json.dumps(value)
        return _plain(field.get_db_prep_save(value, connection))


def _plain(value: Any) -> Any:
    """As the bare driver takes it: SQLite keeps moments as text in UTC."""
    if isinstance(value, UUID):
        return value.hex
    if connection.vendor == "sqlite":
        if isinstance(value, datetime):
            return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        if isinstance(value, date):
            return value.isoformat()
    return value


def flush_all(tables: Iterable[Rows]) -> int:
    """Send everything; how many rows there are now."""
    total = 0
    for rows in tables:
        rows.flush()
        total += rows.written
    return total


def analyse() -> None:
    """Let the planner know what is in the tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

"""Migrations are one line, stand on their own, and protect what must not change."""

import ast
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from meedoen.audit.models import Event, Look
from meedoen.core.ids import new_id
from tests.architecture.source import PACKAGE, tree

FROZEN = {"meedoen.core.migrations", "meedoen.core.ids"}


def test_each_area_has_one_line_of_migrations():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert loader.detect_conflicts() == {}


def test_migrations_stand_on_their_own():
    """They may name frozen helpers, and the functions that fields give as their default."""
    for path in sorted(PACKAGE.glob("*/migrations/[0-9]*.py")):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("meedoen"):
                assert node.module in FROZEN, path
            if isinstance(node, ast.Import):
                ours = {alias.name for alias in node.names if alias.name.startswith("meedoen")}
                allowed = re.compile(
                    r"^meedoen\.(core\.(ids|time|migrations)|\w+\.(migrations|models))$"
                )
                assert all(allowed.match(name) for name in ours), (path, ours)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["update", "delete"])
@pytest.mark.parametrize("kind", [Event, Look])
def test_the_database_itself_refuses_to_change_the_log(kind, verb):
    row: Event | Look
    if kind is Event:
        row = Event.objects.create(
            action="test", actor_name="Iemand", object_type="x.y", object_id="1"
        )
    else:
        row = Look.objects.create(
            actor_id=new_id(),
            actor_name="Iemand",
            actor_roles="",
            participant_id=new_id(),
            part="x",
        )
    table = kind._meta.db_table
    statement = (
        f"DELETE FROM {table}" if verb == "delete" else f"UPDATE {table} SET actor_name = 'x'"
    )

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert kind.objects.get(pk=row.pk).actor_name == "Iemand"

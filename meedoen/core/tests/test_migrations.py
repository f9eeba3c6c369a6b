"""Rows that can be added and never change: the database itself sees to it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from meedoen.core.migrations import AppendOnly

CHANGES = [
    "UPDATE core_test_log SET text = 'x' WHERE id = {id}",
    "DELETE FROM core_test_log WHERE id = {id}",
    (
        "INSERT INTO core_test_log (id, text, sealed, source) VALUES ({id}, 'x', {yes}, 'x') "
        "ON CONFLICT (id) DO UPDATE SET text = 'x'"
    ),
]
REPLACE = (
    "INSERT OR REPLACE INTO core_test_log (id, text, sealed, source) VALUES ({id}, 'x', 1, 'x')"
)


def run(statement, **values):
    yes, no = ("true", "false") if connection.vendor == "postgresql" else ("1", "0")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(yes=yes, no=no, **values))


def text_of(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM core_test_log WHERE id = %s", [number])
        row = cursor.fetchone()
    return row and row[0]


@pytest.fixture
def editor(db):
    """A table with a sealed row 1, an open row 2 and a row 3 from a list; gone after the test."""
    run(
        "CREATE TABLE core_test_log (id integer PRIMARY KEY, text varchar(9) NOT NULL, "
        "sealed boolean NOT NULL, source varchar(9) NOT NULL)"
    )
    for number, sealed, source in ((1, "yes", "talk"), (2, "no", "talk"), (3, "yes", "list")):
        run(
            "INSERT INTO core_test_log (id, text, sealed, source) "
            "VALUES ({id}, 'as it was', {" + sealed + "}, '{source}')",
            id=number,
            source=source,
        )
    return connection.SchemaEditorClass(connection)


def forwards(operation, editor):
    operation.database_forwards("core", editor, ProjectState(), ProjectState())


def backwards(operation, editor):
    operation.database_backwards("core", editor, ProjectState(), ProjectState())


def changes():
    return [*CHANGES, REPLACE] if connection.vendor == "sqlite" else CHANGES


def test_no_row_changes_or_goes_and_new_rows_come_in(editor):
    forwards(AppendOnly("core_test_log"), editor)

    for number in (1, 2, 3):
        for statement in changes():
            with pytest.raises(IntegrityError, match="core_test_log is append-only"):
                run(statement, id=number)
            assert text_of(number) == "as it was"
    with pytest.raises(IntegrityError, match="append-only"):
        run("DELETE FROM core_test_log")
    run("INSERT INTO core_test_log (id, text, sealed, source) VALUES (4, 'new', {no}, 'talk')")
    assert text_of(4) == "new"


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        ("sealed", {1, 3}),
        ("source <> 'list'", {1, 2}),
        ("OLD.sealed AND OLD.source <> 'list'", {1}),
        ("NOT OLD.sealed", {2}),
    ],
)
def test_with_a_condition_only_the_rows_it_holds_for_are_kept(editor, when, kept):
    forwards(AppendOnly("core_test_log", when=when), editor)

    for number in (1, 2, 3):
        for statement in CHANGES[:2]:
            if number in kept:
                with pytest.raises(IntegrityError, match="append-only"):
                    run(statement, id=number)
                assert text_of(number) == "as it was"
            else:
                run(statement, id=number)
        assert (text_of(number) is None) == (number not in kept)


def test_a_row_can_still_be_sealed_and_then_no_more(editor):
    forwards(AppendOnly("core_test_log", when="sealed"), editor)

    run("UPDATE core_test_log SET sealed = {yes} WHERE id = 2")

    with pytest.raises(IntegrityError, match="append-only"):
        run("UPDATE core_test_log SET sealed = {no} WHERE id = 2")


def test_it_can_be_taken_back_and_made_again(editor):
    operation = AppendOnly("core_test_log", when="sealed")
    forwards(operation, editor)
    backwards(operation, editor)
    for statement in changes():
        run(statement, id=1)
    backwards(operation, editor)

    forwards(AppendOnly("core_test_log"), editor)
    with pytest.raises(IntegrityError, match="append-only"):
        run(CHANGES[1], id=2)


def test_the_operation_says_what_it_does_and_can_be_written_down():
    assert AppendOnly("a_b").describe() == "Refuse UPDATE and DELETE on a_b"
    assert AppendOnly("a_b").deconstruct() == ("AppendOnly", ["a_b"], {})
    name, words, options = AppendOnly("a_b", when="sealed").deconstruct()
    made = {"AppendOnly": AppendOnly}[name](*words, **options)
    assert (made.table, made.when) == ("a_b", "sealed")
    assert AppendOnly("a_b").reversible


def promised():
    """Every table that some migration made append-only."""
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
    return [
        operation
        for migration in migrations
        for operation in migration.operations
        if isinstance(operation, AppendOnly)
    ]


def standing():
    """The triggers that are in the database, with their table."""
    question = (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {tuple(row) for row in cursor.fetchall()}


@pytest.mark.django_db
def test_after_all_migrations_every_promised_trigger_still_stands():
    """SQLite drops the triggers of a table that a later migration makes anew."""
    endings = ["change"] if connection.vendor == "postgresql" else ["UPDATE", "DELETE"]
    expected = {
        (f"{operation.table}_no_{ending}", operation.table)
        for operation in promised()
        for ending in endings
    }
    assert {"audit_event", "audit_look"} <= {operation.table for operation in promised()}
    assert expected <= standing()


@pytest.mark.django_db
def test_every_condition_in_use_can_be_asked_of_its_table():
    """SQLite looks at a condition only when the trigger fires; here it is looked at before."""
    conditions = [operation for operation in promised() if operation.when]
    assert conditions
    for operation in conditions:
        asked = operation.when if "OLD." in operation.when else f"OLD.{operation.when}"
        run("SELECT 1 FROM {table} AS OLD WHERE (" + asked + ")", table=operation.table)

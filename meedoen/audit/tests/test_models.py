"""The log grows and never changes, whichever way one tries."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from meedoen.audit.models import Event, Look
from meedoen.core.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[Event, Look], ids=["event", "look"])
def row(request):
    facts: dict[str, Any]
    if request.param is Event:
        facts = {"action": "test.done", "object_type": "x.y", "object_id": "1"}
    else:
        facts = {"actor_id": new_id(), "participant_id": new_id(), "part": "x"}
    return request.param.objects.create(actor_name="Iemand", **facts)


def change_and_save(row):
    row.actor_name = "Ander"
    row.save()


def change_and_save_one_field(row):
    row.actor_name = "Ander"
    row.save(update_fields=["actor_name"])


def change_many(row):
    row.actor_name = "Ander"
    type(row).objects.bulk_update([row], ["actor_name"])


def put_another_in_its_place(row):
    row.actor_name = "Ander"
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["actor_name"]
    )


def write_sql(row):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET actor_name = 'Ander'")


def delete_by_sql(row):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table}")


WAYS = {
    "save": change_and_save,
    "save one field": change_and_save_one_field,
    "update": lambda row: type(row).objects.update(actor_name="Ander"),
    "bulk update": change_many,
    "upsert": put_another_in_its_place,
    "delete": lambda row: type(row).objects.get(pk=row.pk).delete(),
    "delete many": lambda row: type(row).objects.all().delete(),
    "raw delete": lambda row: type(row).objects.all()._raw_delete(connection.alias),
    "sql update": write_sql,
    "sql delete": delete_by_sql,
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_changing_or_removing_a_row_works(row, way):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        WAYS[way](row)

    stored = type(row).objects.get(pk=row.pk)
    assert stored.actor_name == "Iemand"
    assert type(row).objects.count() == 1


def test_rows_can_be_added_all_the_same(row):
    row.pk = new_id()
    row.save(force_insert=True)
    assert type(row).objects.count() == 2


def test_the_log_needs_no_account_to_stand():
    """People are named by id and name: no foreign key holds the log up or is held up by it."""
    for model in (Event, Look):
        assert not [field for field in model._meta.get_fields() if field.is_relation]

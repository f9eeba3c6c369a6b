"""Many new rows at once are the rows that `bulk_create` writes, and the constraints hold."""

import gc
from contextlib import suppress

import pytest
from django.db import DataError, IntegrityError, transaction

from meedoen.core.ids import new_id
from meedoen.core.rows import collector_at_rest, insert, insert_one
from meedoen.core.time import now
from meedoen.exchange.models import Imported


def _some(number: int) -> list[Imported]:
    return [
        Imported(
            kind="service", hsds_id=new_id(), digest=f"{n:064}", changed_at=now(),
            object_id=new_id() if n % 2 else None, record={"naam": "Çelik 💚", "n": [n, None]},
        )
        for n in range(number)
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_rows_are_those_of_bulk_create_in_a_few_queries(queries):
    one, other = _some(30), _some(30)
    Imported.objects.bulk_create(one)

    assert queries(lambda: insert(other)) == 1

    for made in (*one, *other):
        kept = Imported.objects.get(pk=made.pk)
        assert not made._state.adding
        for field in Imported._meta.concrete_fields:
            assert getattr(kept, field.attname) == getattr(made, field.attname)


@pytest.mark.django_db
def test_one_row_is_the_row_that_save_writes(queries):
    one, other = _some(2)
    one.save(force_insert=True)

    assert queries(lambda: insert_one(other)) == 1

    for made in (one, other):
        kept = Imported.objects.get(pk=made.pk)
        assert not made._state.adding
        for field in Imported._meta.concrete_fields:
            assert getattr(kept, field.attname) == getattr(made, field.attname)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_one(Imported(kind="service", hsds_id=one.hsds_id))


@pytest.mark.django_db
def test_a_text_that_is_too_long_is_never_cut_off():
    (made,) = _some(1)
    room = Imported._meta.get_field("digest").max_length or 0
    made.digest = "f" * (room + 1)
    with suppress(DataError), transaction.atomic():
        insert_one(made)

    assert not Imported.objects.filter(digest="f" * room).exists()


@pytest.mark.django_db
def test_what_the_database_refuses_is_refused_and_nothing_is_nothing():
    insert([])
    twice = _some(1)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([twice, Imported(kind="service", hsds_id=twice.hsds_id)])
    assert not Imported.objects.exists()


def test_the_collector_works_again_afterwards_also_when_it_failed():
    seen: list[bool] = []
    with pytest.raises(ZeroDivisionError), collector_at_rest():
        seen.append(gc.isenabled() or bool(1 // len(seen)))
    with collector_at_rest():
        seen.append(gc.isenabled())
    assert (seen, gc.isenabled()) == ([False], True)

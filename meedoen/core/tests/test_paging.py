"""Pages that follow a marker: every row once, and no marker that breaks them."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from meedoen.audit.models import Event
from meedoen.core.paging import keyset

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORDERS = [("at", "id"), ("actor_name", "at", "id"), ("object_id", "actor_name", "id"), ("id",)]

pytestmark = pytest.mark.django_db


def rows(number):
    """Rows with many ties: three moments, four names, in a mixed order."""
    names = ["Één", "een", "EEN", "Twee, met ’n komma"]
    made = [
        Event(
            action="test.made",
            object_type="x.y",
            at=START + timedelta(minutes=n * 7 % 3, microseconds=n % 2),
            actor_name=names[n * 5 % 4],
            object_id=str(n % 6),
        )
        for n in range(number)
    ]
    return Event.objects.bulk_create(made)


def walk(order, size):
    """All pages, from the first marker to the last."""
    listed, marker, pages = Event.objects.values("at", "actor_name", "object_id", "id"), "", 0
    seen = []
    while pages == 0 or marker:
        shown = keyset(listed, order=order, marker=marker, size=size)
        assert len(shown.rows) <= size
        seen += [row["id"] for row in shown.rows]
        marker, pages = shown.next_marker, pages + 1
        assert pages < 60
    return seen, pages


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 2, 5, 22, 23, 24])
def test_walking_all_pages_meets_every_row_once_and_in_order(order, size):
    made = rows(23)
    seen, pages = walk(order, size)

    assert len(seen) == len(set(seen)) == len(made)
    assert seen == list(Event.objects.order_by(*order).values_list("id", flat=True))
    assert pages == -(-23 // size)


def test_an_empty_list_has_one_empty_page():
    assert walk(("at", "id"), 10) == ([], 1)


def test_a_page_costs_one_query(queries):
    rows(12)
    listed = Event.objects.values("at", "id")
    marker = keyset(listed, order=("at", "id"), size=5).next_marker
    assert queries(lambda: keyset(listed, order=("at", "id"), marker=marker, size=5)) == 1


def test_a_row_that_comes_in_before_the_marker_moves_nothing():
    rows(10)
    order = ("at", "id")
    listed = Event.objects.values("at", "id")
    first = keyset(listed, order=order, size=4)
    Event.objects.create(
        action="test.made", object_type="x.y", object_id="1", at=START - timedelta(days=1)
    )

    second = keyset(listed, order=order, marker=first.next_marker, size=4)
    expected = list(Event.objects.order_by(*order).values_list("id", flat=True))[5:9]
    assert [row["id"] for row in second.rows] == expected


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "marker",
    [
        "x",
        "é",
        "%00",
        "===",
        "../../etc/passwd",
        "' OR 1=1 --",
        "AAAA",
        encoded("niet een lijst"),
        encoded([]),
        encoded(["2026-03-01 12:00:00+00:00"]),
        encoded([None, None]),
        encoded([{"a": 1}, [2]]),
        encoded(["geen datum", "geen nummer"]),
        encoded(["2026-02-31 12:00:00+00:00", "0" * 32]),
        encoded(["0001-01-01 00:00:00+14:00", "0" * 32]),
        encoded(["2026-03-01 12:00:00+00:00", "geen nummer"]),
        encoded(["2026-03-01 12:00:00+00:00", "\x00"]),
        encoded(["\ud800", "\ud800"]),
        base64.urlsafe_b64encode(b"[" * 60_000).decode(),
        base64.urlsafe_b64encode(b"[" + b"9" * 9_000 + b",1]").decode(),
        base64.urlsafe_b64encode(b"\xff\xfe\x00").decode(),
    ],
    ids=range(21),
)
def test_a_marker_that_somebody_made_up_gives_the_first_page(marker):
    rows(9)
    listed = Event.objects.values("at", "id")
    made_up = keyset(listed, order=("at", "id"), marker=marker, size=4)
    assert made_up == keyset(listed, order=("at", "id"), size=4)


@pytest.mark.parametrize("number", ["", "geen nummer", "0" * 31, "g" * 32, "\x00", "-1"])
@pytest.mark.parametrize("order", [("id",), ("actor_name", "id"), ("actor_name", "at", "id")])
def test_a_malformed_number_or_day_in_a_marker_gives_the_first_page(order, number):
    rows(9)
    listed = Event.objects.values("actor_name", "at", "id")
    names = {"id": number, "at": "2026-13-01", "actor_name": "een"}
    marker = encoded([names[name] for name in order])

    assert keyset(listed, order=order, marker=marker, size=4) == keyset(listed, order=order, size=4)


@pytest.mark.parametrize("value", ["\x00", "\ud800", "' OR 1=1 --", "x" * 100_000])
def test_a_made_up_text_in_a_marker_finds_rows_or_the_first_page(value):
    rows(9)
    listed = Event.objects.values("actor_name", "id")
    order = ("actor_name", "id")
    made_up = keyset(listed, order=order, marker=encoded([value, "0" * 32]), size=4)
    assert len(made_up.rows) <= 4
    assert {row["id"] for row in made_up.rows} <= set(Event.objects.values_list("id", flat=True))

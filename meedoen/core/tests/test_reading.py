"""An answer is read column by column: the same values as Django's own reading."""

import pytest
from django.db.models import F, Value
from django.db.models.functions import Upper

from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event
from meedoen.core.prepared import Prepared

pytestmark = pytest.mark.django_db


def test_rows_are_what_the_queryset_yields():
    for number in range(3):
        make_user(Role.CONSULTANT, name=f"Zilver {number}")
    held = RoleAssignment.objects.order_by("pk").values_list(
        "pk", "user", "user__name", "since", "until", "user__is_active", "user__date_joined",
        Upper("role"), Value(3), F("user__last_login"),
    )  # fmt: skip

    rows = Prepared(lambda: held).rows()

    assert rows == list(held)
    assert [list(map(type, row)) for row in rows] == [list(map(type, row)) for row in held]


def test_what_can_change_is_made_for_each_row():
    for name in ("Zilver", "Koper"):
        make_user(Role.CONSULTANT, name=name)
    plain = Event.objects.order_by("pk").values_list("facts", "at")

    rows = Prepared(lambda: plain).rows()

    assert rows == list(plain)
    assert len({id(one) for one, _at in rows}) == len(rows) > 1


def test_nothing_found_is_no_rows():
    assert Prepared(lambda: User.objects.filter(name="niemand").values_list("pk")).rows() == []

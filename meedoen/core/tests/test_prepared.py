"""Questions that are put into words once: the same answers as asking them anew."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CharField, DateField, UUIDField
from django.db.models.query import ValuesListIterable

from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.tests.factories import make_user
from meedoen.core.ids import new_id
from meedoen.core.prepared import Prepared, PreparedTogether, Slot
from meedoen.core.time import today

pytestmark = pytest.mark.django_db

NAMES = Prepared(
    lambda: User.objects.filter(name=Slot("name", CharField())).order_by("pk").values_list("pk")
)
HELD = Prepared(
    lambda: (
        RoleAssignment.objects.filter(user=Slot("user", UUIDField()))
        .on(Slot("day", DateField()))
        .select_related("user")
    )
)
EITHER = Prepared(
    lambda: (
        User.objects.filter(name=Slot("one", CharField()))
        .order_by()
        .values_list("name")
        .union(User.objects.filter(name=Slot("two", CharField())).order_by().values_list("name"))
    )
)


def test_the_same_question_with_other_values_gives_their_answers():
    first, second = make_user(name="Zilver"), make_user(name="Koper")

    assert NAMES.rows(name="Zilver") == [(first.pk,)]
    assert NAMES.rows(name="Koper") == [(second.pk,)]
    assert NAMES.rows(name="%' OR 1=1 --") == []


def test_records_come_with_what_they_were_selected_with(django_assert_num_queries):
    user = make_user(Role.CONSULTANT, name="Zilver")
    HELD.rows(user=user.pk, day=today())

    with django_assert_num_queries(1):
        (held,) = HELD.rows(user=user.pk, day=today())
        assert (held.role, held.user.name, held.user.pk) == ("consultant", "Zilver", user.pk)
    assert HELD.rows(user=new_id(), day=today()) == []
    held.full_clean(validate_unique=False, validate_constraints=False)


def test_two_questions_together_take_values_for_both():
    make_user(name="Zilver")
    make_user(name="Koper")

    assert sorted(EITHER.rows(one="Zilver", two="Koper")) == [("Koper",), ("Zilver",)]
    assert EITHER.rows(one="Zilver", two="Niemand") == [("Zilver",)]


def test_a_value_of_another_kind_is_refused_before_it_is_asked():
    with pytest.raises(ValidationError):
        HELD.rows(user="geen nummer", day=today())


def test_several_questions_at_once_keep_their_own_order_and_limit():
    for name in ("Ana", "Bo", "Cees", "Dirk"):
        make_user(name=name)

    def written():
        users = User.objects.filter(name__gte=Slot("first", CharField())).values_list("name")
        return [users.order_by("-name")[:2], users.order_by("name")[:1]]

    together = PreparedTogether(written)

    assert [name for (name,) in together.rows(first="B")] == ["Dirk", "Cees", "Bo"]
    assert [name for (name,) in together.rows(first="Cz")] == ["Dirk", "Dirk"]


def test_a_question_asked_while_its_answer_is_being_read_mixes_nothing():
    """As another thread does: each gets the answer to its own values."""
    first, second = make_user(name="Zilver"), make_user(name="Koper")
    meanwhile = []

    class Interrupted(ValuesListIterable):
        def __iter__(self):
            if not meanwhile:
                meanwhile.append([])
                meanwhile[0] = asked.rows(name="Koper")
            return super().__iter__()

    def written():
        found = User.objects.filter(name=Slot("name", CharField())).values_list("pk")
        found._iterable_class = Interrupted
        return found

    asked = Prepared(written)

    assert asked.rows(name="Zilver") == [(first.pk,)]
    assert meanwhile == [[(second.pk,)]]

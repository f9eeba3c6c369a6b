"""What the driver gets: the same answers, planned once, and after every new connection."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.signals import request_started
from django.db import OperationalError, connection
from django.db.models import CharField, OuterRef, UUIDField

from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.tests.factories import make_user
from meedoen.core.conditions import Among, Many, RowByRow
from meedoen.core.ids import new_id
from meedoen.core.prepared import Prepared, Slot

pytestmark = pytest.mark.django_db


def _named(*, anew=""):
    def written():
        users = User.objects.filter(name=Slot("name", CharField()), is_active=True)
        return users.exclude(email="100%@'quoted'.example").values_list("pk", "name")

    return Prepared(written, anew=anew)


KINDS = Prepared(
    lambda: ContentType.objects.filter(
        app_label="accounts", model=Slot("model", CharField())
    ).values_list("app_label", "model")
)


def _plans():
    """How often the server used a plan for any values, and a plan for these, of our questions."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements "
            "WHERE statement LIKE '%accounts_user%' ORDER BY prepare_time"
        )
        return cursor.fetchall()


def _on_postgresql(*plans):
    return list(plans) if connection.vendor == "postgresql" else []


@pytest.fixture
def fresh():
    """Nothing is kept by the server yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")


@pytest.mark.usefixtures("fresh")
def test_a_question_is_planned_once_and_answered_for_each_value():
    users = [make_user(name=name) for name in ("Zilver", "Koper", "100%", "d'Or")]
    question = _named()

    answers = [question.rows(name=user.name) for user in users]

    assert answers == [[(user.pk, user.name)] for user in users]
    assert _plans() == _on_postgresql((4, 0))


@pytest.mark.usefixtures("fresh")
def test_a_question_that_says_why_is_planned_for_its_values():
    user = make_user(name="Zilver")
    question = _named(anew="the test wants it")

    assert question.rows(name="Zilver") == [(user.pk, "Zilver")]
    assert _plans() == []


def test_a_pooler_that_gives_one_connection_to_many_gets_whole_questions(settings):
    settings.KEEPS_PLANS = False
    user = make_user(name="Zilver")

    assert _named().rows(name="Zilver") == [(user.pk, "Zilver")]


@pytest.fixture
def elsewhere(django_db_blocker):
    """Run work over a connection of its own, outside the transaction of the test."""

    def run(work):
        try:
            with django_db_blocker.unblock():
                return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        yield lambda work: thread.submit(run, work).result()


def test_a_new_connection_is_asked_the_same_question(elsewhere):
    def ask_twice():
        before = KINDS.rows(model="user")
        connection.close()
        return before, KINDS.rows(model="user")

    assert elsewhere(ask_twice) == ([("accounts", "user")], [("accounts", "user")])


def test_a_connection_that_was_cut_off_between_two_requests_is_made_again(elsewhere):
    def ask_after_a_cut(cut):
        KINDS.rows(model="user")
        cut()
        request_started.send(None)
        return KINDS.rows(model="user")

    assert elsewhere(lambda: ask_after_a_cut(_cut_off)) == [("accounts", "user")]


def test_a_connection_that_was_cut_off_in_the_middle_of_a_change_is_not_made_again(elsewhere):
    """What was written before is lost; to go on as if nothing had happened would be wrong."""

    def ask_after_a_cut():
        request_started.send(None)
        connection.set_autocommit(False)
        KINDS.rows(model="user")
        _cut_off()
        return KINDS.rows(model="user")

    if connection.vendor == "sqlite":
        assert elsewhere(ask_after_a_cut) == [("accounts", "user")]
    else:
        with pytest.raises(OperationalError):
            elsewhere(ask_after_a_cut)


def _cut_off():
    """End this connection from the side of the server; SQLite has none."""
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
            )
        other.close()


def test_what_the_server_has_forgotten_is_told_again(elsewhere):
    """A refused change rolls back, and the driver then forgets what the server kept."""

    def ask_and_undo():
        connection.set_autocommit(False)
        before = KINDS.rows(model="user")
        connection.rollback()
        connection.set_autocommit(True)
        return before, KINDS.rows(model="user")

    assert elsewhere(ask_and_undo) == ([("accounts", "user")], [("accounts", "user")])


def test_what_never_changes_stands_in_the_text_and_the_same_value_is_sent_once():
    slot = Slot("name", CharField())
    question = Prepared(
        lambda: User.objects.filter(name__gte=slot, email__lte=slot, phone="06").values_list("pk")
    )
    question.rows(name="A")

    text = question._keep().words.text
    assert "'06'" in text
    assert len(question._keep().words.places) == 1
    assert set(re.findall(r"[$?]\d+", text)) == set(re.findall(r"[$?]1\b", text))


def test_many_values_are_one_place_in_the_text():
    users = [make_user(name=f"Zilver {n}") for n in range(3)]
    question = Prepared(
        lambda: User.objects.filter(Among("pk", Many("users", UUIDField()))).values_list("pk")
    )
    named = Prepared(
        lambda: User.objects.filter(Among("name", Many("names", CharField()))).values_list("pk")
    )

    assert question.rows(users=[]) == []
    assert question.rows(users={users[0].pk, new_id()}) == [(users[0].pk,)]
    assert sorted(question.rows(users=[one.pk for one in users])) == sorted(
        (one.pk,) for one in users
    )
    assert named.rows(names=["Zilver 1", "d'Or", '{"a", b}']) == [(users[1].pk,)]


def test_row_by_row_finds_what_exists_finds():
    consultant, nobody = make_user(Role.CONSULTANT), make_user()
    held = RoleAssignment.objects.filter(user=OuterRef("pk"))
    both = User.objects.filter(pk__in=[consultant.pk, nobody.pk])

    assert list(both.filter(RowByRow(held))) == [consultant]
    assert list(both.filter(~RowByRow(held))) == [nobody]


def test_a_question_is_seen_by_who_counts_questions(django_assert_num_queries):
    make_user(name="Zilver")
    question = _named()

    with django_assert_num_queries(2) as seen:
        question.rows(name="Zilver")
        question.rows(name="Koper")

    assert all("accounts_user" in one["sql"] for one in seen.captured_queries)
    assert ["Zilver" in one["sql"] for one in seen.captured_queries] == [True, False]

"""What happened is written down with the change, or neither stands."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.tests.factories import make_user
from meedoen.audit import access, actions
from meedoen.audit.models import Event, Look
from meedoen.core.ids import new_id
from meedoen.core.time import now, pretend

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Someone:
    """Enough of a colleague to be named in the log."""

    pk: UUID
    name: str
    role_names: str = "consulent"


@pytest.fixture
def someone():
    return Someone(new_id(), "Testpersoon Een")


@pytest.fixture
def thing():
    return make_user(Role.CONSULTANT)


def test_an_event_says_who_did_what_to_which_thing_and_when(someone, thing):
    participant = new_id()
    actions.record("test.done", thing, by=someone, participant=participant, facts={"number": 3})

    event = Event.objects.get(action="test.done")
    assert (event.actor_id, event.actor_name) == (someone.pk, "Testpersoon Een")
    assert (event.object_type, event.object_id) == ("accounts.user", str(thing.pk))
    assert event.participant_id == participant
    assert event.facts == {"number": 3}
    assert (event.result, event.origin) == ("ok", "web")
    assert now() - event.at < timedelta(minutes=1)
    assert str(event) == "test.done accounts.user"


def test_an_event_may_be_about_nobody_and_hold_no_facts(someone, thing):
    actions.record("test.done", thing, by=someone)
    event = Event.objects.get(action="test.done")
    assert (event.participant_id, event.facts) == (None, {})


def test_a_door_says_where_the_work_comes_from(someone, thing):
    token = actions.origin.set("import")
    try:
        actions.record("test.done", thing, by=someone)
    finally:
        actions.origin.reset(token)
    assert Event.objects.get(action="test.done").origin == "import"


def test_a_very_long_name_does_not_keep_anything_out_of_the_log(thing):
    someone = Someone(new_id(), "x" * 500, "rol, " * 200)
    actions.record("test.done", thing, by=someone)
    actions.look(new_id(), by=someone, part="overview")

    assert len(Event.objects.get(action="test.done").actor_name) == 200
    assert len(Look.objects.get().actor_name) == 200
    assert len(Look.objects.get().actor_roles) == 300


def test_what_is_done_while_pretending_is_dated_then(someone, thing):
    then = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    with pretend(then):
        actions.record("test.done", thing, by=someone)
        actions.look(new_id(), by=someone, part="overview")
    assert Event.objects.get(action="test.done").at == Look.objects.get().at == then


def test_many_events_are_written_in_one_go(someone, thing, queries):
    events = [
        actions.event("test.many", thing, by=someone, facts={"number": number})
        for number in range(600)
    ]
    assert Event.objects.filter(action="test.many").count() == 0

    assert queries(lambda: actions.record_many(events)) <= 10
    numbers = [event.facts["number"] for event in Event.objects.filter(action="test.many")]
    assert sorted(numbers) == list(range(600))


def test_a_look_says_who_saw_which_part_and_in_what_role(someone):
    participant = new_id()
    actions.look(participant, by=someone, part="intake", reason="Vervanging")

    look = Look.objects.get()
    assert (look.actor_id, look.actor_name, look.actor_roles) == (
        someone.pk, "Testpersoon Een", "consulent",
    )  # fmt: skip
    assert (look.participant_id, look.part, look.reason) == (participant, "intake", "Vervanging")
    assert str(look) == "intake"


def test_a_look_costs_one_query(someone, queries):
    assert queries(lambda: actions.look(new_id(), by=someone, part="overview")) == 1


def test_a_dossier_shows_its_own_log_latest_first(someone, thing):
    mine, other = new_id(), new_id()
    for hour in (9, 11, 10):
        with pretend(datetime(2026, 3, 2, hour, tzinfo=UTC)):
            for participant in (mine, other):
                facts = {"hour": hour}
                actions.record("test.done", thing, by=someone, participant=participant, facts=facts)
                actions.look(participant, by=someone, part=f"part {hour}")

    assert [event.facts["hour"] for event in access.events_about(mine)] == [11, 10, 9]
    assert [look.part for look in access.looks_about(mine)] == ["part 11", "part 10", "part 9"]
    assert {event.participant_id for event in access.events_about(mine)} == {mine}
    assert {look.participant_id for look in access.looks_about(mine)} == {mine}
    assert not access.events_about(new_id()).exists()


def test_a_change_that_falls_through_leaves_no_trace_in_the_log(someone, thing):
    before = Event.objects.count()

    with transaction.atomic():
        accounts.give_role(thing, role=Role.DIRECTOR, by=thing)
        actions.look(new_id(), by=someone, part="overview")
        assert (Event.objects.count(), Look.objects.count()) == (before + 1, 1)
        transaction.set_rollback(True)

    assert Event.objects.count() == before
    assert not Look.objects.exists()
    assert not RoleAssignment.objects.filter(user=thing, role=Role.DIRECTOR).exists()


def test_what_cannot_be_written_down_does_not_happen(thing, monkeypatch):
    def full(*words, **options):
        raise DatabaseError("disk full")

    monkeypatch.setattr(actions, "insert_one", full)
    with pytest.raises(DatabaseError):
        accounts.give_role(thing, role=Role.DIRECTOR, by=thing)
    with pytest.raises(DatabaseError):
        accounts.open_account(
            "nieuw@example.org", name="Testpersoon Twee", password="geheim-123", roles=[]
        )

    assert not RoleAssignment.objects.filter(user=thing, role=Role.DIRECTOR).exists()
    assert not User.objects.filter(email="nieuw@example.org").exists()

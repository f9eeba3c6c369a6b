"""Planning, moving and closing: once, with history, and without blame."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.appointments import access, actions, pages
from meedoen.appointments.choices import Reminder, State, Where
from meedoen.appointments.models import Appointment, Guest, Move
from meedoen.appointments.tests.factories import at, make_appointment
from meedoen.audit.models import Event
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import pretend
from meedoen.journeys.models import Binding
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def test_an_appointment_with_two_people_is_in_both_logs(coach):
    one, two = make_journey(by=coach), make_journey(by=coach)

    made = make_appointment(one, two, by=coach, reminder=Reminder.DAY)

    told = Event.objects.filter(action="appointments.planned", object_id=str(made.pk))
    assert {event.participant_id for event in told} == {one.participant_id, two.participant_id}
    assert {event.facts["on"] for event in told} == {at().date().isoformat()}
    assert made.remind_at == at(0, 9)


def test_the_same_form_twice_gives_one_appointment(coach):
    journey, token = make_journey(by=coach), new_id()
    first = make_appointment(journey, by=coach, token=token)

    assert make_appointment(journey, by=coach, token=token).pk == first.pk
    assert Appointment.objects.count() == Guest.objects.count() == 1


def test_two_people_plan_at_once_and_both_hear_of_it(coach):
    colleague = make_member(Role.CONSULTANT)
    journey = make_journey(by=coach)
    first = make_appointment(journey, by=coach)
    second = make_appointment(make_journey(by=colleague), by=colleague, hosts=[colleague, coach])

    assert pages.detail(coach, first).clashes == [
        f"{coach.name} heeft dan ook een andere afspraak, van 10:00 tot 11:00."
    ]
    assert len(pages.detail(colleague, second).clashes) == 1


def test_a_participant_at_two_places_is_shown_and_back_to_back_is_not(coach):
    journey = make_journey(by=coach, first_name="Amina")
    first = make_appointment(journey, by=coach, starts_at=at(hour=10))
    other = make_member(Role.CONSULTANT)
    make_appointment(journey, by=other, starts_at=at(hour=10, minute=30))
    make_appointment(journey, by=coach, starts_at=at(hour=11, minute=0))

    (told,) = pages.detail(coach, first).clashes
    assert told.startswith("Amina")


@pytest.mark.parametrize("state", ["cancel", "keep"])
def test_what_is_closed_clashes_with_nothing(coach, state):
    journey = make_journey(by=coach)
    first = make_appointment(journey, by=coach)
    second = make_appointment(journey, by=coach)
    with pretend(at(2)):
        getattr(actions, state)(second, by=coach, version=1)

    assert pages.detail(coach, first).clashes == []


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"minutes": 0}, "niet na de begintijd"),
        ({"minutes": -30}, "niet na de begintijd"),
        ({"hosts": []}, "wie van ons"),
    ],
)
def test_what_cannot_be_is_refused(coach, facts, told):
    with pytest.raises(NotPossible, match=told):
        make_appointment(make_journey(by=coach), by=coach, **facts)
    assert not Appointment.objects.exists()


def test_the_past_is_not_planned_and_nobody_is_no_appointment(coach):
    with pytest.raises(NotPossible, match="al geweest"):
        actions.plan(
            [make_journey(by=coach)], by=coach, hosts=[coach], starts_at=at(-1),
            ends_at=at(-1, 11), subject="progress", where="office",
        )  # fmt: skip
    with pytest.raises(NotPossible, match="met wie"):
        make_appointment(by=coach)


def test_the_database_refuses_an_end_before_the_start(coach):
    made = make_appointment(make_journey(by=coach), by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=made.pk).update(ends_at=made.starts_at)
    assert Appointment.objects.get().ends_at > made.starts_at


def test_a_colleague_who_left_cannot_be_asked(coach):
    gone = make_member(Role.CONSULTANT)
    accounts.close_account(gone, by=coach)
    gone.refresh_from_db()

    with pytest.raises(NotPossible, match=f"{gone.name} werkt hier niet meer"):
        make_appointment(make_journey(by=coach), by=coach, hosts=[coach, gone])


def test_moving_keeps_where_it_came_from_and_reminds_anew(coach, audited):
    made = make_appointment(make_journey(by=coach), by=coach, reminder=Reminder.DAY)
    actions.remind(made.guests.get(), by=coach)

    actions.rearrange(
        made, by=coach, version=1, hosts=[coach], starts_at=at(3), ends_at=at(3, 11),
        where=Where.HOME, place="Dorpsstraat 1", reason="De school belde.",
    )  # fmt: skip

    made.refresh_from_db()
    assert (made.state, made.version, made.remind_at) == (State.MOVED, 2, at(2, 9))
    move = Move.objects.get()
    assert (move.starts_at, move.place, move.reason) == (at(), "bij ons", "De school belde.")
    assert made.guests.get().reminded_at is None
    assert audited("appointments.moved", made)


def test_another_interpreter_is_no_move(coach):
    made = make_appointment(make_journey(by=coach), by=coach)
    other = make_member(Role.CONSULTANT)

    actions.rearrange(
        made, by=coach, version=1, hosts=[other], interpreter_language="ti",
        interpreter_by="tolkentelefoon",
    )  # fmt: skip

    assert (made.state, Move.objects.count()) == (State.PLANNED, 0)
    assert list(made.hosts.values_list("user", flat=True)) == [other.pk]


def test_two_who_move_at_once_do_not_overwrite(coach):
    made = make_appointment(make_journey(by=coach), by=coach)
    again = Appointment.objects.get(pk=made.pk)
    actions.rearrange(made, by=coach, version=1, hosts=[coach], starts_at=at(2), ends_at=at(2, 11))

    with pytest.raises(TooLate):
        actions.rearrange(
            again, by=coach, version=1, hosts=[coach], starts_at=at(4), ends_at=at(4, 11)
        )

    assert Appointment.objects.get().starts_at == at(2)
    assert Move.objects.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_the_database_keeps_every_move(coach, statement):
    made = make_appointment(make_journey(by=coach), by=coach)
    actions.rearrange(made, by=coach, version=1, hosts=[coach], starts_at=at(2), ends_at=at(2, 11))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(Move._meta.db_table))
    assert Move.objects.get().reason == ""


@pytest.mark.parametrize("verb", ["keep", "miss"])
def test_how_it_went_is_known_when_it_has_begun(coach, verb):
    made = make_appointment(make_journey(by=coach), by=coach)
    with pytest.raises(NotPossible, match="moet nog komen"):
        getattr(actions, verb)(made, by=coach, version=1)
    assert Appointment.objects.get().state == State.PLANNED


def test_the_same_button_twice_does_nothing_more_and_another_is_refused(coach, audited):
    made = make_appointment(make_journey(by=coach), by=coach, starts_at=at(-1))
    actions.miss(made, by=coach, version=1)
    actions.miss(made, by=coach, version=1)

    assert Event.objects.filter(action="appointments.not_met").count() == 1
    with pytest.raises(NotPossible):
        actions.keep(made, by=coach, version=2)


def test_no_word_of_an_appointment_lays_blame_or_binds(coach):
    journey = make_journey(by=coach, phase="agreement")
    made = make_appointment(journey, by=coach, starts_at=at(-1))
    actions.miss(made, by=coach, version=1)

    assert not Binding.objects.exists()
    words = " ".join(str(state.label) for state in State)
    assert "verschenen" not in words
    assert "verzuim" not in words


def test_reminders_wait_as_data_and_are_given_once(coach):
    one, two = make_journey(by=coach), make_journey(by=coach)
    made = make_appointment(one, two, by=coach, starts_at=at(3), reminder=Reminder.DAY)
    make_appointment(one, by=coach, starts_at=at(3, 15))
    assert access.reminders_due() == []

    with pretend(at(2, 9)):
        due = access.reminders_due()
        assert {guest.participant_id for guest in due} == {one.participant_id, two.participant_id}
        for _time in range(2):
            actions.remind(due[0], by=coach)
        assert access.reminders_due() == [due[1]]
        assert Event.objects.filter(action="appointments.reminded").count() == 1
    with pretend(at(3, 10)):
        assert access.reminders_due() == []
    actions.cancel(made, by=coach, version=1)
    with pretend(at(2, 9)):
        assert access.reminders_due() == []


def test_a_new_address_ends_the_old_one_and_only_a_digest_is_kept(coach):
    first = actions.open_feed(by=coach)
    second = actions.open_feed(by=coach)

    assert len(first) >= 43  # 256 bits
    assert access.feed_behind(second).user == coach
    kept = set(access.Feed.objects.values_list("digest", flat=True))
    assert not {first, second} & kept
    assert access.Feed.objects.filter(ended_at=None).count() == 1

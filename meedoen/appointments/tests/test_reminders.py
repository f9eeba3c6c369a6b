"""Reminders that go by themselves, once; and what is called off when a journey ends."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.appointments import access, actions
from meedoen.appointments.choices import Reminder, State
from meedoen.appointments.models import Appointment, Guest
from meedoen.appointments.tests.factories import make_appointment
from meedoen.core.time import now, pretend
from meedoen.journeys.tests.factories import make_journey
from meedoen.messages.models import Message
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def planned(coach, **facts):
    journey = make_journey(by=coach, **facts)
    starts = now() + timedelta(days=3)
    return make_appointment(journey, by=coach, starts_at=starts, reminder=Reminder.DAY)


def test_a_day_before_the_participant_hears_of_it_once(coach):
    planned(coach, email="zilver@voorbeeld.example", called="Zilver")
    assert actions.send_reminders() == 0

    with pretend(now() + timedelta(days=2, hours=23)):
        assert actions.send_reminders() == 1
        assert actions.send_reminders() == 0

    message = Message.objects.get()
    assert message.kind == "reminder"
    assert "Beste Zilver" in message.body
    assert "Komt het u niet uit?" in message.body
    assert "moet" not in message.body
    assert Guest.objects.get().reminded_at is not None


def test_whoever_has_no_mail_is_left_to_the_colleague(coach):
    planned(coach, phone="+31612345678")
    with pretend(now() + timedelta(days=2, hours=23)):
        assert len(access.reminders_due()) == 1
        assert actions.send_reminders() == 0

    assert not Message.objects.exists()
    assert Guest.objects.get().reminded_at is None


def test_what_lies_ahead_with_one_person_is_called_off_and_a_group_is_not(coach):
    alone = planned(coach)
    person = Guest.objects.get().participant
    other = make_journey(by=coach)
    journey = make_journey(by=coach)
    together = make_appointment(journey, other, by=coach, starts_at=now() + timedelta(days=3))

    assert actions.call_off_with(person.pk, note="Klaar.", by=coach) == 1
    assert actions.call_off_with(journey.participant_id, note="Klaar.", by=coach) == 0
    states = dict(Appointment.objects.values_list("pk", "state"))
    assert states == {alone.pk: State.CANCELLED, together.pk: State.PLANNED}

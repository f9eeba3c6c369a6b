"""Writing contacts down: once, with a log line, and without obliging anybody (R9)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.audit.models import Event
from meedoen.contacts import actions
from meedoen.contacts.choices import Channel
from meedoen.contacts.models import ContactMoment
from meedoen.contacts.tests.factories import make_contact
from meedoen.core.errors import NotPossible
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def test_a_contact_is_kept_and_the_journey_knows_when_we_last_spoke(coach, audited):
    journey = make_journey(by=coach)

    moment = actions.write(
        journey, by=coach, note="Wil naar de naailes.", channel=Channel.VISIT,
        next_step="Naailes vragen", next_step_on=today() + timedelta(days=7), motivation=5,
    )  # fmt: skip

    assert ContactMoment.objects.get(pk=moment.pk).next_step == "Naailes vragen"
    assert Journey.objects.get(pk=journey.pk).last_contact_on == today()
    assert audited("contacts.written", moment)


def test_what_was_said_is_not_in_the_log(coach):
    moment = make_contact(make_journey(by=coach), by=coach, note="Heel eigen verhaal")

    facts = Event.objects.get(object_id=str(moment.pk)).facts
    assert facts == {"channel": "call", "on": today().isoformat()}


def test_the_same_form_twice_gives_one_note(coach):
    journey, token = make_journey(by=coach), new_id()

    first = make_contact(journey, by=coach, token=token)
    second = make_contact(journey, by=coach, token=token)

    assert first.pk == second.pk
    assert ContactMoment.objects.count() == 1
    assert Event.objects.filter(action="contacts.written").count() == 1


def test_a_token_of_somebody_else_does_not_give_their_note(coach):
    mine, other = make_journey(by=coach), make_journey(by=coach)
    token = make_contact(mine, by=coach).token

    with pytest.raises(IntegrityError), transaction.atomic():
        make_contact(other, by=coach, token=token)


def test_an_older_contact_does_not_hide_a_later_one(coach):
    journey = make_journey(by=coach)
    make_contact(journey, by=coach)
    make_contact(journey, by=coach, on=today() - timedelta(days=9))

    assert Journey.objects.get(pk=journey.pk).last_contact_on == today()


def test_a_call_without_answer_is_no_contact(coach):
    journey = make_journey(by=coach)
    make_contact(journey, by=coach, was_reached=False)

    assert Journey.objects.get(pk=journey.pk).last_contact_on is None


def test_a_contact_lies_not_ahead(coach):
    with pytest.raises(NotPossible, match="nog niet geweest"):
        make_contact(make_journey(by=coach), by=coach, on=today() + timedelta(days=1))


@pytest.mark.parametrize("phase", ["registered", "intake", "planning", "acceptance", "agreement"])
def test_a_voluntary_participant_is_not_warned_before_signing(coach, phase):
    journey = make_journey(by=coach, phase=phase)

    with pytest.raises(NotPossible, match="vrijwillig tot de overeenkomst is getekend"):
        actions.warn(journey, by=coach, note="Kwam niet")

    assert not ContactMoment.objects.exists()


def test_the_database_refuses_a_warning_that_nothing_binds(coach):
    journey = make_journey(by=coach, phase="agreement")
    moment = make_contact(journey, by=coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactMoment.objects.filter(pk=moment.pk).update(is_warning=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.bulk_note([{"journey": journey, "note": "x", "is_warning": True}], by=coach)

    assert not ContactMoment.objects.filter(is_warning=True).exists()


def test_after_signing_a_warning_points_to_what_binds(coach, audited):
    journey = make_journey(by=coach, phase="in_trajectory")

    moment = actions.warn(journey, by=coach, note="Drie keer niet geweest")

    assert moment.is_warning
    assert moment.binding.journey_id == journey.pk
    assert audited("contacts.warned", moment)


def test_a_mandatory_participant_may_be_warned_from_the_start(coach):
    journey = make_journey(by=coach, category=Category.MANDATORY)

    assert actions.warn(journey, by=coach, note="Afspraak gemist").binding is not None


def test_many_contacts_at_once_are_each_in_the_log(coach):
    journey = make_journey(by=coach)
    days = [date(2026, 1, 5), date(2026, 3, 9), date(2026, 2, 2)]

    made = actions.bulk_note(
        [{"journey": journey, "note": "Gesprek", "on": day} for day in days], by=coach
    )

    assert made == 3
    assert Event.objects.filter(action="contacts.written").count() == 3
    assert Journey.objects.get(pk=journey.pk).last_contact_on == date(2026, 3, 9)

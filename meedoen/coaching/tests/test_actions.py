"""Choosing, handing over, deputies: the face stays, nothing is lost, everybody hears it once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.coaching import access, actions
from meedoen.coaching.models import WorkArea
from meedoen.coaching.tests.factories import make_absent, make_coach, make_guided
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import now, pretend, today
from meedoen.journeys import actions as road
from meedoen.journeys.choices import AssignmentRole, Exit
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.messages.choices import Kind, State, Way
from meedoen.messages.models import Message
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.participants import access as participants, actions as people
from meedoen.participants.choices import GrantGround
from meedoen.participants.models import Sight
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make_member(Role.WGI_COORDINATOR, lead=True)


@pytest.fixture
def coach():
    return make_coach()


@pytest.fixture
def other():
    return make_coach()


def day(number):
    return today() + timedelta(days=number)


def at(number):
    return pretend(now() + timedelta(days=number))


def sees(user, journey):
    fresh = type(user).objects.get(pk=user.pk)
    return participants.visible_to(fresh).filter(pk=journey.participant_id).exists()


def lists(user, journey):
    """Whether the lists of this user show the person."""
    seen = participants.sights_of(user, viewer=user.pk)
    return seen.filter(participant=journey.participant_id).exists()


def deputise(journey, deputy, leader, first=0, last=10):
    return actions.assign_deputy(
        journey, deputy=deputy, by=leader, first_day=day(first),
        last_day=None if last is None else day(last),
    )  # fmt: skip


def test_the_first_contact_person_needs_no_reason_and_sends_no_letter(leader, coach):
    journey = make_journey(by=leader, phase="planning")

    journey = actions.choose(journey, coach=coach, seen=None, by=leader)

    assert journey.fixed_contact == coach
    assert not Message.objects.exists()


def test_a_change_asks_a_reason_and_tells_the_participant_once(leader, coach, other, audited):
    journey = make_guided(coach, by=leader, email="deelnemer@voorbeeld.example", called="Ami")
    with pytest.raises(NotPossible, match="waarom"):
        actions.choose(journey, coach=other, seen=coach.pk, by=leader, reason=" ")
    assert not Message.objects.exists()

    for _click in range(2):
        actions.choose(journey, coach=other, seen=coach.pk, by=leader, reason="Past beter")

    message = Message.objects.get()
    assert (message.kind, message.way, message.state) == (
        Kind.CONTACT_CHANGED, Way.MAIL, State.QUEUED,
    )  # fmt: skip
    assert message.address == "deelnemer@voorbeeld.example"
    assert "Beste Ami" in message.body
    assert other.name in message.body
    assert "Past beter" not in message.body
    assert audited("messages.queued", message)
    assert CoachAssignment.objects.get(journey=journey, until=None).reason == "Past beter"


def test_when_the_change_fails_nobody_hears_of_it(leader, coach, other):
    journey = make_guided(coach, by=leader, email="deelnemer@voorbeeld.example")
    accounts.close_account(other, by=leader)

    with pytest.raises(NotPossible, match="kan geen vaste contactpersoon zijn"):
        actions.choose(journey, coach=other, seen=coach.pk, by=leader, reason="Past beter")

    assert Journey.objects.get(pk=journey.pk).fixed_contact == coach
    assert not Message.objects.exists()


def test_two_choose_at_once_and_the_second_hears_who_it_is(leader, coach, other):
    journey = make_guided(coach, by=leader)
    third = make_coach()
    actions.choose(journey, coach=other, seen=coach.pk, by=leader, reason="Eerst")

    with pytest.raises(TooLate, match=other.name):
        actions.choose(journey, coach=third, seen=coach.pk, by=leader, reason="Ook")

    assert Journey.objects.get(pk=journey.pk).fixed_contact == other
    assert Message.objects.count() == 1


def test_a_deputy_sees_the_dossier_as_long_as_it_lasts_and_the_face_stays(
    leader, coach, other, audited
):
    journey = make_guided(coach, by=leader)
    made = deputise(journey, other, leader)

    assert Journey.objects.get(pk=journey.pk).fixed_contact == coach
    assert sees(coach, journey)
    assert sees(other, journey)
    assert lists(other, journey)
    assert audited("coaching.deputy_assigned", made)
    told = Message.objects.get()
    assert told.kind == Kind.DEPUTY
    assert f"{coach.name} blijft uw vaste contactpersoon" in told.body


def test_access_ends_by_date_even_when_no_round_runs(leader, coach, other):
    journey = make_guided(coach, by=leader)
    deputise(journey, other, leader, last=3)

    with at(3):
        assert sees(other, journey)
        assert lists(other, journey)
    with at(4):
        assert not sees(other, journey)
        assert not lists(other, journey)
        assert not participants.grants_of(journey.participant).filter(user=other).exists()
        assert sees(coach, journey)
    assert Sight.objects.filter(viewer=other.pk).exists()  # nothing was cleared away yet


def test_the_turn_of_the_day_ends_what_is_over_and_begins_what_is_due(
    leader, coach, other, audited
):
    past, soon = make_guided(coach, by=leader), make_guided(coach, by=leader)
    over = deputise(past, other, leader, last=1)
    due = deputise(soon, other, leader, first=2, last=5)
    assert not sees(other, soon)

    with at(2):
        assert actions.expire(on=today()) == (1, 1)
        assert actions.expire(on=today()) == (0, 0)
        assert sees(other, soon)
        assert not sees(other, past)

    assert CoachAssignment.objects.get(pk=over.pk).until is not None
    assert CoachAssignment.objects.get(pk=due.pk).until is None
    assert audited("coaching.deputy_ended", over)
    assert not Sight.objects.filter(viewer=other.pk, participant=past.participant_id).exists()


def test_ending_a_deputy_ends_only_their_access(leader, coach, other):
    journey = make_guided(coach, by=leader)
    people.grant(journey.participant, ground=GrantGround.INTAKE, by=leader, user=other)
    made = deputise(journey, other, leader)

    for _click in range(2):
        actions.end_deputy(access.deputy_of(journey) or made, by=leader)

    assert sees(other, journey)  # still holds the intake
    assert access.deputy_of(journey) is None
    assert sees(coach, journey)


def test_another_deputy_takes_over_and_the_same_one_only_moves(leader, coach, other):
    journey, third = make_guided(coach, by=leader), make_coach()
    deputise(journey, other, leader, last=3)
    deputise(journey, other, leader, last=9)
    assert Message.objects.count() == 1
    standing = access.deputy_of(journey)
    assert standing is not None
    assert standing.last_day == day(9)

    deputise(journey, third, leader)

    assert not sees(other, journey)
    assert sees(third, journey)
    rows = CoachAssignment.objects.filter(journey=journey, role=AssignmentRole.DEPUTY)
    assert rows.filter(until=None).count() == 1
    assert rows.count() == 2


@pytest.mark.parametrize(
    ("first", "last", "words"), [(5, 4, "laatste dag"), (-9, -1, "laatste dag")]
)
def test_days_that_cannot_be_are_refused(leader, coach, other, first, last, words):
    with pytest.raises(NotPossible, match=words):
        deputise(make_guided(coach, by=leader), other, leader, first=first, last=last)
    assert not CoachAssignment.objects.filter(role=AssignmentRole.DEPUTY).exists()


def test_who_cannot_stand_in_is_named(leader, coach, other):
    journey = make_guided(coach, by=leader)
    accounts.close_account(other, by=leader)
    with pytest.raises(NotPossible, match=f"{other.name} kan niet waarnemen"):
        deputise(journey, other, leader)
    with pytest.raises(NotPossible, match="zelf de vaste contactpersoon"):
        deputise(journey, coach, leader)
    with pytest.raises(NotPossible, match="nog geen vaste contactpersoon"):
        deputise(make_journey(by=leader, phase="planning"), make_coach(), leader)


def test_the_database_holds_one_deputy_and_no_last_day_for_a_fixed_contact(leader, coach, other):
    journey = make_guided(coach, by=leader)
    made = deputise(journey, other, leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachAssignment.objects.create(
            journey=journey, coach=coach, role=AssignmentRole.DEPUTY, assigned_by=leader
        )
    fixed = CoachAssignment.objects.filter(journey=journey, role=AssignmentRole.FIXED)
    with pytest.raises(IntegrityError), transaction.atomic():
        fixed.update(last_day=day(1))

    assert access.deputy_of(journey) == made


def test_another_fixed_contact_ends_the_deputy_of_the_former_one(leader, coach, other):
    journey, third = make_guided(coach, by=leader), make_coach()
    deputise(journey, other, leader)

    actions.choose(journey, coach=third, seen=coach.pk, by=leader, reason="Blijft langer weg")

    assert access.deputy_of(journey) is None
    assert not sees(other, journey)
    assert sees(third, journey)


def test_back_earlier_ends_the_deputies_and_back_later_moves_them(leader, coach, other):
    journeys = [make_guided(coach, by=leader) for _ in range(3)]
    absence = make_absent(coach, until=10)
    chosen = {one.pk: other for one in journeys}
    number = actions.share_deputies(
        coach, chosen=chosen, first_day=today(), last_day=day(9), by=leader
    )
    assert number == 3

    actions.set_return(absence, until=day(20), version=1, by=leader)
    last = {one.last_day for one in CoachAssignment.objects.filter(role=AssignmentRole.DEPUTY)}
    assert last == {day(19)}
    with at(15):
        assert sees(other, journeys[0])

    with at(12):
        actions.set_return(absence, until=today(), version=2, by=leader)
        assert [access.deputy_of(one) for one in journeys] == [None] * 3
        assert not any(sees(other, one) for one in journeys)
    assert all(one.fixed_contact == coach for one in Journey.objects.all())


def test_an_open_end_becomes_a_day(leader, coach, other):
    journey = make_guided(coach, by=leader)
    absence = make_absent(coach)
    deputise(journey, other, leader, last=None)
    with at(400):
        assert sees(other, journey)

    actions.set_return(absence, until=day(5), version=1, by=leader)

    with at(5):
        assert not sees(other, journey)


def test_a_deputy_ends_when_the_journey_does(leader, coach, other):
    journey = make_guided(coach, by=leader)
    deputise(journey, other, leader, last=None)
    road.end(journey, reason=Exit.WITHDRAWN, by=leader)

    assert actions.expire(on=today()) == (0, 1)
    assert not sees(other, journey)


def test_a_deputy_who_left_covers_nobody(leader, coach, other):
    journey = make_guided(coach, by=leader)
    deputise(journey, other, leader)
    assert [one.pk for one in access.deputised_by(other, user=leader)] == [journey.pk]
    accounts.close_account(other, by=leader)

    assert not access.covered().exists()
    deputise(journey, make_coach(), leader)
    assert access.covered().count() == 1


def test_two_change_an_absence_and_the_second_hears_it(leader, coach):
    absence = make_absent(coach, until=10)
    actions.set_return(absence, until=day(5), version=1, by=leader)
    with pytest.raises(TooLate):
        actions.set_return(absence, until=day(7), version=1, by=leader)


def test_everybody_of_who_left_gets_another_face_at_once(leader, coach, other):
    third = make_coach()
    journeys = [make_guided(coach, by=leader, email=f"d{n}@voorbeeld.example") for n in range(3)]
    accounts.close_account(coach, by=leader)
    assert access.without_present_contact(leader).count() == 3
    chosen = {journeys[0].pk: other, journeys[1].pk: third, journeys[2].pk: third}

    handed = actions.hand_over(coach, chosen=chosen, reason="Heeft ander werk", by=leader)
    again = actions.hand_over(coach, chosen=chosen, reason="Heeft ander werk", by=leader)

    assert (handed.done, handed.passed_over) == (3, 0)
    assert (again.done, again.passed_over) == (0, 3)
    assert not access.without_present_contact(leader).exists()
    assert Message.objects.filter(kind=Kind.CONTACT_CHANGED).count() == 3
    reasons = CoachAssignment.objects.filter(until=None).values_list("reason", flat=True)
    assert set(reasons) == {"Heeft ander werk"}


def test_handing_over_to_who_left_too_changes_nothing_at_all(leader, coach, other):
    third = make_coach()
    journeys = [make_guided(coach, by=leader) for _ in range(2)]
    accounts.close_account(other, by=leader)
    chosen = {journeys[0].pk: third, journeys[1].pk: other}

    with pytest.raises(NotPossible), transaction.atomic():
        actions.hand_over(coach, chosen=chosen, reason="Heeft ander werk", by=leader)

    assert {one.fixed_contact for one in Journey.objects.all()} == {coach}
    assert not Message.objects.exists()


def test_only_people_whom_the_leader_sees_are_handed_over(leader, coach, other):
    stranger = make_member(Role.CONSULTANT)
    journey = make_guided(coach, by=leader)

    handed = actions.hand_over(coach, chosen={journey.pk: other}, reason="Zo", by=stranger)

    assert (handed.done, handed.passed_over) == (0, 1)
    assert Journey.objects.get(pk=journey.pk).fixed_contact == coach


def test_working_areas_begin_and_end_and_stay_known(leader, coach, audited):
    place = make_neighbourhood()
    area = actions.work_in(coach, neighbourhood=place, by=leader)
    assert actions.work_in(coach, neighbourhood=place, by=leader) == area
    for _click in range(2):
        actions.leave_area(area, by=leader)

    again = actions.work_in(coach, neighbourhood=place, by=leader)

    assert WorkArea.objects.filter(user=coach).count() == 2
    assert list(WorkArea.objects.on(today())) == [again]
    assert audited("coaching.area_ended", area)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkArea.objects.create(user=coach, neighbourhood=place)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkArea.objects.filter(pk=again.pk).update(until=day(-5))

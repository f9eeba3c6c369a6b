"""The road: facts move people on, going back is possible, R9 holds in code and in the database."""

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.journeys import access, actions
from meedoen.journeys.choices import BindingGround, Exit, Fact
from meedoen.journeys.models import Binding, CoachAssignment, Flow, Journey, Milestone, PhaseVisit
from meedoen.journeys.tests.factories import UP_TO, make_journey
from meedoen.participants import access as participants
from meedoen.participants.choices import Category
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.mark.parametrize("phase", UP_TO)
def test_facts_lead_to_each_phase(phase):
    journey = make_journey(phase=phase)

    assert journey.phase == phase
    open_visits = PhaseVisit.objects.filter(journey=journey, left_at__isnull=True)
    assert [visit.phase for visit in open_visits] == [phase]


def test_on_trajectory_is_counted_from_the_first_part_on():
    before = make_journey(phase="agreement")
    after = make_journey(phase="in_trajectory")

    assert before.on_trajectory_on is None
    assert after.on_trajectory_on is not None


def test_the_same_fact_twice_changes_nothing(consultant):
    journey = make_journey(by=consultant)
    actions.reach(journey, Fact.INTAKE_STARTED, by=consultant)
    again = actions.reach(journey, Fact.INTAKE_STARTED, by=consultant)

    assert again.phase == "intake"
    assert Milestone.objects.filter(journey=journey, fact=Fact.INTAKE_STARTED).count() == 1


def test_a_running_journey_keeps_the_version_it_began_with(consultant):
    old = make_journey(by=consultant)
    definition = dict(old.flow.definition, version=2)
    definition["phases"] = [
        {**one, "label": "Nieuwe naam"} if one["code"] == "intake" else one
        for one in definition["phases"]
    ]
    actions.publish_flow(definition)
    new = make_journey(by=consultant)

    assert old.road.phase("intake").label == "Intake"
    assert new.road.phase("intake").label == "Nieuwe naam"


def test_a_published_version_is_never_rewritten(consultant):
    flow = access.current_flow("neighbourhood")
    changed = dict(flow.definition, start="intake")

    assert actions.publish_flow(changed) is None
    assert Flow.objects.get(pk=flow.pk).definition["start"] == "registered"


def test_going_back_asks_a_reason_and_is_kept(consultant):
    journey = make_journey(by=consultant, phase="acceptance")
    with pytest.raises(NotPossible):
        actions.go_back(journey, to="planning", reason=" ", by=consultant, version=journey.version)

    back = actions.go_back(
        journey, to="planning", reason="Andere wens", by=consultant, version=journey.version
    )

    assert back.phase == "planning"
    visit = PhaseVisit.objects.get(journey=journey, left_at__isnull=True)
    assert (visit.direction, visit.reason) == ("back", "Andere wens")
    standing = set(
        Milestone.objects.filter(journey=journey).standing().values_list("fact", flat=True)
    )
    assert Fact.PLAN_PROPOSED not in standing
    assert Fact.ADVICE_GIVEN in standing


def test_going_forward_by_hand_is_refused(consultant):
    journey = make_journey(by=consultant)
    with pytest.raises(NotPossible):
        actions.go_back(
            journey, to="planning", reason="Snel", by=consultant, version=journey.version
        )


def test_two_people_move_at_once_and_the_second_hears_it(consultant):
    journey = make_journey(by=consultant, phase="acceptance")
    stale = journey.version
    actions.go_back(journey, to="planning", reason="Eerst", by=consultant, version=stale)
    with pytest.raises(TooLate):
        actions.go_back(journey, to="intake", reason="Ook", by=consultant, version=stale)


def test_the_coach_becomes_fixed_contact_and_sees_the_dossier(consultant, audited):
    coach = make_member(Role.PARTICIPATION_COACH)
    journey = make_journey(by=consultant, phase="planning")

    journey = actions.assign_coach(journey, coach=coach, by=consultant)

    assert journey.fixed_contact == coach
    assert participants.visible_to(coach).filter(pk=journey.participant_id).exists()
    assert audited("journeys.coach_assigned")


def test_another_coach_asks_a_reason_and_that_the_participant_knows(consultant):
    first, second = make_member(Role.PARTICIPATION_COACH), make_member(Role.PARTICIPATION_COACH)
    journey = actions.assign_coach(
        make_journey(by=consultant, phase="planning"), coach=first, by=consultant
    )
    with pytest.raises(NotPossible):
        actions.assign_coach(journey, coach=second, by=consultant, reason="Ziek")

    journey = actions.assign_coach(
        journey, coach=second, by=consultant, reason="Ziek", is_informed=True
    )

    assert journey.fixed_contact == second
    assert not participants.visible_to(first).filter(pk=journey.participant_id).exists()
    assert CoachAssignment.objects.filter(journey=journey).count() == 2


def test_the_database_holds_exactly_one_fixed_contact(consultant):
    journey = make_journey(by=consultant, phase="acceptance")
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.filter(pk=journey.pk).update(fixed_contact=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachAssignment.objects.create(journey=journey, coach=consultant, assigned_by=consultant)

    assert Journey.objects.get(pk=journey.pk).fixed_contact == consultant


def test_voluntary_owes_nothing_before_signing(consultant):
    journey = make_journey(by=consultant, phase="agreement")
    assert access.binding_of(journey) is None
    with pytest.raises(NotPossible, match="vrijwillig"):
        actions.require_binding(journey)
    with pytest.raises(NotPossible, match="neutrale"):
        actions.end(journey, reason=Exit.DROPPED_OUT, by=consultant)

    bound = actions.bind(journey, evidence="a" * 64, by=consultant)

    assert actions.require_binding(journey) == bound


def test_the_database_refuses_blame_and_duty_for_a_voluntary_participant(consultant):
    journey = make_journey(by=consultant)
    with pytest.raises(IntegrityError), transaction.atomic():
        Binding.objects.create(
            journey=journey, category=Category.VOLUNTARY, ground=BindingGround.LEGAL_DUTY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Binding.objects.create(
            journey=journey, category=Category.VOLUNTARY, ground=BindingGround.SIGNED_AGREEMENT
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.filter(pk=journey.pk).update(
            exit=Exit.DROPPED_OUT, closed_at=journey.entered_phase_at
        )

    assert Journey.objects.get(pk=journey.pk).is_open


def test_leaving_before_signing_is_neutral(consultant):
    journey = actions.end(
        make_journey(by=consultant, phase="planning"), reason=Exit.WITHDRAWN, by=consultant
    )

    assert not journey.is_open
    assert journey.exit_binding is None


def test_after_signing_dropping_out_points_to_the_agreement(consultant):
    journey = make_journey(by=consultant, phase="in_trajectory")

    journey = actions.end(journey, reason=Exit.DROPPED_OUT, by=consultant)

    assert journey.exit_binding is not None
    assert journey.exit_binding.ground == BindingGround.SIGNED_AGREEMENT


def test_a_mandatory_participant_is_bound_from_the_start(consultant):
    journey = make_journey(by=consultant, category=Category.MANDATORY)

    assert actions.require_binding(journey).ground == BindingGround.LEGAL_DUTY
    assert journey.flow.route == "regular"


def test_an_ending_that_was_a_mistake_goes_on_where_it_stopped(consultant, audited):
    journey = make_journey(by=consultant, phase="in_trajectory")
    actions.end(journey, reason=Exit.MOVED, by=consultant)

    opened = actions.reopen(journey, reason="Verkeerde persoon", by=consultant)

    assert (opened.phase, opened.exit, opened.closed_at) == ("in_trajectory", "", None)
    assert access.binding_of(opened) is not None
    assert audited("journeys.reopened", opened)
    assert actions.reopen(journey, reason="Nog eens", by=consultant).version == opened.version


def test_reopening_from_the_last_phase_does_the_aftercare_anew(consultant):
    journey = make_journey(by=consultant, phase="in_trajectory")
    for fact in (Fact.CLOSING_STARTED, Fact.CLOSING_HELD, Fact.AFTERCARE_DONE):
        journey = actions.reach(journey, fact, by=consultant)
    assert journey.phase == "closed"
    actions.end(journey, reason=Exit.COMPLETED, by=consultant)

    opened = actions.reopen(journey, reason="Vergissing", by=consultant)

    assert opened.phase == "aftercare"
    assert Fact.AFTERCARE_DONE not in access.facts_of(opened).done
    assert Fact.CLOSING_HELD in access.facts_of(opened).done


def test_a_second_journey_begins_on_its_own_day_and_only_one_is_open(consultant):
    first = make_journey(by=consultant)
    actions.end(first, reason=Exit.MOVED, by=consultant)
    second = actions.start(first.participant, by=consultant, on=today())

    assert second.started_on == today()
    assert access.latest(first.participant) == second
    assert list(access.earlier(second)) == [first]
    with pytest.raises(NotPossible, match="nieuw traject"):
        actions.reopen(first, reason="Vergissing", by=consultant)

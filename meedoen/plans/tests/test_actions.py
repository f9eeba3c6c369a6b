"""Making a plan, laying it out, the answer, the next version, and beginning with it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.documents.choices import Kind
from meedoen.documents.models import Document
from meedoen.documents.pages import render
from meedoen.journeys import actions as road
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.matching.tests.factories import make_choice
from meedoen.offers.choices import Side
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.plans import access, actions
from meedoen.plans.actions import answering
from meedoen.plans.choices import Answer, ComponentKind, PlanState
from meedoen.plans.models import Acceptance, Goal, Plan
from meedoen.plans.tests.factories import fill, make_plan
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def test_a_draft_takes_over_what_was_chosen(coach, audited):
    journey = make_journey(by=coach, phase="planning")
    offer = make_offer(side=Side.PARTICIPATION, slots=[slot(0, "9.30", "11.30")])
    make_choice(journey, offer=offer, by=coach)

    plan = actions.draft(journey, by=coach)

    part = access.components_of(plan).get()
    assert (part.title, part.offer_id, part.side) == (offer.name, offer.pk, "participation")
    assert part.provider == offer.organisation.name
    assert (part.day_parts, part.hours_per_week) == (1, Decimal("2.0"))
    assert audited("plans.drafted", plan)


def test_drafting_twice_gives_one_plan(coach):
    journey = make_journey(by=coach, phase="planning")

    assert actions.draft(journey, by=coach) == actions.draft(journey, by=coach)
    assert Plan.objects.filter(journey=journey).count() == 1


def test_a_plan_goes_to_the_participant_and_the_road_moves_on(coach, audited):
    plan = make_plan(by=coach)

    plan = actions.propose(plan, edits=plan.edits, by=coach)

    assert plan.state == PlanState.PROPOSED
    assert plan.journey.phase == "acceptance"
    assert audited("plans.proposed", plan)


def test_proposing_twice_is_proposing_once(coach):
    plan = make_plan(by=coach)
    actions.propose(plan, edits=plan.edits, by=coach)
    actions.propose(plan, edits=plan.edits, by=coach)

    assert Milestone.objects.filter(journey=plan.journey, fact=Fact.PLAN_PROPOSED).count() == 1


def test_what_a_colleague_added_is_looked_at_before_proposing(coach):
    plan = make_plan(by=coach)
    seen = plan.edits
    actions.add_goal(plan, text="Ik wil fietsen.", by=coach)

    with pytest.raises(TooLate):
        actions.propose(plan, edits=seen, by=coach)

    assert Plan.objects.get(pk=plan.pk).is_draft


def test_an_empty_plan_is_not_laid_out(coach):
    plan = actions.draft(make_journey(by=coach, phase="planning"), by=coach)

    with pytest.raises(NotPossible) as refused:
        actions.propose(plan, edits=plan.edits, by=coach)

    assert "kernvraag" in str(refused.value.next_step)


def test_a_plan_waits_for_the_advice(coach):
    plan = fill(actions.draft(make_journey(by=coach, phase="intake"), by=coach), by=coach)

    with pytest.raises(NotPossible) as refused:
        actions.propose(plan, edits=plan.edits, by=coach)

    assert "advies" in str(refused.value.next_step)


def test_what_is_laid_out_is_frozen(coach):
    plan = make_plan(by=coach, state="proposed")
    goal, part = access.goals_of(plan)[0], access.components_of(plan)[0]
    promise = access.commitments_of(plan)[0]

    for change in (
        lambda: actions.correct(plan, version=plan.version, by=coach, core_question="Anders"),
        lambda: actions.add_goal(plan, text="Nog iets", by=coach),
        lambda: actions.change_goal(goal, text="Anders", version=1, by=coach),
        lambda: actions.remove_goal(goal, by=coach),
        lambda: actions.raise_goal(goal, by=coach),
        lambda: actions.add_component(plan, kind="activity", title="Nog iets", by=coach),
        lambda: actions.change_component(part, version=1, by=coach, title="Anders"),
        lambda: actions.remove_component(part, by=coach),
        lambda: actions.add_commitment(plan, side="organisation", what="Nog iets", by=coach),
        lambda: actions.remove_commitment(promise, by=coach),
    ):
        with pytest.raises((NotPossible, TooLate)):
            change()

    plan.refresh_from_db()
    assert plan.core_question == "Met buren leren praten en samen koken."


def test_goals_stand_in_the_order_of_the_participant(coach):
    plan = make_plan(by=coach)
    second = actions.add_goal(plan, text="Ik wil fietsen.", by=coach)

    actions.raise_goal(second, by=coach)

    assert [goal.text for goal in access.goals_of(plan)][0] == "Ik wil fietsen."
    actions.remove_goal(second, by=coach)
    assert access.goals_of(plan).count() == 1


def test_two_people_change_one_goal_and_the_second_hears_it(coach):
    plan = make_plan(by=coach)
    goal = access.goals_of(plan)[0]
    actions.change_goal(goal, text="Eerst", version=goal.version, by=coach)

    with pytest.raises(TooLate) as refused:
        actions.change_goal(goal, text="Ook", version=1, by=coach)

    assert refused.value.now["text"] == "Eerst"


def test_a_form_that_is_sent_twice_adds_once(coach):
    plan = make_plan(by=coach)
    token = new_id()
    for _ in range(2):
        actions.add_goal(plan, text="Ik wil fietsen.", by=coach, token=token)

    assert Goal.objects.filter(pk=token).count() == 1
    other = make_plan(by=coach)
    with pytest.raises(TooLate):
        actions.add_goal(other, text="Ik wil fietsen.", by=coach, token=token)


def test_the_same_offer_stands_in_a_plan_once(coach):
    plan = make_plan(by=coach)
    offer = make_offer()

    assert actions.add_offer(plan, offer=offer, by=coach) == actions.add_offer(
        plan, offer=offer, by=coach
    )


def test_a_goal_of_another_plan_serves_nothing_here(coach):
    plan, other = make_plan(by=coach), make_plan(by=coach)
    with pytest.raises(NotPossible):
        actions.add_component(
            plan, kind="activity", title="Iets", by=coach, goal=access.goals_of(other)[0]
        )


def test_the_participant_says_yes(coach, audited):
    plan = make_plan(by=coach, state="proposed")

    noted = actions.answer(
        plan, answer=Answer.WITH_REMARKS, remarks="Liever op dinsdag.", by=coach,
        explained_in="tr", interpreter="Tolkentelefoon",
    )  # fmt: skip

    plan.refresh_from_db()
    plan.journey.refresh_from_db()
    assert plan.is_in_force
    assert plan.journey.phase == "agreement"
    assert (noted.explained_in, noted.remarks) == ("tr", "Liever op dinsdag.")
    assert audited("plans.answered", noted)


def test_an_answer_is_written_once_and_never_changed(coach):
    plan = make_plan(by=coach, state="proposed")
    first = actions.answer(plan, answer=Answer.ACCEPTED, by=coach)

    assert actions.answer(plan, answer=Answer.ACCEPTED, by=coach) == first
    with pytest.raises(TooLate):
        actions.answer(plan, answer=Answer.DECLINED, by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.filter(pk=first.pk).update(remarks="Anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.filter(pk=first.pk).delete()


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.WITH_REMARKS])
def test_with_a_yes_the_plan_is_kept_sealed_and_made_once(coach, monkeypatch, answer):
    plan = make_plan(by=coach, state="proposed")
    made = []

    def counted(paper, data):
        made.append(paper)
        return render(paper, data)

    monkeypatch.setattr(answering, "render", counted)

    for _ in range(2):
        noted = actions.answer(plan, answer=answer, by=coach, remarks="Liever op dinsdag.")

    assert made == ["plan"]
    document = noted.document
    assert document.sealed
    assert document.is_intact()
    assert document.kind == Kind.PLAN
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(title="Anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(plan=make_plan(by=coach), answer=answer, noted_by=coach)


def test_with_a_no_nothing_is_kept(coach):
    plan = make_plan(by=coach, state="proposed")
    noted = actions.answer(plan, answer=Answer.DECLINED, by=coach)

    assert noted.document is None
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("begins", "ends", "begins_here"),
    [(-360, None, 0), (-360, 30, 0), (14, 60, 14), (-60, -1, -60)],
)
def test_a_part_from_the_directory_begins_today_at_the_earliest(coach, begins, ends, begins_here):
    day = today()
    ends_on = None if ends is None else day + timedelta(days=ends)
    offer = make_offer(by=coach, starts_on=day + timedelta(days=begins), ends_on=ends_on)
    part = actions.add_offer(make_plan(by=coach), offer=offer, by=coach)

    assert (part.starts_on, part.ends_on) == (day + timedelta(days=begins_here), ends_on)


def test_a_part_without_a_first_day_promises_none(coach):
    part = actions.add_offer(make_plan(by=coach), offer=make_offer(by=coach), by=coach)
    assert part.starts_on is None


def test_a_no_leads_back_to_planning_without_blame(coach):
    plan = make_plan(by=coach, state="proposed")
    actions.answer(plan, answer=Answer.DECLINED, by=coach, remarks="Te ver weg.")
    journey = plan.journey
    journey.refresh_from_db()

    assert journey.phase == "planning"
    again = actions.revise(plan, what_changed="Dichter bij huis.", by=coach)

    assert (again.number, again.state) == (2, PlanState.DRAFT)
    assert access.components_of(again).count() == 2
    assert Plan.objects.get(pk=plan.pk).state == PlanState.DECLINED
    again = actions.propose(again, edits=again.edits, by=coach)
    assert again.journey.phase == "acceptance"


def test_an_answer_on_an_impossible_day_is_refused(coach):
    plan = make_plan(by=coach, state="proposed")
    for day in (today() + timedelta(days=1), today() - timedelta(days=1)):
        with pytest.raises(NotPossible):
            actions.answer(plan, answer=Answer.ACCEPTED, by=coach, on=day)

    assert not Acceptance.objects.filter(plan=plan).exists()


def test_after_a_step_back_the_old_version_cannot_be_answered(coach):
    plan = make_plan(by=coach, state="proposed")
    journey = plan.journey
    road.go_back(journey, to="planning", reason="Nog iets", by=coach, version=journey.version)

    with pytest.raises(NotPossible, match="stap teruggezet"):
        actions.answer(plan, answer=Answer.ACCEPTED, by=coach)


def test_a_draft_cannot_be_answered(coach):
    with pytest.raises(NotPossible):
        actions.answer(make_plan(by=coach), answer=Answer.ACCEPTED, by=coach)


def test_before_signing_a_new_version_takes_the_place_of_the_old(coach):
    plan = make_plan(by=coach, state="accepted")

    new = actions.revise(plan, what_changed="Andere dag.", by=coach)

    assert Plan.objects.get(pk=plan.pk).state == PlanState.SUPERSEDED
    new.journey.refresh_from_db()
    assert new.journey.phase == "planning"


def test_while_bound_the_plan_in_force_stays_until_the_new_one_is_accepted(coach):
    plan = make_plan(by=coach, state="started")
    new = actions.revise(plan, what_changed="Meer uren.", by=coach)

    assert access.in_force(plan.journey) == plan
    assert access.components_of(new)[0].started_on == today()
    actions.propose(new, edits=new.edits, by=coach)
    actions.answer(new, answer=Answer.DECLINED, by=coach)
    assert access.in_force(plan.journey) == plan

    third = actions.revise(new, what_changed="Toch anders.", by=coach)
    actions.propose(third, edits=third.edits, by=coach)
    actions.answer(third, answer=Answer.ACCEPTED, by=coach)

    assert access.in_force(plan.journey) == third
    third.journey.refresh_from_db()
    assert third.journey.phase == "in_trajectory"


def test_revising_twice_gives_one_new_version_and_asks_why(coach):
    plan = make_plan(by=coach, state="accepted")
    with pytest.raises(NotPossible):
        actions.revise(plan, what_changed=" ", by=coach)

    assert actions.revise(plan, what_changed="Anders", by=coach) == actions.revise(
        plan, what_changed="Anders", by=coach
    )


def test_after_the_journey_nothing_changes_any_more(coach):
    plan = make_plan(by=coach, state="accepted")
    road.end(plan.journey, reason=Exit.WITHDRAWN, by=coach)

    with pytest.raises(NotPossible, match="afgesloten"):
        actions.revise(plan, what_changed="Nog iets", by=coach)
    with pytest.raises(NotPossible, match="afgesloten"):
        actions.add_commitment(plan, side="organisation", what="Bellen", by=coach)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.PROPOSED, PlanState.ACCEPTED])
def test_the_database_holds_one_version_of_each(coach, state):
    plan = make_plan(by=coach, state="accepted")
    other = actions.revise(make_plan(by=coach, state="started"), what_changed="Meer", by=coach)
    if state == PlanState.ACCEPTED:
        changes = {"state": state, "proposed_at": plan.proposed_at}
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=other.pk).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            journey=other.journey, number=3, what_changed="x", made_by=coach, state=state,
            proposed_at=None if state == PlanState.DRAFT else plan.proposed_at,
        )  # fmt: skip


def test_kinds_are_those_of_the_guide():
    assert set(ComponentKind) == {"language_course", "activity", "referral", "care_support"}

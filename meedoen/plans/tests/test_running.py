"""Carrying out a plan: parts begin and end, promises are kept, in every version alive."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.offers.tests.factories import make_offer
from meedoen.participants.choices import Category
from meedoen.plans import access, actions
from meedoen.plans.choices import Answer, CommitmentSide
from meedoen.plans.models import Component
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def test_the_first_part_puts_somebody_on_trajectory(coach, audited):
    plan = make_plan(by=coach, state="signed")
    part = access.components_of(plan)[0]

    part = actions.start_component(part, on=today(), by=coach)

    plan.journey.refresh_from_db()
    assert (plan.journey.phase, plan.journey.on_trajectory_on) == ("in_trajectory", today())
    assert audited("plans.part_started", part)
    assert actions.start_component(part, on=today(), by=coach).started_on == today()
    with pytest.raises(TooLate):
        actions.start_component(part, on=today() - timedelta(days=1), by=coach)


def test_nothing_starts_before_the_signature(coach):
    plan = make_plan(by=coach, state="accepted")
    with pytest.raises(NotPossible, match="niet getekend"):
        actions.start_component(access.components_of(plan)[0], on=today(), by=coach)

    plan.journey.refresh_from_db()
    assert plan.journey.on_trajectory_on is None


def test_with_a_legal_duty_the_part_starts_after_the_yes(coach):
    plan = make_plan(by=coach, state="started", category=Category.MANDATORY)

    assert plan.journey.phase == "in_trajectory"
    assert access.agreement_of(plan.journey) is None


def test_starting_takes_a_place_and_stopping_gives_it_back(coach):
    plan = make_plan(by=coach)
    offer = make_offer(capacity=1)
    part = actions.add_offer(plan, offer=offer, by=coach)
    plan = access.numbered(plan.journey, 1)
    actions.propose(plan, edits=plan.edits, by=coach)
    actions.answer(plan, answer=Answer.ACCEPTED, by=coach)
    actions.sign_agreement(
        plan.journey, by=coach, token=new_id(), typed_name=plan.journey.participant.name
    )

    actions.start_component(part, on=today(), by=coach)
    offer.refresh_from_db()
    assert offer.taken == 1
    actions.stop_component(part, on=today(), by=coach)
    actions.stop_component(part, on=today(), by=coach)

    offer.refresh_from_db()
    assert offer.taken == 0


def test_a_part_that_runs_is_not_simply_removed(coach):
    plan = make_plan(by=coach, state="started")
    new = actions.revise(plan, what_changed="Minder", by=coach)
    running = Component.objects.get(plan=new, started_on__isnull=False)

    with pytest.raises(NotPossible, match="loopt al"):
        actions.remove_component(running, by=coach)


def test_what_starts_meanwhile_is_known_in_the_new_version(coach):
    plan = make_plan(by=coach, state="signed")
    new = actions.revise(plan, what_changed="Meer", by=coach)

    actions.start_component(access.components_of(plan)[1], on=today(), by=coach)

    assert access.components_of(new)[1].started_on == today()


def test_what_runs_goes_along_even_if_the_new_version_forgot_it(coach):
    plan = make_plan(by=coach, state="signed")
    new = actions.revise(plan, what_changed="Minder", by=coach)
    actions.remove_component(access.components_of(new)[1], by=coach)
    actions.start_component(access.components_of(plan)[1], on=today(), by=coach)

    new.refresh_from_db()
    actions.propose(new, edits=new.edits, by=coach)
    actions.answer(new, answer=Answer.ACCEPTED, by=coach)

    running = access.components_of(new).get(started_on__isnull=False)
    assert running.title == "Koken met de buurt"


def test_a_promise_goes_in_the_newest_version(coach):
    plan = make_plan(by=coach, state="signed")
    actions.add_commitment(plan, side="organisation", what="Wij bellen.", by=coach)
    actions.revise(plan, what_changed="Meer", by=coach)

    with pytest.raises(NotPossible, match="nieuwe versie"):
        actions.add_commitment(plan, side="organisation", what="Wij mailen.", by=coach)


def test_a_promise_is_kept_and_both_versions_know(coach, audited):
    plan = make_plan(by=coach, state="signed")
    new = actions.revise(plan, what_changed="Meer", by=coach)
    promise = access.commitments_of(plan)[1]

    actions.finish_commitment(promise, done=True, by=coach)
    actions.finish_commitment(promise, done=True, by=coach)

    assert access.commitments_of(new)[1].done_on == today()
    assert audited("plans.commitment_done", promise)
    actions.finish_commitment(promise, done=False, by=coach)
    assert access.commitments_of(plan)[1].done_on is None


def test_promises_are_numbered_without_gaps(coach):
    plan = make_plan(by=coach)
    actions.add_commitment(plan, side=CommitmentSide.ORGANISATION, what="Wij bellen.", by=coach)

    actions.remove_commitment(access.commitments_of(plan)[0], by=coach)

    assert [promise.number for promise in access.commitments_of(plan)] == [1, 2]

"""The signature, and R9: nothing obliges a voluntary participant before it, in no way at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.documents.choices import Kind
from meedoen.documents.models import Document
from meedoen.documents.rules import fingerprint
from meedoen.documents.tests.samples import strokes
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Binding, Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.plans import access, actions
from meedoen.plans.actions import papers
from meedoen.plans.choices import CommitmentSide
from meedoen.plans.models import Agreement, Commitment, Component
from meedoen.plans.tests.factories import make_plan, sign
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
DUE = today() + timedelta(days=30)


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def of_participant(plan):
    return access.commitments_of(plan).get(side=CommitmentSide.PARTICIPANT)


def nothing_signed(journey):
    return (
        journeys.binding_of(journey) is None
        and not Agreement.objects.filter(journey=journey).exists()
        and not Document.objects.filter(kind=Kind.AGREEMENT).exists()
    )


def test_the_participant_draws_a_signature_and_everything_begins_to_count(coach, audited):
    plan = make_plan(by=coach, state="accepted")

    agreement = sign(plan.journey, by=coach, typed_name="", strokes=strokes(), explained_in="tr")

    document = agreement.document
    assert document.sealed
    assert agreement.sha256 == document.sha256 == fingerprint(bytes(document.content))
    assert bytes(document.content).startswith(b"%PDF-")
    assert journeys.binding_of(plan.journey).evidence == agreement.sha256
    assert Milestone.objects.filter(journey=plan.journey, fact=Fact.AGREEMENT_SIGNED).exists()
    assert (agreement.signature, agreement.plan, agreement.present) == ("drawn", plan, coach)
    assert audited("plans.agreement_signed", agreement)


def test_sending_the_signature_twice_signs_once(coach):
    plan = make_plan(by=coach, state="accepted")
    token = new_id()

    assert sign(plan.journey, by=coach, token=token) == sign(plan.journey, by=coach, token=token)
    with pytest.raises(TooLate, match="al getekend"):
        sign(plan.journey, by=coach)
    assert Document.objects.filter(kind=Kind.AGREEMENT).count() == 1


@pytest.mark.parametrize(
    "signature",
    [
        {"typed_name": "", "strokes": [[[5, 5]]]},
        {"typed_name": "", "strokes": [[[5, 5], [6, 6], [5, 6]]]},
        {"typed_name": "", "strokes": None},
        {"typed_name": "x"},
        {"typed_name": "Coach Voorbeeld"},
    ],
)
def test_what_is_no_signature_of_the_participant_is_refused(coach, signature):
    plan = make_plan(by=coach, state="accepted")
    with pytest.raises(NotPossible):
        sign(plan.journey, by=coach, **signature)

    assert nothing_signed(plan.journey)


@pytest.mark.parametrize("state", ["draft", "proposed"])
def test_nothing_can_be_signed_for_a_plan_without_a_yes(coach, state):
    plan = make_plan(by=coach, state=state)
    with pytest.raises(NotPossible, match="ja op heeft gezegd"):
        sign(plan.journey, by=coach)

    assert nothing_signed(plan.journey)


def test_after_a_step_back_the_old_yes_is_not_enough(coach):
    plan = make_plan(by=coach, state="accepted")
    journey = plan.journey
    road.go_back(journey, to="planning", reason="Nog iets", by=coach, version=journey.version)
    with pytest.raises(NotPossible, match="ja op heeft gezegd"):
        sign(journey, by=coach)

    assert nothing_signed(journey)


def test_who_must_by_law_signs_nothing(coach):
    plan = make_plan(by=coach, state="accepted", category=Category.MANDATORY)
    with pytest.raises(NotPossible, match="geen overeenkomst nodig"):
        sign(plan.journey, by=coach)


def test_nobody_signs_in_a_journey_that_has_ended(coach):
    plan = make_plan(by=coach, state="accepted")
    road.end(plan.journey, reason=Exit.WITHDRAWN, by=coach)
    with pytest.raises(NotPossible, match="afgesloten"):
        sign(plan.journey, by=coach)


def test_the_agreement_is_read_at_home_first(coach):
    plan = make_plan(by=coach, state="accepted")
    day = today() - timedelta(days=0)
    actions.offer_agreement(plan.journey, by=coach, on=day)
    actions.offer_agreement(plan.journey, by=coach)

    assert sign(plan.journey, by=coach).offered_on == day


def test_nothing_is_offered_before_the_yes(coach):
    plan = make_plan(by=coach, state="proposed")
    with pytest.raises(NotPossible):
        actions.offer_agreement(plan.journey, by=coach)


def test_a_signed_agreement_and_its_paper_never_change(coach):
    agreement = sign(make_plan(by=coach, state="accepted").journey, by=coach)

    for change in (
        lambda: Agreement.objects.filter(pk=agreement.pk).update(explained_in="en"),
        lambda: Agreement.objects.filter(pk=agreement.pk).delete(),
        lambda: Document.objects.filter(pk=agreement.document_id).update(content=b"%PDF-"),
        lambda: Document.objects.filter(pk=agreement.document_id).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Document.objects.get(pk=agreement.document_id).is_intact()


# R9, every way round it.


@pytest.mark.parametrize("state", ["draft", "accepted"])
def test_no_deadline_for_the_participant_before_signing(coach, state):
    plan = make_plan(by=coach, state=state)
    with pytest.raises(NotPossible, match="vrijwillig"):
        actions.add_commitment(
            plan, side=CommitmentSide.PARTICIPANT, what="Ik ga.", by=coach, due_on=DUE
        )
    promise = of_participant(plan)
    with pytest.raises(NotPossible, match="vrijwillig"):
        actions.set_due(promise, due_on=DUE, version=promise.version, by=coach)

    assert of_participant(plan).due_on is None


def test_no_required_attendance_before_signing(coach):
    plan = make_plan(by=coach, state="accepted")
    with pytest.raises(NotPossible, match="vrijwillig"):
        actions.require_attendance(access.components_of(plan)[0], required=True, by=coach)

    assert not access.components_of(plan).filter(attendance_required=True).exists()


@pytest.mark.parametrize("forged", ["attendance_required", "binding", "started_on", "plan"])
def test_the_verbs_do_not_take_what_obliges_along(coach, forged):
    plan = make_plan(by=coach)
    extra: dict[str, Any] = {forged: True}
    with pytest.raises(TypeError):
        actions.add_component(plan, kind="activity", title="Iets", by=coach, **extra)
    with pytest.raises(TypeError):
        actions.change_component(access.components_of(plan)[0], version=1, by=coach, **extra)


def test_the_database_refuses_a_deadline_and_duty_without_ground(coach):
    plan = make_plan(by=coach, state="accepted")
    promises = Commitment.objects.filter(pk=of_participant(plan).pk)
    parts = Component.objects.filter(plan=plan)

    for change in (
        lambda: promises.update(due_on=DUE),
        lambda: parts.update(attendance_required=True),
        lambda: Commitment.objects.create(
            plan=plan, number=9, side=CommitmentSide.PARTICIPANT, what="x", due_on=DUE
        ),
        lambda: Component.objects.create(
            plan=plan, kind="activity", side="participation", title="x", attendance_required=True
        ),
        lambda: Commitment.objects.filter(plan=plan, side="organisation").update(
            side=CommitmentSide.PARTICIPANT
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_database_refuses_the_ground_of_somebody_else(coach):
    plan, other = make_plan(by=coach, state="accepted"), make_plan(by=coach, state="signed")
    borrowed = journeys.binding_of(other.journey)

    for change in (
        lambda: Commitment.objects.filter(pk=of_participant(plan).pk).update(
            due_on=DUE, binding=borrowed
        ),
        lambda: Component.objects.filter(plan=plan).update(
            attendance_required=True, binding=borrowed
        ),
        lambda: Commitment.objects.create(
            plan=plan, number=9, side="participant", what="x", due_on=DUE, binding=borrowed
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_we_promise_may_have_a_date_at_once(coach):
    plan = make_plan(by=coach)
    ours = access.commitments_of(plan).get(side=CommitmentSide.ORGANISATION)

    assert ours.due_on is not None
    assert ours.binding is None


def test_after_signing_both_sides_make_dates(coach, audited):
    plan = make_plan(by=coach, state="signed")
    promise = of_participant(plan)

    actions.set_due(promise, due_on=DUE, version=promise.version, by=coach)
    part = actions.require_attendance(access.components_of(plan)[0], required=True, by=coach)

    promise = of_participant(plan)
    assert (promise.due_on, promise.binding) == (DUE, journeys.binding_of(plan.journey))
    assert part.binding == journeys.binding_of(plan.journey)
    assert audited("plans.attendance_agreed", part)
    assert papers.due_shows(promise, is_bound=True)
    actions.require_attendance(part, required=False, by=coach)
    assert Component.objects.get(pk=part.pk).binding is None


def test_with_a_legal_duty_dates_are_possible_from_the_start(coach):
    plan = make_plan(by=coach, category=Category.MANDATORY)
    promise = of_participant(plan)

    actions.set_due(promise, due_on=DUE, version=promise.version, by=coach)

    assert of_participant(plan).due_on == DUE


def test_papers_name_no_day_for_the_participant_before_signing(coach):
    plan = make_plan(by=coach, state="accepted")
    for paper in (
        papers.plan_paper(plan.journey, plan),
        papers.commitments_paper(plan.journey, plan),
    ):
        assert paper["bound"] == "none"
        dated = {line["side"] for line in paper["commitments"] if line.get("due_on")}
        assert dated == {"organisation"}
    copy = papers.agreement_paper(plan.journey, plan)
    assert copy["bound"] == "none"
    assert copy["starts_on"] is None
    assert copy.get("signature") is None


def test_when_nothing_binds_any_more_the_day_is_no_longer_named(coach):
    plan = make_plan(by=coach, state="signed")
    promise = of_participant(plan)
    actions.set_due(promise, due_on=DUE, version=promise.version, by=coach)
    bound = papers.commitments_paper(plan.journey, plan)
    assert [line.get("due_on") for line in bound["commitments"]][0] == DUE

    road.end(plan.journey, reason=Exit.MOVED, by=coach)

    ended = papers.commitments_paper(plan.journey, plan)
    assert [line.get("due_on") for line in ended["commitments"]][0] is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(
            plan=plan, number=9, side="participant", what="x", due_on=DUE,
            binding=Binding.objects.get(journey=plan.journey),
        )  # fmt: skip


def test_a_new_draft_by_hand_does_not_smuggle_in_a_day(coach):
    journey = make_journey(by=coach, phase="planning")
    plan = actions.draft(journey, by=coach)
    with pytest.raises(NotPossible):
        actions.add_commitment(plan, side="participant", what="Ik ga.", by=coach, due_on=DUE)

    assert access.commitments_of(plan).count() == 0

"""The closing interview: begun, kept, laid down once, corrected by a new version."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from meedoen.closing import access, actions
from meedoen.closing.choices import Outcome, State, Wanted
from meedoen.closing.models import AftercareContact, ClosingInterview, GoalOutcome
from meedoen.closing.tests.factories import (
    contacts,
    hold,
    in_aftercare,
    make_coach,
    make_draft,
    on_trajectory,
    told,
)
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.documents.models import Document
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Moment, Question

pytestmark = pytest.mark.django_db
NOTHING = {
    Question.PAID_WORK: False, Question.UNPAID_WORK: False,
    Question.ACTIVITIES: False, Question.CONTACTS: False,
}  # fmt: skip
VOLUNTEERS = {Question.PAID_WORK: False, Question.UNPAID_WORK: True}


@pytest.fixture
def coach():
    return make_coach()


def test_begun_kept_and_laid_down_moves_the_road_on(coach, audited):
    draft = make_draft(by=coach)
    assert Journey.objects.get().phase == "closing"
    kept = actions.keep(draft, by=coach, version=1, **told(draft, aftercare="", held_on=None))
    assert kept.helped == "De eerste keer samen gaan."
    assert Journey.objects.get().phase == "closing"

    held = hold(kept, by=coach)

    assert held.state == State.HELD
    assert held.held_by == coach
    assert Journey.objects.get().phase == "aftercare"
    assert audited("closing.begun", draft)
    assert audited("closing.held", draft)
    assert held.document.is_intact()
    assert held.document.sealed


def test_a_closing_before_a_start_is_refused_and_nothing_is_lost(coach):
    journey = make_journey(by=coach, phase="planning")
    before = list(Milestone.objects.values_list("fact", flat=True))

    with pytest.raises(NotPossible, match="nog niet op traject"):
        actions.begin(journey, by=coach)

    assert not ClosingInterview.objects.exists()
    assert list(Milestone.objects.values_list("fact", flat=True)) == before
    assert Journey.objects.get().phase == "planning"


def test_after_a_step_back_it_is_too_early_again_and_what_was_said_stays(coach):
    draft = make_draft(by=coach)
    actions.keep(draft, by=coach, version=1, **told(draft))
    journey = Journey.objects.get()
    road.go_back(journey, to="planning", reason="Ander plan", by=coach, version=journey.version)

    with pytest.raises(NotPossible, match="nog niet op traject"):
        actions.hold(draft, by=coach, version=2, **told(draft, helped="Anders"))
    with pytest.raises(NotPossible, match="nog niet op traject"):
        actions.begin(journey, by=coach)
    assert ClosingInterview.objects.get().helped == "De eerste keer samen gaan."


def test_a_double_click_lays_down_once(coach):
    draft = make_draft(by=coach)
    assert make_draft(by=coach, journey=draft.journey).pk == draft.pk
    first = hold(draft, by=coach)
    papers = Document.objects.count()

    again = hold(draft, by=coach)

    assert again.pk == first.pk
    assert Document.objects.count() == papers
    assert AftercareContact.objects.count() == 4


def test_two_colleagues_the_second_hears_it_and_sees_both(coach):
    draft = make_draft(by=coach)
    other = make_coach()
    actions.keep(draft, by=other, version=1, **told(draft, helped="De buurvrouw."))

    with pytest.raises(TooLate) as late:
        actions.keep(draft, by=coach, version=1, **told(draft, helped="De juf."))

    assert late.value.now["helped"] == "De buurvrouw."
    assert ClosingInterview.objects.get().helped == "De buurvrouw."
    hold(ClosingInterview.objects.get(), by=other)
    with pytest.raises(TooLate, match="al vastgelegd"):
        actions.hold(draft, by=coach, version=2, **told(draft, helped="De juf."))


def test_the_same_text_twice_is_kept_once(coach):
    draft = make_draft(by=coach)
    actions.keep(draft, by=coach, version=1, **told(draft))

    again = actions.keep(draft, by=coach, version=1, **told(draft))

    assert again.version == 2


def test_what_was_laid_down_cannot_change_in_the_database_either(coach):
    held = hold(make_draft(by=coach), by=coach)

    for model, facts in ((ClosingInterview, {"helped": "x"}), (GoalOutcome, {"words": "x"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**facts)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete(model.objects.db)
    held.refresh_from_db()
    assert held.helped == "De eerste keer samen gaan."


def test_a_correction_is_a_new_version_that_begins_with_the_old_one(coach):
    journey = in_aftercare(by=coach)
    with pytest.raises(NotPossible, match="verbeterd"):
        actions.correct(journey, why=" ", by=coach)

    second = actions.correct(journey, why="De dag klopte niet.", by=coach)
    assert actions.correct(journey, why="Nog eens", by=coach).pk == second.pk
    assert second.number == 2
    assert second.helped == "De eerste keer samen gaan."
    assert second.outcomes.get().words == "Ik praat nu zelf met de juf."
    assert access.held_of(journey).number == 1
    hold(second, by=coach, onward="Ik ga werken.")

    assert access.held_of(journey).onward == "Ik ga werken."
    assert ClosingInterview.objects.in_force().get().number == 2
    assert Journey.objects.get().phase == "aftercare"


def test_a_corrected_day_moves_what_lies_ahead_but_not_what_was_moved_by_hand(coach):
    journey = on_trajectory(by=coach)
    Journey.objects.update(on_trajectory_on=today() - timedelta(days=60))
    journey = in_aftercare(by=coach, journey=journey)
    first, second, *_rest = contacts(journey)
    actions.move(second, by=coach, version=1, to=today() + timedelta(days=200))

    draft = actions.correct(journey, why="Het was eerder.", by=coach)
    hold(draft, by=coach, held_on=today() - timedelta(days=30))

    after = contacts(journey)
    assert after[0].due_on < first.due_on
    assert after[1].due_on == today() + timedelta(days=200)
    assert {one.closed_on for one in after} == {today() - timedelta(days=30)}


def test_without_aftercare_the_journey_ends_well_at_once(coach):
    draft = make_draft(by=coach)
    hold(draft, by=coach, aftercare=Wanted.NO.value, reach_by="")

    journey = Journey.objects.get()
    assert journey.exit == Exit.COMPLETED
    assert not AftercareContact.objects.exists()
    assert Fact.AFTERCARE_DONE not in journeys.facts_of(journey).done


def test_a_day_and_the_wish_for_aftercare_are_needed_to_lay_it_down(coach):
    draft = make_draft(by=coach)
    for missing in ({"held_on": None}, {"aftercare": ""}):
        with pytest.raises(NotPossible, match="Nog niet alles"):
            hold(draft, by=coach, **missing)
    with pytest.raises(NotPossible, match="nog niet geweest"):
        hold(draft, by=coach, held_on=today() + timedelta(days=1))
    with pytest.raises(NotPossible, match="nog niet op traject"):
        hold(draft, by=coach, held_on=today() - timedelta(days=1))


def test_ladder_and_language_come_by_themselves(coach):
    journey = on_trajectory(by=coach)
    person = journey.participant
    for answers, moment in ((NOTHING, Moment.T0_INTAKE), (VOLUNTEERS, Moment.T1_END)):
        ladder.measure(person, by=coach, answers=answers, moment=moment)
    spans = access.growth_of(journey)
    assert spans[0].now == "trede 4: Onbetaald werk"
    assert spans[0].is_fresh

    held = hold(make_draft(by=coach, journey=journey), by=coach)

    assert held.measured[0][2] == "trede 4: Onbetaald werk"


def test_goals_follow_the_plan_in_force(coach):
    draft = make_draft(by=coach)
    outcome = draft.outcomes.get()
    assert [outcome.text] == [goal.text for goal in access.goals_of(draft.journey)]

    hold(draft, by=coach, outcomes={outcome.goal_id: (Outcome.LET_GO.value, "Past niet meer.")})

    assert GoalOutcome.objects.get().outcome == Outcome.LET_GO
    assert GoalOutcome.objects.get().sealed


def test_after_a_step_back_it_is_held_anew_as_a_next_version(coach):
    journey = in_aftercare(by=coach)
    road.go_back(
        journey, to="in_trajectory", reason="Gaat toch door", by=coach, version=journey.version
    )
    assert not ClosingInterview.objects.in_force().exists()

    second = actions.begin(journey, by=coach)

    assert second.number == 2
    assert second.why
    hold(second, by=coach)
    assert Journey.objects.get().phase == "aftercare"
    assert len(contacts(journey)) == 4


def test_an_ended_journey_takes_no_closing(coach):
    journey = on_trajectory(by=coach)
    draft = make_draft(by=coach, journey=journey)
    actions.end(Journey.objects.get(), reason=Exit.MOVED, by=coach)

    for work in (
        lambda: actions.begin(journey, by=coach),
        lambda: actions.keep(draft, by=coach, version=1, **told(draft)),
        lambda: actions.correct(journey, why="x", by=coach),
    ):
        with pytest.raises(NotPossible, match="afgesloten"):
            work()

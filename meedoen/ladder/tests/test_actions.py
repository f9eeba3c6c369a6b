"""Measuring on the ladder: what is kept, what is refused, what can never change."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.audit.models import Event
from meedoen.core.errors import NotPossible
from meedoen.core.time import today
from meedoen.ladder import actions
from meedoen.ladder.choices import INSTRUMENT_VERSION, Growth, Moment, Question, Source, Step
from meedoen.ladder.models import Climb, Measurement
from meedoen.ladder.tests.factories import ANSWERS, make_measurement
from meedoen.language.choices import WhyWithdrawn
from meedoen.participants.tests.factories import make_participant
from meedoen.privacy.rules import gaps
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_consultant_measures_the_step_together_with_the_participant(audited):
    participant = make_participant()
    consultant = make_member(Role.CONSULTANT)

    made = actions.measure(
        participant,
        by=consultant,
        answers={**ANSWERS[Step.ORGANISED_ACTIVITIES], Question.SUPPORT: True},
        moment=Moment.T0_INTAKE,
        growth_answers=ANSWERS[Step.UNPAID_WORK],
        growth_note=" Eerst beter praten. ",
        note="Gaat elke dinsdag naar het koor.",
    )

    kept = Measurement.objects.get(pk=made.pk)
    assert kept.computed == kept.recorded == Step.ORGANISED_ACTIVITIES
    assert kept.answers == {"q1": False, "q3": False, "q4": True}
    assert kept.given_answers == ANSWERS[Step.ORGANISED_ACTIVITIES]
    assert kept.growth_step == Step.UNPAID_WORK
    assert kept.growth == Growth.ONE
    assert kept.growth_note == "Eerst beter praten."
    assert kept.measured_on == today()
    assert kept.instrument_version == INSTRUMENT_VERSION
    assert kept.with_participant
    assert not kept.differs
    assert audited("ladder.measured", kept)


def test_the_log_holds_no_words_about_the_person():
    made = make_measurement(make_participant(), note="Vertelde over thuis.")

    facts = Event.objects.get(action="ladder.measured", object_id=str(made.pk)).facts
    assert set(facts) == {"moment", "measured_on", "source", "differs"}


def test_another_step_than_the_questions_give_says_why():
    participant = make_participant()

    with pytest.raises(NotPossible, match="Schrijf op waarom"):
        make_measurement(participant, step=3, recorded=Step.UNPAID_WORK)
    assert not Measurement.objects.exists()

    made = make_measurement(
        participant,
        step=3,
        recorded=Step.UNPAID_WORK,
        override_reason="Begint maandag.",
    )
    assert made.differs
    assert made.step == Step.UNPAID_WORK


def test_a_reason_without_a_difference_is_not_kept():
    made = make_measurement(make_participant(), step=3, override_reason="Toch maar niet.")
    assert made.override_reason == ""


def test_open_questions_are_refused():
    with pytest.raises(NotPossible, match="Nog niet alle vragen"):
        make_measurement(make_participant(), answers={Question.PAID_WORK: False})


def test_half_answered_growth_is_no_expectation():
    made = make_measurement(make_participant(), growth_answers={Question.PAID_WORK: False})
    assert made.growth_step is None
    assert made.growth is None


@pytest.mark.parametrize(("days", "said"), [(1, "toekomst"), (-366 * 60, "geboortedatum")])
def test_a_measurement_lies_between_birth_and_today(days, said):
    participant = make_participant(birth_date=date(1990, 5, 3))
    with pytest.raises(NotPossible, match=said):
        make_measurement(participant, measured_on=today() + timedelta(days=days))


def test_a_moment_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        make_measurement(make_participant(), moment="ooit")


@pytest.mark.parametrize("changes", [{"recorded": 6}, {"note": ""}, {"source": Source.LIST}])
def test_the_database_refuses_to_change_what_was_measured(changes):
    made = make_measurement(make_participant())

    with pytest.raises(DatabaseError), transaction.atomic():
        Measurement.objects.filter(pk=made.pk).update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()

    assert Measurement.objects.get(pk=made.pk).recorded == made.recorded


@pytest.mark.parametrize(
    "facts",
    [
        {"recorded": 3, "computed": 2},
        {"recorded": 7, "computed": 7},
        {"recorded": 3, "computed": None},
    ],
)
def test_the_database_itself_guards_what_a_measurement_is(facts):
    row = Measurement(
        participant=make_participant(),
        recorded_by=make_member(Role.CONSULTANT),
        measured_on=today(),
        moment=Moment.T0_INTAKE,
        **facts,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_steps_from_a_list_are_taken_over_and_marked_as_such(audited):
    people = [make_participant(), make_participant()]
    by = make_member(Role.CONSULTANT)

    made = actions.record_many(
        [
            {"participant": one, "recorded": 2, "measured_on": today(), "moment": Moment.T0_INTAKE}
            for one in people
        ],
        by=by,
    )

    kept = Measurement.objects.get(participant=people[0])
    assert kept.source == Source.LIST
    assert kept.computed is None
    assert kept.answers == {}
    assert not kept.with_participant
    assert all(audited("ladder.listed", one) for one in made)


def test_a_history_is_recorded_in_one_go():
    participant, coach = make_participant(), make_member(Role.PARTICIPATION_COACH)
    start = today() - timedelta(days=200)

    made = actions.record_many(
        [
            {
                "participant": participant,
                "answers": ANSWERS[Step.ISOLATED],
                "growth_answers": ANSWERS[Step.ORGANISED_ACTIVITIES],
                "measured_on": start,
                "by": coach,
            },
            {
                "participant": participant,
                "answers": ANSWERS[Step.ORGANISED_ACTIVITIES],
                "measured_on": today(),
                "moment": Moment.T1_END,
                "due_to_trajectory": True,
            },
        ],
        by=make_member(Role.CONSULTANT),
    )

    assert [one.recorded for one in made] == [1, 3]
    assert made[0].growth == Growth.MORE
    assert made[0].recorded_by == coach
    assert {one.source for one in made} == {Source.CONVERSATION}


@pytest.mark.parametrize(
    "item",
    [
        {"recorded": 2, "measured_on": date(2990, 1, 1)},
        {"answers": {}, "measured_on": date(2026, 1, 1)},
        {"answers": ANSWERS[Step.ISOLATED], "recorded": 4, "measured_on": date(2026, 1, 1)},
    ],
)
def test_one_wrong_item_stops_the_whole_list(item):
    participant = make_participant()
    good = {"participant": participant, "recorded": 2, "measured_on": today()}

    with pytest.raises(NotPossible):
        actions.record_many([good, {"participant": participant, **item}], by=make_member())
    assert not Measurement.objects.exists()


def test_a_list_costs_the_same_for_two_or_twenty(queries):
    participant, by = make_participant(), make_member(Role.CONSULTANT)
    item = {"participant": participant, "recorded": 2, "measured_on": today()}

    few = queries(lambda: actions.record_many([item] * 2, by=by))

    assert queries(lambda: actions.record_many([item] * 20, by=by)) == few


def test_undoing_a_list_takes_its_steps_back_and_leaves_what_was_measured(audited):
    participant, by = make_participant(), make_member(Role.CONSULTANT)
    item = {"participant": participant, "recorded": 2, "measured_on": today()}
    listed = actions.record_many([item], by=by)[0]
    measured = make_measurement(participant)

    assert actions.remove_many([participant.pk], by=by) == 1

    assert list(Measurement.objects.all()) == [measured]
    assert audited("ladder.removed", listed)


def test_every_field_is_classified():
    assert gaps(Measurement) == []


def test_the_same_measurement_sent_twice_is_kept_once():
    participant, by = make_participant(), make_member(Role.CONSULTANT)

    first = make_measurement(participant, step=2, by=by, note="Praat met buren.")
    again = make_measurement(participant, step=2, by=by, note="Praat met buren.")

    assert first == again
    assert Measurement.objects.count() == 1
    assert Event.objects.filter(action="ladder.measured").count() == 1


def test_back_to_an_earlier_step_on_the_same_day_is_a_new_measurement():
    participant, by = make_participant(), make_member(Role.CONSULTANT)

    for step in (2, 3, 2):
        make_measurement(participant, step=step, by=by)

    assert Measurement.objects.count() == 3
    assert Measurement.objects.latest_only().get().recorded == 2


def _climbs():
    return list(
        Climb.objects.order_by("measured_on").values_list("start", "now", "measured_on", "until")
    )


def test_what_the_figures_count_follows_every_measurement():
    participant, by = make_participant(), make_member(Role.CONSULTANT)
    half_a_year, month = today() - timedelta(days=180), today() - timedelta(days=30)
    make_measurement(participant, step=2, measured_on=half_a_year, by=by)
    assert _climbs() == []

    make_measurement(participant, step=4, by=by)
    middle = make_measurement(participant, step=3, measured_on=month, by=by)
    assert _climbs() == [(2, 3, month, today()), (2, 4, today(), None)]

    actions.withdraw(middle, why=WhyWithdrawn.MISTAKE, reason="Verkeerde dag.", by=by)
    assert _climbs() == [(2, 4, today(), None)]

    before = today() - timedelta(days=300)
    item = {"participant": participant, "recorded": 5, "measured_on": before}
    actions.record_many([item], by=by)
    assert _climbs() == [(5, 2, half_a_year, today()), (5, 4, today(), None)]

    actions.remove_many([participant.pk], by=by)
    assert _climbs() == [(2, 4, today(), None)]


def test_what_was_hoped_for_stands_with_every_climb():
    participant, by = make_participant(), make_member(Role.CONSULTANT)
    make_measurement(
        participant, step=2, measured_on=date(2025, 8, 31), by=by,
        growth_answers=ANSWERS[Step.UNPAID_WORK], growth_horizon_months=6,
    )  # fmt: skip
    make_measurement(participant, step=3, due_to_trajectory=True, by=by)

    climb = Climb.objects.get()
    assert (climb.hoped, climb.expected_by, climb.by_us) == (4, date(2026, 2, 28), True)
    assert gaps(Climb) == []

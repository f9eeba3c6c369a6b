"""Where people stand, for one page and for a list."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.core.time import today
from meedoen.ladder import actions, pages
from meedoen.ladder.choices import Moment, Step
from meedoen.ladder.models import Measurement
from meedoen.ladder.tests.factories import ANSWERS, make_measurement
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


def ago(days):
    return today() - timedelta(days=days)


def test_where_somebody_stands_and_started():
    participant = make_participant()
    make_measurement(participant, step=4, growth_answers=ANSWERS[Step.PAID_WORK])
    make_measurement(participant, step=1, measured_on=ago(300))
    make_measurement(participant, step=2, measured_on=ago(100))

    standing = pages.standing(participant.pk)

    assert standing is not None
    assert (standing.start, standing.now, standing.gain) == (1, 4, 3)
    assert (standing.start_on, standing.now_on) == (ago(300), today())
    assert standing.expected == Step.PAID_WORK


def test_of_two_on_one_day_the_last_recorded_counts():
    participant = make_participant()
    make_measurement(participant, step=1)
    make_measurement(participant, step=2)

    standing = pages.standing(participant.pk)

    assert standing is not None
    assert (standing.start, standing.now) == (2, 2)
    start = pages.history(participant.pk, today=today()).start
    assert start is not None
    assert start.step == 2
    assert Measurement.objects.latest_only().get().recorded == 2
    assert Measurement.objects.first_only().get().recorded == 2


def test_nobody_measured_is_nothing():
    participant = make_participant()

    assert pages.standing(participant.pk) is None
    history = pages.history(participant.pk, today=today())
    assert (history.now, history.start, history.columns) == (None, None, ())
    assert history.next_moment == Moment.T0_INTAKE


def test_many_people_cost_one_query(queries):
    people = [make_participant() for _ in range(3)]
    for one in people:
        make_measurement(one, step=1, measured_on=ago(9))
        make_measurement(one, step=2)
    ids = [one.pk for one in people]

    assert queries(lambda: pages.standings(ids[:1])) == queries(lambda: pages.standings(ids)) == 1
    assert set(pages.standings(ids)) == set(ids)
    assert Measurement.objects.latest_only().count() == 3


def test_the_history_tells_each_measurement_in_words(queries):
    participant = make_participant()
    make_measurement(participant, step=3, measured_on=ago(200), due_to_trajectory=True)
    make_measurement(participant, step=2, measured_on=ago(100), moment=Moment.INTERIM)
    make_measurement(
        participant,
        step=2,
        measured_on=ago(50),
        recorded=Step.UNPAID_WORK,
        override_reason="Begint maandag.",
        growth_answers=ANSWERS[Step.PAID_WORK_SUPPORTED],
    )
    make_measurement(participant, step=4)

    history = pages.history(participant.pk, today=today())

    assert queries(lambda: pages.history(participant.pk, today=today())) == 1
    assert [line.change for line in history.lines] == [
        "dezelfde trede als daarvoor",
        "2 treden hoger",
        "1 trede lager",
        "",
    ]
    assert history.lines[1].differs
    assert history.lines[1].computed == Step.SOCIAL_CONTACTS
    assert history.lines[1].growth == "Eén trede omhoog verwacht"
    assert [column.step for column in history.columns] == [3, 2, 4, 4]
    assert history.columns[0].due_to_trajectory
    assert history.next_moment == Moment.INTERIM


def test_the_picture_holds_the_last_eight():
    participant = make_participant()
    for day in range(10):
        make_measurement(participant, step=1 + day % 6, measured_on=ago(day * 30))

    history = pages.history(participant.pk, today=today())

    assert len(history.lines) == 10
    assert len(history.columns) == 8
    assert history.columns[-1].step == 1
    assert all(0 <= column.y < history.height for column in history.columns)


def test_a_step_from_a_list_is_not_yet_a_measurement_at_the_start():
    participant, by = make_participant(), make_member(Role.CONSULTANT)
    actions.record_many(
        [{"participant": participant, "recorded": 2, "measured_on": today()}], by=by
    )

    history = pages.history(participant.pk, today=today())

    assert history.now is not None
    assert history.now.is_from_list
    assert history.next_moment == Moment.T0_INTAKE


def test_there_are_six_labels_lowest_first():
    assert pages.labels()[0] == "Geïsoleerd"
    assert pages.labels()[-1] == "Betaald werk"

"""A measurement that was a mistake stays to be read and counts no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from meedoen.core.errors import NotPossible
from meedoen.core.time import today
from meedoen.ladder import access, actions, pages
from meedoen.ladder.choices import Moment, Step
from meedoen.ladder.models import Measurement, Withdrawal
from meedoen.ladder.tests.factories import ANSWERS, make_measurement
from meedoen.language.choices import WhyWithdrawn
from meedoen.participants.tests.factories import make_participant

pytestmark = pytest.mark.django_db
WRONG: dict[str, Any] = {"why": WhyWithdrawn.WRONG_DOSSIER, "reason": "Hoorde bij iemand anders."}


def ago(days):
    return today() - timedelta(days=days)


def test_what_was_withdrawn_stays_to_be_read_and_counts_no_more(audited):
    participant = make_participant()
    make_measurement(participant, step=2, measured_on=ago(100))
    wrong = make_measurement(participant, step=6)
    by = wrong.recorded_by

    actions.withdraw(wrong, by=by, **WRONG)

    assert audited("ladder.withdrawn", Withdrawal.objects.get())
    assert Measurement.objects.count() == 2
    history = pages.history(participant.pk, today=today())
    assert [line.step for line in history.lines] == [6, 2]
    assert history.lines[0].withdrawal.reason == WRONG["reason"]
    assert history.now.step == history.start.step == 2
    assert [column.step for column in history.columns] == [2]
    standing = pages.standing(participant.pk)
    assert (standing.now, standing.start) == (2, 2)
    assert Measurement.objects.latest_only().get().recorded == 2
    assert Measurement.objects.first_only().get().recorded == 2


def test_the_last_one_withdrawn_leaves_nobody_measured():
    wrong = make_measurement(make_participant(), step=3)

    actions.withdraw(wrong, by=wrong.recorded_by, **WRONG)

    assert pages.standing(wrong.participant_id) is None
    history = pages.history(wrong.participant_id, today=today())
    assert (history.now, history.start, history.columns) == (None, None, ())
    assert history.next_moment == Moment.T0_INTAKE
    assert not access.is_known_since(wrong.participant, ago(1))


def test_a_double_click_withdraws_once():
    wrong = make_measurement(make_participant())
    first = actions.withdraw(wrong, by=wrong.recorded_by, **WRONG)

    again = actions.withdraw(wrong, by=wrong.recorded_by, **{**WRONG, "reason": "Anders."})

    assert (again.pk, again.reason) == (first.pk, WRONG["reason"])
    assert Withdrawal.objects.count() == 1


def test_the_same_can_be_recorded_again_after_it_was_withdrawn():
    participant = make_participant()
    wrong = make_measurement(participant, step=3)
    actions.withdraw(wrong, by=wrong.recorded_by, **WRONG)

    again = make_measurement(participant, step=3, by=wrong.recorded_by)

    assert again.pk != wrong.pk
    assert pages.standing(participant.pk).now == 3


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_word_of_why_nothing_is_withdrawn(reason):
    wrong = make_measurement(make_participant())

    with pytest.raises(NotPossible, match="niet klopte"):
        actions.withdraw(wrong, by=wrong.recorded_by, **{**WRONG, "reason": reason})

    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_take_a_withdrawal_back(verb):
    wrong = make_measurement(make_participant())
    actions.withdraw(wrong, by=wrong.recorded_by, **WRONG)
    rows = Withdrawal.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(reason="x") if verb == "update" else rows.delete()


def test_the_picture_shows_what_was_hoped_for(queries):
    participant = make_participant()
    three = ANSWERS[Step.ORGANISED_ACTIVITIES]
    make_measurement(participant, step=1, measured_on=ago(400), growth_answers=three)
    make_measurement(participant, step=2, measured_on=ago(100))
    make_measurement(participant, step=3, growth_answers=ANSWERS[Step.UNPAID_WORK])

    history = pages.history(participant.pk, today=today())

    first, second, third, ahead = history.columns
    assert (first.expected_y, second.expected_y, third.expected_y) == (None, third.y, third.y)
    assert (ahead.is_ahead, ahead.step) == (True, 4)
    assert history.has_expectation
    assert history.lines[-1].came_true == "nu trede 3, zoals verwacht"
    assert history.lines[0].came_true == ""
    assert queries(lambda: pages.history(participant.pk, today=today())) == 1


def test_growth_that_still_has_time_says_until_when():
    participant = make_participant()
    make_measurement(
        participant, step=1, measured_on=ago(30), growth_answers=ANSWERS[Step.UNPAID_WORK]
    )
    make_measurement(participant, step=1)

    line = pages.history(participant.pk, today=today()).lines[-1]

    assert line.came_true.startswith("nu trede 1, de tijd loopt nog tot")

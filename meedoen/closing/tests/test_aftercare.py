"""Planned contacts at one, three, six and twelve months, each saying whether taking part lasts."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.closing import access, actions, rules
from meedoen.closing.choices import ContactState, TakesPart
from meedoen.closing.models import AftercareContact
from meedoen.closing.tests.factories import answer_all, contacts, in_aftercare, make_coach
from meedoen.contacts.models import ContactMoment
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.ladder.choices import Moment
from meedoen.ladder.models import Measurement
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_coach()


@pytest.fixture
def journey(coach):
    return in_aftercare(by=coach)


def test_four_contacts_are_planned_on_working_days(journey):
    planned = contacts(journey)

    assert [one.months for one in planned] == [1, 3, 6, 12]
    assert [one.due_on for one in planned] == [
        rules.contact_day(today(), months=months) for months in (1, 3, 6, 12)
    ]


def test_the_months_are_a_setting(coach, settings):
    settings.AFTERCARE_MONTHS = [2, 4]
    assert [one.months for one in contacts(in_aftercare(by=coach))] == [2, 4]


def test_recording_writes_the_timeline_and_the_ladder_too(journey, coach, audited):
    first = contacts(journey)[0]

    done = actions.record(
        first, by=coach, version=1, outcome=TakesPart.OTHER, on=today(), note="Kookt nu elders.",
        new_question="Ik wil leren fietsen.", step=4,
    )  # fmt: skip

    moment = ContactMoment.objects.get()
    assert done.contact == moment
    assert "Nazorg na 1 maand: ja, ergens anders." in moment.note
    assert "Kookt nu elders." in moment.note
    assert "Ik wil leren fietsen." in moment.note
    assert Journey.objects.get().last_contact_on == today()
    measured = Measurement.objects.get(moment=Moment.FOLLOW_UP)
    assert done.measurement == measured
    assert measured.recorded == 4
    assert audited("closing.aftercare_done", done)


def test_somebody_who_was_not_reached_is_no_contact(journey, coach):
    Journey.objects.update(last_contact_on=None)
    first = contacts(journey)[0]
    actions.record(first, by=coach, version=1, outcome=TakesPart.NOT_REACHED, on=today())

    assert not ContactMoment.objects.get().was_reached
    assert Journey.objects.get().last_contact_on is None


def test_a_double_click_writes_once_and_a_colleague_hears_it(journey, coach):
    first = contacts(journey)[0]

    def said() -> AftercareContact:
        return actions.record(
            first, by=coach, version=1, outcome=TakesPart.SAME, on=today(), note="Gaat goed."
        )

    said()
    again = said()

    assert again.version == 2
    assert ContactMoment.objects.count() == 1
    with pytest.raises(TooLate):
        actions.record(first, by=make_coach(), version=1, outcome=TakesPart.NO, on=today())
    assert AftercareContact.objects.get(months=1).outcome == TakesPart.SAME


def test_what_was_written_down_can_be_put_right(journey, coach):
    first = contacts(journey)[0]
    actions.record(first, by=coach, version=1, outcome=TakesPart.SAME, on=today())

    actions.record(first, by=coach, version=2, outcome=TakesPart.NO, on=today(), note="Verhuisd.")

    assert AftercareContact.objects.get(months=1).outcome == TakesPart.NO
    assert ContactMoment.objects.count() == 1


def test_after_the_last_one_the_journey_ends_by_itself_and_well(journey, coach):
    ended = answer_all(journey, by=coach)

    assert ended.exit == Exit.COMPLETED
    assert ended.phase == "closed"
    assert Fact.AFTERCARE_DONE in journeys.facts_of(ended).done
    assert access.departure_of(ended).reason == Exit.COMPLETED


def test_moving_and_skipping_with_a_reason(journey, coach):
    first, second, *_rest = contacts(journey)
    to = today() + timedelta(days=40)
    moved = actions.move(first, by=coach, version=1, to=to, why="Is op reis.")
    assert (moved.due_on, moved.is_moved) == (to, True)
    assert actions.move(first, by=coach, version=1, to=to).version == 2
    with pytest.raises(NotPossible, match="al voorbij"):
        actions.move(first, by=coach, version=2, to=today() - timedelta(days=1))

    with pytest.raises(NotPossible, match="overslaat"):
        actions.skip(second, by=coach, version=1, why=" ")
    actions.skip(second, by=coach, version=1, why="Net gesproken.")
    again = actions.skip(second, by=coach, version=1, why="Net gesproken.")
    assert (again.state, again.why) == (ContactState.SKIPPED, "Net gesproken.")
    with pytest.raises(TooLate, match="niet meer open"):
        actions.move(second, by=coach, version=2, to=to)


def test_skipping_all_ends_well_without_a_fact_that_is_not_true(journey, coach):
    for one in contacts(journey):
        actions.skip(one, by=coach, version=1, why="Woont ver weg.")

    ended = Journey.objects.get()
    assert ended.exit == Exit.COMPLETED
    assert Fact.AFTERCARE_DONE not in journeys.facts_of(ended).done


def test_stopping_the_aftercare_ends_the_journey(journey, coach):
    actions.record(contacts(journey)[0], by=coach, version=1, outcome="same", on=today())
    with pytest.raises(NotPossible, match="gepland"):
        actions.finish(journey, by=coach)

    actions.stop(journey, by=coach, why="Wil het niet meer.")

    assert Journey.objects.get().exit == Exit.COMPLETED
    assert [one.state for one in contacts(journey)] == ["done", "skipped", "skipped", "skipped"]


def test_reopened_it_can_be_corrected_and_rounded_off_again(journey, coach):
    answer_all(journey, by=coach)
    actions.undo(Journey.objects.get(), why="Te snel.", by=coach)
    assert Journey.objects.get().phase == "aftercare"

    actions.finish(Journey.objects.get(), by=coach)

    assert Journey.objects.get().exit == Exit.COMPLETED


def test_no_aftercare_before_the_closing(coach):
    journey = make_journey(by=coach, phase="in_trajectory")
    for work in (
        lambda: actions.stop(journey, by=coach, why="x"),
        lambda: actions.finish(journey, by=coach),
    ):
        with pytest.raises(NotPossible, match="nog niet gehouden"):
            work()


def test_days_that_cannot_be_are_refused(journey, coach):
    first = contacts(journey)[0]
    for days, words in ((1, "nog niet geweest"), (-1, "voor het eindgesprek")):
        with pytest.raises(NotPossible, match=words):
            actions.record(
                first, by=coach, version=1, outcome="same", on=today() + timedelta(days=days)
            )
    assert not ContactMoment.objects.exists()


def test_what_is_due_is_known_for_the_work_list(journey, coach):
    due = contacts(journey)[0].due_on
    assert not access.due(coach, today()).exists()
    assert [one.months for one in access.due(coach, due)] == [1]
    assert not access.due(make_member(Role.PARTICIPATION_COACH), due).exists()

    journey.refresh_from_db()
    road.go_back(journey, to="in_trajectory", reason="Gaat door", by=coach, version=journey.version)
    assert not access.due(coach, due).exists()


def test_what_is_due_costs_one_query_however_many(coach, queries):
    in_aftercare(by=coach)
    day = today() + timedelta(days=400)
    few = queries(lambda: list(access.due(coach, day).for_list()))
    for _ in range(3):
        in_aftercare(by=coach)

    assert queries(lambda: list(access.due(coach, day).for_list())) == few == 1

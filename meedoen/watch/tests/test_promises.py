"""On the desk: a place that is kept for somebody, and an answer that was promised."""

from datetime import date, timedelta
from functools import partial

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.time import now, pretend, today
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.tests.factories import make_offer
from meedoen.places import actions as places
from meedoen.teams.tests.factories import make_member
from meedoen.trends import actions as trends
from meedoen.trends.choices import Voice
from meedoen.trends.models import Idea
from meedoen.trends.tests.factories import make_signal
from meedoen.watch import actions, pages, rules
from meedoen.watch.choices import Band, Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    with pretend(now() - timedelta(days=300)):
        return make_member(Role.PARTICIPATION_COACH)


def invited(coach, *, days=3):
    """Somebody for whom a place is kept for so many days."""
    journey = make_journey(by=coach, phase="in_trajectory")
    waiting = places.wait(journey, offer=make_offer(by=coach, waiting_list=True), by=coach)
    return journey, places.invite(waiting, by=coach, until=today() + timedelta(days=days))


def idea(by, **facts):
    return trends.note_idea(text="Een kookavond", voice=Voice.RESIDENT, by=by, **facts)


def lines(user):
    return [line for pile in pages.mine(user).piles for line in pile.lines]


def test_a_place_that_is_kept_is_called_until_there_is_an_answer(login, coach):
    journey, enrolment = invited(coach)

    (line,) = lines(coach)
    assert (line.kind, line.band, line.participant) == (
        Kind.PLACE, Band.WEEK, journey.participant_id,
    )  # fmt: skip
    assert "plaats die vrij blijft tot en met" in line.reason
    text = login(coach).get("/").content.decode()
    assert f"/deelnemers/{journey.participant_id}/plaatsen/" in text

    places.accept(enrolment, by=coach)
    assert lines(coach) == []


@pytest.mark.parametrize(
    ("days", "band"), [(8, None), (7, Band.SOON), (4, Band.WEEK), (1, Band.NOW), (0, Band.NOW)]
)
def test_a_place_presses_more_as_its_last_day_comes_near(days, band):
    limits = rules.WATCHED[Kind.PLACE].limits
    day = date(2026, 11, 26)

    assert rules.band(limits, since=day + timedelta(days=days), today=day) == band


def test_a_place_that_went_to_the_next_in_line_is_called_no_more_and_it_can_wait(coach):
    journey, _enrolment = invited(coach)
    actions.put_off(
        journey, kind=Kind.PLACE, until=today() + timedelta(days=2), reason="Belt zelf", by=coach
    )
    assert lines(coach) == []

    with pretend(now() + timedelta(days=2)):
        assert [line.band for line in lines(coach)] == [Band.NOW]
    with pretend(now() + timedelta(days=4)):
        places.expire(on=today())
        assert Kind.PLACE not in {line.kind for line in lines(coach)}


def test_whose_contact_is_a_colleague_is_not_my_invitation(coach):
    other = make_member(Role.PARTICIPATION_COACH)
    invited(coach)

    assert lines(other) == []


def test_an_answer_that_was_promised_is_called_and_the_answer_resolves_it(login, coach):
    asked = idea(coach)
    assert pages.promises(coach) == []

    with pretend(now() + timedelta(days=15)):
        (promise,) = pages.promises(coach)
        assert (promise.idea, promise.band) == (asked.pk, Band.NOW)
        assert "1 dag geleden" in promise.reason
        text = login(coach).get("/").content.decode()
        assert "Een kookavond" in text
        assert f"/ideeen/{asked.pk}/" in text

        trends.answer_idea(asked, answer="Die komt er.", version=1, by=coach)
        assert pages.promises(coach) == []


def test_of_a_signal_its_owner_answers_and_without_one_who_wrote_it_down(coach):
    keeper = make_user(Role.STAFF_ADVISER)
    of_signal = idea(coach, signal=make_signal(by=keeper, owner=keeper))
    own = idea(coach)

    with pretend(now() + timedelta(days=9)):
        assert [one.idea for one in pages.promises(keeper)] == [of_signal.pk]
        assert [one.idea for one in pages.promises(coach)] == [own.pk]
        assert pages.promises(coach)[0].band == Band.SOON


def test_who_has_no_dossiers_sees_promises_and_who_may_not_answer_sees_none(login):
    keeper, director = make_user(Role.STAFF_ADVISER), make_user(Role.DIRECTOR)
    idea(keeper)
    Idea.objects.update(answer_by=today())

    assert "vóór vandaag" in login(keeper).get("/").content.decode()
    Idea.objects.update(noted_by=director)
    assert pages.promises(director) == []


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "vóór 28 november 2026."), (0, "vóór vandaag."), (3, "3 dagen geleden")],
)
def test_a_promise_in_words(days, words):
    day = date(2026, 11, 26)

    assert words in rules.promise(day - timedelta(days=days), today=day)


def test_the_desk_costs_the_same_for_two_or_twenty_promises_and_places(login, queries, coach):
    work = partial(login(coach).get, "/")
    later = partial(pretend, now() + timedelta(days=10))
    for _number in range(2):
        idea(coach)
        invited(coach, days=12)
    with later():
        few = (work(), queries(work))[1]
    for _number in range(18):
        idea(coach)
        invited(coach, days=12)

    with later():
        assert queries(work) == few
    assert few <= 9

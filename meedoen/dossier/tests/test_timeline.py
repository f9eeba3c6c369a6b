"""The timeline: what happened, what is new to whom, and one thread of it."""

from datetime import timedelta
from functools import partial

import pytest

from meedoen.accounts.choices import Role
from meedoen.contacts.tests.factories import make_contact
from meedoen.core.time import now, pretend
from meedoen.dossier import pages
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    with pretend(now() - timedelta(days=30)):
        return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def journey(coach):
    with pretend(now() - timedelta(days=9)):
        return make_journey(by=coach, phase="planning")


def address(journey):
    return f"/deelnemers/{journey.participant_id}/tijdlijn/"


def told(user, journey, **wanted):
    options = {"thread": "", "marker": "", **wanted}
    return pages.timeline(user, journey.participant, journey, **options)


def test_the_timeline_tells_what_happened_with_the_words_of_a_contact(login, coach, journey):
    make_contact(journey, by=coach, note="Zij wil graag koken.")
    text = login(coach).get(address(journey)).content.decode()

    assert "Zij wil graag koken." in text
    assert "Advies gegeven" in text
    assert "Toegang gegeven" not in text
    assert text.index("Zij wil graag koken.") < text.index("Advies gegeven")


def test_what_a_colleague_did_since_my_last_visit_is_new(login, coach, journey):
    colleague = make_member(Role.WGI_COORDINATOR, lead=True)
    with pretend(now() - timedelta(days=3)):
        login(coach).get(address(journey))
    make_contact(journey, by=colleague, note="Gebeld over de les.")
    make_contact(journey, by=coach, note="Zelf gesproken.")
    lines = {line.moment.note: line.is_new for line in told(coach, journey).lines if line.moment}

    assert lines == {"Gebeld over de les.": True, "Zelf gesproken.": False}
    assert told(coach, journey).visited_at.date() == (now() - timedelta(days=3)).date()
    assert not any(line.is_new for line in told(colleague, journey).lines)


def test_one_thread_at_a_time(coach, journey):
    make_contact(journey, by=coach)

    assert [bool(line.moment) for line in told(coach, journey, thread="contact").lines] == [True]
    assert not any(line.moment for line in told(coach, journey, thread="weg").lines)
    everything = len(told(coach, journey).lines)
    assert len(told(coach, journey, thread="onzin").lines) == everything


def test_the_same_several_times_on_a_day_is_told_once(coach, journey):
    from meedoen.audit import actions as audit

    for _ in range(4):
        audit.record("intake.section_saved", journey, by=coach, participant=journey.participant_id)
    saved = told(coach, journey, thread="verhaal").lines

    assert [line.times for line in saved] == [4]


def test_pages_join_and_cost_the_same(login, queries, coach, journey):
    client = login(coach)
    make_contact(journey, by=coach)
    client.get(address(journey))
    few = queries(partial(client.get, address(journey)))
    for number in range(65):
        make_contact(journey, by=coach, note=f"Gesprek {number}")
    assert queries(partial(client.get, address(journey))) == few

    notes, marker = [], ""
    for _page in range(3):
        shown = told(coach, journey, thread="contact", marker=marker)
        notes += [line.moment.note for line in shown.lines]
        marker = shown.older
    assert len(notes) == len(set(notes)) == 66
    assert marker == ""


@pytest.mark.parametrize("junk", ["x" * 3000, "%00", "Zm91dA", "\u202eomgekeerd"])
def test_junk_in_the_address_is_answered(login, coach, journey, junk):
    client = login(coach)
    for name in ("draad", "vanaf"):
        assert client.get(address(journey), {name: junk}).status_code == 200


def test_somebody_elses_timeline_is_missing(login, journey):
    stranger = login(make_member(Role.PARTICIPATION_COACH))

    assert stranger.get(address(journey)).status_code == 404

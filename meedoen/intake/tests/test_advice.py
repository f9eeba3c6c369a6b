"""The pages of advice, language and ladder."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.core.time import short_date, today
from meedoen.intake import access
from meedoen.intake.models import Advice
from meedoen.intake.tests.factories import make_advice
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.ladder.models import Measurement
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


def at(journey, path):
    return f"/deelnemers/{journey.participant_id}/{path}"


def test_advice_asks_one_sentence_and_keeps_what_was_typed(client, consultant):
    journey = make_journey(by=consultant, phase="profile_advice")

    answer = client.post(at(journey, "advies/"), {"analysis": "Lange analyse", "version": "0"})
    assert answer.status_code == 422
    assert "Lange analyse" in answer.content.decode()
    too_long = client.post(at(journey, "advies/"), {"core_question": "x" * 301})
    assert too_long.status_code == 422
    assert not Advice.objects.exists()

    given = {"core_question": "Praten met school.", "language_course": "Elke dag nodig.",
             "version": "0"}  # fmt: skip
    for _time in range(2):
        assert client.post(at(journey, "advies/"), given).status_code == 302

    assert Advice.objects.get().parts == [("taalles", "Elke dag nodig.")]
    assert Journey.objects.get(pk=journey.pk).phase == "planning"
    assert "Praten met school." in client.get(at(journey, "advies/")).content.decode()


def test_two_advices_at_once_show_both_and_the_second_may_go_on(client, consultant):
    journey = make_journey(by=consultant, phase="profile_advice")
    make_advice(journey, by=make_member(Role.CONSULTANT), core_question="Van de ander.")

    clash = client.post(at(journey, "advies/"), {"core_question": "Van mij.", "version": "0"})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Van de ander." in page
    assert "Van mij." in page
    assert 'name="version" value="1"' in page

    client.post(at(journey, "advies/"), {"core_question": "Van mij.", "version": "1"})
    assert [one.core_question for one in access.advices_of(journey)] == [
        "Van mij.", "Van de ander.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "junk",
    [{}, {"core_question": "\x00"}, {"core_question": "a", "analysis": "x" * 200_000},
     {"core_question": "a", "version": "x"}],
)  # fmt: skip
def test_junk_as_advice_is_refused_in_words(client, consultant, junk):
    journey = make_journey(by=consultant, phase="profile_advice")

    assert client.post(at(journey, "advies/"), junk).status_code == 422
    assert not Advice.objects.exists()


def test_language_level_is_recorded_and_the_road_knows_it(client, consultant, journey):
    answer = client.post(
        at(journey, "taal/"),
        {"level_speaking": "a1", "method": "conversation", "measured_on": short_date(today())},
    )

    assert answer.status_code == 302
    assert Milestone.objects.filter(journey=journey, fact=Fact.LANGUAGE_MEASURED).exists()
    assert client.post(at(journey, "taal/"), {}).status_code == 422


def test_the_ladder_is_climbed_question_by_question(client, consultant, journey):
    assert client.get(at(journey, "ladder/")).status_code == 200
    answers = {"q1": "no", "q3": "no", "q4": "yes"}
    assert client.post(at(journey, "ladder/"), {"q1": "no"}).status_code == 200
    assert not Measurement.objects.exists()

    done = client.post(
        at(journey, "ladder/"),
        {**answers, "growth": "skip", "save": "1", "recorded": "3", "moment": "t0_intake",
         "measured_on": short_date(today())},
    )  # fmt: skip

    assert done.status_code == 302
    assert Measurement.objects.get().recorded == 3
    assert Milestone.objects.filter(journey=journey, fact=Fact.LADDER_MEASURED).exists()
    assert client.get(at(journey, "ladder/")).status_code == 200

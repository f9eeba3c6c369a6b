"""The pages of the language: levels, the learning path, and what was recorded by mistake."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.core.time import short_date, today
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.language import actions as languages, pages
from meedoen.language.choices import Level, Skill
from meedoen.language.models import LearningPath, LevelRecord, Withdrawal
from meedoen.language.tests.factories import make_levels
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
LEVELS = {"level_speaking": "a1", "method": "duo", "measured_on": short_date(today())}
PATH = {"wish": "Met de juf praten.", "target": "a2", "version": "0"}


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


@pytest.fixture
def assessor(journey, consultant):
    user = make_member(Role.ASSESSOR)
    participants.grant(journey.participant, ground=GrantGround.ASSESSMENT, by=consultant, user=user)
    return user


def at(journey, part="taal/"):
    return f"/deelnemers/{journey.participant_id}/{part}"


def door_of(journey, row):
    return at(journey, f"taal/{row.pk}/intrekken/")


def test_a_level_stands_beside_what_somebody_thinks_and_in_the_picture(client, journey):
    given = {**LEVELS, "own_speaking": "b1", "script": "aa", "stage": "2", "tool": "TOA"}
    for _time in range(2):
        assert client.post(at(journey), given).status_code == 302

    page = client.get(at(journey)).content.decode()

    assert LevelRecord.objects.count() == 2
    assert "Bericht van DUO (TOA)" in page
    assert "Alfa A" in page
    assert "Groei per vaardigheid" in page
    assert "Eigen inschatting: B1 in" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"level_speaking": "d7"}, "Dit niveau bestaat niet"),
        ({"level_speaking": "alfa_a"}, "Dit niveau bestaat niet"),
        ({"own_speaking": "onzin"}, "Dit niveau bestaat niet"),
        ({"measured_on": "01-01-2999"}, "toekomst"),
        ({"measured_on": "01-01-1850"}, "te ver terug"),
        ({"stage": "2"}, "Kies ook welk alfabet"),
        ({"stage": "99", "script": "aa"}, "geldige keuze"),
        ({"level_speaking": ""}, "nog niets ingevuld"),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_stays(client, journey, changes, said):
    answer = client.post(at(journey), {**LEVELS, "note": "Typte ik zelf.", **changes})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Typte ik zelf." in answer.content.decode()
    assert not LevelRecord.objects.exists()


def test_before_birth_nobody_was_tested(client, consultant):
    young = make_journey(by=consultant, birth_date=today() - timedelta(days=7000))
    early = short_date(today() - timedelta(days=8000))

    answer = client.post(at(young), {**LEVELS, "measured_on": early})

    assert answer.status_code == 422
    assert "voor de geboortedatum" in answer.content.decode()


def test_a_learning_path_is_made_together_and_shown_with_how_far_it_is(client, journey):
    make_levels(journey.participant, level=Level.A1)
    door = at(journey, "taal/leerpad/")
    assert client.get(door).status_code == 200

    for _time in range(2):
        assert client.post(door, PATH).status_code == 302

    assert LearningPath.objects.count() == 1
    page = client.get(at(journey)).content.decode()
    assert "Met de juf praten." in page
    assert "nog 1 niveau" in page
    assert "Leerpad aanpassen" in page
    assert 'value="1"' in client.get(door).content.decode()


def test_two_learning_paths_at_once_show_both(client, journey):
    other = make_member(Role.CONSULTANT)
    languages.plan_learning(
        journey.participant, targets={}, wish="Van de ander.", version=0, by=other
    )

    clash = client.post(at(journey, "taal/leerpad/"), PATH)

    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Van de ander." in page
    assert "Met de juf praten." in page
    again = client.post(at(journey, "taal/leerpad/"), {**PATH, "version": "1"})
    assert again.status_code == 302
    assert pages.latest_path(journey.participant_id).number == 2


@pytest.mark.parametrize(
    "junk",
    [{}, {"wish": "\x00"}, {**PATH, "version": "x"}, {**PATH, "target": "d9"},
     {**PATH, "hours_per_week": "1e99"}, {**PATH, "wished_by": "00-00-0000"}],
)  # fmt: skip
def test_junk_as_a_learning_path_is_refused_in_words(client, journey, junk):
    answer = client.post(at(journey, "taal/leerpad/"), junk)

    assert answer.status_code == 422
    assert "Nog niet opgeslagen" in answer.content.decode()
    assert not LearningPath.objects.exists()


def test_what_was_recorded_by_mistake_is_withdrawn_and_the_road_asks_again(client, journey):
    client.post(at(journey), {**LEVELS, "level_reading": "b1"})
    rows = list(LevelRecord.objects.all())
    door = door_of(journey, rows[0])
    assert "Klopt dit niet? Intrekken" in client.get(at(journey)).content.decode()
    page = client.get(door).content.decode()
    assert "Lezen: B1" in page
    wrong = {"rows": [str(row.pk) for row in rows], "why": "mistake", "reason": "Verkeerde lijst."}

    assert client.post(door, {**wrong, "rows": []}).status_code == 422
    assert client.post(door, {**wrong, "rows": ["x\x00"]}).status_code == 422
    assert client.post(door, {**wrong, "reason": " "}).status_code == 422
    standing = Milestone.objects.filter(journey=journey, fact=Fact.LANGUAGE_MEASURED).standing()
    assert standing.exists()
    assert client.post(door, wrong).status_code == 302
    assert client.post(door, wrong).status_code == 404

    assert Withdrawal.objects.count() == 2
    assert not standing.exists()
    assert "Verkeerde lijst." in client.get(at(journey)).content.decode()
    client.post(at(journey), LEVELS)
    assert standing.exists()


def test_one_skill_withdrawn_leaves_the_fact_standing(client, journey):
    client.post(at(journey), {**LEVELS, "level_reading": "b1"})
    row = LevelRecord.objects.get(skill=Skill.READING)

    client.post(
        door_of(journey, row), {"rows": [str(row.pk)], "why": "mistake", "reason": "Anders."}
    )

    assert set(pages.levels(journey.participant_id)) == {Skill.SPEAKING}
    assert Milestone.objects.filter(fact=Fact.LANGUAGE_MEASURED).standing().exists()


def test_an_assessor_sees_language_makes_a_path_and_no_ladder(login, journey, assessor, consultant):
    theirs = make_levels(journey.participant, skills=(Skill.READING,), by=consultant)[0]
    client = login(assessor)
    assert client.post(at(journey), LEVELS).status_code == 302
    mine = LevelRecord.objects.get(assessor=assessor)

    page = client.get(at(journey)).content.decode()

    assert door_of(journey, mine) in page
    assert door_of(journey, theirs) not in page
    assert "/ladder/" not in page
    assert client.get(door_of(journey, theirs)).status_code == 403
    assert client.get(door_of(journey, mine)).status_code == 200
    assert client.post(at(journey, "taal/leerpad/"), PATH).status_code == 302
    assert client.get(at(journey, "ladder/")).status_code == 404


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.ASSESSOR, Role.DIRECTOR, Role.APP_ADMIN])
def test_an_outsider_finds_nothing(login, journey, role):
    row = make_levels(journey.participant, skills=(Skill.READING,))[0]
    client = login(make_member(role))

    for door in (at(journey), at(journey, "taal/leerpad/"), door_of(journey, row)):
        assert client.get(door).status_code == 404
        assert client.post(door, PATH).status_code == 404


def test_the_page_costs_the_same_for_little_or_much(client, journey, consultant, queries):
    make_levels(journey.participant, measured_on=today() - timedelta(days=900))
    languages.plan_learning(journey.participant, targets={None: Level.A1}, version=0, by=consultant)
    client.get(at(journey))
    few = queries(lambda: client.get(at(journey)))
    for number in range(6):
        day = today() - timedelta(days=number * 30)
        make_levels(journey.participant, level=Level.A2, measured_on=day, by=consultant)
        targets = dict.fromkeys(Skill, Level.B1) | {None: Level.B2}
        languages.plan_learning(
            journey.participant, targets=targets, wish=str(number), version=number + 1,
            by=consultant,
        )  # fmt: skip

    assert queries(lambda: client.get(at(journey))) == few <= 15

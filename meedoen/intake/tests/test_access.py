"""Who comes in where: outsiders find nothing, an assessor the language part only."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.core.time import short_date, today
from meedoen.intake.models import Intake
from meedoen.intake.tests.factories import make_advice, make_intake
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
PARTS = ("intake/", "intake/vraag/", "advies/", "taal/", "ladder/")


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def journey(consultant):
    made = make_journey(by=consultant, phone="+31612345678", question="Een geheime wens")
    make_intake(made, by=consultant)
    make_advice(made, by=consultant, core_question="Een geheim advies")
    return made


def at(journey, path):
    return f"/deelnemers/{journey.participant_id}/{path}"


def assessor_of(journey, *roles):
    user = make_member(Role.ASSESSOR, *roles)
    participants.grant(journey.participant, ground=GrantGround.ASSESSMENT, by=user, user=user)
    return user


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "role", [Role.CONSULTANT, Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.APP_ADMIN, Role.ASSESSOR]
)
def test_an_outsider_finds_nothing(login, journey, part, role):
    client = login(make_member(role))

    assert client.get(at(journey, part)).status_code == 404
    assert client.post(at(journey, part), {"do": "complete"}).status_code == 404
    assert not Look.objects.exists()


@pytest.mark.parametrize("part", PARTS)
def test_somebody_who_did_not_sign_in_goes_to_sign_in(client, journey, part):
    answer = client.get(at(journey, part))

    assert answer.status_code == 302
    assert answer.url.startswith("/inloggen/")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("part", PARTS)
def test_other_methods_are_refused(login, consultant, journey, part, method):
    assert getattr(login(consultant), method)(at(journey, part)).status_code == 405


def test_an_assessor_records_the_language_level(login, journey):
    client = login(assessor_of(journey))

    answer = client.post(
        at(journey, "taal/"),
        {"level_speaking": "a1", "method": "test", "measured_on": short_date(today())},
    )

    assert answer.status_code == 302
    assert Milestone.objects.filter(journey=journey, fact=Fact.LANGUAGE_MEASURED).exists()


@pytest.mark.parametrize("roles", [(), (Role.CONSULTANT,)])
def test_an_assessor_sees_the_language_part_and_nothing_else(login, journey, roles):
    client = login(assessor_of(journey, *roles))

    page = client.get(at(journey, "taal/"))

    assert page.status_code == 200
    text = page.content.decode().split("<main")[1].split("</main")[0]
    assert "Taalniveau" in text
    for hidden in (
        "612345678",
        "06 12",
        "geheime wens",
        "geheim advies",
        "Contacten",
        "vrijwillig",
    ):
        assert hidden not in text
    for part in ("intake/", "intake/vraag/", "advies/", "ladder/", "contacten/"):
        assert client.get(at(journey, part)).status_code == 404
    assert [look.part for look in Look.objects.all()] == ["taal"]


def test_nobody_completes_an_intake_they_cannot_see(login, journey):
    login(assessor_of(journey)).post(at(journey, "intake/"), {"do": "complete"})

    assert Intake.objects.get().completed_at is None

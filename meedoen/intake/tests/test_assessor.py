"""The test part of the intake: an assessor fills in that, and sees nothing else."""

import re
from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.core.ids import new_id
from meedoen.core.time import now, pretend
from meedoen.intake import actions
from meedoen.intake.models import SectionAnswers
from meedoen.intake.tests.factories import make_intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
SEEN = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


@pytest.fixture
def assessor(journey):
    user = make_member(Role.ASSESSOR)
    participants.grant(journey.participant, ground=GrantGround.ASSESSMENT, by=user, user=user)
    return user


def at(journey, path):
    return f"/deelnemers/{journey.participant_id}/{path}"


def answers_of(journey, section):
    return SectionAnswers.objects.get(intake__journey=journey, section=section).answers


def seen_in(text):
    """What this page says that it was shown."""
    found = SEEN.search(text)
    assert found
    return found[1]


def opened(client, address):
    """What somebody sends who opened this page now."""
    page = client.get(address).content.decode()
    return {"version": "0", "page": str(new_id()), "seen": seen_in(page)}


def save(intake, section, by, **answers):
    return actions.save_section(intake, section=section, answers=answers, version=0, seen={}, by=by)


def test_an_assessor_opens_the_test_part_from_the_language_page_and_saves_only_that(
    login, consultant, journey, assessor
):
    intake = make_intake(journey, by=consultant)
    save(intake, "language", consultant, language_wish="Een geheime taalwens", scripts=["latin"])
    client = login(assessor)
    page = client.get(at(journey, "taal/")).content.decode()
    assert at(journey, "taal/taaltoets/") in page
    assert at(journey, "taal/taal-en-computer/") in page
    assert at(journey, "intake/") not in page

    address = at(journey, "taal/taal-en-computer/")
    sheet = client.get(address).content.decode()
    assert "Welke talen kent u" in sheet
    for hidden in ("geheime taalwens", "language_wish", "juf van mijn zoon", "Levensverhaal"):
        assert hidden not in sheet
    answer = client.post(
        address,
        {**opened(client, address), "scripts": ["latin", "other"], "language_wish": "Overschreven",
         "question": "Overschreven", "go": "next"},
    )  # fmt: skip

    assert answer.url == at(journey, "taal/taaltoets/")
    assert answers_of(journey, "language") == {
        "language_wish": "Een geheime taalwens", "scripts": ["latin", "other"],
    }  # fmt: skip
    done = client.post(
        answer.url, {**opened(client, answer.url), "test_reading": "letters", "go": "overview"}
    )
    assert done.url == at(journey, "taal/")
    assert answers_of(journey, "language_test") == {"test_reading": "letters"}
    assert {look.part for look in Look.objects.filter(actor_id=assessor.pk)} == {"taal"}


@pytest.mark.parametrize("slug", ["vraag", "levensverhaal", "analyse", "bestaat-niet"])
def test_the_rest_of_the_intake_is_not_there_for_an_assessor(
    login, consultant, journey, assessor, slug
):
    make_intake(journey, by=consultant)
    client = login(assessor)

    for address in (at(journey, f"taal/{slug}/"), at(journey, f"intake/{slug}/")):
        assert client.get(address).status_code == 404
        assert client.post(address, {"question": "x", "version": "0"}).status_code == 404
    assert "question" not in {one.section for one in SectionAnswers.objects.filter(version=2)}


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.CONSULTANT, Role.DIRECTOR])
def test_an_outsider_finds_no_test_part(login, consultant, journey, role):
    make_intake(journey, by=consultant)
    client = login(make_member(role))

    assert client.get(at(journey, "taal/taaltoets/")).status_code == 404
    assert client.post(at(journey, "taal/taaltoets/"), {"test_pace": "3"}).status_code == 404
    assert not SectionAnswers.objects.filter(section="language_test").exists()


def test_there_is_no_test_part_before_the_intake_nor_after_the_end(
    login, consultant, journey, assessor
):
    client = login(assessor)
    assert client.get(at(journey, "taal/taaltoets/")).status_code == 404
    make_intake(journey, by=consultant)
    assert client.get(at(journey, "taal/taaltoets/")).status_code == 200
    assert client.put(at(journey, "taal/taaltoets/")).status_code == 405
    journeys.end(journey, reason=Exit.MOVED, by=consultant)

    assert client.get(at(journey, "taal/taaltoets/")).status_code == 404
    assert client.post(at(journey, "taal/taaltoets/"), {"test_pace": "3"}).status_code == 404


def test_two_assessors_in_the_test_part_choose_too(login, consultant, journey, assessor):
    intake = make_intake(journey, by=consultant)
    client = login(assessor)
    address = at(journey, "taal/taaltoets/")
    mine = {**opened(client, address), "test_advice": "Klein groepje"}
    save(intake, "language_test", consultant, test_advice="Grote groep")

    by_itself = client.post(address, mine, **HTMX)
    assert by_itself.status_code == 422
    assert "Beide teksten bekijken" in by_itself.content.decode()
    page = client.post(address, mine).content.decode()

    assert "Klein groepje" in page
    assert "Grote groep" in page
    assert f'action="{address}"' in page


def test_the_test_part_costs_the_same_whatever_was_written(
    login, consultant, journey, assessor, queries
):
    intake = make_intake(journey, by=consultant)
    client = login(assessor)
    address = at(journey, "taal/taaltoets/")
    few = queries(lambda: client.get(address))
    for days in range(5):
        with pretend(now() - timedelta(days=days)):
            actions.save_section(
                intake, section="language_test", answers={"test_pace": days + 1}, version=days,
                by=make_member(Role.CONSULTANT),
            )  # fmt: skip

    assert queries(lambda: client.get(address)) == few <= 15

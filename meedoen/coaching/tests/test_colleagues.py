"""The pages about colleagues: what they can take on, when they are away, and who arranges it."""

import re
from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.coaching import access, actions
from meedoen.coaching.models import WorkArea
from meedoen.coaching.tests.factories import make_coach, make_guided
from meedoen.core.time import short_date, today
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.teams import actions as teams
from meedoen.teams.choices import Skill
from meedoen.teams.models import Absence, Specialisation
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make_member(Role.WGI_COORDINATOR, lead=True)


@pytest.fixture
def coach():
    return make_coach()


@pytest.fixture
def other():
    return make_coach()


def place(journey, part="contactpersoon/"):
    return f"/deelnemers/{journey.participant_id}/weg/{part}"


def at(colleague, part=""):
    return f"/collegas/{colleague.pk}/{part}"


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def day(number):
    return short_date(today() + timedelta(days=number))


def test_a_colleague_writes_down_hours_languages_areas_and_tasks(login, coach):
    client, area = login(coach), make_neighbourhood()
    for _click in range(2):
        work = {"hours_per_week": "32", "room": "", "languages": ["ar", "ti"], "version": "0"}
        assert client.post(at(coach, "werk/"), work).status_code == 302
        assert client.post(at(coach, "wijken/"), {"neighbourhood": area.pk}).status_code == 302
        skill = {"skill": Skill.BRIDGE_CLASS}
        assert client.post(at(coach, "specialisaties/"), skill).status_code == 302

    shown = text_of(client.get(at(coach)))
    for words in ("32", "Arabisch, Tigrinya", area.name, "Brugklassen"):
        assert words in shown
    assert WorkArea.objects.count() == Specialisation.objects.count() == 1
    stale = client.post(at(coach, "werk/"), {**work, "hours_per_week": "20"})
    assert stale.status_code == 409
    assert 'value="20"' in text_of(stale)
    for kind, one in (("wijken", WorkArea.objects.get()),
                      ("specialisaties", Specialisation.objects.get())):  # fmt: skip
        for _click in range(2):
            assert client.post(at(coach, f"{kind}/{one.pk}/stop/")).status_code == 302
    shown = text_of(client.get(at(coach)))
    assert f"tot {short_date(today())}" in shown
    assert "Geen vaste wijk" not in shown


def test_a_colleague_writes_down_absence_and_comes_back(login, leader, coach, other):
    client, journey = login(coach), make_guided(coach, by=leader)
    away = {"since": day(0), "until": ""}
    for _click in range(2):
        assert client.post(at(coach, "afwezig/"), away).status_code == 302
    absence = Absence.objects.get()
    assert "nog niet bekend tot wanneer" in text_of(client.get(at(coach)))
    clash = client.post(at(coach, "afwezig/"), {"since": day(3), "until": day(5)})
    assert clash.status_code == 422
    assert "is dan al afwezig" in text_of(clash)
    actions.assign_deputy(journey, deputy=other, first_day=today(), last_day=None, by=leader)

    back = {"until": day(0), "version": "1"}
    for _click in range(2):
        assert client.post(at(coach, f"afwezig/{absence.pk}/"), back).status_code == 302

    assert access.deputy_of(journey) is None
    before = client.post(at(coach, f"afwezig/{absence.pk}/"), {"until": day(-3), "version": "2"})
    assert before.status_code == 422


def test_only_the_colleague_and_who_leads_the_team_arrange(login, leader, coach):
    stranger = make_coach()
    for user, status in ((coach, 200), (leader, 200), (stranger, 403)):
        assert login(user).get(at(coach, "werk/")).status_code == status
    shown = text_of(login(stranger).get(at(coach)))
    assert "Wijk toevoegen" not in shown
    for part in ("wijken/", "specialisaties/", "afwezig/"):
        assert login(stranger).post(at(coach, part), {}).status_code == 403


@pytest.mark.parametrize(
    "role", [Role.DIRECTOR, Role.ASSESSOR, Role.APP_ADMIN, Role.PARTICIPANT, Role.PARTNER_CONTACT]
)
def test_who_guides_nobody_sees_no_colleagues(login, role, coach):
    client = login(make_user(role))
    for url in ("/collegas/", at(coach), at(coach, "waarneming/"), at(coach, "overdragen/")):
        assert client.get(url).status_code == 403


def test_a_coach_sees_colleagues_without_loads_and_assigns_nobody(login, leader, coach, other):
    journey = make_guided(coach, by=leader)
    client = login(coach)

    shown = text_of(client.get("/collegas/"))
    assert other.name in shown
    assert "Drukte" not in shown
    for part in ("contactpersoon/", "waarnemer/"):
        assert client.get(place(journey, part)).status_code == 403
    assert client.post(place(journey, "waarnemer/stop/")).status_code == 403
    assert client.get(place(journey, "contactpersonen/")).status_code == 200
    assert client.get(at(other, "overdragen/")).status_code == 403


def test_unspecialising_twice_is_once(leader, coach, audited):
    skill = teams.specialise(coach, skill=Skill.WORK, by=leader)
    for _click in range(2):
        teams.unspecialise(skill, by=leader)

    assert audited("teams.specialisation_ended", skill)
    assert Specialisation.objects.get().until == today()

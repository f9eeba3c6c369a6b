"""The pages of the functional administrator about teams."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.ids import new_id
from meedoen.core.time import short_date, today
from meedoen.teams import access, actions
from meedoen.teams.choices import Category, TeamKind
from meedoen.teams.models import Membership, Team
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db

LIST = "/beheer/teams/"
NEW = {"name": "Team Oost", "code": "oost", "kind": "delivery", "category": ""}
JUNK = ["\x00", "x" * 100_000, "<b>", "' OR 1=1 --", "[]", "99999999999999999999", "\u202e"]


@pytest.fixture
def client(login):
    return login(make_user(Role.APP_ADMIN, name="Testpersoon Beheer"))


@pytest.fixture
def team():
    return make_team()


def text_of(answer):
    return answer.content.decode()


def place(team, membership=None):
    return f"{LIST}{team.pk}/" + (f"leden/{membership.pk}/stop/" if membership else "")


def typed(user, *, since=None, lead=False):
    facts = {"user": str(user.pk), "since": short_date(since or today())}
    return {**facts, "is_lead": "on"} if lead else facts


def put_in(client, team, user, **facts):
    return client.post(f"{place(team)}leden/", typed(user, **facts))


def test_an_administrator_makes_the_first_team_and_puts_a_leader_in_it(client, audited):
    leader = make_user(Role.WGI_COORDINATOR, name="Testpersoon Leiding")
    assert "Nog geen teams" in text_of(client.get(LIST))

    answer = client.post(f"{LIST}nieuw/", {**NEW, "code": "OOST", "category": "voluntary"})
    made = Team.objects.get(code="oost")
    assert answer.headers["Location"] == place(made)
    assert "Dit team heeft nog geen leden." in text_of(client.get(place(made)))
    assert put_in(client, made, leader, lead=True).headers["Location"] == place(made)

    assert list(access.led_by(leader)) == [made]
    assert access.team_for(Category.VOLUNTARY) == made
    assert audited("teams.founded", made)
    assert audited("teams.joined", Membership.objects.get(user=leader))
    shown = text_of(client.get(LIST))
    for said in ("Testpersoon Leiding", "geeft leiding", f"vanaf {short_date(today())}"):
        assert said in shown
    assert "deelnemers die vrijwillig meedoen" in shown
    assert "Geen team ontvangt nu deelnemers die verplicht meedoen." in shown


def test_a_member_leaves_on_a_day_and_stays_in_the_past(client, team, audited):
    user = make_member(Role.CONSULTANT, team=team)
    membership = Membership.objects.get(user=user)
    assert place(team, membership) in text_of(client.get(place(team)))
    assert "Lidmaatschap beëindigen" in text_of(client.get(place(team, membership)))

    for _click in range(2):
        answer = client.post(place(team, membership), {"until": short_date(today())})
        assert answer.headers["Location"] == place(team)

    assert not access.teams_of(user).exists()
    assert audited("teams.left", membership)
    shown = text_of(client.get(place(team)))
    assert "Eerder in dit team" in shown
    assert place(team, membership) not in shown
    other_day = {"until": short_date(today() + timedelta(days=1))}
    assert client.post(place(team, membership), other_day).status_code == 409
    assert client.get(place(team, membership)).status_code == 409


def test_a_colleague_who_left_comes_back_to_lead(client, team):
    user = make_member(Role.WGI_COORDINATOR, team=team)
    membership = Membership.objects.get(user=user)
    client.post(place(team, membership), {"until": short_date(today())})

    assert put_in(client, team, user, lead=True).status_code == 302
    assert list(access.led_by(user)) == [team]
    assert Membership.objects.filter(user=user).count() == 2


def test_an_end_to_come_is_shown_and_can_be_changed(client, team):
    user = make_member(Role.CONSULTANT, team=team)
    membership = Membership.objects.get(user=user)
    for days in (30, 60):
        day = short_date(today() + timedelta(days=days))
        assert client.post(place(team, membership), {"until": day}).status_code == 302
        assert day in text_of(client.get(place(team)))

    assert list(access.teams_of(user)) == [team]
    again = put_in(client, team, user)
    assert again.status_code == 422
    assert "Kies die dag of later." in text_of(again)
    assert put_in(client, team, user, since=today() + timedelta(days=60)).status_code == 302


def test_nobody_leaves_before_coming_and_what_was_typed_is_kept(client, team):
    membership = Membership.objects.get(user=make_member(Role.CONSULTANT, team=team))
    answer = client.post(
        place(team, membership), {"until": short_date(today() - timedelta(days=1))}
    )

    assert answer.status_code == 422
    assert f"Deze collega kwam op {short_date(today())}" in text_of(answer)
    assert f'value="{short_date(today() - timedelta(days=1))}"' in text_of(answer)
    assert Membership.objects.get(pk=membership.pk).until is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "Vul een naam in."),
        ({"code": ""}, "Bedenk een code."),
        ({"code": "twee woorden"}, "Gebruik alleen letters zonder accent"),
        ({"code": "WGI"}, "Deze code is al van Team wgi."),
        ({"kind": "koor"}, "Kies een soort."),
        ({"category": "voluntary"}, "Team wgi ontvangt deze groep al."),
        ({"category": "iedereen"}, "Kies een groep uit de lijst."),
    ],
)
def test_a_team_that_is_not_right_is_not_made(client, team, change, message):
    answer = client.post(f"{LIST}nieuw/", {**NEW, **change})

    assert answer.status_code == 422
    assert message in text_of(answer)
    assert 'value="Team Oost"' in text_of(answer) or "name" in change
    assert Team.objects.count() == 1


def test_a_double_click_makes_one_team_and_one_member(client):
    user = make_user(Role.CONSULTANT)
    for _click in range(2):
        assert client.post(f"{LIST}nieuw/", NEW).status_code == 302
    made = Team.objects.get()
    for _click in range(2):
        assert put_in(client, made, user).headers["Location"] == place(made)

    assert Membership.objects.count() == 1
    changed = put_in(client, made, user, lead=True)
    assert changed.status_code == 422
    assert "Deze collega zit al in dit team" in text_of(changed)


@pytest.mark.parametrize("problem", [IntegrityError("once"), ValidationError("once")])
def test_whoever_comes_second_is_told(client, team, monkeypatch, problem):
    def refuses(*_args, **_facts):
        raise problem

    monkeypatch.setattr(actions, "found_team", refuses)
    monkeypatch.setattr(actions, "join", refuses)
    answers = [client.post(f"{LIST}nieuw/", NEW), put_in(client, team, make_user(Role.ASSESSOR))]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("Iemand anders" in text_of(answer) for answer in answers)


def test_only_people_who_work_here_can_be_chosen(client, team):
    gone, partner = make_user(Role.CONSULTANT), make_user(Role.PARTNER_CONTACT)
    accounts.close_account(gone, by=gone)
    inside, free = make_member(Role.CONSULTANT, team=team), make_user(Role.CONSULTANT)
    shown = text_of(client.get(place(team)))

    for user in (gone, partner, inside):
        assert f'value="{user.pk}"' not in shown
    assert f'value="{free.pk}"' in shown
    for user in (gone, partner):
        assert "Kies een collega uit de lijst." in text_of(put_in(client, team, user))
    assert Membership.objects.filter(team=team).count() == 1


@pytest.mark.parametrize("since", ["", "31-02-2026", "01-01-9999", "01-01-1026", "morgen"])
def test_a_day_that_cannot_be_is_told(client, team, since):
    user = make_user(Role.CONSULTANT)
    answer = client.post(f"{place(team)}leden/", {"user": str(user.pk), "since": since})

    assert answer.status_code == 422
    assert f'value="{user.pk}" selected' in text_of(answer)
    assert not Membership.objects.exists()


def test_a_closed_account_and_a_leader_without_the_role_stand_out(client, team):
    coach = make_member(Role.PARTICIPATION_COACH, team=team, lead=True)
    make_member(Role.WGI_COORDINATOR, team=team, lead=True)
    gone = make_member(Role.CONSULTANT, team=team)
    accounts.close_account(gone, by=gone)
    shown = text_of(client.get(place(team)))

    assert shown.count("geeft leiding, maar heeft geen rol") == 1
    assert f"{coach.name} geeft leiding, maar" in shown
    assert "account gesloten" in shown


def test_the_pages_cost_the_same_for_two_or_twenty_members(client, team, queries):
    other = actions.found_team("b", name="B", kind=TeamKind.MANAGEMENT, by=make_user())
    for lead in (False, True):
        make_member(Role.CONSULTANT, team=team, lead=lead)
    pages = (LIST, place(team))
    few = [queries(lambda url=url: client.get(url)) for url in pages]
    for number in range(18):
        make_member(Role.WGI_COORDINATOR, team=team, lead=number % 2 == 0)
        make_member(Role.CONSULTANT, team=other)

    assert [queries(lambda url=url: client.get(url)) for url in pages] == few


@pytest.mark.parametrize("role", [role for role in Role if role != Role.APP_ADMIN])
def test_nobody_else_manages_teams(login, role, team):
    membership = Membership.objects.get(user=make_member(Role.CONSULTANT, team=team))
    client = login(make_user(role))
    for url in (LIST, f"{LIST}nieuw/", place(team), place(team, membership)):
        assert client.get(url).status_code == 403
    for url, facts in (
        (f"{LIST}nieuw/", NEW),
        (f"{place(team)}leden/", typed(make_user())),
        (place(team, membership), {"until": short_date(today())}),
    ):
        assert client.post(url, facts).status_code == 403
    assert (Team.objects.count(), Membership.objects.filter(until=None).count()) == (1, 1)


def test_a_team_or_member_that_is_not_there_is_not_found(client, team):
    other = actions.found_team("b", name="B", kind=TeamKind.DELIVERY, by=make_user())
    membership = Membership.objects.get(user=make_member(Role.CONSULTANT, team=team))
    strange = f"{LIST}{new_id()}/"

    for url in (strange, f"{place(team)}leden/{new_id()}/stop/", place(other, membership)):
        assert client.get(url).status_code == 404
    assert client.post(f"{strange}leden/", typed(make_user())).status_code == 404
    assert client.post(place(other, membership), {"until": short_date(today())}).status_code == 404


def test_looking_changes_nothing(client, team):
    membership = Membership.objects.get(user=make_member(Role.CONSULTANT, team=team))
    until = {"until": short_date(today())}

    assert client.get(f"{place(team)}leden/", typed(make_user())).status_code == 405
    assert client.post(LIST).status_code == 405
    assert client.get(place(team, membership), until).status_code == 200
    assert client.get(f"{LIST}nieuw/", NEW).status_code == 200
    assert Team.objects.count() == 1
    assert Membership.objects.get().until is None


@pytest.mark.parametrize("junk", JUNK)
def test_junk_about_teams_is_answered(client, team, junk):
    membership = Membership.objects.get(user=make_member(Role.CONSULTANT, team=team))
    forms = [
        (f"{LIST}nieuw/", NEW),
        (f"{place(team)}leden/", typed(make_user(Role.CONSULTANT))),
        (place(team, membership), {"until": short_date(today())}),
    ]
    for url, facts in forms:
        assert client.post(url, {}).status_code == 422
        for name in facts:
            answer = client.post(url, {**facts, name: junk})
            assert answer.status_code in {302, 422}, (url, name)
            Team.objects.filter(code="oost").delete()
    assert Membership.objects.get(pk=membership.pk).until is None


def test_a_team_gets_another_name_and_keeps_its_code(client, team, audited):
    answer = client.post(f"{place(team)}wijzigen/", {"name": "Team Wijken", "category": ""})

    assert answer.headers["Location"] == place(team)
    assert Team.objects.get().name == "Team Wijken"
    assert (Team.objects.get().code, Team.objects.get().category) == ("wgi", "")
    assert audited("teams.changed", team)
    other = actions.found_team("b", name="B", kind=TeamKind.DELIVERY, by=make_user())
    client.post(f"{place(other)}wijzigen/", {"name": "B", "category": "voluntary"})
    taken = client.post(f"{place(team)}wijzigen/", {"name": "Wijk", "category": "voluntary"})
    assert taken.status_code == 422
    assert "B ontvangt deze groep al." in text_of(taken)
    assert 'value="Wijk"' in text_of(taken)
    assert client.post(f"{place(team)}wijzigen/", {"name": ""}).status_code == 422


def test_a_team_closes_when_it_is_empty_and_can_open_again(client, team, audited):
    membership = Membership.objects.get(user=make_member(Role.CONSULTANT, team=team))
    assert "Er zitten nog collega" in text_of(client.get(f"{place(team)}sluiten/"))
    refused = client.post(f"{place(team)}sluiten/")
    assert refused.status_code == 409
    assert "Er zitten nog 1 collega" in text_of(refused)
    actions.leave(membership, by=membership.user)

    for _click in range(2):
        assert client.post(f"{place(team)}sluiten/").status_code == 302

    closed = Team.objects.get()
    assert (closed.closed_on, closed.category) == (today(), "")
    assert audited("teams.closed", team)
    assert access.team_for(Category.VOLUNTARY) is None
    assert "Dit team is gesloten" in text_of(client.get(place(team)))
    assert "Lid toevoegen" not in text_of(client.get(place(team)))
    assert put_in(client, team, make_user(Role.CONSULTANT)).status_code == 409
    late = client.post(f"{place(team)}wijzigen/", {"name": "Te laat", "category": ""})
    assert late.status_code == 409
    assert "Gesloten sinds" in text_of(client.get(LIST))

    for _click in range(2):
        assert client.post(f"{place(team)}openen/").status_code == 302
    assert Team.objects.get().closed_on is None
    assert put_in(client, team, make_user(Role.CONSULTANT)).status_code == 302


@pytest.mark.parametrize("role", [Role.WGI_COORDINATOR, Role.CONSULTANT])
def test_only_the_administrator_changes_and_closes_teams(login, role, team):
    client = login(make_user(role))
    for part in ("wijzigen/", "sluiten/"):
        assert client.get(f"{place(team)}{part}").status_code == 403
    for part in ("wijzigen/", "sluiten/", "openen/"):
        assert client.post(f"{place(team)}{part}", {"name": "X"}).status_code == 403
    assert Team.objects.get().closed_on is None


def test_the_users_page_leads_to_the_teams(client):
    assert f'href="{LIST}"' in text_of(client.get("/beheer/"))

"""The first team of an installation, and accounts that are opened inside it."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event
from meedoen.teams import access
from meedoen.teams.choices import Category, TeamKind
from meedoen.teams.models import Team
from meedoen.teams.tests.factories import make_team

pytestmark = pytest.mark.django_db

MAIL = "nieuw@voorbeeld.example"


def run(command, *words, **options):
    written = io.StringIO()
    call_command(command, *words, stdout=written, **options)
    return written.getvalue()


def open_account(monkeypatch, *words):
    monkeypatch.setattr(sys, "stdin", io.StringIO("een-lang-en-eigen-wachtwoord\n"))
    return run("open_account", MAIL, "--name", "Testpersoon Een", *words)


def test_the_installer_makes_the_first_team_in_the_name_of_the_manager():
    manager = make_user(Role.APP_ADMIN)
    make_user(Role.APP_ADMIN)

    said = run("found_team", "WGI", "--name", "Team Wijk", "--category", "voluntary")

    assert "Het team Team Wijk (wgi) staat klaar." in said
    assert access.team_for(Category.VOLUNTARY) == Team.objects.get(
        code="wgi", kind=TeamKind.DELIVERY
    )
    assert Event.objects.get(action="teams.founded").actor_id == manager.pk


def test_a_team_can_be_made_in_the_name_of_another():
    make_user(Role.APP_ADMIN)
    other = make_user(Role.APP_ADMIN)

    run("found_team", "mt", "--name", "Leiding", "--kind", "management", "--user", other.email)

    assert Event.objects.get(action="teams.founded").actor_id == other.pk


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["wgi", "--name", "Nog een"], "al een team met code wgi: Team wgi"),
        (["oost", "--name", "Oost", "--category", "voluntary"], "ontvangt deze groep al"),
        (["twee woorden", "--name", "Oost"], "letters zonder accent"),
        (["x" * 31, "--name", "Oost"], "hoogstens 30"),
        (["oost", "--name", "x" * 101], "niet gemaakt"),
        (["oost", "--name", " "], "niet gemaakt"),
        (["oost", "--name", "Oost", "--user", "niemand@voorbeeld.example"], "geen open account"),
    ],
)
def test_a_team_that_cannot_be_is_told(words, message):
    make_team()
    make_user(Role.APP_ADMIN)

    with pytest.raises(CommandError, match=message) as told:
        run("found_team", *words)

    assert told.value.returncode == 1
    assert Team.objects.count() == 1


def test_without_a_manager_the_account_comes_first():
    with pytest.raises(CommandError, match="meedoen open-account"):
        run("found_team", "wgi", "--name", "Team Wijk")

    assert not Team.objects.exists()


def test_an_account_is_opened_inside_a_team(monkeypatch):
    team = make_team()

    said = open_account(monkeypatch, "--role", "wgi_coordinator", "--team", "WGI", "--lead")

    assert "Deze medewerker hoort bij Team wgi." in said
    assert list(access.led_by(User.objects.get(email=MAIL))) == [team]


def test_without_lead_somebody_is_an_ordinary_member(monkeypatch):
    team = make_team()
    open_account(monkeypatch, "--role", "wgi_coordinator", "--team", "wgi")
    user = User.objects.get(email=MAIL)

    assert list(access.teams_of(user)) == [team]
    assert not access.led_by(user).exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--lead"], "--team CODE"),
        (["--team", "oost"], "geen team met code oost. Kies uit: wgi"),
    ],
)
def test_a_team_that_is_not_there_opens_no_account(monkeypatch, words, message):
    make_team()

    with pytest.raises(CommandError, match=message):
        open_account(monkeypatch, *words)

    assert not User.objects.filter(email=MAIL).exists()


def test_before_the_first_team_the_way_to_make_one_is_told(monkeypatch):
    with pytest.raises(CommandError, match="meedoen found-team"):
        open_account(monkeypatch, "--team", "wgi")

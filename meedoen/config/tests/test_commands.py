"""What the `meedoen` command says and does."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.config import checks, cli
from meedoen.config.management.commands import serve


def run(command: str, *words: str, **options: object) -> str:
    """What a command writes."""
    written = io.StringIO()
    call_command(command, *words, stdout=written, **options)
    return written.getvalue()


def test_our_commands_may_be_written_with_hyphens(monkeypatch):
    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["meedoen", "check-install", "--no-color"])
    monkeypatch.setattr("django.core.management.execute_from_command_line", asked.append)

    cli.main()

    assert asked == [["meedoen", "check_install", "--no-color"]]


@pytest.mark.django_db
def test_check_install_says_what_is_wrong_and_what_to_do(settings):
    settings.AGENCY_NAME = ""
    written = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("check_install", stdout=written)

    assert ended.value.code == 1
    assert "goed  De database is bereikbaar" in written.getvalue()
    assert "goed  De tabellen horen bij deze versie." in written.getvalue()
    assert "FOUT  Dit is de demostand" in written.getvalue()
    assert "-> Zet MEEDOEN_AGENCY." in written.getvalue()


@pytest.mark.django_db
def test_check_install_is_content_with_a_safe_installation(settings, monkeypatch):
    settings.PRODUCTION = True
    settings.SECRET_KEY = "x" * 60
    settings.AGENCY_NAME = "Meedoen Voorbeeldstad"
    monkeypatch.setattr(checks.django_checks, "run_checks", lambda **_: [])

    assert "Deze installatie is in orde." in run("check_install")


@pytest.mark.django_db
def test_without_a_database_the_rest_is_still_looked_at(monkeypatch):
    def refuses() -> None:
        raise connection.Database.OperationalError("geen verbinding")

    monkeypatch.setattr(connection, "ensure_connection", refuses)
    monkeypatch.setattr(checks, "DatabaseError", connection.Database.OperationalError)

    first, *rest = checks.everything()

    assert not first.good
    assert "geen verbinding" in first.text
    assert len(rest) == len(checks.ON_THEIR_OWN)


def test_a_port_in_use_is_said_before_anything_starts(monkeypatch):
    monkeypatch.setattr(serve.server, "is_free", lambda host, port: False)

    with pytest.raises(CommandError, match="--port 8001"):
        call_command("serve", port=8000)


@pytest.mark.parametrize(("port", "workers"), [(0, 1), (70_000, 1), (8000, 0)])
def test_an_impossible_address_is_refused(port, workers):
    with pytest.raises(CommandError):
        call_command("serve", port=port, workers=workers)


@pytest.mark.django_db
def test_serving_stops_when_the_database_is_behind(monkeypatch):
    behind = checks.Finding(good=False, text="De database loopt achter.", remedy="migrate")
    monkeypatch.setattr(serve.checks, "migrations", lambda: behind)
    monkeypatch.setattr(serve.server, "is_free", lambda host, port: True)
    monkeypatch.setattr(serve.Command, "check", lambda self: None)

    with pytest.raises(CommandError, match="loopt achter"):
        call_command("serve")


def test_the_demo_never_starts_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="productie"):
        call_command("demo")


@pytest.mark.django_db
def test_the_installer_opens_the_first_account(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("een-lang-en-eigen-wachtwoord\n"))

    written = run("open_account", "Beheer@Voorbeeld.example", name="Testpersoon Een")

    user = User.objects.get(email="beheer@voorbeeld.example")
    assert "Testpersoon Een is geopend" in written
    assert user.check_password("een-lang-en-eigen-wachtwoord")
    assert user.roles == {Role.APP_ADMIN}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password"),
    [("geen adres", "een-lang-en-eigen-wachtwoord"), ("twee@voorbeeld.example", "kort")],
)
def test_an_account_with_a_bad_address_or_password_is_not_opened(monkeypatch, email, password):
    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))

    with pytest.raises(CommandError):
        run("open_account", email, name="Testpersoon Twee")

    assert not User.objects.exists()

"""The settings read the environment, and refuse one that is not safe for real people."""

import os
import runpy
import sqlite3
from contextlib import closing

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler, IntegrityError
from django.test import Client

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.config import settings as source

GOOD = {
    "MEEDOEN_ENV": "production",
    "MEEDOEN_SECRET_KEY": "een-eigen-geheim-van-ruim-vijftig-tekens-0123456789-abcdefgh",
    "MEEDOEN_HOSTS": "meedoen.example.nl, www.meedoen.example.nl",
    "DATABASE_URL": "postgres://meedoen:wachtwoord@db.example:5433/mensen",
}
SAFEGUARDS = (
    "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG", "SECRET_KEY", "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_PROXY_SSL_HEADER", "SILENCED_SYSTEM_CHECKS",
    "PRODUCTION",
)  # fmt: skip


@pytest.fixture
def load(monkeypatch, tmp_path):
    """The settings as a process with only these variables would read them."""

    def read(**environment):
        for name in list(os.environ):
            if name.startswith("MEEDOEN_") or name == "DATABASE_URL":
                monkeypatch.delenv(name)
        monkeypatch.setenv("MEEDOEN_STATE", str(tmp_path))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(source.__file__)

    return read


@pytest.fixture
def production(load, settings):
    """This process with the safeguards of production on."""
    loaded = load(**GOOD)
    for name in SAFEGUARDS:
        setattr(settings, name, loaded[name])
    return loaded


def test_a_good_production_configuration_is_accepted(load):
    loaded = load(**GOOD)

    assert loaded["PRODUCTION"] is True
    assert loaded["IS_DEMO"] is loaded["DEBUG"] is False
    assert loaded["SECRET_KEY"] == GOOD["MEEDOEN_SECRET_KEY"]
    assert loaded["ALLOWED_HOSTS"] == ["meedoen.example.nl", "www.meedoen.example.nl"]
    assert loaded["CSRF_TRUSTED_ORIGINS"] == [
        "https://meedoen.example.nl",
        "https://www.meedoen.example.nl",
    ]
    assert loaded["AGENCY_NAME"] == ""


def test_postgresql_keeps_plans_unless_a_pooler_shares_its_connections(load):
    asked = load(**GOOD)["DATABASES"]["default"]["OPTIONS"]
    assert asked["prepare_threshold"] == 0
    ours = ["plan_cache_mode=force_generic_plan", "jit=off", "random_page_cost=1.1"]
    assert asked["options"] == " ".join(f"-c {setting}" for setting in ours)

    own = {**GOOD, "DATABASE_URL": f"{GOOD['DATABASE_URL']}?options=-c%20jit%3Don&sslmode=require"}
    asked = load(**own)["DATABASES"]["default"]["OPTIONS"]
    assert asked["options"].endswith("-c random_page_cost=1.1 -c jit=on")
    assert asked["sslmode"] == "require"

    shared = load(**GOOD, MEEDOEN_KEEP_PLANS="no")
    assert shared["KEEPS_PLANS"] is False
    assert "options" not in shared["DATABASES"]["default"].get("OPTIONS", {})


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"MEEDOEN_SECRET_KEY": None}, "MEEDOEN_SECRET_KEY"),
        ({"MEEDOEN_SECRET_KEY": ""}, "MEEDOEN_SECRET_KEY"),
        ({"MEEDOEN_SECRET_KEY": "x" * 49}, "MEEDOEN_SECRET_KEY"),
        ({"MEEDOEN_SECRET_KEY": source.DEMO_SECRET}, "MEEDOEN_SECRET_KEY"),
        ({"MEEDOEN_DEBUG": "yes"}, "MEEDOEN_DEBUG"),
        ({"MEEDOEN_DEBUG": "TRUE"}, "MEEDOEN_DEBUG"),
        ({"MEEDOEN_HOSTS": None}, "MEEDOEN_HOSTS"),
        ({"MEEDOEN_HOSTS": ""}, "MEEDOEN_HOSTS"),
        ({"MEEDOEN_HOSTS": " , "}, "MEEDOEN_HOSTS"),
        ({"MEEDOEN_HOSTS": "*"}, "MEEDOEN_HOSTS"),
        ({"MEEDOEN_HOSTS": "meedoen.example.nl,*.example.nl"}, "MEEDOEN_HOSTS"),
        ({"MEEDOEN_ENV": "Production"}, "MEEDOEN_ENV"),
        ({"MEEDOEN_ENV": "prod"}, "MEEDOEN_ENV"),
        ({"MEEDOEN_ENV": ""}, "MEEDOEN_ENV"),
    ],
)
def test_an_unsafe_production_configuration_does_not_start_and_says_why(load, wrong, names):
    environment = {name: value for name, value in {**GOOD, **wrong}.items() if value is not None}

    with pytest.raises(ImproperlyConfigured, match=names):
        load(**environment)


def test_without_any_environment_it_is_a_demo_on_one_sqlite_file(load, tmp_path):
    loaded = load()

    assert loaded["IS_DEMO"] is True
    assert loaded["DEBUG"] is False
    assert "*" not in loaded["ALLOWED_HOSTS"]
    assert loaded["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert loaded["DATABASES"]["default"]["NAME"] == str(tmp_path / "meedoen.sqlite3")
    assert loaded["SESSION_COOKIE_SECURE"] is loaded["CSRF_COOKIE_SECURE"] is False


def test_production_answers_over_https_only_and_browsers_remember_that(load):
    loaded = load(**GOOD)

    assert loaded["SECURE_SSL_REDIRECT"] is True
    assert loaded["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert loaded["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert loaded["SESSION_COOKIE_SECURE"] is loaded["CSRF_COOKIE_SECURE"] is True
    assert loaded["SESSION_COOKIE_HTTPONLY"] is loaded["CSRF_COOKIE_HTTPONLY"] is True
    assert load(**GOOD, MEEDOEN_SSL_REDIRECT="no")["SECURE_SSL_REDIRECT"] is False


def test_a_session_lasts_a_working_day_or_as_long_as_is_said(load):
    assert load()["SESSION_COOKIE_AGE"] == 9 * 3600
    assert load(MEEDOEN_SESSION_HOURS="2")["SESSION_COOKIE_AGE"] == 2 * 3600
    assert load()["SESSION_EXPIRE_AT_BROWSER_CLOSE"] is True


def test_django_itself_finds_nothing_unsafe_in_production(production):
    assert [
        found.id
        for found in checks.run_checks(tags=["security"], include_deployment_checks=True)
        if not found.is_silenced()
    ] == []


@pytest.mark.django_db
def test_in_production_a_colleague_is_sent_to_https_and_gets_safe_cookies(production):
    make_user(Role.CONSULTANT)
    client = Client(headers={"host": "meedoen.example.nl"})

    plain = client.get("/inloggen/")
    safe = client.get("/inloggen/", secure=True)
    behind_a_proxy = client.get("/inloggen/", headers={"x-forwarded-proto": "https"})

    assert (plain.status_code, plain["Location"]) == (301, "https://meedoen.example.nl/inloggen/")
    assert "Content-Security-Policy" in plain
    assert safe.status_code == behind_a_proxy.status_code == 200
    assert safe["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert safe.cookies["csrftoken"]["secure"]
    assert safe.cookies["csrftoken"]["httponly"]


@pytest.mark.django_db
def test_in_production_the_session_cookie_is_for_https_only_and_for_no_script(production):
    user = make_user(Role.CONSULTANT)
    client = Client(headers={"host": "meedoen.example.nl"})
    words = {"login": user.email, "password": "geheim-123"}

    answer = client.post("/inloggen/", words, secure=True)

    cookie = answer.cookies["sessionid"]
    assert answer.status_code == 302
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]  # gone when the browser closes


def test_postgresql_keeps_its_connections_and_checks_them(load):
    database = load(**GOOD)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["CONN_MAX_AGE"] is None
    assert database["CONN_HEALTH_CHECKS"] is True
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "mensen")
    assert "init_command" not in database.get("OPTIONS", {})


@pytest.fixture
def sqlite(load, tmp_path, django_db_blocker):
    """A real connection to a file of our own, made as the settings say."""
    database = load()["DATABASES"]["default"]
    assert str(tmp_path) in database["NAME"]
    with django_db_blocker.unblock():
        handler = ConnectionHandler({"default": database})
        yield handler["default"]
        handler["default"].close()


def asked(connection, question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20_000), ("synchronous", 1),
     ("recursive_triggers", 1), ("temp_store", 2), ("cache_size", -32_000)],
)  # fmt: skip
def test_a_real_sqlite_connection_is_tuned(sqlite, pragma, value):
    assert asked(sqlite, f"PRAGMA {pragma}") == value


def test_sqlite_keeps_foreign_keys(sqlite):
    with sqlite.cursor() as cursor:
        cursor.execute("CREATE TABLE a (id integer PRIMARY KEY)")
        cursor.execute("CREATE TABLE b (a integer NOT NULL REFERENCES a (id))")
        with pytest.raises(IntegrityError):
            cursor.execute("INSERT INTO b VALUES (1)")


def test_who_starts_to_write_in_sqlite_has_the_turn_while_others_read_on(sqlite, tmp_path):
    with sqlite.cursor() as cursor:
        cursor.execute("CREATE TABLE a (id integer PRIMARY KEY)")

    sqlite.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    path = tmp_path / "meedoen.sqlite3"
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as impatient:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            impatient.execute("BEGIN IMMEDIATE")
        assert impatient.execute("SELECT count(*) FROM a").fetchone() == (0,)
        sqlite.rollback()
        sqlite.set_autocommit(True)
        impatient.execute("BEGIN IMMEDIATE")
        impatient.rollback()


def test_mail_waits_in_production_until_there_is_a_server(load):
    assert load(**GOOD)["MAIL_LEAVES"] is False
    assert load()["MAIL_LEAVES"] is True
    assert load()["EMAIL_BACKEND"].endswith("filebased.EmailBackend")

    sent = load(
        **GOOD,
        MEEDOEN_EMAIL_URL="smtp://post%40x.nl:ge%3Aheim@mail.example.nl:2525",
        MEEDOEN_FROM="Meedoen <post@example.nl>",
    )

    assert sent["MAIL_LEAVES"] is True
    assert sent["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (sent["EMAIL_HOST"], sent["EMAIL_PORT"]) == ("mail.example.nl", 2525)
    assert (sent["EMAIL_HOST_USER"], sent["EMAIL_HOST_PASSWORD"]) == ("post@x.nl", "ge:heim")
    assert (sent["EMAIL_USE_TLS"], sent["EMAIL_USE_SSL"]) == (True, False)
    assert sent["MAIL_DOMAIN"] == "example.nl"


@pytest.mark.parametrize(
    ("tls", "starttls", "direct"), [("direct", False, True), ("no", False, False)]
)
def test_how_the_mail_server_is_reached(load, tls, starttls, direct):
    sent = load(**GOOD, MEEDOEN_EMAIL_URL=f"smtp://mail.example.nl?tls={tls}")

    assert (sent["EMAIL_USE_TLS"], sent["EMAIL_USE_SSL"]) == (starttls, direct)
    assert sent["EMAIL_HOST_USER"] == ""


@pytest.mark.parametrize("url", ["smtp://mail.example.nl?tls=misschien", "smtp://mail:poort"])
def test_a_mail_server_that_cannot_be_is_said(load, url):
    with pytest.raises(ImproperlyConfigured, match="MEEDOEN_EMAIL_URL"):
        load(**GOOD, MEEDOEN_EMAIL_URL=url)

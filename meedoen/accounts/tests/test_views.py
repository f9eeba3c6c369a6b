"""Signing in and out, and the pages of the functional administrator."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import path

from meedoen.accounts import actions, views
from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.tests.factories import make_user
from meedoen.config import urls
from meedoen.core.ids import new_id

pytestmark = pytest.mark.django_db

# The sign-in page of this area at its own address, whatever else is mounted there.
urlpatterns = [path("inloggen/", views.sign_in, name="account_login"), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400, urls.handler403, urls.handler404, urls.handler500,
)  # fmt: skip
PAGES = ["", "rollen/", "nieuw/"]


@pytest.fixture(autouse=True)
def _own_addresses(settings):
    settings.ROOT_URLCONF = __name__
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def admin():
    return make_user(Role.APP_ADMIN)


@pytest.fixture
def client(login, admin):
    return login(admin)


def sign_in(user, password="geheim-123", client=None):
    typed = {"login": user.email, "password": password}
    return (client or Client()).post("/inloggen/", typed)


def test_a_colleague_signs_in_and_out():
    user, client = make_user(Role.CONSULTANT), Client()
    answer = sign_in(user, client=client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    assert "Wilt u uitloggen?" in client.get("/uitloggen/").content.decode()

    left = client.post("/uitloggen/")

    assert left.headers["Clear-Site-Data"] == '"storage"'
    assert client.get("/").status_code == 302


def test_after_signing_in_the_asked_page_opens():
    user, client = make_user(Role.CONSULTANT), Client()
    asked = client.get("/deelnemers/")
    assert asked.headers["Location"] == "/inloggen/?next=/deelnemers/"
    assert 'value="/deelnemers/"' in client.get(asked.headers["Location"]).content.decode()
    typed = {"login": user.email, "password": "geheim-123", "next": "/deelnemers/"}

    assert client.post("/inloggen/", typed).headers["Location"] == "/deelnemers/"


def test_nobody_is_sent_to_another_website():
    user = make_user()
    typed = {"login": user.email, "password": "geheim-123", "next": "https://example.org/"}

    assert Client().post("/inloggen/", typed).headers["Location"] == "/"


def test_a_wrong_password_is_told_in_dutch_and_the_mail_is_kept():
    user = make_user()
    answer = sign_in(user, "fout")
    text = answer.content.decode()

    assert answer.status_code == 422
    assert user.email in text
    assert "fout" not in re.findall(r'value="([^"]*)"', text)


def test_whether_a_mail_is_known_is_not_told():
    wrong = sign_in(make_user(), "fout").content.decode()
    unknown = sign_in(User(email="niemand@example.org"), "fout").content.decode()
    said = re.compile(r'alert__list">(.*?)</ul>', re.DOTALL)

    assert said.search(wrong).group(1) == said.search(unknown).group(1)


def test_after_five_wrong_passwords_even_the_right_one_waits():
    user = make_user()
    for _ in range(5):
        assert sign_in(user, "fout").status_code == 422
    held_up = sign_in(user)

    assert held_up.status_code == 429
    assert "Te veel" in held_up.content.decode()


def test_a_closed_account_is_told_so_and_stays_out():
    user, client = make_user(Role.CONSULTANT), Client()
    actions.close_account(user, by=user)
    answer = sign_in(user, client=client)

    assert answer.status_code == 403
    assert "Dit account is gesloten" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_closing_an_account_ends_a_running_session(login):
    user = make_user(Role.CONSULTANT)
    client = login(user)
    assert client.get("/").status_code == 200

    actions.close_account(user, by=make_user(Role.APP_ADMIN))

    assert client.get("/").status_code == 302


@pytest.mark.parametrize("junk", ["\x00", "x" * 100_000, "<b>", "' OR 1=1 --", "\u202e"])
def test_junk_at_the_door_is_answered(junk):
    for typed in (
        {"login": junk, "password": "x"},
        {"login": "a@example.org", "password": junk},
        {},
    ):
        assert Client().post("/inloggen/", typed).status_code == 422


def test_the_demo_names_an_account_for_every_role():
    text = Client().get("/inloggen/", {"demo": "consultant"}).content.decode()
    named = set(re.findall(r'name="demo" value="(\w+)"', text))

    assert named == {role.value for role in Role}
    assert 'value="consultant@demo.example"' in text
    assert "geen-rol@demo" not in Client().get("/inloggen/?demo=geen-rol").content.decode()


def test_an_administrator_opens_an_account_that_can_be_used(client, audited):
    typed = {
        "name": "Nieuwe Collega", "email": "Nieuw@Example.org", "roles": ["consultant", "assessor"],
        "password": "fiets langs de vaart",
    }  # fmt: skip
    answer = client.post("/beheer/nieuw/", typed)
    made = User.objects.get(email="nieuw@example.org")

    assert answer.headers["Location"] == f"/beheer/{made.pk}/"
    assert made.roles == {Role.CONSULTANT, Role.ASSESSOR}
    assert sign_in(made, "fiets langs de vaart").status_code == 302
    assert audited("accounts.opened", made)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "geen mail"}, "e-mailadres"),
        ({"password": "kort"}, "12"),
        ({"roles": []}, "Kies minstens een rol."),
        ({"name": ""}, "Vul een naam in."),
    ],
)
def test_an_account_that_is_not_right_is_not_opened(client, change, message):
    typed = {
        "name": "Nieuwe Collega", "email": "nieuw@example.org", "roles": ["consultant"],
        "password": "fiets langs de vaart", **change,
    }  # fmt: skip
    answer = client.post("/beheer/nieuw/", typed)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not User.objects.filter(name="Nieuwe Collega").exists()


def test_a_mail_that_has_an_account_is_told(client, admin):
    typed = {
        "name": "Nog een", "email": admin.email.upper(), "roles": ["consultant"],
        "password": "fiets langs de vaart",
    }  # fmt: skip

    assert "heeft al een account" in client.post("/beheer/nieuw/", typed).content.decode()


def test_roles_are_given_and_ended_on_the_page_of_a_colleague(client):
    user = make_user(Role.CONSULTANT)
    for _click in range(2):
        assert client.post(f"/beheer/{user.pk}/rol/", {"role": "assessor"}).status_code == 302
    assert User.objects.get(pk=user.pk).roles == {Role.CONSULTANT, Role.ASSESSOR}

    given = RoleAssignment.objects.get(user=user, role=Role.CONSULTANT)
    for _click in range(2):
        assert client.post(f"/beheer/{user.pk}/rol/{given.pk}/stop/").status_code == 302
    assert User.objects.get(pk=user.pk).roles == {Role.ASSESSOR}
    assert client.post(f"/beheer/{user.pk}/rol/", {"role": "koning"}).status_code == 422


def test_an_account_is_closed_after_asking(client):
    user = make_user(Role.CONSULTANT)
    assert "Account sluiten" in client.get(f"/beheer/{user.pk}/sluiten/").content.decode()
    for _click in range(2):
        assert client.post(f"/beheer/{user.pk}/sluiten/").status_code == 302

    assert not User.objects.get(pk=user.pk).is_active
    assert "gesloten" in client.get("/beheer/").content.decode()


def test_administrators_do_not_lock_themselves_out(client, admin):
    given = RoleAssignment.objects.get(user=admin)

    assert client.post(f"/beheer/{admin.pk}/sluiten/").status_code == 409
    assert client.post(f"/beheer/{admin.pk}/rol/{given.pk}/stop/").status_code == 409
    assert User.objects.get(pk=admin.pk).has(Permission.USERS_MANAGE)


def test_the_list_of_permissions_names_every_role(client):
    text = client.get("/beheer/rollen/").content.decode()

    for role in Role:
        if role not in {Role.PARTNER_CONTACT, Role.PARTICIPANT}:
            assert str(role.label) in text


def test_the_list_of_users_costs_the_same_for_two_or_twenty(client, queries):
    make_user(Role.CONSULTANT)
    few = queries(lambda: client.get("/beheer/"))
    for _ in range(18):
        make_user(Role.CONSULTANT, Role.ASSESSOR)

    assert queries(lambda: client.get("/beheer/")) == few


@pytest.mark.parametrize("role", [role for role in Role if role != Role.APP_ADMIN])
def test_nobody_else_manages_accounts(login, role, admin):
    client = login(make_user(role))
    for part in [*PAGES, f"{admin.pk}/", f"{admin.pk}/sluiten/"]:
        assert client.get(f"/beheer/{part}").status_code == 403
    assert client.post(f"/beheer/{admin.pk}/rol/", {"role": "director"}).status_code == 403


def test_a_colleague_who_is_not_there_is_not_found(client):
    for part in ("", "sluiten/"):
        assert client.get(f"/beheer/{new_id()}/{part}").status_code == 404


@pytest.mark.parametrize("junk", ["\x00", "x" * 100_000, "<b>", "' OR 1=1 --", "[]"])
def test_junk_about_accounts_is_answered(client, junk):
    typed = {"name": "A", "email": "a@example.org", "roles": ["consultant"], "password": "x" * 20}
    for name in typed:
        answer = client.post("/beheer/nieuw/", {**typed, name: junk})
        assert answer.status_code in {302, 422}, name
        User.objects.filter(email="a@example.org").update(email=f"{new_id()}@example.org")
    assert client.post("/beheer/nieuw/", {}).status_code == 422

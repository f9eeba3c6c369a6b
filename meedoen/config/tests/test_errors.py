"""Pages for what is missing, refused or broken: Dutch, for everyone, whatever is down."""

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.config import errors

WORDS = {
    400: "Dit konden wij niet lezen",
    403: "Dit mag u niet doen",
    404: "Deze pagina is er niet",
    500: "Er ging iets mis",
}
doors = pytest.mark.urls("meedoen.core.tests.doors")


@pytest.fixture(params=["anonymous", "signed in"])
def visitor(request, db):
    client = Client(raise_request_exception=False)
    if request.param == "signed in":
        client.force_login(make_user(Role.CONSULTANT))
    return client


def check(answer, status, words):
    html = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="nl"' in html
    assert f"<h1>{words}</h1>" in html
    assert words in html.split("</title>")[0]
    assert "Naar het begin" in html
    assert "geheim" not in html
    assert "Traceback" not in html


@doors
@pytest.mark.parametrize(
    ("ending", "status"), [("vreemd", 400), ("geweigerd", 403), ("weg", 404), ("stuk", 500)]
)
def test_every_kind_of_failure_has_its_page(ending, status, visitor):
    check(visitor.get(f"/deur/{ending}/"), status, WORDS[status])


@pytest.mark.parametrize(
    "address",
    ["/bestaat-niet/", "/deelnemers/geen-nummer/", "/%00/", "/../../etc/passwd", "/" + "x" * 5_000],
)
def test_an_address_that_does_not_exist_is_missing(address, visitor):
    check(visitor.get(address), 404, WORDS[404])


def test_another_host_than_ours_is_not_answered(visitor):
    check(visitor.get("/bestaat-niet", headers={"host": "elders.example"}), 400, WORDS[400])


def test_far_too_many_fields_are_not_read(visitor):
    fields = {f"veld{number}": "x" for number in range(2_100)}
    check(visitor.post("/inloggen/", fields), 400, WORDS[400])


def test_far_too_much_text_is_not_read(visitor):
    answer = visitor.post("/inloggen/", {"login": "x" * 5_100_000})
    check(answer, 400, WORDS[400])


@pytest.mark.parametrize("address", ["/inloggen/", "/uitloggen/", "/aanmelden/"])
def test_a_form_without_its_token_changes_nothing_and_says_why(address, visitor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visitor.cookies

    answer = strict.post(address, {"login": "x"})

    check(answer, 403, "Uw formulier was te lang open")
    assert "wat u typte staat er nog" in answer.content.decode()


@pytest.mark.parametrize(
    "page", [errors.bad_request, errors.not_allowed, errors.not_found, errors.broken,
             errors.csrf_failure],
)  # fmt: skip
def test_no_error_page_reads_the_database_or_the_user(page):
    """Without the mark for databases: a single query would fail this test."""

    class Nobody:
        def __getattribute__(self, name):
            raise AssertionError("the page asked who the user is")

    request = RequestFactory().get("/")
    vars(request)["user"] = Nobody()
    assert "Naar het begin" in page(request).content.decode()


@pytest.mark.django_db
def test_when_the_database_is_gone_a_colleague_still_gets_a_page(monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(make_user(Role.CONSULTANT))

    def gone(*words, **options):
        raise OperationalError("geheim: geen verbinding met de server")

    with monkeypatch.context() as down:
        down.setattr(connection, "ensure_connection", gone)
        check(client.get("/"), 500, WORDS[500])
        check(client.get("/bestaat-niet/"), 404, WORDS[404])

    assert client.get("/galerij/").status_code == 200

"""What every answer keeps: refusals in plain words, and headers that close doors."""

import pytest
from django.test import Client

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.middleware import POLICY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("meedoen.core.tests.doors")]

# One of every kind of answer, with its status.
ANSWERS = {
    "/inloggen/": 200,
    "/galerij/": 200,
    "/": 302,
    "/bestaat-niet/": 404,
    "/deur/goed/": 200,
    "/deur/niet-toegestaan/": 403,
    "/deur/niet-mogelijk/": 409,
    "/deur/te-laat/": 409,
    "/deur/geweigerd/": 403,
    "/deur/vreemd/": 400,
    "/deur/weg/": 404,
    "/deur/stuk/": 500,
}


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def colleague():
    client = Client(raise_request_exception=False)
    client.force_login(make_user(Role.CONSULTANT))
    return client


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_headers_that_close_doors(address, visitor):
    answer = visitor.get(address)

    assert answer.status_code == ANSWERS[address]
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
    assert "no-store" in answer["Cache-Control"]


def test_the_content_policy_allows_our_own_files_and_nothing_else():
    rules = {rule.split()[0]: rule.split()[1:] for rule in POLICY.split("; ")}

    assert rules == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
    assert "unsafe" not in POLICY


def test_a_page_with_somebodys_data_is_kept_nowhere(colleague):
    answer = colleague.get("/binnen/goed/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


def test_a_style_sheet_may_be_kept_and_has_the_policy_too(visitor):
    answer = visitor.get("/static/core/app.css")
    answer.close()
    assert answer.status_code == 200
    assert "no-store" not in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_view_may_say_itself_how_long_an_answer_is_kept(visitor):
    assert visitor.get("/deur/bewaren/")["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("ending", "status", "words"),
    [
        ("niet-toegestaan", 403,
         ["Dit mag u niet doen", "Dit is &lt;niet&gt; van u.", "Vraag uw teamleider."]),
        ("niet-mogelijk", 409, ["Dit kan nu niet", "Er is nog geen plan.", "Maak eerst een plan."]),
        ("te-laat", 409,
         ["Iemand anders was u net voor", "Een ander was eerder.", "Ververs de pagina."]),
    ],
)  # fmt: skip
def test_a_refusal_becomes_a_page_that_says_what_to_do_next(
    ending, status, words, method, colleague
):
    answer = getattr(colleague, method)(f"/binnen/{ending}/")
    html = answer.content.decode()

    assert answer.status_code == status
    assert all(word in html for word in words)
    assert "Naar het begin" in html
    assert '<html lang="nl"' in html


def test_behind_sign_in_even_a_refusal_is_not_told_to_strangers(visitor):
    answer = visitor.get("/binnen/niet-mogelijk/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/?next=/binnen/")

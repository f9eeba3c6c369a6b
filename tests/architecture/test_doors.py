"""Every address, for every role: sign-in first, hidden is missing, a GET only reads.

The addresses are found the way a visitor finds them: by following every link from the first
page, as every role. What only a form leads to is found by sending the forms.
"""

import re
from itertools import chain
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from meedoen.accounts.choices import Role
from meedoen.core.ids import new_id
from meedoen.teams.tests.factories import make_member
from tests.architecture.town import is_page, read, signed_in, visits

# One worker builds the town and walks through it, once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("town")]

# Addresses that exist only in the middle of something; their own area's tests walk them.
ONLY_AFTER_A_STEP = {
    "appointments:remind", "closing:begin", "closing:finish", "coaching:end_deputy",
    "contacts:done", "contacts:letter", "distribution:progress", "exchange:progress",
    "imports:progress", "imports:undo", "intake:judge", "matching:rules_begin", "offers:reopen",
    "places:accept", "places:invite", "places:put_back", "places:put_in_front", "places:withdraw",
    "plans:answer", "plans:give", "plans:goal_wish", "plans:part_offer", "plans:sign",
    "plans:start", "plans:stop", "questionnaires:begin", "teams:reopen",
    "trends:take_up",
}  # fmt: skip
OPEN = {
    "account_login", "account_logout", "coaching:rules", "gallery", "matching:rules",
    "matching:rules_json",
}  # fmt: skip
# Who knows the secret comes in without signing in; whoever guesses finds nothing.
SECRET = {"appointments:feed", "offers:told", "offers:told_offer"}
# The directory for everybody, for programs: its own tests walk it.
API = "hsds:"
# Looking is written down, and a visitor's session may be: nothing else is, by a GET.
# On PostgreSQL a long choice list is read through a cursor, which is a SELECT as well.
MAY_WRITE = re.compile(
    r'^(INSERT INTO "audit_look"|SAVEPOINT|RELEASE|BEGIN|COMMIT|.*django_session'
    r'|DECLARE "_django_curs\w+" NO SCROLL CURSOR (WITH(OUT)? HOLD )?FOR SELECT)'
)


def patterns(resolver=None, prefix=""):
    """Every named address of ours with its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            for name, route in patterns(entry, prefix + str(entry.pattern)):
                yield space + name, route
        elif isinstance(entry, URLPattern):
            yield entry.name or "", prefix + str(entry.pattern)


def filled(route):
    """An address of this pattern that names something that does not exist."""
    route = re.sub(r"<uuid:\w+>", lambda _m: str(new_id()), route)
    route = re.sub(r"<int:\w+>", "1", route)
    return "/" + re.sub(r"<(?:\w+:)?\w+>", "iets", route)


@pytest.mark.parametrize(("name", "route"), sorted(set(patterns())))
def test_without_signing_in_every_door_leads_to_the_sign_in_page(name, route, client):
    response = client.get(filled(route))
    if name in OPEN:
        assert response.status_code in {200, 302}
    elif name in SECRET:
        assert response.status_code == 404
    elif name.startswith(API):
        assert response.status_code in {200, 404}
        assert "json" in response["Content-Type"]
    else:
        assert response.status_code == 302
        assert response["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("role", Role)
def test_every_page_a_role_can_reach_works_and_only_reads(role, walks):
    walk = walks.of(role)

    wrong = {url: page.status_code for url, page in walk.pages.items() if page.status_code >= 400}
    assert wrong == {}
    written = [
        sql[:120]
        for sql in walk.statements
        if not sql.lstrip("(").startswith("SELECT") and not MAY_WRITE.match(sql)
    ]
    assert written == []


def named(pages):
    """Which addresses these pages have and send their forms to."""
    for url, page in pages:
        addresses = [url]
        if is_page(page):
            addresses += [urljoin(url, form.action or url) for form in read(page).forms]
        yield {resolve(urlsplit(address).path).view_name for address in addresses}


def test_the_crawl_reaches_every_kind_of_page(walks):
    """An address that no role can reach by a link or a form is a door nobody finds."""
    missing = {name for name, _route in patterns()} - OPEN - SECRET - ONLY_AFTER_A_STEP
    missing = {name for name in missing if not name.startswith(API)}
    roles = (Role.CONSULTANT, Role.WGI_COORDINATOR, Role.APP_ADMIN)
    # One page of each kind reaches nearly all of them; for the rest, three of each.
    nearly = (walks.of(role).pages.items() for role in roles)
    all_of_it = (visits(signed_in(role), each=3, known=walks.of(role).pages) for role in roles)
    for found in named(chain.from_iterable(chain(nearly, all_of_it))):
        missing -= found
        if not missing:
            break
    assert " ".join(sorted(missing)) == ""


@pytest.mark.parametrize(
    "role", [Role.APP_ADMIN, Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.PARTNER_CONTACT,
             Role.PARTICIPANT, Role.PRIVACY_OFFICER, Role.STAFF_ADVISER],
)  # fmt: skip
def test_a_role_without_dossiers_finds_none(role, walks):
    """Hidden and missing look alike: 404, or 403 where the role may not come at all."""
    dossiers = walks.of(Role.CONSULTANT).dossiers
    assert len(dossiers) > 5
    client = signed_in(role)
    answers = {url: client.get(url).status_code for url in dossiers}
    assert {url: code for url, code in answers.items() if code not in {403, 404}} == {}


def test_another_consultants_dossier_is_missing(walks):
    stranger = Client()
    stranger.force_login(make_member(Role.CONSULTANT))
    dossiers = walks.of(Role.CONSULTANT).dossiers
    answers = {url: stranger.get(url).status_code for url in dossiers}
    assert {url: code for url, code in answers.items() if code != 404} == {}


def test_a_wrong_method_is_405_or_refused(walks):
    client = signed_in(Role.CONSULTANT)
    for url, page in walks.of(Role.CONSULTANT).pages.items():
        if page.status_code == 200:
            answer = client.delete(url.split("?")[0])
            assert answer.status_code in {403, 404, 405}, url

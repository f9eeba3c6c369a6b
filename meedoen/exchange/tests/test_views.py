"""The doors: handing in and out by colleagues, and the API for everybody."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meedoen.accounts.choices import Role
from meedoen.exchange.models import Batch
from meedoen.exchange.rules import packages
from meedoen.exchange.rules.checking import KINDS
from meedoen.exchange.rules.gathering import gather
from meedoen.exchange.rules.tables import TABLES
from meedoen.exchange.tests.factories import organization, package, service, take, uid
from meedoen.offers.models import Offer
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_member(Role.WGI_COORDINATOR)


def _form(data=None, **typed):
    file = {} if data is None else {"file": SimpleUploadedFile("pakket.json", data)}
    return {"kind": "care_support", "side": "participation", **file, **typed}


def test_a_coordinator_hands_in_looks_takes_over_and_sees_it(
    login, keeper, django_capture_on_commit_callbacks
):
    client = login(keeper)
    wrong = service("Los", organization_id=uid("niemand"))
    answer = client.post("/aanbod/uitwisselen/", _form(package(services=[service(), wrong])))
    batch = Batch.objects.get()
    assert answer.url == f"/aanbod/uitwisselen/{batch.pk}/"
    shown = client.get(answer.url).content.decode()
    assert "Spreekuur" in shown
    assert "services[1]" in shown
    assert not Offer.objects.exists()
    assert "organization_id" in client.get(f"{answer.url}verslag.csv").content.decode()

    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{answer.url}overnemen/")
    assert Offer.objects.get().name == "Spreekuur"
    assert "Overgenomen op" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        _form(), _form(b""), _form(b"\x00" * 9), _form(b"[[[["), _form(b"[]", kind="x"),
        _form(b"{}", side="\u202e"), {}, {"file": "tekst"}, _form(b"PK\x03\x04" + b"\xff" * 99),
    ],
)  # fmt: skip
def test_junk_is_told_at_the_form(login, keeper, typed):
    answer = login(keeper).post("/aanbod/uitwisselen/", typed)
    assert answer.status_code in {302, 422}
    assert not Offer.objects.exists()


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.DIRECTOR, Role.PRIVACY_OFFICER])
def test_who_does_not_keep_offers_and_network_may_not_come_in(login, role):
    client = login(make_member(role))
    assert client.get("/aanbod/uitwisselen/").status_code == 403
    assert client.get("/aanbod/uitwisselen/hsds.zip").status_code == 403


def test_our_directory_is_downloaded_as_a_package(login, keeper):
    make_offer()
    data = login(keeper).get("/aanbod/uitwisselen/hsds.zip").content
    found = gather(packages.from_bytes(data, "a.zip"), {})
    assert len(found.flat["service"]) == 1
    assert found.problems == []


def _get(client, path):
    answer = client.get(f"/hsds/{path}")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def _check(table, tree):
    """What HSDS asks of a record and of all that is nested in it."""
    about = TABLES[table]
    for field in about.fields.values():
        assert not field.required or field.name in tree, (table, field.name)
        if tree.get(field.name):
            KINDS[field.kind](tree[field.name], field)
    for name, held in about.children.items():
        for one in tree.get(name, []):
            _check(held, one)
    for name, held in about.single.items():
        if name in tree:
            _check(held, tree[name])


def test_the_api_says_what_hsds_asks(client, keeper):
    make_offer(address="Laan 3, 1813 CD Alkmaar", capacity=4, themes=["work"])
    take(package(services=[service(contacts=[{"id": uid("c"), "name": "Jan"}])]), by=keeper)

    assert _get(client, "")["version"] == "3.1"
    assert "/services/{id}" in _get(client, "openapi.json")["paths"]
    listed = _get(client, "services?per_page=1")
    assert (listed["total_items"], listed["total_pages"], listed["size"]) == (2, 2, 1)
    assert (listed["first_page"], listed["last_page"], listed["empty"]) == (True, False, False)
    for shown in _get(client, "services?full=true")["contents"]:
        one = _get(client, f"services/{shown['id']}")
        assert one == shown
        _check("service", one)
        assert one["organization"]["name"]
        assert "contacts" not in one
    for table, path in (
        ("organization", "organizations"), ("taxonomy", "taxonomies"),
        ("taxonomy_term", "taxonomy_terms"), ("service_at_location", "service_at_locations"),
    ):  # fmt: skip
        for one in _get(client, path)["contents"]:
            _check(table, one)


def test_the_filters_all_have_to_hold(client, keeper):
    make_offer(name="Naaien", themes=["work"])
    take(package(), by=keeper)
    work = next(one for one in _get(client, "taxonomy_terms?per_page=200")["contents"]
                if one["code"] == "theme:work")  # fmt: skip
    owner = organization()["id"]

    def names(query):
        return [one["name"] for one in _get(client, f"services?{query}")["contents"]]

    assert names("search=naai") == ["Naaien"]
    assert names(f"taxonomy_term_id={work['id']}") == ["Naaien"]
    assert names(f"taxonomy_id={work['taxonomy_id']}") == ["Naaien"]
    assert names(f"organization_id={owner}") == ["Spreekuur"]
    assert names(f"organization_id={owner}&search=naai") == []
    assert len(names("modified_after=2020-01-01")) == 2
    assert names("modified_after=2999-01-01T00:00:00Z") == []
    assert set(_get(client, "services?minimal=true")["contents"][0]) == {"id", "modified_date"}


@pytest.mark.parametrize(
    "path",
    ["services?page=0", "services?per_page=9999", "services?organization_id=x", "services?full=ja",
     "services?modified_after=gisteren", "services?format=xml", "taxonomy_terms?parent_id=%00"],
)  # fmt: skip
def test_a_parameter_that_makes_no_sense_is_a_problem_in_json(client, path):
    answer = client.get(f"/hsds/{path}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["services", "services?full=true", "services?minimal=true", "organizations",
             "taxonomies", "taxonomy_terms", "service_at_locations", "services?search=niets"],
)  # fmt: skip
def test_as_lines_everything_comes_without_pages(client, monkeypatch, path):
    monkeypatch.setattr("meedoen.exchange.views.api.AT_A_TIME", 2)
    for number in range(5):
        make_offer(address=f"Laan {number}")
    with_more = f"{path}{'&' if '?' in path else '?'}"

    answer = client.get(f"/hsds/{with_more}format=ndjson")
    assert answer["Content-Type"] == "application/x-ndjson"
    assert answer["Access-Control-Allow-Origin"] == "*"
    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    assert lines == _get(client, f"{with_more}per_page=400")["contents"]
    assert client.head(f"/hsds/{with_more}format=ndjson").getvalue() == b""


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "services", f"services/{uid('x')}", "openapi.json", "weg"])
def test_who_wants_to_write_hears_as_a_program_that_this_is_for_reading(method, path):
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(f"/hsds/{path}", b"{}", content_type="application/json")

    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(answer.content)["status"] == 405


def test_the_api_can_be_closed(client, settings):
    assert client.get(f"/hsds/services/{uid('niets')}").status_code == 404
    settings.HSDS_OPEN = False
    assert client.get("/hsds/services").status_code == 404


@pytest.mark.parametrize("path", ["services?full=true", "organizations?full=true",
                                  "service_at_locations?full=true"])  # fmt: skip
def test_a_page_costs_the_same_for_two_or_twenty(client, queries, path):
    for number in range(2):
        make_offer(address=f"Laan {number}")
    few = queries(lambda: client.get(f"/hsds/{path}"))
    for number in range(18):
        make_offer(address=f"Kade {number}")
    assert queries(lambda: client.get(f"/hsds/{path}")) == few <= 15

"""The network in the browser: areas, organisations, adding them; roles and junk."""

from uuid import uuid4

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.network.tests.factories import make_neighbourhood, make_organisation

pytestmark = pytest.mark.django_db
LIST = "/netwerk/"
ADD_ORGANISATION = "/netwerk/organisaties/nieuw/"
ADD_AREA = "/netwerk/wijken/nieuw/"


@pytest.fixture
def client(login):
    return login(make_user(Role.WGI_COORDINATOR))


def test_coordinator_adds_an_area_and_an_organisation_in_it(client, audited):
    client.post(ADD_AREA, {"name": "De Hoef", "aliases": "Hoef, de hoef", "wijk_codes": "wk036104"})
    area = Neighbourhood.objects.get(code="de-hoef")
    answer = client.post(
        ADD_ORGANISATION,
        {"name": "Wijkhuis De Hoef", "kind": "community_centre", "neighbourhood": area.pk,
         "website": "wijkhuis.example", "is_finding_place": "on"},
        follow=True,
    )  # fmt: skip

    organisation = Organisation.objects.get()
    assert area.aliases == ["Hoef", "de hoef"]
    assert area.wijk_codes == ["WK036104"]
    assert organisation.website == "https://wijkhuis.example"
    assert "vindplaats" in answer.content.decode()
    assert "Wijkhuis De Hoef" in client.get("/netwerk/wijken/de-hoef/").content.decode()
    assert "1 organisatie, 1 vindplaats" in client.get(LIST).content.decode()
    assert audited("network.organisation_added", organisation)
    assert audited("network.neighbourhood_added", area)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "Naam"),
        ({"name": "bestaat al"}, "staat er al"),
        ({"name": "x" * 1_000_000}, "te lang"),
        ({"kind": "\x00"}, "Soort"),
        ({"neighbourhood": "geen-uuid"}, "Wijk"),
        ({"email": "nee"}, "e-mailadres"),
        ({"phone": "bel maar"}, "telefoonnummer"),
        ({"website": "javascript://x"}, "webadres"),
        ({"website": "<b>"}, "webadres"),
        ({"gdpr_role": "baas"}, "Rol"),
    ],
)
def test_what_is_wrong_with_an_organisation_is_said_at_the_field(client, facts, said):
    make_organisation(name="Bestaat al")
    data = {"name": "Koffiehuis", "kind": "welfare", "address": "Kade 1", **facts}
    answer = client.post(ADD_ORGANISATION, data)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Kade 1" in answer.content.decode()
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": "Overdie"}, "staat er al"),
        ({"name": "!!!"}, "letters"),
        ({"wijk_codes": "WK12"}, "WK met zes cijfers"),
        ({"aliases": "x" * 501}, "te lang"),
    ],
)
def test_what_is_wrong_with_an_area_is_said_at_the_field(client, facts, said):
    make_neighbourhood("overdie")
    answer = client.post(ADD_AREA, {"name": "Nieuwe wijk", **facts})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Neighbourhood.objects.count() == 1


def test_organisations_are_found_by_name_and_kind(client):
    make_organisation(name="Bibliotheek Noord", kind="library")
    make_organisation(name="Sportclub", kind="sport_culture")

    page = client.get(LIST, {"q": "bibliotheek"}).content.decode()
    assert "Bibliotheek Noord" in page
    assert "Sportclub" not in page
    assert "Sportclub" in client.get(LIST, {"soort": "sport_culture"}).content.decode()
    assert "Niets gevonden" in client.get(LIST, {"q": "zwembad"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [{"na": "WyJhIiwgImIiXQ"}, {"na": "%"}, {"q": "\x00"}, {"q": "%_'"}, {"soort": "\x00"}],
)
def test_junk_in_the_address_gives_a_page(client, query):
    make_organisation()

    assert client.get(LIST, query).status_code == 200


def test_pages_follow_each_other(client):
    for number in range(52):
        make_organisation(name=f"Huis {number:03}")
    first = client.get(LIST).content.decode()
    marker = first.split("na=")[1].split('"')[0]

    assert "Huis 050" not in first
    assert "Huis 051" in client.get(f"{LIST}?na={marker}").content.decode()


def test_the_list_costs_the_same_for_two_or_twenty(client, queries):
    make_organisation(neighbourhood=make_neighbourhood("overdie"))
    few = queries(lambda: client.get(LIST))
    for number in range(20):
        make_organisation(neighbourhood=make_neighbourhood(f"wijk-{number}"))

    assert queries(lambda: client.get(LIST)) == few


def test_empty_network_says_how_to_begin(client):
    page = client.get(LIST).content.decode()

    assert "Nog geen wijken" in page
    assert "Nog geen organisaties" in page


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.CONSULTANT, Role.APP_ADMIN])
def test_who_may_look_may_not_add(login, role):
    organisation = make_organisation()
    client = login(make_user(role))

    assert client.get(LIST).status_code == 200
    assert client.get(reverse("network:organisation", args=[organisation.pk])).status_code == 200
    assert client.get(ADD_ORGANISATION).status_code == 403
    assert client.post(ADD_AREA, {"name": "Nergens"}).status_code == 403


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.PARTICIPANT, Role.PRIVACY_OFFICER])
def test_who_has_nothing_to_do_with_the_network_does_not_get_in(login, role):
    client = login(make_user(role))

    assert client.get(LIST).status_code == 403
    assert client.get(reverse("network:organisation", args=[uuid4()])).status_code == 403
    assert client.get("/netwerk/wijken/overdie/").status_code == 403


def test_missing_is_404_and_a_wrong_method_405(client):
    assert client.get(reverse("network:organisation", args=[uuid4()])).status_code == 404
    assert client.get("/netwerk/wijken/nergens/").status_code == 404
    assert client.post(LIST).status_code == 405

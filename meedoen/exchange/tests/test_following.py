"""What a newer package changes about a place reaches the offers that it leaves as they were."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.exchange.tests.factories import package, service, take, uid
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.offers.models import Offer
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_member(Role.WGI_COORDINATOR)


def _house(area, street="Laan 1"):
    line = {
        "id": uid("adres"), "address_1": street, "city": "Alkmaar", "country": "NL",
        "state_province": "", "postal_code": "", "address_type": "physical",
    }  # fmt: skip
    return {
        "id": uid("huis"), "name": "Huis", "location_type": "physical", "addresses": [line],
        "attributes": [{"id": uid("wijk"), "label": "neighbourhood", "value": area}],
    }  # fmt: skip


def _there(name, **facts):
    at = {"id": uid(f"{name} daar"), "location_id": uid("huis"), "service_id": uid(name)}
    return service(name, service_at_locations=[at], **facts)


def test_where_a_place_went_its_offers_went(keeper):
    areas = {code: make_neighbourhood(code) for code in ("oudorp", "overdie")}
    offers = [_there("Taal"), _there("Naaien")]
    take(package(locations=[_house("oudorp")], services=offers), by=keeper)
    assert {one.neighbourhood for one in Offer.objects.all()} == {areas["oudorp"]}

    second = take(package(locations=[_house("overdie", "Weg 2")], services=offers), by=keeper)

    assert second.counts["service"] == {"same": 2}
    found = Offer.objects.filter(area_codes=" overdie ", neighbourhood=areas["overdie"])
    assert {one.address for one in found} == {"Huis, Weg 2, Alkmaar"}
    assert found.count() == 2


def test_what_changes_in_a_package_costs_the_same_for_two_or_twenty(keeper, queries):
    make_neighbourhood("oudorp")

    def cost(number):
        def offers(text):
            return [_there(f"Les {one}-{number}", description=text) for one in range(number)]

        take(package(locations=[_house("oudorp")], services=offers("Eerst")), by=keeper)
        newer = package(locations=[_house("oudorp")], services=offers("Daarna"))
        return queries(lambda: take(newer, by=keeper))

    cost(1)  # from now on every word is known
    assert cost(20) == cost(2)

"""Locations, programmes, service areas, and the directory on the map."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import TooLate
from meedoen.network import actions as network
from meedoen.network.models import Neighbourhood
from meedoen.network.rules import Shape
from meedoen.network.tests.factories import make_neighbourhood, make_organisation
from meedoen.offers import actions
from meedoen.offers.models import Location, Offer, Programme
from meedoen.offers.pages import Search, listing, town_map
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
SQUARE: Shape = [[[[4.7, 52.6], [4.8, 52.6], [4.8, 52.7], [4.7, 52.6]]]]


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


def test_coach_adds_a_location_and_its_offers_move_along(client, coach, audited):
    area, other = make_neighbourhood("oudorp"), make_neighbourhood("overdie")
    client.post(
        "/aanbod/locaties/nieuw/",
        {"name": "De Oever", "address": "Oeverpad 3", "neighbourhood": area.pk,
         "latitude": "52.64", "longitude": "4.77", "accessibility": "Drempelvrij"},
    )  # fmt: skip
    house = Location.objects.get()
    offer = make_offer(by=coach, location=house)
    assert (offer.address, offer.neighbourhood) == ("De Oever, Oeverpad 3", area)
    assert "Drempelvrij" in client.get(reverse("offers:detail", args=[offer.pk])).content.decode()

    url = reverse("offers:location", args=[house.pk])
    sent = {"name": "De Oever", "address": "Dijk 1", "neighbourhood": other.pk, "version": "1"}
    assert client.post(url, sent).status_code == 302
    kept = Offer.objects.get()
    assert (kept.address, kept.neighbourhood) == ("De Oever, Dijk 1", other)
    assert audited("offers.location_corrected", house)

    late = client.post(url, sent | {"address": "Kade 9"})
    assert late.status_code == 409
    assert "Kade 9" in late.content.decode()
    assert 'value="2"' in late.content.decode()
    with pytest.raises(TooLate):
        actions.correct_location(house, version=1, by=coach, address="x")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "Naam"),
        ({"name": "Bestaat", "address": "Al 1"}, "staat er al"),
        ({"latitude": "52.6"}, "samen"),
        ({"latitude": "veel", "longitude": "4"}, "getal met een punt"),
        ({"latitude": "152", "longitude": "4"}, "getal met een punt"),
        ({"latitude": "NaN", "longitude": "4"}, "getal met een punt"),
        ({"longitude": "9" * 400, "latitude": "4"}, "getal met een punt"),
        ({"neighbourhood": "\x00"}, "Wijk"),
        ({"address": "x" * 300}, "te lang"),
    ],
)
def test_what_is_wrong_with_a_location_is_said_at_the_field(client, facts, said):
    Location.objects.create(name="Bestaat", address="Al 1")
    data = {"name": "Nieuw", "address": "Laan 1", "accessibility": "Met lift", **facts}
    answer = client.post("/aanbod/locaties/nieuw/", data)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Met lift" in answer.content.decode()
    assert Location.objects.count() == 1


def test_the_database_refuses_a_place_outside_the_world_and_half_a_place(coach):
    for facts in ({"latitude": 95, "longitude": 4}, {"latitude": 52}, {"longitude": 4}):
        with pytest.raises(ValidationError):
            actions.add_location("X", by=coach, address="Y", **facts)
        with pytest.raises(IntegrityError), transaction.atomic():
            Location.objects.create(name="X", address="Y", **facts)


def test_a_programme_bundles_offers_and_ends(client, coach):
    client.post("/aanbod/programmas/nieuw/", {"name": "Brugklas", "description": "Drie maanden"})
    programme = Programme.objects.get()
    make_offer(by=coach, name="Uitstapje", programme=programme)
    make_offer(by=coach, name="Iets anders")

    page = client.get("/aanbod/programmas/").content.decode()
    assert "1 onderdeel" in page
    found = client.get("/aanbod/", {"programma": programme.pk}).content.decode()
    assert "Uitstapje" in found
    assert "Iets anders" not in found
    assert client.post("/aanbod/programmas/nieuw/", {"name": "brugklas"}).status_code == 422
    url = reverse("offers:programme", args=[programme.pk])
    assert client.post(url, {"name": "Brugklas", "version": "1"}).status_code == 302
    assert not Programme.objects.get().is_active
    assert client.post(url, {"name": "Anders", "version": "1"}).status_code == 409


def test_the_form_keeps_place_programme_areas_and_papers(client, coach):
    areas = [make_neighbourhood("oudorp"), make_neighbourhood("overdie")]
    house = Location.objects.create(name="Huis", address="Weg 1", neighbourhood=areas[0])
    programme = Programme.objects.create(name="Brugklas")
    organisation = make_organisation()
    sent = {
        "name": "Naaicafé", "organisation": organisation.pk, "kind": "encounter",
        "side": "participation", "tijd-TOTAL_FORMS": "0", "tijd-INITIAL_FORMS": "0",
        "location": house.pk, "programme": programme.pk, "areas": [area.pk for area in areas],
        "documents_needed": "identiteitsbewijs\n\n  pasfoto ", "rests_in_holidays": "on",
    }  # fmt: skip
    assert client.post(reverse("offers:add"), sent).status_code == 302

    offer = Offer.objects.get()
    assert offer.documents_needed == ["identiteitsbewijs", "pasfoto"]
    assert [area.code for area in offer.area_list] == ["oudorp", "overdie"]
    form = client.get(reverse("offers:edit", args=[offer.pk])).content.decode()
    assert "identiteitsbewijs\npasfoto" in form
    assert form.count(" checked") >= 3
    client.post(
        reverse("offers:edit", args=[offer.pk]), sent | {"areas": [areas[1].pk], "version": "1"}
    )
    assert [area.code for area in Offer.objects.get().area_list] == ["overdie"]


def test_who_searches_an_area_finds_what_is_meant_for_it_and_the_map_counts_the_same(client, coach):
    areas = {code: make_neighbourhood(code) for code in ("oudorp", "overdie")}
    for area in areas.values():
        network.draw_neighbourhood(area, shape=SQUARE, by=coach)
    make_offer(by=coach, name="Hier", neighbourhood=areas["oudorp"], areas=areas.values())
    make_offer(by=coach, name="Daar", neighbourhood=areas["overdie"])
    make_offer(by=coach, name="Overal")

    found = client.get("/aanbod/", {"wijk": "overdie"}).content.decode()
    assert ">Hier<" in found
    assert ">Daar<" in found
    assert ">Overal<" not in found
    page = client.get("/aanbod/kaart/", {"q": "praat", "wijk": "overdie"}).content.decode()
    assert "Niets gevonden" in page
    page = client.get("/aanbod/kaart/").content.decode()
    assert 'aria-label="Overdie: 2 keer aanbod"' in page
    assert 'aria-label="Oudorp: 1 keer aanbod"' in page
    assert '<path d="M' in page


def test_an_offer_without_a_place_of_its_own_is_found_in_what_it_is_meant_for(coach):
    areas = [make_neighbourhood(code) for code in ("hoef", "de-hoef", "oudorp")]
    make_offer(by=coach, name="Thuis", areas=areas[:2])
    make_offer(by=coach, name="Online")

    drawn = town_map(Search({}))
    assert {area.code: area.offers for area in drawn.areas} == {
        "hoef": 1,
        "de-hoef": 1,
        "oudorp": 0,
    }
    assert drawn.elsewhere == 1
    assert [row.name for row in listing(Search({"wijk": "hoef"})).rows] == ["Thuis"]


def test_an_area_that_is_no_longer_ours_counts_as_elsewhere(coach):
    area = make_neighbourhood("oudorp")
    make_offer(by=coach, neighbourhood=area)
    Neighbourhood.objects.update(is_active=False)

    assert town_map(Search({})).elsewhere == 1


def test_where_a_location_goes_its_offers_go_and_what_they_are_meant_for_stays(coach, queries):
    here, there, meant = (make_neighbourhood(code) for code in ("oudorp", "overdie", "de-mare"))
    house = actions.add_location("Huis", by=coach, address="Weg 1", neighbourhood=here)
    make_offer(by=coach, name="Taal", location=house, areas=[meant])

    def move(area):
        house.refresh_from_db()
        return lambda: actions.correct_location(
            house, version=house.version, by=coach, neighbourhood=area
        )

    few = queries(move(there))
    for _number in range(8):
        make_offer(by=coach, location=house)
    many = queries(move(there))

    assert few == many
    offer = Offer.objects.get(name="Taal")
    assert (offer.neighbourhood, offer.area_codes) == (there, " de-mare overdie ")


def test_day_parts_and_stale_narrow_the_list(client, coach):
    make_offer(by=coach, name="Dinsdagochtend", slots=[slot(1, "9.00", "11.00")])
    make_offer(by=coach, name="Maandagavond", slots=[slot(0, "19.00", "21.00")])
    make_offer(by=coach, name="Oud", slots=[], verified_on=None)

    def shown(**wanted):
        page = client.get("/aanbod/", wanted).content.decode()
        return [n for n in ("Dinsdagochtend", "Maandagavond", "Oud") if f">{n}<" in page]

    assert shown(dag="1") == ["Dinsdagochtend"]
    assert shown(dag="0") == ["Maandagavond"]
    assert shown(deel="2") == ["Maandagavond"]
    assert shown(dag="1", deel="2") == []
    assert shown(navragen="on") == ["Oud"]
    assert shown(dag="9") == ["Dinsdagochtend", "Maandagavond", "Oud"]


def test_htmx_gets_only_what_was_found(client):
    page = client.get("/aanbod/kaart/", headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith('<div id="found"')


@pytest.mark.parametrize("url", ["/aanbod/kaart/", "/aanbod/locaties/", "/aanbod/programmas/"])
def test_every_list_costs_the_same_for_two_or_twenty(client, coach, queries, url):
    def more(number):
        for _ in range(number):
            area = make_neighbourhood(f"wijk-{Offer.objects.count()}")
            house = Location.objects.create(
                name=f"Huis {Offer.objects.count()}", address="x", neighbourhood=area,
                organisation=make_organisation(),
            )  # fmt: skip
            programme = Programme.objects.create(name=house.name, organisation=house.organisation)
            make_offer(by=coach, location=house, programme=programme, areas=[area])

    more(2)
    few = queries(lambda: client.get(url))
    more(18)
    assert queries(lambda: client.get(url)) == few <= 15


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.APP_ADMIN])
def test_who_may_look_may_not_change_places(login, coach, role):
    client = login(make_user(role))
    house = Location.objects.create(name="Huis", address="Weg 1")
    for name in ("map", "locations", "programmes", "closures"):
        assert client.get(reverse(f"offers:{name}")).status_code == 200
    for name in ("add_location", "add_programme", "answers"):
        assert client.get(reverse(f"offers:{name}")).status_code == 403
    assert client.post("/aanbod/vrije-dagen/", {"name": "x"}).status_code == 403
    assert client.get(reverse("offers:location", args=[house.pk])).status_code == 403
    stranger = login(make_user(Role.PARTICIPANT))
    for name in ("map", "locations", "programmes", "closures"):
        assert stranger.get(reverse(f"offers:{name}")).status_code == 403


def test_locations_of_one_organisation(login, queries):
    coach = make_member(Role.PARTICIPATION_COACH)
    client, owner = login(coach), make_organisation(name="Wijkhuis")
    actions.add_location("Zaal Oost", address="Laan 3", organisation=owner, by=coach)
    actions.add_location("Zaal West", address="Kade 9", by=coach)

    asked = f"/aanbod/locaties/?organisatie={owner.pk}"
    assert asked in client.get(f"/netwerk/organisaties/{owner.pk}/").content.decode()
    page = client.get(asked).content.decode()
    assert "Zaal Oost" in page
    assert "Zaal West" not in page
    other = make_organisation(name="School")
    assert "Geen locaties van deze organisatie" in client.get(
        f"/aanbod/locaties/?organisatie={other.pk}"
    ).content.decode()  # fmt: skip
    assert "Zaal West" in client.get("/aanbod/locaties/?organisatie=junk").content.decode()

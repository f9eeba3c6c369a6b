"""Correcting an organisation, and no longer working with it."""

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import TooLate
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.network.tests.factories import make_neighbourhood, make_organisation
from meedoen.offers import actions
from meedoen.offers.tests.factories import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return make_user(Role.WGI_COORDINATOR)


@pytest.fixture
def client(login, coordinator):
    return login(coordinator)


@pytest.fixture
def house():
    return make_organisation(
        name="Buurthuis De Oever", kind="community_centre", phone="072 511 0000"
    )  # fmt: skip


def _sent(organisation, **facts):
    return {
        "name": organisation.name, "kind": organisation.kind, "phone": organisation.phone,
        "gdpr_role": organisation.gdpr_role, "is_active": "on", "version": organisation.version,
        **facts,
    }  # fmt: skip


def _edit(organisation):
    return reverse("offers:edit_organisation", args=[organisation.pk])


def test_a_new_name_and_number_stand_everywhere_and_its_offers_are_found_by_them(
    client, house, audited
):
    make_offer(name="Naaien", organisation=house)
    page = client.get(reverse("network:organisation", args=[house.pk])).content.decode()
    assert _edit(house) in page
    form = client.get(_edit(house)).content.decode()
    assert "072 511 0000" in form

    answer = client.post(
        _edit(house), _sent(house, name="Huis van de wijk", phone="072 522 0000"), follow=True
    )

    told = answer.content.decode()
    assert "Huis van de wijk" in told
    assert "072 522 0000" in told
    assert ">Naaien<" in client.get("/aanbod/", {"q": "huis wijk"}).content.decode()
    assert ">Naaien<" not in client.get("/aanbod/", {"q": "oever"}).content.decode()
    assert audited("network.organisation_corrected", house)


def test_an_organisation_keeps_its_own_name_and_takes_nobody_elses(client, house):
    make_organisation(name="De Bieb")

    assert client.post(_edit(house), _sent(house)).status_code == 302
    house.refresh_from_db()
    answer = client.post(_edit(house), _sent(house, name="de bieb", address="Kade 1"))
    assert answer.status_code == 422
    assert "staat er al" in answer.content.decode()
    assert "Kade 1" in answer.content.decode()


def test_of_two_who_correct_it_the_second_sees_what_stands_there_and_chooses(client, house):
    first = _sent(house, name="Van de eerste")
    client.post(_edit(house), first)

    answer = client.post(_edit(house), _sent(house, name="Van de tweede"))
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Nu staat er: Van de eerste" in told
    assert "Van de tweede" in told
    assert Organisation.objects.get().name == "Van de eerste"

    again = _sent(house, name="Van de tweede", version=Organisation.objects.get().version)
    assert client.post(_edit(house), again).status_code == 302
    assert Organisation.objects.get().name == "Van de tweede"


def test_the_verb_itself_refuses_who_comes_second(house, coordinator):
    actions.correct_organisation(house, version=1, by=coordinator, phone="1234567")

    with pytest.raises(TooLate):
        actions.correct_organisation(house, version=1, by=coordinator, phone="7654321")


def test_who_stops_with_an_organisation_hears_what_still_runs_there(client, house):
    make_offer(organisation=house)
    make_offer(organisation=house)
    stopped = {name: value for name, value in _sent(house).items() if name != "is_active"}

    told = client.post(_edit(house), stopped, follow=True).content.decode()

    assert "Er staan nog 2 activiteiten van deze organisatie open" in told
    assert "niet meer actief" in told
    house.refresh_from_db()
    assert not house.is_active
    client.post(_edit(house), _sent(house))
    assert Organisation.objects.get().is_active


def test_an_area_that_is_no_longer_ours_stays_where_it_was(client, house):
    area = make_neighbourhood("oudorp")
    Organisation.objects.update(neighbourhood=area)
    Neighbourhood.objects.update(is_active=False)

    assert client.post(_edit(house), _sent(house, neighbourhood=area.pk)).status_code == 302
    assert Organisation.objects.get().neighbourhood == area


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PARTICIPATION_COACH, 403), (Role.DIRECTOR, 403), (Role.ASSESSOR, 403)],
)
def test_only_who_keeps_the_network_may_change_it(login, house, role, status):
    client = login(make_user(role))

    assert client.get(_edit(house)).status_code == status
    assert client.post(_edit(house), _sent(house, name="X")).status_code == status
    assert Organisation.objects.get().name == "Buurthuis De Oever"


def test_finding_out_what_is_wrong_costs_the_same_for_two_or_twenty_offers(client, house, queries):
    def rename(name):
        house.refresh_from_db()
        return lambda: client.post(_edit(house), _sent(house, name=name))

    for number in range(2):
        make_offer(name=f"Les {number}", organisation=house)
    few = queries(rename("Huis een"))
    for number in range(18):
        make_offer(name=f"Taal {number}", organisation=house)

    assert queries(rename("Huis twee")) <= few + 2

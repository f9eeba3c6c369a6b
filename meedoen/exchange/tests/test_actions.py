"""Taking over packages: all or nothing, the same twice changes nothing, and there and back."""

import json

import pytest

from meedoen.accounts.choices import Role
from meedoen.exchange import access, actions
from meedoen.exchange.choices import State
from meedoen.exchange.models import Batch, Imported
from meedoen.exchange.rules import bundles, packages
from meedoen.exchange.rules.gathering import gather
from meedoen.exchange.tests.factories import package, take, uid
from meedoen.network.models import Organisation
from meedoen.network.tests.factories import make_neighbourhood, make_organisation
from meedoen.offers.choices import Kind, Side
from meedoen.offers.models import Location, Offer, Programme, ServiceArea, Session
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_member(Role.WGI_COORDINATOR)


def _emptied():
    for model in (ServiceArea, Session, Offer, Location, Programme, Organisation, Imported):
        model.objects.all().delete()


def _a_town(by):
    area = make_neighbourhood()
    owner = make_organisation(
        name="Buurthuis De Oever", neighbourhood=area, address="Dorpsstraat 1, 1811 AB Alkmaar",
        phone="072 511 0000", email="hallo@example.org", website="https://example.org",
    )  # fmt: skip
    place = Location.objects.create(
        organisation=owner, name="Zaal 1", address="Laan 3, 1813 CD Alkmaar", latitude=52.6,
        longitude="4.75", accessibility="gelijkvloers", neighbourhood=area,
    )  # fmt: skip
    course = Programme.objects.create(organisation=owner, name="Brugklas", description="Samen")
    lone = make_offer(
        organisation=owner, address="Kade 9", capacity=12, taken=3, cost_cents=1250,
        cost_text="per maand", themes=["cooking", "work"], languages=["ar", "ti"],
        ladder_min=2, ladder_max=4, oral_min="a1", oral_max="b1", women_only=True,
        dual_form="work", side=Side.BOTH, contact_phone="0612345678", neighbourhood=area,
        documents_needed=["paspoort", "pen"], joining_text="Bel ons.", accessibility="lift",
        slots=[slot(0, "9.30", "11.30"), slot(2, "13.00", "15.00")], by=by,
    )  # fmt: skip
    make_offer(
        organisation=owner, location=place, address="Zaal 1, Laan 3, 1813 CD Alkmaar", programme=course,
        neighbourhood=area, by=by, slots=[],
    )  # fmt: skip
    ServiceArea.objects.create(offer=lone, neighbourhood=area)


def _values(model, *but):
    skip = {"version", "sessions", *but}
    names = [one.attname for one in model._meta.concrete_fields if one.name not in skip]
    return list(model.objects.order_by("pk").values(*names))


@pytest.mark.parametrize("write", [bundles.to_zip, bundles.to_json])
def test_our_directory_goes_out_and_comes_back_the_same(keeper, write):
    _a_town(keeper)
    before = {model: _values(model) for model in (Organisation, Location, Programme, Offer)}
    moments = list(Session.objects.order_by("offer", "weekday").values_list("offer", "weekday"))
    out = write(access.written())
    _emptied()

    take(out, by=keeper)

    assert write(access.written()) == out
    for model, rows in before.items():
        assert _values(model) == rows
    assert moments == list(
        Session.objects.order_by("offer", "weekday").values_list("offer", "weekday")
    )

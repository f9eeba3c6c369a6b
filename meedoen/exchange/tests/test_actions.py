"""Taking over packages: all or nothing, the same twice changes nothing, and there and back."""

from datetime import date, time
from operator import itemgetter

import pytest
from django.db import IntegrityError

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible
from meedoen.exchange import access, actions, tasks
from meedoen.exchange.choices import State
from meedoen.exchange.models import Batch, Imported
from meedoen.exchange.rules import bundles, packages
from meedoen.exchange.rules.gathering import gather
from meedoen.exchange.tests.factories import organization, package, service, take, uid
from meedoen.network.models import Organisation
from meedoen.network.tests.factories import make_neighbourhood, make_organisation
from meedoen.offers import access as offers
from meedoen.offers.choices import Side
from meedoen.offers.models import (
    Location,
    Offer,
    Programme,
    ServiceArea,
    Session,
    SessionException,
)
from meedoen.offers.rules import Change
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
    rhythm = make_offer(
        organisation=owner, address="Kade 9", capacity=12, taken=3, cost_cents=1250,
        cost_text="per maand", themes=["work", "cooking"], languages=["ar", "ti"],
        ladder_min=2, ladder_max=4, age_min=18, age_max=27, oral_min="a1", oral_max="b1",
        women_only=True, dual_form="work", side=Side.BOTH, contact_phone="0612345678",
        neighbourhood=area,
        documents_needed=["paspoort", "pen"], joining_text="Bel ons.", accessibility="lift",
        slots=[slot(0, "9.30", "11.30"), slot(2, "13.00", "15.00")], areas=[area], by=by,
    )  # fmt: skip
    make_offer(
        organisation=owner, location=place, address=place.full_address, programme=course,
        neighbourhood=area, by=by, slots=[],
    )  # fmt: skip

    SessionException.objects.create(offer=rhythm, on=date(2026, 12, 21), starts_at=time(9, 30))
    SessionException.objects.create(
        offer=rhythm, on=date(2026, 12, 23), starts_at=time(13), moved_to=date(2026, 12, 22),
        moved_starts_at=time(10), moved_ends_at=time(12, 15),
    )  # fmt: skip


def _values(model, *but):
    # By its number only our own search knows an offer.
    skip = {"version", "number", "sessions", *but}
    names = [one.attname for one in model._meta.concrete_fields if one.name not in skip]
    return list(model.objects.order_by("pk").values(*names))


@pytest.mark.parametrize("write", [bundles.to_zip, bundles.to_json])
def test_our_directory_goes_out_and_comes_back_the_same(keeper, write):
    _a_town(keeper)
    before = {model: _values(model) for model in (Organisation, Location, Programme, Offer)}
    otherwise = [one.change for one in SessionException.objects.all()]
    moments = list(Session.objects.order_by("offer", "weekday").values_list("offer", "weekday"))
    out = write(access.written())
    _emptied()

    take(out, by=keeper)

    assert write(access.written()) == out
    for model, rows in before.items():
        assert _values(model) == rows
    assert [one.change for one in SessionException.objects.all()] == otherwise
    assert moments == list(
        Session.objects.order_by("offer", "weekday").values_list("offer", "weekday")
    )


def _handed_in(data, by):
    gathered = gather(packages.from_bytes(data, "pakket.json"), access.known())
    return actions.hand_in(gathered, filename="pakket.json", by=by)


def test_a_look_at_a_package_changes_nothing(keeper, audited):
    batch = _handed_in(package(), keeper)

    assert batch.counts["service"] == {"new": 1}
    assert not Offer.objects.exists()
    assert audited("exchange.handed_in", batch)


@pytest.mark.parametrize(
    ("low", "high", "kept"),
    [
        (16, None, (16, None)),
        (18, 27, (18, 27)),
        (0, 99, (0, 99)),
        (17.5, 64.5, (18, 64)),
        (30, 20, (None, None)),
        (18.2, 18.8, (None, None)),
        (-1, 400, (None, None)),
    ],
)
def test_ages_from_elsewhere_are_ours_when_they_can_be_and_go_out_as_they_came(
    keeper, low, high, kept
):
    said = {"minimum_age": low} if high is None else {"minimum_age": low, "maximum_age": high}
    take(package(services=[service(**said)]), by=keeper)

    offer = Offer.objects.get()
    assert (offer.age_min, offer.age_max) == kept
    tree = access.written()["service"][uid("Spreekuur")]
    assert {name: tree.get(name) for name in said} == said

    Offer.objects.update(age_min=21, age_max=None)
    tree = access.written()["service"][uid("Spreekuur")]
    assert (tree["minimum_age"], tree.get("maximum_age")) == (21, None if kept[1] else high)


@pytest.mark.parametrize(
    ("latitude", "kept"), [(52.60007, "52.600070"), (-0.0000001, "0.000000"), (52, "52.000000")]
)
def test_a_place_keeps_its_spot_whatever_its_decimals(keeper, latitude, kept):
    """A float of five decimals has more of them to a Decimal, and half a spot is none."""
    place = {
        "id": uid("z"), "name": "Zaal", "location_type": "physical", "latitude": latitude,
        "longitude": 4.7, "addresses": [{
            "id": uid("zz"), "address_1": "Laan 1", "city": "Alkmaar", "country": "NL",
            "state_province": "", "postal_code": "", "address_type": "physical",
        }],
    }  # fmt: skip
    take(package(locations=[place]), by=keeper)

    assert str(Location.objects.get().latitude).lstrip("-") == kept
    assert access.written()["location"][uid("z")]["latitude"] == latitude


OFF = {"id": uid("x"), "label": "exception", "value": "2026-12-24T09:30"}


def test_dates_that_are_otherwise_come_in_stay_ours_and_tell_nobody_why(keeper):
    junk = [{"id": uid(n), "label": "exception", "value": value} for n, value in enumerate((
        "2026-02-31T09:30", "2026-12-24T99:30", "morgen", "2026-12-24T09:30",
        "2026-12-24T09:30/2026-12-28T10:00/09:00",
    ))]  # fmt: skip
    take(package(services=[service(attributes=[OFF, *junk])]), by=keeper)
    assert [one.change for one in SessionException.objects.all()] == [
        Change(date(2026, 12, 24), time(9, 30))
    ]
    [kept] = access.written()["service"].values()
    assert kept["attributes"] == sorted([OFF, *junk], key=itemgetter("id"))

    mine = SessionException.objects.create(
        offer=Offer.objects.get(), on=date(2026, 12, 31), starts_at=time(9, 30), note="Griep"
    )
    take(package(services=[service(attributes=[OFF, *junk], description="Nieuw")]), by=keeper)
    assert SessionException.objects.contains(mine)
    out = bundles.to_json(access.written()).decode()
    assert "2026-12-31T09:30" in out
    assert "Griep" not in out

    take(package(services=[service()]), by=keeper)
    assert not SessionException.objects.exists()


def test_the_same_package_twice_doubles_nothing(keeper):
    take(package(), by=keeper)
    second = take(package(), by=keeper)

    assert second.counts["service"] == {"same": 1}
    assert (Offer.objects.count(), Organisation.objects.count()) == (1, 1)


def test_a_newer_package_changes_what_it_changed_and_leaves_our_own_corrections(keeper):
    take(package(services=[service(description="Oud", email="a@example.org")]), by=keeper)
    Offer.objects.update(description="Van ons")

    take(package(services=[service(description="Oud", email="b@example.org")]), by=keeper)

    offer = Offer.objects.get()
    assert (offer.description, offer.contact_email) == ("Van ons", "b@example.org")
    tree = access.written()["service"][uid("Spreekuur")]
    assert (tree["description"], tree["email"]) == ("Van ons", "b@example.org")


def test_unknown_fields_and_foreign_records_go_out_as_they_came(keeper):
    word = {"id": uid("t"), "name": "Wonen", "description": ""}
    mine = service(
        eigen={"diep": [1, 2]}, contacts=[{"id": uid("c"), "name": "Loket"}],
        attributes=[{"id": uid("a"), "taxonomy_term_id": uid("t")}],
        schedules=[{"id": uid("m"), "freq": "MONTHLY", "bymonthday": "1"}],
    )  # fmt: skip
    take(package(services=[mine], taxonomy_terms=[word]), by=keeper)

    assert access.written()["service"][uid("Spreekuur")] == mine
    assert access.written()["taxonomy_term"][uid("t")] == word


def test_an_organisation_that_we_know_by_name_is_the_same_one(keeper):
    ours = make_organisation(name="Stichting Oost")
    take(package(), by=keeper)

    assert Offer.objects.get().organisation == ours
    assert uid("Stichting Oost") in access.written()["organization"]


def test_when_it_fails_halfway_nothing_is_left_and_it_can_be_tried_again(keeper, monkeypatch):
    batch = _handed_in(package(), keeper)
    actions.start(batch, by=keeper)

    def broken(*_args, **_options):
        raise IntegrityError

    monkeypatch.setattr("meedoen.exchange.actions.writing.insert", broken)
    assert tasks.take_over.func(str(batch.pk)) == State.FAILED
    assert not Offer.objects.exists()
    assert not Organisation.objects.exists()
    monkeypatch.undo()

    batch = Batch.objects.get()
    actions.start(batch, by=keeper)
    assert tasks.take_over.func(str(batch.pk)) == State.DONE
    assert Offer.objects.count() == 1


def test_what_was_taken_over_cannot_be_thrown_away_or_started_again(keeper):
    batch = take(package(organizations=[organization()]), by=keeper)

    with pytest.raises(NotPossible):
        actions.discard(batch, by=keeper)
    with pytest.raises(NotPossible):
        actions.start(batch, by=keeper)


def test_what_came_in_is_found_by_its_words_and_by_a_new_name_of_who_offers_it(keeper):
    def found(text):
        return [one.name for one in offers.mentioning(Offer.objects.all(), text)]

    take(package(), by=keeper)
    assert found("spreek oost") == ["Spreekuur"]

    take(package(services=[service(description="Ook fietsles")]), by=keeper)
    assert found("fiets") == ["Spreekuur"]

    named = organization() | {"name": "Stichting West"}
    take(package(organizations=[named], services=[service(description="Ook fietsles")]), by=keeper)
    assert found("oost") == []
    assert found("west fietsles") == ["Spreekuur"]

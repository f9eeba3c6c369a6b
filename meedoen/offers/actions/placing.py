"""Who offers what, where it is, and which offers belong together."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.flow import change
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.offers.actions.wording import MANY, reword
from meedoen.offers.models import Location, Offer, OfferQuerySet, Programme


@transaction.atomic
def correct_organisation(
    organisation: Organisation, *, version: int, by: User, **facts: Any
) -> Organisation:
    """The facts of an organisation were wrong or have changed, or we no longer work with it.

    Its offers are found by the new name; they run on until somebody stops them.
    """
    before = organisation.name
    for field, value in facts.items():
        setattr(organisation, field, value)
    organisation.full_clean()
    change(organisation, version=version, **facts)
    if organisation.name != before:
        reword(Offer.objects.filter(organisation=organisation))
    audit.record(
        "network.organisation_corrected", organisation, by=by, facts={"fields": sorted(facts)}
    )
    return organisation


@transaction.atomic
def add_location(name: str, *, by: User, **facts: Any) -> Location:
    """A building or a spot where something is."""
    location = Location(name=name, **facts)
    location.full_clean()
    location.save(force_insert=True)
    audit.record("offers.location_added", location, by=by)
    return location


@transaction.atomic
def correct_location(location: Location, *, version: int, by: User, **facts: Any) -> Location:
    """The facts of a place were wrong or have changed; every offer there moves along."""
    for field, value in facts.items():
        setattr(location, field, value)
    location.full_clean()
    change(location, version=version, **facts)
    moved = move(Offer.objects.filter(location=location))
    audit.record(
        "offers.location_corrected", location, by=by,
        facts={"fields": sorted(facts), "offers": moved},
    )  # fmt: skip
    return location


def stand(offer: Offer, areas: Iterable[Neighbourhood]) -> None:
    """Where an offer is: where its location is, if it has one; and which neighbourhoods find it."""
    if offer.location is not None:
        offer.address = offer.location.full_address
        offer.neighbourhood = offer.location.neighbourhood
    codes = {area.code for area in [offer.neighbourhood, *areas] if area is not None}
    offer.area_codes = f" {' '.join(sorted(codes))} " if codes else ""


def move(offers: OfferQuerySet) -> int:
    """Their location has another address or neighbourhood: so have they. How many there are."""
    moved = list(offers.for_writing())
    for offer in moved:
        stand(offer, offer.area_list)
    fields = ["address", "neighbourhood", "area_codes"]
    Offer.objects.bulk_update(moved, fields, batch_size=MANY)
    return len(moved)


@transaction.atomic
def add_programme(name: str, *, by: User, **facts: Any) -> Programme:
    """A name under which several offers run together."""
    programme = Programme(name=name, **facts)
    programme.full_clean()
    programme.save(force_insert=True)
    audit.record("offers.programme_added", programme, by=by)
    return programme


@transaction.atomic
def correct_programme(programme: Programme, *, version: int, by: User, **facts: Any) -> Programme:
    """The name or the description of a programme changes, or it ends.

    Its offers are found by the new name.
    """
    for field, value in facts.items():
        setattr(programme, field, value)
    programme.full_clean()
    change(programme, version=version, **facts)
    if "name" in facts:
        reword(Offer.objects.filter(programme=programme))
    audit.record("offers.programme_corrected", programme, by=by, facts={"fields": sorted(facts)})
    return programme

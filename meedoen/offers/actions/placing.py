"""Where offers are, and which offers belong together."""

from typing import Any

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.flow import change
from meedoen.offers.actions.wording import reword
from meedoen.offers.models import Location, Offer, Programme


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
    moved = Offer.objects.filter(location=location).update(
        address=location.full_address, neighbourhood=location.neighbourhood
    )
    audit.record(
        "offers.location_corrected", location, by=by,
        facts={"fields": sorted(facts), "offers": moved},
    )  # fmt: skip
    return location


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

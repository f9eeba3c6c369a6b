"""Getting to know the neighbourhood."""

from typing import Any

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.network.models import Neighbourhood, Organisation
from meedoen.network.rules import Shape


@transaction.atomic
def add_neighbourhood(code: str, *, by: User, **facts: Any) -> Neighbourhood:
    """The programme starts to work in this area."""
    area = Neighbourhood(code=code, **facts)
    area.full_clean()
    area.save(force_insert=True)
    audit.record("network.neighbourhood_added", area, by=by, facts={"code": code})
    return area


@transaction.atomic
def draw_neighbourhood(area: Neighbourhood, *, shape: Shape, by: User) -> Neighbourhood:
    """The lines of a working area on our own map; what was drawn before is replaced."""
    area.shape = shape
    area.save(update_fields=["shape"])
    audit.record("network.neighbourhood_drawn", area, by=by, facts={"polygons": len(shape)})
    return area


@transaction.atomic
def add_organisation(name: str, *, by: User, **facts: Any) -> Organisation:
    """We know this organisation and may work with it."""
    organisation = Organisation(name=name, **facts)
    organisation.full_clean()
    organisation.save(force_insert=True)
    audit.record("network.organisation_added", organisation, by=by)
    return organisation

"""The neighbourhood is public knowledge inside the agency."""

from typing import Any

from django.db.models import QuerySet

from meedoen.core.prepared import Prepared
from meedoen.network.models import Neighbourhood, Organisation


def neighbourhoods() -> QuerySet[Neighbourhood]:
    """The working areas of today, by name."""
    return Neighbourhood.objects.filter(is_active=True)


def every_neighbourhood() -> QuerySet[Neighbourhood]:
    """The working areas of today and of before, by name."""
    return Neighbourhood.objects.all()


def area_names() -> list[tuple[str, str]]:
    """The code and the name of each working area of today, by name, to choose from."""
    return _AREA_NAMES.rows()


def drawn_areas() -> list[Any]:
    """The code, the name and the shape of each working area of today, by name, for a map."""
    return _DRAWN_AREAS.rows()


_AREA_NAMES = Prepared(lambda: neighbourhoods().values_list("code", "name"))
_DRAWN_AREAS = Prepared(lambda: neighbourhoods().values_list("code", "name", "shape", named=True))


def organisations() -> QuerySet[Organisation]:
    """The organisations we work with today, by name."""
    return Organisation.objects.filter(is_active=True)

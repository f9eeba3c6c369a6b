"""The neighbourhood is public knowledge inside the agency."""

from django.db.models import QuerySet

from meedoen.network.models import Neighbourhood, Organisation


def neighbourhoods() -> QuerySet[Neighbourhood]:
    """The working areas of today, by name."""
    return Neighbourhood.objects.filter(is_active=True)


def organisations() -> QuerySet[Organisation]:
    """The organisations we work with today, by name."""
    return Organisation.objects.filter(is_active=True)

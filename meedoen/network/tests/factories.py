"""Neighbourhoods and organisations for tests."""

from itertools import count
from typing import Any

from meedoen.network.choices import OrganisationKind
from meedoen.network.models import Neighbourhood, Organisation

_number = count(1)


def make_neighbourhood(code: str = "overdie", **facts: Any) -> Neighbourhood:
    """A working area; the same code gives the same area."""
    found, _made = Neighbourhood.objects.get_or_create(
        code=code, defaults={"name": code.replace("-", " ").title(), **facts}
    )
    return found


def make_organisation(**facts: Any) -> Organisation:
    """An organisation in the neighbourhood."""
    defaults = {"name": f"Buurthuis {next(_number)}", "kind": OrganisationKind.COMMUNITY_CENTRE}
    return Organisation.objects.create(**{**defaults, **facts})

"""Finding colleagues."""

from uuid import UUID

from django.db.models import QuerySet

from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.core.time import today


def with_role(*roles: Role) -> QuerySet[User]:
    """Active colleagues who hold one of these roles today, by name."""
    held = RoleAssignment.objects.filter(role__in=roles).on(today()).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name")


def names(ids: set[UUID]) -> dict[UUID, str]:
    """The names of these colleagues, in one query."""
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))

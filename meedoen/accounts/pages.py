"""Who has an account and who may do what, put together for reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.rules import PERMISSIONS
from meedoen.core.time import today


@dataclass(frozen=True)
class Colleague:
    """One account as the list shows it."""

    id: UUID
    name: str
    email: str
    roles: Sequence[str]
    last_login: datetime | None
    is_active: bool


def colleagues() -> list[Colleague]:
    """Everybody with an account and their roles of today, by name; two queries."""
    held: dict[UUID, list[str]] = {}
    for user, role in RoleAssignment.objects.on(today()).values_list("user", "role"):
        held.setdefault(user, []).append(str(Role(role).label))
    rows = User.objects.order_by("-is_active", "name", "pk").values_list(
        "pk", "name", "email", "last_login", "is_active"
    )
    return [
        Colleague(pk, name, email, sorted(held.get(pk, ())), last, active)
        for pk, name, email, last, active in rows
    ]


def roles_of(user: User) -> list[RoleAssignment]:
    """The roles somebody holds or held, running ones on top."""
    given = RoleAssignment.objects.filter(user=user)
    return sorted(given.order_by("-since", "-pk"), key=lambda one: one.until is not None)


@dataclass(frozen=True)
class Line:
    """One permission, and the roles that have it."""

    permission: Permission
    roles: list[Role]


def permission_table() -> list[Line]:
    """The list in the code, turned round: for each permission who has it."""
    return [
        Line(permission, [role for role in Role if permission in PERMISSIONS[role]])
        for permission in Permission
    ]

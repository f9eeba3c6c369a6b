"""Colleagues for tests: `make_user(Role.CONSULTANT)`."""

from itertools import count

from meedoen.accounts import actions
from meedoen.accounts.choices import Role
from meedoen.accounts.models import User

_number = count(1)


def make_user(*roles: Role, name: str = "") -> User:
    """Somebody with these roles; the smallest valid account."""
    n = next(_number)
    return actions.open_account(
        f"collega{n}@example.org", name=name or f"Collega {n}", password="geheim-123", roles=roles
    )

"""Accounts and roles: who may sign in, as what, from when until when."""

from collections.abc import Iterable
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from meedoen.accounts.choices import Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.audit import actions as audit
from meedoen.core.time import today


@transaction.atomic
def open_account(
    email: str,
    *,
    name: str,
    roles: Iterable[Role],
    password: str = "",
    hashed: str = "",
    by: User | None = None,
) -> User:
    """A new colleague can sign in. Without `by` it is the installer who does it.

    `hashed` is a password that was hashed before, for opening many accounts at once; without
    any password nobody can sign in until one is set.
    """
    user = User(email=email.lower(), name=name)
    user.password = hashed or make_password(password or None)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    actor = by or user
    audit.record("accounts.opened", user, by=actor)
    for role in roles:
        give_role(user, role=role, by=actor)
    return user


@transaction.atomic
def give_role(user: User, *, role: Role, by: User, since: date | None = None) -> RoleAssignment:
    """This colleague holds this role from now on."""
    given = RoleAssignment.objects.create(user=user, role=role, since=since or today())
    user.__dict__.pop("roles", None)
    user.__dict__.pop("permissions", None)
    audit.record("accounts.role_given", given, by=by, facts={"role": role})
    return given


@transaction.atomic
def end_role(given: RoleAssignment, *, by: User, until: date | None = None) -> None:
    """This colleague no longer holds this role."""
    given.until = until or today()
    given.full_clean()
    given.save(update_fields=["until"])
    audit.record("accounts.role_ended", given, by=by, facts={"role": given.role})


@transaction.atomic
def close_account(user: User, *, by: User) -> None:
    """This person no longer works here: signing in stops at once (BIO2 5.16)."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record("accounts.closed", user, by=by)

"""What each role may do, and that roles add up."""

import pytest

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.rules import PERMISSIONS, permissions_of


def test_every_role_is_in_the_list():
    assert set(PERMISSIONS) == set(Role)


def test_every_permission_is_given_to_somebody():
    assert set(Permission) == set().union(*PERMISSIONS.values())


def test_roles_add_up():
    both = permissions_of([Role.ASSESSOR, Role.APP_ADMIN])

    assert both == PERMISSIONS[Role.ASSESSOR] | PERMISSIONS[Role.APP_ADMIN]
    assert permissions_of([]) == frozenset()


@pytest.mark.parametrize(
    "role",
    [Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.STAFF_ADVISER, Role.APP_ADMIN, Role.ASSESSOR],
)
def test_these_roles_open_no_whole_dossier(role):
    assert Permission.DOSSIER_SEE not in PERMISSIONS[role]
    assert Permission.TEAM_SEE not in PERMISSIONS[role]


def test_whoever_manages_accounts_sees_no_people():
    assert PERMISSIONS[Role.APP_ADMIN].isdisjoint(
        {Permission.DOSSIER_SEE, Permission.LANGUAGE_SEE, Permission.FIGURES_SEE}
    )

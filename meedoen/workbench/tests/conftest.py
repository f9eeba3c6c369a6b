"""Who sits at the desk in these tests."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.teams.tests.factories import make_member


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)

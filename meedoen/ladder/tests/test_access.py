"""Whoever sees the whole dossier sees the ladder; an assessor sees the language part only."""

import pytest
from django.http import Http404

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotAllowed
from meedoen.core.ids import new_id
from meedoen.ladder import access
from meedoen.ladder.tests.factories import make_measurement
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_who_works_with_somebody_sees_and_measures():
    consultant = make_member(Role.CONSULTANT)
    participant = make_participant(by=consultant)
    measurement = make_measurement(participant, by=consultant)

    assert access.to_see(consultant, participant.pk) == participant
    assert access.to_measure(consultant, participant.pk) == participant
    assert list(access.visible_to(consultant)) == [measurement]


def test_for_an_outsider_it_is_not_there():
    participant = make_participant()
    make_measurement(participant)
    outsider = make_member(Role.CONSULTANT)

    assert not access.visible_to(outsider).exists()
    for door in (access.to_see, access.to_measure):
        with pytest.raises(Http404):
            door(outsider, participant.pk)
        with pytest.raises(Http404):
            door(outsider, new_id())


def test_an_assessor_sees_no_ladder():
    participant, consultant = make_participant(), make_member(Role.CONSULTANT)
    assessor = make_member(Role.ASSESSOR)
    participants.grant(participant, ground=GrantGround.ASSESSMENT, by=consultant, user=assessor)

    with pytest.raises(Http404):
        access.to_see(assessor, participant.pk)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.APP_ADMIN, Role.MUNICIPAL_DIRECTOR])
def test_roles_without_dossiers_see_nothing_even_with_a_grant(role):
    participant, user = make_participant(), make_member(role)
    participants.grant(participant, ground=GrantGround.INTAKE, by=user, user=user)

    with pytest.raises(Http404):
        access.to_measure(user, participant.pk)


def test_seeing_without_the_permission_is_not_measuring(monkeypatch):
    consultant = make_member(Role.CONSULTANT)
    participant = make_participant(by=consultant)
    consultant.__dict__["permissions"] = frozenset({"dossier_see"})

    assert access.to_see(consultant, participant.pk) == participant
    with pytest.raises(NotAllowed):
        access.to_measure(consultant, participant.pk)

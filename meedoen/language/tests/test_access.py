"""An assessor sees and records the language part, and nothing else."""

import pytest
from django.http import Http404

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotAllowed
from meedoen.core.ids import new_id
from meedoen.language import access
from meedoen.language.tests.factories import make_levels
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_an_assessor_who_was_asked_sees_and_records_levels():
    participant, consultant = make_participant(), make_member(Role.CONSULTANT)
    assessor = make_member(Role.ASSESSOR)
    made = make_levels(participant, by=consultant)
    participants.grant(participant, ground=GrantGround.ASSESSMENT, by=consultant, user=assessor)

    assert access.to_see(assessor, participant.pk) == participant
    assert access.to_measure(assessor, participant.pk) == participant
    assert set(access.visible_to(assessor)) == set(made)


def test_who_works_with_somebody_sees_and_records_levels():
    coach = make_member(Role.PARTICIPATION_COACH)
    participant = make_participant(by=coach)

    assert access.to_measure(coach, participant.pk) == participant


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.CONSULTANT, Role.DIRECTOR, Role.APP_ADMIN])
def test_for_an_outsider_it_is_not_there(role):
    participant, outsider = make_participant(), make_member(role)
    make_levels(participant)

    assert not access.visible_to(outsider).exists()
    for door in (access.to_see, access.to_measure):
        with pytest.raises(Http404):
            door(outsider, participant.pk)
        with pytest.raises(Http404):
            door(outsider, new_id())


def test_seeing_without_the_permission_is_not_recording():
    consultant = make_member(Role.CONSULTANT)
    participant = make_participant(by=consultant)
    consultant.__dict__["permissions"] = frozenset({"language_see"})

    assert access.to_see(consultant, participant.pk) == participant
    with pytest.raises(NotAllowed):
        access.to_measure(consultant, participant.pk)

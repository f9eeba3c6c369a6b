"""Who sees whom: own caseload, own team, the language part only, or nobody at all."""

from typing import Any, cast

import pytest
from django.http import Http404

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotAllowed
from meedoen.core.ids import new_id
from meedoen.participants import access, actions
from meedoen.participants.choices import Category, GrantGround
from meedoen.participants.rules import Identity, read_sought
from meedoen.participants.tests.factories import make_participant
from meedoen.teams import actions as teams
from meedoen.teams.models import Membership
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db

NO_DOSSIERS = [
    Role.DIRECTOR,
    Role.STAFF_ADVISER,
    Role.MUNICIPAL_DIRECTOR,
    Role.PARTNER_CONTACT,
    Role.PARTICIPANT,
    Role.PRIVACY_OFFICER,
    Role.APP_ADMIN,
]


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def participant(consultant):
    return make_participant(by=consultant, first_name="Testpersoon", phone="+31612345678")


PERSON = access.Show(columns=("pk",))


def found(user, typed, *, limit=10):
    rows = access.matching(user, read_sought(typed), limit=limit, show=PERSON)
    return [pk for (pk,) in rows]


def sees(user, participant):
    by_list = any(
        access.sights_of(user, viewer=viewer).filter(participant=participant).exists()
        for viewer in access.viewers_of(user)
    )
    by_name, by_phone = found(user, "testp") != [], found(user, "0612345678") != []
    by_slip = access.nearly(user, read_sought("tetspersoon"), limit=10) != []
    by_case = found(user, participant.case_number) != []
    # A case number without a digit reads as a name, so it is not asked of those.
    has_digit = any(sign.isdigit() for sign in participant.case_number)
    answers = {by_list, by_name, by_slip, by_phone, by_case if has_digit else by_list}
    assert len(answers) == 1, "list and search must agree"
    return answers.pop()


def test_a_colleague_sees_the_own_caseload_and_no_other(consultant, participant):
    other = make_member(Role.PARTICIPATION_COACH)

    assert sees(consultant, participant)
    assert not sees(other, participant)
    assert access.to_see(consultant, participant.pk) == participant
    with pytest.raises(Http404):
        access.to_see(other, participant.pk)


def test_an_id_that_is_none_is_missing_as_well(consultant):
    with pytest.raises(Http404):
        access.to_see(consultant, cast("Any", "geen-id"))


def test_a_team_leader_sees_the_own_team_and_no_other(participant):
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    regular = make_team("inburgering", category=Category.MANDATORY)
    other = make_member(Role.TEAM_LEADER_INTEGRATION, team=regular, lead=True)

    assert sees(leader, participant)
    assert access.to_see(leader, participant.pk) == participant
    assert not sees(other, participant)
    with pytest.raises(Http404):
        access.to_see(other, participant.pk)


def test_whoever_no_longer_leads_sees_the_team_no_more(participant):
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    membership = Membership.objects.get(user=leader)

    teams.leave(membership, by=leader)

    assert not sees(leader, participant)
    with pytest.raises(Http404):
        access.to_see(leader, participant.pk)


def test_a_member_who_leads_without_the_role_sees_no_team(participant):
    member = make_member(Role.PARTICIPATION_COACH, lead=True)

    assert not sees(member, participant)


@pytest.mark.parametrize("role", NO_DOSSIERS)
def test_without_the_permission_even_a_grant_shows_nothing(role, participant, consultant):
    user = make_user(role)
    actions.grant(participant, ground=GrantGround.DEPUTY, by=consultant, user=user)

    assert not access.visible_to(user).exists()
    assert not access.language_visible_to(user).exists()
    assert not sees(user, participant)
    with pytest.raises(Http404):
        access.to_see(user, participant.pk)
    with pytest.raises(Http404):
        access.to_see_language(user, participant.pk)


def test_an_assessor_sees_the_language_part_only(participant, consultant):
    assessor = make_user(Role.ASSESSOR)
    actions.grant(participant, ground=GrantGround.ASSESSMENT, by=consultant, user=assessor)

    assert access.sees_language_only(assessor)
    assert sees(assessor, participant)
    assert access.to_see_language(assessor, participant.pk) == participant
    with pytest.raises(Http404):
        access.to_see(assessor, participant.pk)


def test_hidden_and_missing_look_alike(participant):
    other = make_member(Role.CONSULTANT)
    for pk in (participant.pk, new_id()):
        with pytest.raises(Http404):
            access.to_see(other, pk)


def test_seeing_is_not_yet_doing(participant, consultant):
    with pytest.raises(NotAllowed):
        access.to_change(consultant, participant.pk, permission=Permission.USERS_MANAGE)

    assert access.to_change(consultant, participant.pk, permission=Permission.REGISTER)


def test_the_log_of_grants_says_who_may_see_and_why(participant, consultant):
    grounds = [(one.user, one.ground) for one in access.grants_of(participant)]

    assert (consultant, GrantGround.REGISTERED) in grounds
    assert (None, GrantGround.ROUTED) in grounds


def test_words_in_any_order_find_somebody_once(consultant):
    person = make_participant(by=consultant, first_name="Sara Sarina", last_name="van der Saar")
    make_participant(by=consultant, first_name="Sara", last_name="Anders")

    assert found(consultant, "saa sar") == [person.pk]


def test_search_stops_at_its_limit(consultant):
    for _ in range(6):
        make_participant(by=consultant)

    assert len(found(consultant, "testpersoon", limit=3)) == 3


@pytest.mark.parametrize(
    "typed", ["mohamed ozt", "mohammde", "mohmmed oztur", "oztruk mohamm", "moahmmed", "ozztürk"]
)
def test_a_slip_in_a_name_finds_the_person_all_the_same(consultant, typed):
    person = make_participant(by=consultant, first_name="Mohammed", last_name="Öztürk")
    make_participant(by=consultant, first_name="Mona", last_name="Ozturan")

    assert access.nearly(consultant, read_sought(typed), limit=10) == [person.pk]


def test_names_learned_later_are_known_too(consultant):
    make_participant(by=consultant, first_name="Zilverhaar")
    assert access.nearly(consultant, read_sought("zilverhaaar"), limit=10) != []

    later = make_participant(by=consultant, first_name="Koperdraad")

    assert access.nearly(consultant, read_sought("kooperdraad"), limit=10) == [later.pk]
    assert access.nearly(consultant, read_sought("xyzxyz"), limit=10) == []


def test_a_double_that_may_not_be_seen_is_told_by_its_team_only(participant, consultant):
    identity = Identity.of("X", "Y", phone="+31612345678")
    other = make_member(Role.CONSULTANT)

    seen, hidden = access.doubles(consultant, identity), access.doubles(other, identity)

    assert seen[0].participant == participant
    assert (hidden[0].participant, hidden[0].team) == (None, "Team wgi")


def test_doubles_of_a_list_are_found_together(participant):
    found = access.doubles_for_many(
        {
            1: Identity.of("A", "B", phone="+31612345678"),
            2: Identity.of("Iemand", "Anders"),
        }
    )

    assert found[1][0][0] == participant.pk
    assert found[2] == []

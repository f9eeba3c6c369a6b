"""Registering people and deciding who sees them; lists and search follow from the grants."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.participants import access, actions
from meedoen.participants.choices import Category, GrantGround
from meedoen.participants.models import Grant, Participant, Sight, SightWord
from meedoen.participants.rules import read_sought
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db


def sights_follow_from_grants():
    derived = {(one.viewer, one.participant_id): one.is_whole for one in Sight.objects.all()}
    granted: dict[tuple, bool] = {}
    for given in Grant.objects.active():
        key = (given.user_id or given.team_id, given.participant_id)
        granted[key] = granted.get(key, False) or given.ground != GrantGround.ASSESSMENT
    words = {(one.viewer, one.participant_id) for one in SightWord.objects.all()}
    return derived == granted and words <= set(granted)


def found(user, text):
    show = access.Show(columns=("pk",))
    rows = access.matching(user, read_sought(text), limit=10, show=show)
    return set(Participant.objects.filter(pk__in=[pk for (pk,) in rows]))


def test_whoever_registers_sees_the_dossier_and_so_does_the_team(audited):
    consultant = make_member(Role.CONSULTANT)
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    participant = make_participant(by=consultant)

    assert access.visible_to(consultant).contains(participant)
    assert access.visible_to(leader).contains(participant)
    assert audited("participants.registered", participant)
    assert sights_follow_from_grants()


def test_a_category_without_a_team_goes_to_the_team_of_whoever_registers():
    consultant = make_member(Role.CONSULTANT)

    participant = actions.register(
        by=consultant, first_name="Testpersoon", category=Category.MANDATORY
    )

    assert participant.team.code == "wgi"


def test_without_any_team_nobody_can_be_registered():
    from meedoen.accounts.tests.factories import make_user

    with pytest.raises(NotPossible, match="team"):
        actions.register(
            by=make_user(Role.CONSULTANT), first_name="Test", category=Category.VOLUNTARY
        )


def test_children_and_people_without_a_name_are_not_registered():
    consultant = make_member(Role.CONSULTANT)
    with pytest.raises(NotPossible):
        make_participant(by=consultant, birth_date=date(2020, 1, 1))
    with pytest.raises(ValidationError):
        make_participant(by=consultant, first_name="", last_name="")

    assert not Participant.objects.exists()


def test_the_same_form_twice_gives_one_dossier():
    consultant = make_member(Role.CONSULTANT)
    token = new_id()
    facts = {"first_name": "Testpersoon", "category": Category.VOLUNTARY}
    first, was_new = actions.register_once(token, by=consultant, **facts)
    second, again_new = actions.register_once(token, by=consultant, **facts)

    assert (first.pk, was_new, again_new) == (second.pk, True, False)
    assert Participant.objects.count() == 1


def test_a_list_is_registered_with_the_same_care_as_one():
    consultant = make_member(Role.CONSULTANT)
    make_team("inburgering", category=Category.MANDATORY)
    made = actions.register_many(
        [
            {"first_name": f"Testpersoon {n}", "category": category}
            for n, category in enumerate([Category.VOLUNTARY, Category.MANDATORY] * 3)
        ],
        by=consultant,
    )

    assert access.visible_to(consultant).count() == 6
    assert {one.team.code for one in made} == {"wgi", "inburgering"}
    assert sights_follow_from_grants()


def test_a_corrected_name_is_found_and_the_old_one_no_longer(audited):
    consultant = make_member(Role.CONSULTANT)
    participant = make_participant(by=consultant, first_name="Oudenaam", last_name="Een")

    actions.correct(
        participant, by=consultant, version=participant.version, first_name="Nieuwenaam"
    )

    assert found(consultant, "nieuwen") == {participant}
    assert found(consultant, "oudenaam") == set()
    assert audited("participants.corrected", participant)
    assert sights_follow_from_grants()


def test_two_colleagues_correct_at_once_and_the_second_hears_it():
    consultant = make_member(Role.CONSULTANT)
    participant = make_participant(by=consultant)
    actions.correct(participant, by=consultant, version=1, called="Eerst")
    with pytest.raises(TooLate):
        actions.correct(participant, by=consultant, version=1, called="Tweede")

    assert Participant.objects.get(pk=participant.pk).called == "Eerst"


def test_sight_ends_only_when_the_last_ground_ends():
    consultant = make_member(Role.CONSULTANT)
    coach = make_member(Role.PARTICIPATION_COACH)
    participant = make_participant(by=consultant)
    for ground in (GrantGround.INTAKE, GrantGround.DEPUTY, GrantGround.DEPUTY):
        actions.grant(participant, ground=ground, by=consultant, user=coach)
    actions.end_grants(participant, ground=GrantGround.INTAKE, by=consultant)
    assert access.visible_to(coach).contains(participant)
    assert sights_follow_from_grants()

    ended = actions.end_grants(participant, ground=GrantGround.DEPUTY, by=consultant, user=coach)

    assert ended == 1
    assert not access.visible_to(coach).contains(participant)
    assert found(coach, "testpersoon") == set()
    assert sights_follow_from_grants()


def test_a_list_that_was_a_mistake_leaves_nothing_but_the_log(audited):
    consultant = make_member(Role.CONSULTANT)
    people = [make_participant(by=consultant) for _ in range(3)]

    assert actions.unregister_many([one.pk for one in people[:2]], by=consultant) == 2

    assert set(Participant.objects.all()) == {people[2]}
    assert sights_follow_from_grants()
    assert audited("participants.unregistered", people[0])

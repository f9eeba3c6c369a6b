"""Leaving, taking that back, losing sight of a closed dossier, and coming back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.closing import access, actions
from meedoen.closing.models import Departure
from meedoen.closing.tests.factories import (
    contacts,
    in_aftercare,
    make_coach,
    on_trajectory,
)
from meedoen.core.errors import NotPossible
from meedoen.core.time import now, today
from meedoen.intake import access as intakes, actions as intake
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.offers.tests.factories import make_offer
from meedoen.participants import access as participants
from meedoen.participants.choices import Category
from meedoen.participants.models import Participant
from meedoen.plans.models import Component
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_coach()


def test_before_signing_leaving_is_neutral(coach):
    journey = make_journey(by=coach, phase="planning")
    with pytest.raises(NotPossible, match="niets getekend"):
        actions.end(journey, reason=Exit.DROPPED_OUT, cause="time", by=coach)

    ended = actions.end(journey, reason=Exit.WITHDRAWN, by=coach, note="Nu even niet.")

    assert (ended.cause, ended.phase, ended.ended_on) == ("", "planning", today())
    assert Journey.objects.get().exit_note == "Nu even niet."


def test_dropping_out_says_why_when_and_where(coach):
    journey = on_trajectory(by=coach)
    with pytest.raises(NotPossible, match="waarom"):
        actions.end(journey, reason=Exit.DROPPED_OUT, by=coach)

    ended = actions.end(journey, reason=Exit.DROPPED_OUT, cause="childcare", by=coach)

    assert (ended.cause, ended.phase) == ("childcare", "in_trajectory")
    assert Journey.objects.get().exit_binding is not None


def test_a_cause_without_dropping_out_is_refused_by_the_database(coach):
    ended = actions.end(make_journey(by=coach), reason=Exit.MOVED, cause="time", by=coach)
    assert ended.cause == ""

    with pytest.raises(IntegrityError), transaction.atomic():
        Departure.objects.update(cause="time")


def test_a_day_that_cannot_be_is_refused(coach):
    journey = make_journey(by=coach)
    for days in (1, -30):
        with pytest.raises(NotPossible):
            actions.end(journey, reason=Exit.MOVED, on=today() + timedelta(days=days), by=coach)
    assert Journey.objects.get().is_open


def test_what_runs_ends_with_it_and_the_place_comes_free(coach):
    journey = on_trajectory(by=coach)
    offer = make_offer(capacity=1, taken=1)
    Component.objects.exclude(started_on=None).update(offer=offer)

    ended = actions.end(journey, reason=Exit.MOVED, by=coach)

    assert len(ended.parts) == 1
    assert not access.running_parts(journey).exists()
    offer.refresh_from_db()
    assert offer.taken == 0


def test_planned_contacts_fall_away_and_come_back_when_it_was_a_mistake(coach, audited):
    journey = in_aftercare(by=coach)
    actions.skip(contacts(journey)[0], by=coach, version=1, why="Was er net.")
    actions.end(journey, reason=Exit.DECEASED, by=coach)
    assert {one.state for one in contacts(journey)} == {"skipped"}
    assert not access.due(coach, today() + timedelta(days=500)).exists()

    opened = actions.undo(Journey.objects.get(), why="Verkeerde persoon.", by=coach)

    assert opened.is_open
    assert opened.phase == "aftercare"
    assert [one.state for one in contacts(journey)] == ["skipped"] + ["planned"] * 3
    undone = Departure.objects.get()
    assert (undone.undone_by, undone.undone_why) == (coach, "Verkeerde persoon.")
    assert access.running_parts(opened).exists()
    assert audited("closing.reopened", undone)
    assert actions.undo(opened, why="Nog eens", by=coach).version == opened.version


def test_a_place_that_was_taken_meanwhile_stays_taken(coach):
    journey = on_trajectory(by=coach)
    offer = make_offer(capacity=1, taken=1)
    Component.objects.exclude(started_on=None).update(offer=offer)
    actions.end(journey, reason=Exit.MOVED, by=coach)
    type(offer).objects.update(taken=1)

    actions.undo(Journey.objects.get(), why="Vergissing.", by=coach)

    assert not access.running_parts(journey).exists()


def test_after_two_weeks_it_cannot_be_taken_back(coach):
    journey = make_journey(by=coach)
    actions.end(journey, reason=Exit.MOVED, by=coach)
    with pytest.raises(NotPossible, match="vergissing"):
        actions.undo(Journey.objects.get(), why="", by=coach)
    Journey.objects.update(closed_at=now() - timedelta(days=15))

    with pytest.raises(NotPossible, match="langer geleden"):
        actions.undo(Journey.objects.get(), why="Vergissing.", by=coach)


def test_some_weeks_after_the_end_only_leaders_see_the_dossier(coach, audited, capsys):
    journey = in_aftercare(by=coach)
    person = journey.participant
    leader = make_member(Role.WGI_COORDINATOR, team=person.team, lead=True)
    running = make_journey(by=coach)
    actions.end(journey, reason=Exit.MOVED, by=coach)
    assert actions.expire(today=today()) == 0
    Journey.objects.filter(pk=journey.pk).update(closed_at=now() - timedelta(days=40))

    call_command("end_access")

    assert "1 dossiers" in capsys.readouterr().out
    assert participants.visible_to(leader).filter(pk=person.pk).exists()
    assert not participants.visible_to(coach).filter(pk=person.pk).exists()
    assert participants.visible_to(coach).filter(pk=running.participant_id).exists()
    assert audited("participants.grant_ended", person)
    assert actions.expire(today=today()) == 0


def again(person: Participant, coach, **changes):
    facts = {"category": person.category, "question": "Ik wil werken.", **changes}
    return actions.begin_again(person, by=coach, **facts)


def test_coming_back_begins_a_new_journey_on_the_same_dossier(coach, audited):
    other = make_coach()
    old = on_trajectory(by=other)
    actions.end(old, reason=Exit.MOVED, by=other)

    made = again(old.participant, coach)

    assert made.participant_id == old.participant_id
    assert (made.phase, made.started_on, made.fixed_contact) == ("registered", today(), None)
    assert journeys.latest(old.participant) == made
    assert list(journeys.earlier(made)) == [old]
    assert Participant.objects.get().question == "Ik wil werken."
    assert participants.visible_to(coach).exists()
    assert not participants.visible_to(other).exists()
    assert audited("closing.began_again", made)
    assert again(old.participant, coach) == made
    assert intakes.intake_of(made) is None


def test_while_a_journey_runs_there_is_no_second_one(coach):
    journey = make_journey(by=coach, phase="intake")
    with pytest.raises(NotPossible, match="loopt al"):
        again(journey.participant, coach)
    assert Journey.objects.count() == 1


def test_from_aftercare_the_old_one_ends_well_first(coach):
    journey = in_aftercare(by=coach)

    made = again(journey.participant, coach)

    journey.refresh_from_db()
    assert journey.exit == Exit.COMPLETED
    assert made.phase == "registered"


def test_the_other_road_has_its_own_team(coach):
    receiving = make_team("inburgering", category=Category.MANDATORY)
    journey = make_journey(by=coach)
    actions.end(journey, reason=Exit.TRANSFERRED_TO_REGULAR, by=coach)

    made = again(journey.participant, coach, category=Category.MANDATORY)

    assert made.team == receiving
    assert made.road.route == "regular"
    leader = make_member(Role.TEAM_LEADER_INTEGRATION, team=receiving, lead=True)
    assert participants.visible_to(leader).exists()


@pytest.mark.parametrize("chosen", [True, False])
def test_earlier_answers_come_along_only_by_choice_and_consent_is_asked_anew(coach, chosen):
    journey = make_journey(by=coach)
    held = intake.begin(journey, by=coach)
    outline = held.outline
    needy = next(part for part in outline.sections for one in part.questions if one.needs)
    asked = next(one for one in needy.questions if one.needs)
    heard = [asked.options[0].code] if asked.options else "Taalcafé"
    consent = {asked.needs: True, asked.code: heard}
    for code, given in (("question", {"question": "Koken"}), (needy.code, consent)):
        intake.save_section(held, section=code, answers=given, version=0, by=coach)
    road.end(Journey.objects.get(), reason=Exit.MOVED, by=coach)

    made = again(journey.participant, coach, take_answers=chosen)

    fresh = intakes.intake_of(made)
    assert (fresh is not None) is chosen
    if fresh is not None:
        told = intakes.sections_of(fresh)
        assert told["question"].answers["question"] == "Koken"
        kept = told[needy.code].answers if needy.code in told else {}
        assert asked.needs not in kept
        assert asked.code not in kept

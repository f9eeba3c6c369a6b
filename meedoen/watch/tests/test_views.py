"""The work list on screen: for the coach, for the team leader, and its limits."""

from datetime import timedelta
from functools import partial

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.appointments.tests.factories import make_appointment
from meedoen.closing.tests.factories import in_aftercare
from meedoen.coaching import actions as coaching
from meedoen.contacts.tests.factories import make_contact
from meedoen.core.time import now, pretend, today
from meedoen.journeys import actions as journeys
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member, make_team
from meedoen.watch import actions, pages
from meedoen.watch.choices import Band, Kind
from meedoen.watch.pages import lists

pytestmark = pytest.mark.django_db


def long_ago(days):
    return pretend(now() - timedelta(days=days))


def colleague(role, **facts):
    """Somebody who has worked here for longer than what is told below."""
    with long_ago(300):
        return make_member(role, **facts)


@pytest.fixture
def coach():
    return colleague(Role.PARTICIPATION_COACH)


@pytest.fixture
def leader(coach):
    return colleague(Role.WGI_COORDINATOR, lead=True)


def kinds(user):
    """Every line by its kind, before what is about one person comes together."""
    shape = lists.Shape(viewers=1, is_mine=True)
    found = lists._found(shape, viewer0=user.pk, user=user.pk)
    return {one.kind: lists._line(one) for one in found}


@pytest.mark.parametrize(
    ("phase", "kind", "words"),
    [
        ("registered", Kind.REGISTERED, "Bel om kennis te maken"),
        ("intake", Kind.INTAKE, "De intake loopt sinds"),
        ("profile_advice", Kind.ADVICE, "heeft nog geen advies, 25 dagen"),
        ("planning", Kind.PLAN, "heeft nog geen plan, 25 dagen"),
        ("acceptance", Kind.ANSWER, "Vraag of er nog vragen zijn"),
        ("agreement", Kind.AGREEMENT, "Nodig uit"),
    ],
)
def test_what_stays_in_a_phase_too_long_is_called(coach, phase, kind, words):
    with long_ago(25):
        make_journey(by=coach, phase=phase)
    make_journey(by=coach, phase=phase)

    line = kinds(coach)[kind]

    assert words in line.reason
    assert (line.band, line.days) == (Band.NOW, 25)


def test_silence_is_called_and_a_contact_resolves_it(coach):
    with long_ago(40):
        journey = make_journey(by=coach, phase="in_trajectory")
        make_contact(journey, by=coach)
    assert kinds(coach)[Kind.CONTACT].band == Band.NOW

    make_contact(journey, by=coach)

    assert Kind.CONTACT not in kinds(coach)


def test_eagerness_without_a_next_step_is_called(coach):
    with long_ago(12):
        lost = make_journey(by=coach, phase="intake", first_name="Zilver")
        make_contact(lost, by=coach, motivation=5)
        kept = make_journey(by=coach, phase="intake", first_name="Koper")
        make_contact(kept, by=coach, motivation=5, next_step="Samen naar de les")

    found = kinds(coach)[Kind.MOMENTUM]

    assert found.participant == lost.participant_id
    assert "enthousiasme" in found.reason


def test_an_agreed_day_comes_near_and_a_talk_of_the_plan_too(coach):
    with long_ago(5):
        journey = make_journey(by=coach, phase="intake")
        make_contact(
            journey, by=coach, next_step="Bellen", next_step_on=today() + timedelta(days=6)
        )
        plan = make_plan(by=coach, state="accepted")
    type(plan).objects.filter(pk=plan.pk).update(first_talk_on=today() + timedelta(days=3))
    found = kinds(coach)

    assert found[Kind.NEXT_STEP].band == Band.WEEK
    assert found[Kind.REVIEW].band == Band.WEEK

    make_contact(journey, by=coach)
    assert Kind.NEXT_STEP not in kinds(coach)


def test_mandatory_participants_are_not_invited_but_reminded(coach):
    make_team("inburgering", category=Category.MANDATORY)
    with long_ago(40):
        journey = make_journey(by=coach, category=Category.MANDATORY)
        make_contact(journey, by=coach)

    assert kinds(coach)[Kind.CONTACT].reason.startswith("Laatste contact op")


def test_whose_contact_is_a_colleague_is_not_my_work_but_is_the_teams(coach, leader):
    other = colleague(Role.PARTICIPATION_COACH)
    with long_ago(40):
        journey = make_journey(by=coach, phase="planning", first_name="Zilver")
        journeys.assign_coach(journey, coach=other, by=leader)

    assert pages.mine(coach).number == 0
    assert pages.mine(other).number == 1
    team = pages.of_team(leader, pages.Filter())
    assert team.contacts == [other.name]
    assert pages.of_team(leader, pages.Filter(contact="Niemand")).number == 0
    assert pages.of_team(leader, pages.Filter(kind=Kind.PLAN)).number == 1


def test_who_ended_or_was_put_off_is_not_called(coach):
    from meedoen.journeys.choices import Exit

    with long_ago(40):
        ended, waiting = make_journey(by=coach), make_journey(by=coach)
    journeys.end(ended, reason=Exit.MOVED, by=coach)
    actions.put_off(
        waiting, kind=Kind.REGISTERED, until=today() + timedelta(days=5), reason="Reis", by=coach
    )
    assert pages.mine(coach).number == 0

    with pretend(now() + timedelta(days=5)):
        assert pages.mine(coach).number == 1


def test_what_is_about_one_person_comes_together_and_silence_does_not_lead(coach):
    with long_ago(60):
        journey = make_journey(by=coach, phase="planning")
        make_contact(journey, by=coach)
    (pile,) = pages.mine(coach).piles
    (line,) = pile.lines

    assert line.kind == Kind.PLAN
    assert len(line.also) == 1
    assert line.also[0].startswith("U sprak elkaar")


def test_the_desk_shows_reason_and_action_and_a_long_pile_its_beginning(login, coach):
    with long_ago(25):
        for _ in range(12):
            make_journey(by=coach, first_name="Testpersoon")
    client = login(coach)
    text = client.get("/").content.decode()

    assert text.count("Bel om kennis te maken") == 10
    assert "Toon er nog 2" in text
    assert client.get("/?heel=now").content.decode().count("Bel om kennis te maken") == 12
    assert client.get("/?heel=onzin").status_code == 200


def test_the_desk_and_the_team_cost_the_same_for_two_or_twenty(login, queries, coach, leader):
    asked = [
        partial(login(coach).get, "/"), partial(login(leader).get, "/werk/team/")
    ]  # fmt: skip
    with long_ago(30):
        for _ in range(2):
            make_journey(by=coach, phase="planning")
    few = [(work(), queries(work))[1] for work in asked]
    with long_ago(30):
        for _ in range(18):
            make_journey(by=coach, phase="planning")

    assert [queries(work) for work in asked] == few
    assert max(few) <= 9


def test_a_small_team_is_looked_up_and_a_large_one_walked_with_the_same_outcome(
    coach, leader, monkeypatch
):
    with long_ago(60):
        spoken = make_journey(by=coach, phase="planning")
        make_contact(spoken, by=coach, next_step="Bellen", next_step_on=today())
        for phase in ("registered", "intake", "agreement"):
            make_journey(by=coach, phase=phase)

    looked_up = pages.of_team(leader, pages.Filter())
    monkeypatch.setattr(lists, "FEW", 0)
    walked = pages.of_team(leader, pages.Filter())

    assert looked_up == walked
    assert looked_up.number == 4


def test_putting_off_on_screen(login, coach):
    with long_ago(25):
        journey = make_journey(by=coach)
    client = login(coach)
    address = f"/deelnemers/{journey.participant_id}/uitstellen/registered/"
    wrong = client.post(address, {"until": "gisteren", "reason": "Op reis"})
    assert wrong.status_code == 422
    assert "Op reis" in wrong.content.decode()
    assert "Dit is geen datum" in wrong.content.decode()

    day = (today() + timedelta(days=9)).strftime("%d-%m-%Y")
    assert client.post(address, {"until": day, "reason": "Op reis"}).status_code == 302
    assert pages.mine(coach).number == 0
    assert "Uitgesteld tot" in client.get(address).content.decode()

    client.post(address, {"do": "take_up"})
    assert pages.mine(coach).number == 1


def test_doors_of_the_work_list(login, coach, leader):
    journey = make_journey(by=coach)
    stranger = login(make_member(Role.PARTICIPATION_COACH))
    address = f"/deelnemers/{journey.participant_id}/uitstellen"

    assert stranger.get(f"{address}/registered/").status_code == 404
    assert login(coach).get(f"{address}/onzin/").status_code == 404
    assert login(coach).get("/werk/team/").status_code == 403
    assert login(coach).get("/beheer/werklijst/").status_code == 403
    assert login(leader).get("/beheer/werklijst/").status_code == 200
    assert login(leader).delete("/werk/team/").status_code == 405


def test_limits_are_chosen_on_screen(login):
    client = login(make_user(Role.APP_ADMIN))
    address = "/beheer/werklijst/contact/"
    wrong = client.post(address, {"soon": "9", "week": "8", "now": "30", "version": "0"})
    assert wrong.status_code == 422
    assert "oplopen" in wrong.content.decode()

    right = {"soon": "7", "week": "8", "now": "30", "version": "0"}
    assert client.post(address, right).status_code == 302
    assert client.post(address, right).status_code == 409
    assert "uw organisatie" in client.get("/beheer/werklijst/").content.decode()
    assert client.get("/beheer/werklijst/onzin/").status_code == 404


def test_an_appointment_without_an_outcome_and_a_deputy_who_stops_are_called(coach, leader):
    with long_ago(5):
        journey = make_journey(by=coach, phase="planning", first_name="Zilver")
        journey = journeys.assign_coach(journey, coach=coach, by=leader)
    make_appointment(journey, by=coach, starts_at=now() - timedelta(days=4))
    assert kinds(coach)[Kind.MEETING].band == Band.NOW

    deputy = colleague(Role.PARTICIPATION_COACH)
    last_day = today() + timedelta(days=5)
    coaching.assign_deputy(journey, deputy=deputy, first_day=today(), last_day=last_day, by=leader)
    assert kinds(deputy)[Kind.DEPUTY].band == Band.WEEK
    assert kinds(coach)[Kind.DEPUTY].band == Band.WEEK


def test_aftercare_is_called_before_its_day_and_silence_is_not(coach):
    journey = in_aftercare(by=coach)
    assert Kind.AFTERCARE not in kinds(coach)

    with pretend(now() + timedelta(days=35)):
        found = kinds(coach)

    assert found[Kind.AFTERCARE].band == Band.NOW
    assert found[Kind.AFTERCARE].participant == journey.participant_id
    assert Kind.CONTACT not in found

"""The advice is told to the participant, and on some roads a team leader looks at it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import short_date, today
from meedoen.intake import access, actions
from meedoen.intake.models import Advice, Review, Sharing
from meedoen.intake.tests.factories import make_advice
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.choices import Category
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team("inburgering", category=Category.MANDATORY)


@pytest.fixture
def leader(team):
    return make_member(Role.TEAM_LEADER_INTEGRATION, team=team, lead=True)


@pytest.fixture
def consultant(team):
    return make_member(Role.CONSULTANT, team=team)


@pytest.fixture
def journey(consultant):
    """Somebody on the regular road, whose advice is to be written."""
    return make_journey(by=consultant, phase="profile_advice", category=Category.MANDATORY)


@pytest.fixture
def advice(journey, consultant):
    return make_advice(journey, by=consultant)


def now(journey):
    return Journey.objects.get(pk=journey.pk)


def at(journey, path=""):
    return f"/deelnemers/{journey.participant_id}/advies/{path}"


def test_the_regular_road_asks_for_a_second_look_and_the_neighbourhood_does_not(consultant):
    assert journeys.current_flow("regular").version == 2
    assert [flow.pk for flow in (journeys.current_flow("regular"),)] == journeys.flows_asking(
        "advice_approved"
    )
    free = make_journey(by=consultant, phase="profile_advice")

    make_advice(free, by=consultant)

    assert now(free).phase == "planning"


def test_the_road_goes_on_when_the_team_leader_agrees(journey, advice, leader, audited):
    assert now(journey).phase == "profile_advice"
    assert list(access.advices_to_judge(leader)) == [advice]

    for _time in range(2):
        review = actions.approve(advice, version=1, by=leader)

    assert now(journey).phase == "planning"
    assert audited("intake.advice_approved", review)
    assert not access.advices_to_judge(leader).exists()
    assert Review.objects.count() == 1


def test_nobody_approves_an_advice_of_their_own(journey, leader):
    own = make_advice(journey, by=leader)

    for verb in (
        lambda: actions.approve(own, version=1, by=leader),
        lambda: actions.give_back(own, sentence="Anders.", version=1, by=leader),
    ):
        with pytest.raises(NotPossible, match="eigen advies"):
            verb()

    assert not access.advices_to_judge(leader).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(advice=own, verdict="approved", by=leader, advised_by=leader)


def test_what_is_given_back_waits_for_its_writer_until_there_is_a_new_version(
    journey, advice, consultant, leader
):
    actions.give_back(advice, sentence="Welke les?", version=1, by=leader)
    assert access.advices_given_back(consultant) == [advice]
    assert now(journey).phase == "profile_advice"

    again = make_advice(journey, by=consultant, version=1, language_course="De ochtendles.")

    assert again.version == 2
    assert access.advices_given_back(consultant) == []
    assert list(access.advices_to_judge(leader)) == [again]
    actions.approve(again, version=2, by=leader)
    assert now(journey).phase == "planning"
    assert [one.verdict.verdict for one in access.advices_of(journey)] == ["approved", "returned"]


def test_the_same_words_after_a_return_ask_once_more(journey, advice, consultant, leader):
    actions.give_back(advice, sentence="Zeker weten?", version=1, by=leader)

    for _time in range(2):
        again = make_advice(journey, by=consultant, version=1)

    assert again.version == 2
    assert Advice.objects.count() == 2


def test_a_return_has_a_sentence(advice, leader):
    with pytest.raises(NotPossible, match="één zin"):
        actions.give_back(advice, sentence="  ", version=1, by=leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            advice=advice, verdict="returned", by=leader, advised_by_id=advice.by_id
        )


def test_an_approval_belongs_to_the_version_that_was_read(journey, advice, consultant, leader):
    later = make_advice(journey, by=consultant, core_question="Toch anders.", version=1)

    with pytest.raises(TooLate) as late:
        actions.approve(later, version=1, by=leader)

    assert late.value.now["advice"] == later
    assert not Review.objects.exists()


def test_the_second_who_judges_hears_what_was_said(advice, team, leader):
    other = make_member(Role.WGI_PROJECT_LEAD, team=team, lead=True)
    actions.approve(advice, version=1, by=leader)

    with pytest.raises(TooLate, match=leader.name):
        actions.give_back(advice, sentence="Anders.", version=1, by=other)


def test_an_approved_advice_counts_again_after_a_step_back(journey, advice, consultant, leader):
    actions.approve(advice, version=1, by=leader)
    back = road.go_back(
        now(journey), to="profile_advice", reason="Nog eens", by=consultant,
        version=now(journey).version,
    )  # fmt: skip
    assert not Milestone.objects.filter(journey=back, fact=Fact.ADVICE_APPROVED).standing()

    make_advice(back, by=consultant, version=1)

    assert now(journey).phase == "planning"


def test_the_participant_hears_the_advice_in_a_language_of_their_own(
    journey, advice, consultant, audited
):
    for _time in range(2):
        talk = actions.share(
            advice, on=today(), language="ti", with_interpreter=True, by=consultant
        )

    assert access.sharings_of(journey) == {advice.pk: [talk]}
    assert audited("intake.advice_shared", talk)
    with pytest.raises(NotPossible, match="nog komen"):
        actions.share(advice, on=today() + timedelta(days=1), language="nl", by=consultant)


@pytest.mark.parametrize("table", ["advice", "sharing", "review"])
def test_the_database_itself_keeps_every_version(advice, consultant, leader, table):
    actions.share(advice, on=today(), language="nl", by=consultant)
    actions.approve(advice, version=1, by=leader)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM intake_{table}")

    assert Advice.objects.count() == Sharing.objects.count() == Review.objects.count() == 1


def test_the_page_tells_what_is_advised_and_why(login, consultant, journey):
    given = {
        "core_question": "Taal op het werk.", "road": "preparation",
        "recommendation": "Rustig aan.",
        "language_course": "In een kleine groep.", "referral": "Hulp bij de belasting.",
        "version": "0",
    }  # fmt: skip
    client = login(consultant)
    assert client.post(at(journey), given).status_code == 302

    page = client.get(at(journey)).content.decode()
    for words in ("voortraject of brugklas", "Rustig aan.", "In een kleine groep.", "Verwijzing",
                  "wacht op de teamleider"):  # fmt: skip
        assert words in page
    assert "Bent u het eens" not in page
    assert client.post(at(journey), {**given, "road": "snelweg"}).status_code == 422


def test_the_page_asks_about_words_that_betray_too_much(login, consultant, journey):
    make_advice(journey, by=consultant, care_support="Hulp bij haar depressie.")

    assert "een ziekte of diagnose?" in login(consultant).get(at(journey)).content.decode()


def test_the_team_leader_approves_on_the_page(login, journey, advice, leader):
    client = login(leader)
    assert "Bent u het eens met dit advies?" in client.get(at(journey)).content.decode()

    bare = client.post(at(journey, "oordeel/"), {"do": "return", "version": "1"})
    assert bare.status_code == 422
    done = client.post(at(journey, "oordeel/"), {"do": "approve", "version": "1"})

    assert done.status_code == 302
    assert f"Goedgekeurd door {leader.name}" in client.get(at(journey)).content.decode()


def test_the_writer_reads_on_the_page_why_it_came_back(login, journey, advice, consultant, leader):
    sent = {"do": "return", "sentence": "Welke les bedoelt u?", "version": "1"}
    assert login(leader).post(at(journey, "oordeel/"), sent).status_code == 302

    page = login(consultant).get(at(journey)).content.decode()
    assert "Welke les bedoelt u?" in page
    assert f"{leader.name} vraagt om een aanpassing" in page


@pytest.mark.parametrize("version", ["2", "0", "x", ""])
def test_a_judgement_of_another_version_is_refused(login, journey, advice, leader, version):
    answer = login(leader).post(at(journey, "oordeel/"), {"do": "approve", "version": version})

    assert answer.status_code in {409, 422}
    assert not Review.objects.exists()


def test_who_may_not_judge_is_told_so(login, journey, advice, consultant, leader):
    assert login(consultant).post(at(journey, "oordeel/"), {"version": "1"}).status_code == 403
    outsider = make_member(Role.WGI_COORDINATOR, lead=True)
    assert login(outsider).post(at(journey, "oordeel/"), {"version": "1"}).status_code == 404


def test_where_the_road_does_not_ask_nobody_judges(login, consultant, team):
    own = make_member(Role.WGI_COORDINATOR, lead=True)
    free = make_journey(by=own, phase="profile_advice")
    make_advice(free, by=make_member(Role.CONSULTANT))

    client = login(own)
    assert "Bent u het eens" not in client.get(at(free)).content.decode()
    assert client.post(at(free, "oordeel/"), {"version": "1"}).status_code == 409


def test_the_talk_is_written_down_on_the_page(login, journey, advice, consultant):
    client = login(consultant)
    sent = {"on": short_date(today()), "language": "ti", "with_interpreter": "on", "version": "1"}
    for _time in range(2):
        assert client.post(at(journey, "besproken/"), sent).status_code == 302

    page = client.get(at(journey)).content.decode()
    assert "in het Tigrinya, met een tolk" in page
    assert Sharing.objects.count() == 1
    for wrong in ({"on": "1-1-9999"}, {"on": "31-02-2026"}, {"language": "klingon"},
                  {"version": "x"}):  # fmt: skip
        assert client.post(at(journey, "besproken/"), {**sent, **wrong}).status_code == 422
    assert client.post(at(journey, "besproken/"), {**sent, "version": "9"}).status_code == 404

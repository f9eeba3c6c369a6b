"""The page of the ladder: the conversation, what the dossier says beside it, and withdrawing."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.contacts.tests.factories import make_contact
from meedoen.core.ids import new_id
from meedoen.core.time import short_date, today
from meedoen.dossier import pages
from meedoen.intake.tests.factories import make_intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.ladder.models import Measurement, Withdrawal
from meedoen.ladder.rules import DossierFacts
from meedoen.ladder.tests.factories import make_measurement
from meedoen.language import actions as language
from meedoen.language.choices import Level, WhyWithdrawn
from meedoen.language.tests.factories import make_levels
from meedoen.matching import access as matching
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member
from meedoen.workbench.pages import people

pytestmark = pytest.mark.django_db
STEP_FOUR = {"q1": "no", "q3": "yes", "growth": "skip"}
WRONG = {"why": "wrong_dossier", "reason": "Hoorde bij iemand anders."}
SAID = "In het dossier staat ook iets anders"


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


def at(journey, part="ladder/"):
    return f"/deelnemers/{journey.participant_id}/{part}"


def saved(**changes):
    return {
        **STEP_FOUR, "save": "1", "recorded": "4", "moment": "t0_intake",
        "measured_on": short_date(today()), **changes,
    }  # fmt: skip


def test_what_the_intake_says_is_laid_beside_the_step(client, consultant, journey):
    make_intake(
        journey, by=consultant,
        answers={"network": {"talks_with": ["household"]}, "work": {"looks_for_work": "has"}},
    )  # fmt: skip

    page = client.post(at(journey), STEP_FOUR).content.decode()

    assert SAID in page
    assert "Bij trede 4 hoort elke week contact" in page
    assert "dat iemand werk heeft" in page
    assert client.post(at(journey), saved()).status_code == 302
    assert SAID in client.get(at(journey)).content.decode()


def test_what_runs_of_our_own_plan_is_laid_beside_it_too(client, consultant, queries):
    journey = make_plan(by=consultant, state="started").journey

    facts = pages.ladder_facts(journey, today=today())

    assert facts.language_parts == ("Taalles in het buurthuis",)
    assert facts.other_parts == ()
    assert queries(lambda: pages.ladder_facts(journey, today=today())) == 2
    assert pages.ladder_facts(None, today=today()) == DossierFacts()
    step_three = {"q1": "no", "q3": "no", "q4": "yes", "growth": "skip"}
    page = client.post(at(journey), step_three).content.decode()
    assert "Uit het plan loopt: Taalles in het buurthuis" in page


def test_silence_of_weeks_is_asked_about(client, consultant, journey):
    Journey.objects.filter(pk=journey.pk).update(started_on=today() - timedelta(days=200))
    assert "Is het nog steeds elke week?" in client.post(at(journey), STEP_FOUR).content.decode()

    make_contact(journey, by=consultant)

    assert SAID not in client.post(at(journey), STEP_FOUR).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"recorded": "9"}, "Deze trede bestaat niet"),
        ({"recorded": "5"}, "Schrijf op waarom"),
        ({"measured_on": "01-01-2999"}, "toekomst"),
        ({"measured_on": "01-01-1066"}, "te ver terug"),
        ({"measured_on": "31-02-2026"}, ""),
        ({"moment": "ooit"}, "geldige keuze"),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_stays(client, journey, changes, said):
    answer = client.post(at(journey), saved(note="Typte ik zelf.", **changes))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Typte ik zelf." in page
    assert not Measurement.objects.exists()


def test_a_double_click_measures_once(client, journey):
    for _time in range(2):
        assert client.post(at(journey), saved()).status_code == 302

    assert Measurement.objects.count() == 1


def test_a_wrong_measurement_is_withdrawn_and_the_road_asks_again(client, journey, audited):
    client.post(at(journey), saved())
    wrong = Measurement.objects.get()
    door = at(journey, f"ladder/{wrong.pk}/intrekken/")
    assert door in client.get(at(journey)).content.decode()
    assert client.get(door).status_code == 200

    assert client.post(door, {"why": "wrong_dossier"}).status_code == 422
    assert client.post(door, {**WRONG, "why": "zomaar"}).status_code == 422
    assert client.post(door, WRONG).status_code == 302
    assert client.post(door, WRONG).status_code == 404

    assert Withdrawal.objects.get().reason == WRONG["reason"]
    standing = Milestone.objects.filter(journey=journey, fact=Fact.LADDER_MEASURED).standing()
    assert not standing.exists()
    assert audited("journeys.retracted", journey)
    page = client.get(at(journey)).content.decode()
    assert "ingetrokken" in page
    assert WRONG["reason"] in page
    assert "Heeft u betaald werk?" in page
    assert client.post(at(journey), saved()).status_code == 302
    assert standing.exists()


def test_one_of_two_withdrawn_leaves_the_fact_standing(client, consultant, journey):
    client.post(at(journey), saved())
    second = make_measurement(journey.participant, step=6, by=consultant)

    client.post(at(journey, f"ladder/{second.pk}/intrekken/"), WRONG)

    assert Milestone.objects.filter(fact=Fact.LADDER_MEASURED).standing().exists()
    assert "Trede 4" in client.get(at(journey)).content.decode()


def test_after_the_end_of_the_road_a_mistake_can_still_be_withdrawn(client, consultant, journey):
    client.post(at(journey), saved())
    journeys.end(journey, reason=Exit.MOVED, by=consultant)
    wrong = Measurement.objects.get()

    answer = client.post(at(journey, f"ladder/{wrong.pk}/intrekken/"), WRONG)

    assert answer.status_code == 302
    assert Milestone.objects.filter(fact=Fact.LADDER_MEASURED).standing().exists()


def test_an_outsider_and_an_assessor_find_no_ladder(login, consultant, journey):
    one = make_measurement(journey.participant, by=consultant)
    assessor = make_member(Role.ASSESSOR)
    participants.grant(
        journey.participant, ground=GrantGround.ASSESSMENT, by=consultant, user=assessor
    )
    for user in (assessor, make_member(Role.CONSULTANT), make_member(Role.DIRECTOR)):
        door = login(user)
        for part in ("ladder/", f"ladder/{one.pk}/intrekken/"):
            assert door.get(at(journey, part)).status_code == 404
            assert door.post(at(journey, part), WRONG).status_code == 404
    assert not Withdrawal.objects.exists()


def test_a_measurement_of_another_dossier_is_not_here(client, consultant, journey):
    other = make_measurement(make_journey(by=consultant).participant, by=consultant)

    for pk in (other.pk, new_id()):
        assert client.get(at(journey, f"ladder/{pk}/intrekken/")).status_code == 404


def test_the_page_costs_the_same_for_one_measurement_or_many(client, consultant, journey, queries):
    make_measurement(journey.participant, by=consultant, measured_on=today() - timedelta(days=900))
    client.get(at(journey))
    few = queries(lambda: client.get(at(journey)))
    for number in range(12):
        day = today() - timedelta(days=number * 30)
        make_measurement(journey.participant, step=1 + number % 6, by=consultant, measured_on=day)

    assert queries(lambda: client.get(at(journey))) == few <= 15


def test_what_was_withdrawn_counts_nowhere(client, consultant, journey):
    make_measurement(journey.participant, by=consultant, measured_on=today() - timedelta(days=9))
    wrong = make_measurement(journey.participant, step=6, by=consultant)
    levels = make_levels(journey.participant, level=Level.A1, by=consultant)
    client.post(at(journey, f"ladder/{wrong.pk}/intrekken/"), WRONG)
    language.withdraw(levels, why=WhyWithdrawn.MISTAKE, reason="Anders.", by=consultant)

    known = matching.person_facts(journey)
    assert (known.ladder, known.oral, known.written) == (2, "unknown", "unknown")
    assert [one.step for one in people.caseload(consultant, people.Wanted()).people] == [2]
    overview = pages.overview(consultant, journey.participant, journey)
    assert (overview.standing.now, overview.skills) == (2, [])

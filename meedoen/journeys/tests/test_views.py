"""The road on screen: the history, going back."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Look
from meedoen.core.ids import new_id
from meedoen.core.time import short_date
from meedoen.journeys import access, actions, pages, rules
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey, PhaseVisit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db

PARTS = ["weg/", "weg/terug/"]
JUNK = ["\x00", "x" * 1_000_000, "<script>", "' OR 1=1 --", "\u202e", "-1", "9" * 30, "[]"]


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)


def address(journey, part="weg/"):
    return f"/deelnemers/{journey.participant_id}/{part}"


def now(journey):
    return Journey.objects.get(pk=journey.pk)


def test_the_road_shows_what_was_and_what_may_come(client, consultant):
    journey = make_journey(by=consultant, phase="in_trajectory")
    text = client.get(address(journey)).content.decode()

    for words in (
        "Taal en meedoen lopen.", "Overeenkomst getekend", "Getekende inburgeringsovereenkomst",
        consultant.name, "Contactpersonen en waarnemers", "Nazorg",
    ):  # fmt: skip
        assert words in text, words
    assert Look.objects.get().part == "weg"


def test_a_free_participant_sees_no_deadline(client, consultant):
    free = make_journey(by=consultant, phase="planning")
    bound = make_journey(by=consultant, category=Category.MANDATORY)

    assert "wij werken toe naar" not in client.get(address(free)).content.decode()
    assert "wij werken toe naar" in client.get(address(bound)).content.decode()


def test_going_back_keeps_the_reason(client, consultant):
    journey = make_journey(by=consultant, phase="acceptance")
    typed = {"to": "planning", "reason": "Andere wens", "version": journey.version}
    assert client.post(address(journey, "weg/terug/"), {**typed, "reason": ""}).status_code == 422
    forward = client.post(address(journey, "weg/terug/"), {**typed, "to": "agreement"})
    assert forward.status_code == 422

    assert client.post(address(journey, "weg/terug/"), typed).status_code == 302

    assert now(journey).phase == "planning"
    assert "Andere wens" in client.get(address(journey)).content.decode()


def test_going_back_on_a_stale_page_is_told(client, consultant):
    journey = make_journey(by=consultant, phase="acceptance")
    typed = {"to": "intake", "reason": "Eerst", "version": journey.version - 1}
    answer = client.post(address(journey, "weg/terug/"), typed)

    assert answer.status_code == 409
    assert now(journey).phase == "acceptance"


@pytest.mark.parametrize("part", PARTS)
def test_outsiders_and_the_missing_look_alike(login, part):
    journey = make_journey()
    for user in (make_member(Role.CONSULTANT), make_user(Role.DIRECTOR), make_user(Role.ASSESSOR)):
        client = login(user)
        assert client.get(address(journey, part)).status_code == 404
        assert client.get(f"/deelnemers/{new_id()}/{part}").status_code == 404
        assert client.post(address(journey, part)).status_code in {404, 405}


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_any_form_is_answered(client, consultant, junk):
    journey = make_journey(by=consultant, phase="acceptance")
    forms = {
        "weg/terug/": {"to": "planning", "reason": "x", "version": "1"},
    }
    for part, typed in forms.items():
        assert client.post(address(journey, part), {}).status_code == 422
        for name in typed:
            answer = client.post(address(journey, part), {**typed, name: junk})
            assert answer.status_code in {409, 422}, (part, name)


def test_the_head_reads_the_whole_past_in_one_query(queries, consultant):
    journey = now(make_journey(by=consultant, phase="in_trajectory"))
    participant = journey.participant
    seen = []

    assert queries(lambda: seen.append(pages.head(participant, journey))) == 1
    assert seen[0].is_bound
    assert seen[0].todo == rules.todo(
        journey.road, current=journey.phase, facts=access.facts_of(journey)
    )
    shown = {step.code: step.when for step in seen[0].road}
    last = dict(PhaseVisit.objects.order_by("entered_at", "id").values_list("phase", "entered_at"))
    assert {code: short_date(at) for code, at in last.items()}.items() <= shown.items()


def test_the_road_costs_the_same_for_a_short_and_a_long_history(client, queries, consultant):
    journey = make_journey(by=consultant, phase="acceptance")
    client.get(address(journey))
    few = queries(lambda: client.get(address(journey)))
    for _ in range(4):
        actions.go_back(
            now(journey), to="profile_advice", reason="Nog eens", by=consultant,
            version=now(journey).version,
        )  # fmt: skip
        for fact in (Fact.ADVICE_GIVEN, Fact.PLAN_PROPOSED):
            actions.reach(now(journey), fact, by=consultant)

    assert queries(lambda: client.get(address(journey))) == few

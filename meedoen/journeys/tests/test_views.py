"""The road on screen: the history, the contact person, going back; and the flow chart."""

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
from meedoen.participants import actions as participants
from meedoen.participants.choices import Category, GrantGround
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db

PARTS = ["weg/", "weg/contactpersoon/", "weg/terug/"]
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
        consultant.name, "Contactpersonen", "Nazorg",
    ):  # fmt: skip
        assert words in text, words
    assert Look.objects.get().part == "weg"


def test_a_free_participant_sees_no_deadline(client, consultant):
    free = make_journey(by=consultant, phase="planning")
    bound = make_journey(by=consultant, category=Category.MANDATORY)

    assert "wij werken toe naar" not in client.get(address(free)).content.decode()
    assert "wij werken toe naar" in client.get(address(bound)).content.decode()


def test_a_consultant_chooses_the_contact_person(client, consultant, audited):
    coach = make_user(Role.PARTICIPATION_COACH, name="Coach Met Werk")
    actions.assign_coach(make_journey(by=consultant, phase="planning"), coach=coach, by=consultant)
    journey = make_journey(by=consultant, phase="planning")
    page = client.get(address(journey, "weg/contactpersoon/")).content.decode()
    assert "Coach Met Werk (1 deelnemer)" in page

    answer = client.post(address(journey, "weg/contactpersoon/"), {"coach": str(coach.pk)})

    assert answer.status_code == 302
    assert now(journey).fixed_contact == coach
    assert audited("journeys.coach_assigned")


def test_a_change_asks_why_and_whether_it_was_told(client, consultant):
    first, second = make_member(Role.PARTICIPATION_COACH), make_member(Role.PARTICIPATION_COACH)
    journey = actions.assign_coach(
        make_journey(by=consultant, phase="planning"), coach=first, by=consultant
    )
    place = address(journey, "weg/contactpersoon/")
    refused = client.post(place, {"coach": str(second.pk), "reason": "Verhuist"})
    assert refused.status_code == 422
    assert "Vertel het eerst" in refused.content.decode()
    assert "Verhuist" in refused.content.decode()
    assert client.post(place, {"coach": str(second.pk), "is_informed": "on"}).status_code == 422

    told = {"coach": str(second.pk), "reason": "Verhuist", "is_informed": "on"}
    assert client.post(place, told).status_code == 302
    assert client.post(place, told).status_code == 302
    assert now(journey).fixed_contact == second


def test_a_coach_does_not_assign(login, consultant):
    journey = make_journey(by=consultant)
    coach = make_member(Role.PARTICIPATION_COACH)
    participants.grant(journey.participant, ground=GrantGround.DEPUTY, by=consultant, user=coach)

    assert login(coach).get(address(journey, "weg/contactpersoon/")).status_code == 403


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
        "weg/contactpersoon/": {"coach": "", "reason": "x", "is_informed": "on"},
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


def test_the_flow_chart_tells_conditions_in_words(login):
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    make_team("inburgering", category=Category.MANDATORY)
    make_journey(phase="planning")
    text = login(leader).get("/stroomschema/").content.decode()

    for words in ("Wijkgerichte inburgering", "Reguliere inburgering", "Leg het plan voor.",
                  "10 werkdagen", "Consulent", "trajectplan"):  # fmt: skip
        assert words in text, words
    assert "minder dan 10" not in text


def test_the_flow_chart_hides_small_numbers_from_who_leads_no_team(login):
    make_journey(phase="planning")
    text = login(make_user(Role.DIRECTOR)).get("/stroomschema/").content.decode()

    assert "minder dan 10" in text


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DIRECTOR, 200), (Role.APP_ADMIN, 200), (Role.ASSESSOR, 403), (Role.PARTICIPANT, 403)],
)
def test_who_sees_the_flow_chart(login, role, status):
    assert login(make_user(role)).get("/stroomschema/").status_code == status

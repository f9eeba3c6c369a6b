"""Who may open which door of the plan, what a page costs, and junk in every field."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event, Look
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants.choices import Category
from meedoen.plans import access
from meedoen.plans.models import Commitment, Goal, Plan
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
DUE = today() + timedelta(days=30)


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def url(plan_or_journey, name, *more):
    journey = getattr(plan_or_journey, "journey", plan_or_journey)
    return reverse(f"plans:{name}", args=[journey.participant_id, *more])


def text(response):
    return response.content.decode()


# Who may come in.

GETS = ["detail", "edit", "propose", "revise", "goal_add", "part_add", "commitment_add", "answer"]
POSTS = ["begin", "part_offer", "give"]


@pytest.mark.parametrize("role", [*Role])
def test_outsiders_of_every_role_find_nothing(role, coach, login):
    plan = make_plan(by=coach)
    client = login(make_user(role))
    part, goal = access.components_of(plan)[0], access.goals_of(plan)[0]

    for name in GETS:
        assert client.get(url(plan, name)).status_code == 404, name
    for name in POSTS:
        assert client.post(url(plan, name)).status_code == 404, name
    for name, thing in (("part_edit", part), ("start", part), ("goal_edit", goal)):
        assert client.get(url(plan, name, thing.pk)).status_code == 404
    for name in ("version", "paper_plan", "paper_commitments", "paper_agreement"):
        assert client.get(url(plan, name, 1)).status_code == 404


def test_without_signing_in_there_is_only_the_sign_in_page(coach, client):
    plan = make_plan(by=coach)
    for name in GETS:
        answer = client.get(url(plan, name))
        assert answer.status_code == 302
        assert "/inloggen/" in answer["Location"]


def test_what_belongs_to_somebody_else_is_not_found_here(coach, login):
    plan, other = make_plan(by=coach), make_plan(by=coach)
    client = login(coach)
    part, goal = access.components_of(other)[0], access.goals_of(other)[0]
    promise = access.commitments_of(other)[0]

    for name, thing in (
        ("part_edit", part), ("start", part), ("stop", part), ("goal_edit", goal),
        ("commitment_edit", promise), ("commitment_due", promise),
    ):  # fmt: skip
        assert client.get(url(plan, name, thing.pk)).status_code == 404
    for name, thing in (
        ("part_remove", part), ("goal_remove", goal), ("goal_up", goal), ("attendance", part),
        ("commitment_done", promise), ("commitment_remove", promise),
    ):  # fmt: skip
        assert client.post(url(plan, name, thing.pk)).status_code == 404


def test_only_the_right_method_opens_a_door(coach, login):
    plan = make_plan(by=coach)
    client = login(coach)

    for name in POSTS:
        assert client.get(url(plan, name)).status_code == 405
    assert client.post(url(plan, "detail")).status_code == 405
    assert client.post(url(plan, "paper_plan", 1)).status_code == 405


@pytest.mark.parametrize("number", [0, 2, 99999999999999999999999])
def test_a_version_that_is_not_there_is_not_found(coach, login, number):
    plan = make_plan(by=coach)
    assert login(coach).get(url(plan, "version", number)).status_code == 404


def test_a_look_is_written_down_and_nothing_else(coach, login):
    plan = make_plan(by=coach, state="accepted")
    client = login(coach)
    events, journey = Event.objects.count(), Journey.objects.get(pk=plan.journey_id)

    for name in ("detail", "commitment_add", "sign"):
        assert client.get(url(plan, name)).status_code == 200
    assert client.head(url(plan, "detail")).status_code == 200

    assert Look.objects.filter(participant_id=journey.participant_id, part="plan").count() == 3
    assert Event.objects.count() == events


@pytest.mark.parametrize("state", ["draft", "proposed", "accepted", "started"])
def test_the_page_costs_the_same_for_two_parts_or_twenty(coach, login, queries, state):
    plan = make_plan(by=coach, state=state)
    client = login(coach)
    client.get(url(plan, "detail"))
    few = queries(lambda: client.get(url(plan, "detail")))

    for number in range(18):
        part = access.components_of(plan)[0]
        part.pk, part.line, part.title = new_id(), new_id(), f"Onderdeel {number}"
        part.save(force_insert=True)
        Goal.objects.create(plan=plan, text=f"Doel {number}", place=number + 5)
        Commitment.objects.create(plan=plan, number=number + 5, side="organisation", what="Bellen")

    assert queries(lambda: client.get(url(plan, "detail"))) == few <= 15


@pytest.mark.parametrize("state", ["draft", "proposed", "accepted", "started"])
def test_every_paper_is_a_pdf_at_every_stage(coach, login, state):
    plan = make_plan(by=coach, state=state)
    client = login(coach)

    for name in ("paper_plan", "paper_commitments"):
        answer = client.get(url(plan, name, plan.number))
        assert answer.content.startswith(b"%PDF-")
        assert client.get(url(plan, name, plan.number)).content == answer.content


def test_the_copy_to_read_is_there_after_the_yes_and_handing_it_over_is_noted(coach, login):
    plan = make_plan(by=coach, state="accepted")
    client = login(coach)

    assert client.get(url(plan, "paper_agreement", 1)).content.startswith(b"%PDF-")
    client.post(url(plan, "give"))

    assert Plan.objects.get(pk=plan.pk).agreement_offered_on == today()


def test_for_whom_the_law_binds_nothing_is_signed(coach, login):
    plan = make_plan(by=coach, state="accepted", category=Category.MANDATORY)
    client = login(coach)

    assert client.get(url(plan, "sign")).status_code == 409
    assert "Meld het begin" in text(client.get(url(plan, "detail")))


def test_before_there_is_a_plan_the_other_doors_say_what_to_do(coach, login):
    journey = make_journey(by=coach, phase="planning")
    answer = login(coach).get(url(journey, "edit"))

    assert answer.status_code == 409
    assert "nog geen plan" in text(answer)


def test_a_closed_journey_shows_its_plan_without_buttons(coach, login):
    plan = make_plan(by=coach, state="accepted")
    road.end(plan.journey, reason=Exit.WITHDRAWN, by=coach)
    client = login(coach)

    seen = text(client.get(url(plan, "detail")))
    assert "Met buren leren praten" in seen
    assert "Laat de deelnemer tekenen" not in seen
    assert client.get(url(plan, "edit")).status_code == 409


JUNK = [
    "x" * 1_000_000, "a\x00b", "\u202etxet", "<script>alert(1)</script>", "'; DROP TABLE plans--",
    "", "-1", "99999999999999999999", "NaN", "31-02-2027", "01-01-0001", "💥", "[]", "null",
]  # fmt: skip
FIELDS = (
    "core_question", "language_target", "ladder_target", "first_talk_on", "what_changed", "text",
    "token", "version", "title", "kind", "side", "goal", "why", "day_parts", "starts_on",
    "hours_per_week", "timing", "neighbourhood", "what", "who", "when_text", "due_on", "answer",
    "remarks", "explained_in", "interpreter", "on", "strokes", "typed_name", "edits", "offer",
    "done", "required",
)  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "accepted"])
def test_junk_in_every_field_gets_a_page_and_never_a_crash(coach, login, state):
    plan = make_plan(by=coach, state=state)
    client = login(coach)
    part, goal = access.components_of(plan)[0], access.goals_of(plan)[0]
    promise = access.commitments_of(plan)[0]
    doors = [
        *(url(plan, name) for name in (*GETS, *POSTS, "sign")),
        *(url(plan, name, part.pk) for name in ("part_edit", "start", "stop", "attendance")),
        url(plan, "goal_edit", goal.pk),
        *(url(plan, f"commitment_{name}", promise.pk) for name in ("edit", "due", "done")),
    ]
    for junk in JUNK:
        names = FIELDS if len(junk) < 1000 else FIELDS[:3]
        for door in doors:
            answer = client.post(door, dict.fromkeys(names, junk))
            assert answer.status_code in {302, 404, 405, 409, 422}, (door, junk[:20])
    assert journeys.binding_of(plan.journey) is None
    assert client.get(url(plan, "detail")).status_code == 200

"""The story of a plan on screen, what is kept when it goes wrong, and R9 at the door."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.core.ids import new_id
from meedoen.core.time import short_date, today
from meedoen.documents.models import Document
from meedoen.documents.pages import AGREEMENT_WORDS
from meedoen.documents.tests.samples import strokes
from meedoen.journeys import access as journeys, actions as road
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.matching.tests.factories import make_choice
from meedoen.offers.tests.factories import make_offer
from meedoen.plans import access, actions
from meedoen.plans.models import Acceptance, Agreement, Commitment, Component, Goal, Plan
from meedoen.plans.tests.factories import make_plan, sign
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


def test_a_coach_goes_from_nothing_to_on_trajectory(coach, login):
    journey = make_journey(by=coach, phase="planning")
    journey = road.assign_coach(journey, coach=coach, by=coach)
    offer = make_offer()
    make_choice(journey, offer=offer, by=coach)
    client = login(coach)

    assert "nog geen plan" in text(client.get(url(journey, "detail")))
    client.post(url(journey, "begin"))
    plan = Plan.objects.get(journey=journey)
    version = {"version": plan.version}
    client.post(url(plan, "edit"), {"core_question": "Leren praten met buren.", **version})
    client.post(url(plan, "goal_add"), {"text": "Ik wil met de juf praten.", "token": new_id()})
    part = {"title": "Koken", "kind": "activity", "timing": "during", "starts_on": short_date(DUE)}
    client.post(url(plan, "part_add"), {**part, "day_parts": ["4", "7"]})
    client.post(url(plan, "commitment_add"), {"side": "organisation", "what": "Wij gaan mee."})
    seen = text(client.get(url(plan, "detail")))
    assert all(word in seen for word in (offer.name, "Koken", "Leren praten", "juf", "gaan mee"))
    assert "Duaal" in seen

    plan.refresh_from_db()
    client.post(url(plan, "propose"), {"edits": plan.edits})
    answer = {"answer": "accepted", "explained_in": "ar", "on": short_date(today())}
    assert client.post(url(plan, "answer"), answer).status_code == 302
    assert "vrijwillig tot de overeenkomst" in text(client.get(url(plan, "detail")))
    signed = client.post(
        url(plan, "sign"),
        {"typed_name": journey.participant.name, "token": new_id(), "explained_in": "ar"},
    )
    assert signed.status_code == 302
    first = access.components_of(plan)[0]
    client.post(url(plan, "start", first.pk), {"on": short_date(today())})

    journey.refresh_from_db()
    assert (journey.phase, journey.on_trajectory_on) == ("in_trajectory", today())
    assert "begonnen op" in text(client.get(url(plan, "detail")))


def test_the_participant_draws_and_the_paper_is_kept_byte_for_byte(coach, login):
    plan = make_plan(by=coach, state="accepted")
    client = login(coach)
    page = text(client.get(url(plan, "sign")))
    assert "tot niets verplicht" in page
    assert "Ik wil nog niet tekenen" in page

    drawn = str(strokes()).replace("'", '"')
    client.post(url(plan, "sign"), {"strokes": drawn, "token": new_id(), "explained_in": "nl"})

    paper = client.get(url(plan, "paper_agreement", plan.number))
    agreement = Agreement.objects.get(plan=plan)
    assert paper.content == bytes(Document.objects.get(pk=agreement.document_id).content)
    assert paper["Content-Type"] == "application/pdf"
    assert client.get(url(plan, "sign")).status_code == 302


@pytest.mark.parametrize("paper", ["paper_agreement", "paper_accepted"])
def test_a_paper_that_was_tampered_with_is_not_shown(coach, login, monkeypatch, paper):
    plan = make_plan(by=coach, state="signed")
    monkeypatch.setattr(Document, "is_intact", lambda document: False)

    answer = login(coach).get(url(plan, paper, plan.number))

    assert answer.status_code == 409
    assert "niet meer wat er bewaard is" in text(answer)


def test_the_plan_as_accepted_stays_so_when_something_begins_to_bind(coach, login):
    plan = make_plan(by=coach, state="accepted")
    client = login(coach)
    assert "Zoals akkoord gegeven (pdf)" in text(client.get(url(plan, "detail")))
    kept = client.get(url(plan, "paper_accepted", plan.number))

    sign(plan.journey, by=coach)

    assert kept["Content-Type"] == "application/pdf"
    assert client.get(url(plan, "paper_accepted", plan.number)).content == kept.content
    assert client.get(url(plan, "paper_plan", plan.number)).content != kept.content


@pytest.mark.parametrize("state", ["draft", "proposed"])
def test_without_a_yes_no_plan_was_kept(coach, login, state):
    plan = make_plan(by=coach, state=state)
    client = login(coach)

    assert client.get(url(plan, "paper_accepted", plan.number)).status_code == 404
    assert "Zoals akkoord gegeven" not in text(client.get(url(plan, "detail")))


def test_who_signs_reads_the_words_of_the_paper(coach, login):
    plan = make_plan(by=coach, state="accepted")
    page = text(login(coach).get(url(plan, "sign")))

    unused = {"we_do", "you_do"}  # only when nothing was promised
    for name, sentence in AGREEMENT_WORDS.items():
        assert (sentence in page) == (name not in unused)


def test_sending_the_signature_twice_signs_once(coach, login):
    plan = make_plan(by=coach, state="accepted")
    client = login(coach)
    sent = {
        "typed_name": plan.journey.participant.name, "token": new_id(), "explained_in": "nl",
    }  # fmt: skip
    answers = [client.post(url(plan, "sign"), sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"typed_name": "x"},
        {"typed_name": "Coach Voorbeeld"},
        {"strokes": "[[[5,5]]]"},
        {"strokes": "geen tekening"},
        {"strokes": "[" * 5000},
        {"strokes": "[[[true,1],[2,3]]]"},
    ],
)
def test_what_is_no_signature_signs_nothing_and_says_so(coach, login, typed):
    plan = make_plan(by=coach, state="accepted")

    answer = login(coach).post(
        url(plan, "sign"), {"token": new_id(), "explained_in": "nl", **typed}
    )

    assert answer.status_code in {409, 422}
    assert "nog niet getekend" in text(answer)
    assert journeys.binding_of(plan.journey) is None


def test_nobody_signs_on_behalf_of_the_participant(coach, login):
    plan = make_plan(by=coach, state="accepted")

    answer = login(coach).post(
        url(plan, "sign"), {"typed_name": coach.name, "token": new_id(), "explained_in": "nl"}
    )

    assert answer.status_code == 409
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("state", ["draft", "proposed"])
def test_without_a_yes_there_is_nothing_to_sign(coach, login, state):
    plan = make_plan(by=coach, state=state)
    client = login(coach)

    assert client.get(url(plan, "sign")).status_code == 409
    assert client.get(url(plan, "paper_agreement", plan.number)).status_code == 404


def test_a_no_is_noted_without_blame_and_a_new_version_follows(coach, login):
    plan = make_plan(by=coach, state="proposed")
    client = login(coach)
    client.post(
        url(plan, "answer"),
        {"answer": "declined", "explained_in": "nl", "on": short_date(today())},
    )
    seen = text(client.get(url(plan, "detail")))
    assert "Maak samen een ander plan" in seen
    assert not any(word in seen.lower() for word in ("geweigerd", "weigert", "afgewezen"))

    client.post(url(plan, "revise"), {"what_changed": "Dichter bij huis."})

    assert Plan.objects.get(number=2).state == "draft"
    assert "Dichter bij huis." in text(client.get(url(plan, "detail")))


def test_remarks_are_asked_for_when_there_are_some(coach, login):
    plan = make_plan(by=coach, state="proposed")
    answer = login(coach).post(
        url(plan, "answer"),
        {"answer": "with_remarks", "explained_in": "nl", "on": short_date(today())},
    )

    assert answer.status_code == 422
    assert not Acceptance.objects.exists()


def test_two_people_write_and_the_second_sees_both_texts(coach, login):
    plan = make_plan(by=coach)
    client = login(coach)
    stale = plan.version
    client.post(url(plan, "edit"), {"core_question": "Van de eerste.", "version": stale})

    second = client.post(url(plan, "edit"), {"core_question": "Van de tweede.", "version": stale})

    assert second.status_code == 409
    assert "Van de eerste." in text(second)
    assert "Van de tweede." in text(second)
    again = {"core_question": "Van de tweede.", "version": stale + 1}
    assert f'name="version" value="{stale + 1}"' in text(second)
    assert client.post(url(plan, "edit"), again).status_code == 302


def test_what_a_colleague_added_is_seen_before_proposing(coach, login):
    plan = make_plan(by=coach)
    actions.add_goal(plan, text="Ik wil fietsen.", by=coach)

    answer = login(coach).post(url(plan, "propose"), {"edits": plan.edits - 1})

    assert answer.status_code == 409
    assert Plan.objects.get(pk=plan.pk).is_draft


def test_a_goal_part_and_promise_are_changed_and_removed(coach, login):
    plan = make_plan(by=coach)
    client = login(coach)
    goal, part = access.goals_of(plan)[0], access.components_of(plan)[0]
    promise = access.commitments_of(plan)[0]
    client.post(url(plan, "goal_edit", goal.pk), {"text": "Anders", "version": 1})
    client.post(
        url(plan, "part_edit", part.pk),
        {"title": "Andere les", "kind": "language_course", "timing": "after", "version": 1},
    )
    client.post(url(plan, "commitment_edit", promise.pk), {"what": "Ik bel.", "version": 1})

    assert Goal.objects.get(pk=goal.pk).text == "Anders"
    assert Component.objects.get(pk=part.pk).timing == "after"
    assert Commitment.objects.get(pk=promise.pk).what == "Ik bel."
    for name, thing in (
        ("goal_remove", goal),
        ("part_remove", part),
        ("commitment_remove", promise),
    ):
        assert client.post(url(plan, name, thing.pk)).status_code == 302
    assert not Goal.objects.filter(pk=goal.pk).exists()
    assert not Component.objects.filter(pk=part.pk).exists()
    assert access.commitments_of(plan).get().number == 1


def test_chosen_offers_are_put_in_with_one_click_and_others_are_not(coach, login):
    plan = make_plan(by=coach)
    offer, other = make_offer(), make_offer()
    make_choice(plan.journey, offer=offer, by=coach)
    client = login(coach)
    assert offer.name in text(client.get(url(plan, "part_add")))

    for _ in range(2):
        client.post(url(plan, "part_offer"), {"offer": offer.pk})
    client.post(url(plan, "part_offer"), {"offer": other.pk})
    client.post(url(plan, "part_offer"), {"offer": "junk"})

    assert Component.objects.filter(plan=plan, offer=offer).count() == 1
    assert not Component.objects.filter(offer=other).exists()


def test_promises_parts_and_days_after_signing(coach, login):
    plan = make_plan(by=coach, state="signed")
    client = login(coach)
    promise, part = access.commitments_of(plan)[0], access.components_of(plan)[0]

    client.post(url(plan, "commitment_due", promise.pk), {"due_on": short_date(DUE), "version": 1})
    client.post(url(plan, "attendance", part.pk), {"required": "1"})
    client.post(url(plan, "commitment_done", promise.pk), {"done": "1"})
    client.post(url(plan, "start", part.pk), {"on": short_date(today())})
    client.post(url(plan, "stop", part.pk), {"on": short_date(today())})

    promise.refresh_from_db()
    part.refresh_from_db()
    assert (promise.due_on, promise.done_on) == (DUE, today())
    assert (part.attendance_required, part.stopped_on) == (True, today())
    assert "gestopt op" in text(client.get(url(plan, "version", 1)))


# R9 at the door.


def test_forged_fields_make_no_obligation(coach, login):
    plan = make_plan(by=coach)
    other = make_plan(by=coach, state="signed")
    borrowed = journeys.binding_of(other.journey).pk
    forged = {
        "due_on": short_date(DUE), "binding": borrowed, "binding_id": borrowed,
        "attendance_required": "on", "started_on": short_date(today()), "state": "accepted",
    }  # fmt: skip
    client = login(coach)
    promise, part = access.commitments_of(plan)[0], access.components_of(plan)[0]

    client.post(url(plan, "commitment_add"), {"side": "participant", "what": "Ik ga.", **forged})
    client.post(
        url(plan, "commitment_edit", promise.pk), {"what": "Ik ga.", "version": 1, **forged}
    )
    client.post(url(plan, "commitment_due", promise.pk), {"version": 2, **forged})
    client.post(
        url(plan, "part_edit", part.pk),
        {"title": "Les", "kind": "activity", "timing": "during", "version": 1, **forged},
    )
    client.post(url(plan, "attendance", part.pk), {"required": "1", **forged})
    client.post(url(plan, "edit"), {"core_question": "x", "version": plan.version, **forged})

    ours = Commitment.objects.filter(plan=plan, side="participant")
    assert not ours.filter(due_on__isnull=False).exists()
    assert not Component.objects.filter(plan=plan, attendance_required=True).exists()
    assert not Component.objects.filter(plan=plan, started_on__isnull=False).exists()
    assert Plan.objects.get(pk=plan.pk).is_draft


def test_a_day_for_the_participant_is_refused_with_what_was_typed(coach, login):
    plan = make_plan(by=coach)

    answer = login(coach).post(
        url(plan, "commitment_add"),
        {"side": "participant", "what": "Ik ga naar de open dag.", "due_on": short_date(DUE)},
    )

    assert answer.status_code == 409
    assert "vrijwillig" in text(answer)
    assert "Ik ga naar de open dag." in text(answer)


def test_pages_show_no_day_for_the_participant_when_nothing_binds(coach, login):
    plan = make_plan(by=coach, state="signed")
    promise = access.commitments_of(plan)[0]
    actions.set_due(promise, due_on=date_far(), version=promise.version, by=coach)
    client = login(coach)
    assert "31 december 2031" in text(client.get(url(plan, "detail")))

    road.end(plan.journey, reason=Exit.MOVED, by=coach)

    seen = text(client.get(url(plan, "detail")))
    assert "31 december 2031" not in seen
    assert "aanwezigheid" not in seen.lower()


def date_far():
    return today().replace(year=2031, month=12, day=31)

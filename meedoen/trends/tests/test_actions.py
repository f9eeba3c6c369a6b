"""Needs, signals, ideas and invitations: the stories, and each refusal."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import now, pretend, today
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.messages.choices import Way
from meedoen.messages.models import Message
from meedoen.offers import actions as offers
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member
from meedoen.trends import actions
from meedoen.trends.choices import NeedState, Reply, SignalKind, SignalState, Voice
from meedoen.trends.models import Idea, Invitation, Signal, SignalStep, UnmetNeed
from meedoen.trends.tests.factories import make_invitation, make_need, make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def journey(coach):
    return make_journey(by=coach, phase="planning")


def test_a_need_keeps_what_was_missing_and_twice_is_once(coach, journey, audited):
    need = make_need(journey, by=coach, words=" In de avond.\x00 ", missing=["level", "onzin"])
    again = make_need(journey, by=coach)

    assert again.pk == need.pk
    assert UnmetNeed.objects.count() == 1
    assert (need.missing, need.words, need.level) == (["level"], "In de avond.", "unknown")
    assert audited("trends.need_noted", need)


def test_the_database_itself_keeps_one_open_need_for_each_wish(coach, journey):
    need = make_need(journey, by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnmetNeed.objects.create(
            journey=journey, theme=need.theme, source="colleague", noted_by=coach
        )
    assert UnmetNeed.objects.count() == 1


def test_after_something_was_found_the_same_wish_can_be_missing_again(coach, journey):
    need = make_need(journey, by=coach)
    actions.close_need(need, verb="find", by=coach)
    actions.close_need(need, verb="find", by=coach)

    assert need.state == NeedState.FOUND
    assert make_need(journey, by=coach).pk != need.pk
    with pytest.raises(NotPossible):
        actions.correct_need(need, version=need.version, missing=[], words="", by=coach)


def test_nothing_is_missing_for_somebody_whose_journey_ended(coach, journey):
    journeys.end(journey, reason=Exit.WITHDRAWN, by=coach)

    with pytest.raises(NotPossible):
        make_need(journey, by=coach)
    assert not UnmetNeed.objects.exists()


def test_an_unknown_theme_is_refused(coach, journey):
    with pytest.raises(NotPossible):
        make_need(journey, by=coach, theme="zwemmen")


def test_who_corrects_a_need_second_hears_it(coach, journey):
    need = make_need(journey, by=coach)
    stale = UnmetNeed.objects.get(pk=need.pk)
    actions.correct_need(need, version=1, missing=["cost"], words="Te duur.", by=coach)

    with pytest.raises(TooLate):
        actions.correct_need(stale, version=1, missing=[], words="", by=coach)
    assert UnmetNeed.objects.get().missing == ["cost"]


def test_a_signal_from_what_is_missing_carries_no_person(coach, journey, audited):
    other = make_journey(by=coach, phase="planning", first_name="Zeldzamenaam")
    needs = [
        make_need(journey, by=coach),
        make_need(other, by=coach, words="Zeldzamenaam wil met haar zus."),
    ]
    signal = actions.gather(needs, by=coach)
    again = actions.gather(list(UnmetNeed.objects.select_related("signal")), by=coach)

    assert again == signal
    assert Signal.objects.count() == 1
    assert set(UnmetNeed.objects.values_list("signal", flat=True)) == {signal.pk}
    written = f"{signal.text} {signal.story}"
    assert "Zeldzamenaam" not in written
    assert "koken" in written
    assert audited("trends.need_signalled", needs[1])
    with pytest.raises(NotPossible):
        actions.gather([], by=coach)


def test_a_signal_goes_from_noticing_to_a_result_and_back_to_who_noticed_it(coach, audited):
    lead = make_member(Role.WGI_COORDINATOR, lead=True)
    signal = make_signal(by=coach, owner=lead)
    offer = make_offer()
    for verb, words, facts in (
        ("look", "Klopt.", {}), ("think", "Een avondgroep.", {}),
        ("act", "Kookavond.", {"offer": offer}), ("finish", "Twaalf mensen komen.", {}),
    ):  # fmt: skip
        actions.step(signal, verb=verb, version=signal.version, words=words, by=lead, **facts)
    actions.tell_back(signal, words="Dank u.", version=signal.version, by=lead)

    signal.refresh_from_db()
    assert (signal.state, signal.result) == (SignalState.RESULT, "Twaalf mensen komen.")
    assert signal.offer == offer
    assert Idea.objects.get().text == "Een avondgroep."
    assert [one.verb for one in SignalStep.objects.order_by("at", "pk")] == [
        "note", "look", "think", "act", "finish", "tell_back",
    ]  # fmt: skip
    mail = Message.objects.get()
    assert (mail.address, mail.participant_id) == (coach.email, None)
    assert "Dank u." in mail.body
    assert audited("trends.signal_told_back", signal)


def test_a_signal_is_laid_aside_with_a_reason_and_taken_up_again(coach):
    signal = make_signal(by=coach)
    with pytest.raises(NotPossible):
        actions.lay_aside(signal, version=1, reason="  ", by=coach)
    actions.lay_aside(signal, version=1, reason="Kan nu niet.", by=coach)
    with pytest.raises(NotPossible):
        actions.step(signal, verb="look", version=signal.version, words="x", by=coach)
    actions.take_up(signal, by=coach)
    actions.take_up(signal, by=coach)

    assert signal.state == SignalState.LOOKED_AT
    assert SignalStep.objects.filter(verb="take_up").count() == 1


def test_two_people_bring_a_signal_further_and_the_second_hears_it(coach):
    signal = make_signal(by=coach)
    stale = Signal.objects.get(pk=signal.pk)
    actions.step(signal, verb="look", version=1, words="Eerst.", by=coach)

    with pytest.raises(TooLate):
        actions.step(stale, verb="look", version=1, words="Tweede.", by=coach)
    assert SignalStep.objects.filter(verb="look").count() == 1


def test_the_same_form_twice_gives_one_signal_and_one_idea(coach):
    token = new_id()
    for _ in range(2):
        make_signal(by=coach, token=token)
        actions.note_idea(text="Zwemmen", voice=Voice.RESIDENT, by=coach, token=token)

    assert (Signal.objects.count(), Idea.objects.count()) == (1, 1)


def test_handing_over_is_in_the_log(coach):
    other = make_member(Role.PARTICIPATION_COACH)
    signal = make_signal(by=coach)
    actions.correct_signal(signal, version=1, by=coach, owner=other, kind=SignalKind.CHANCE)

    assert signal.owner == other
    assert SignalStep.objects.filter(verb="hand_over", words=other.name).exists()


def test_what_happened_with_a_signal_cannot_be_rewritten(coach):
    make_signal(by=coach)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignalStep.objects.update(words="anders")
    assert SignalStep.objects.get().words == ""


def test_an_idea_of_a_participant_is_promised_an_answer_and_gets_one(coach, journey, audited):
    idea = actions.note_idea(text="Zwemles", voice=Voice.PARTICIPANT, by=coach, journey=journey)
    assert idea.answer_by == today() + timedelta(days=14)

    actions.answer_idea(idea, answer="In het voorjaar.", version=1, by=coach)
    with pytest.raises(TooLate):
        actions.answer_idea(idea, answer="Nee.", version=1, by=coach)
    assert Idea.objects.get().answer == "In het voorjaar."
    assert audited("trends.idea_answered", idea)


def test_several_people_hear_of_an_offer_each_in_their_own_way(coach, audited):
    called = make_journey(by=coach, phone="+31612345678", email="a@example.org")
    mailed = make_journey(by=coach, email="b@example.org", preferred_channel="mail")
    sent = actions.invite([called, mailed], offer=make_offer(), by=coach, note="Voor u?")

    assert {one.journey_id: one.way for one in sent} == {
        called.pk: Way.CALL, mailed.pk: Way.MAIL,
    }  # fmt: skip
    assert Message.objects.filter(way=Way.MAIL, address="b@example.org").count() == 1
    assert all("Voor u?" in one.message.body for one in sent)
    assert all(audited("trends.invited", one) for one in sent)


def test_the_same_form_twice_sends_one_message(coach, journey):
    offer, token = make_offer(), new_id()
    one = actions.invite([journey], offer=offer, by=coach, token=token)
    two = actions.invite([journey], offer=offer, by=coach, token=token)

    assert [row.pk for row in one] == [row.pk for row in two]
    assert Message.objects.count() == 1


def test_within_thirty_days_we_ask_before_sending_it_again(coach, journey):
    offer = make_offer()
    with pretend(now() - timedelta(days=29)):
        make_invitation(journey, by=coach, offer=offer)

    with pytest.raises(NotPossible, match="30 dagen"):
        make_invitation(journey, by=coach, offer=offer)
    make_invitation(journey, by=coach, offer=make_offer())
    actions.invite([journey], offer=offer, by=coach, again=True)
    assert Invitation.objects.count() == 3


def test_after_thirty_days_it_may_be_sent_again(coach, journey):
    offer = make_offer()
    with pretend(now() - timedelta(days=31)):
        make_invitation(journey, by=coach, offer=offer)
    make_invitation(journey, by=coach, offer=offer)

    assert Invitation.objects.count() == 2


def test_nobody_is_pointed_to_what_has_stopped(coach, journey):
    offer = make_offer()
    offers.close(offer, version=offer.version, by=coach)

    with pytest.raises(NotPossible):
        make_invitation(journey, by=coach, offer=offer)
    with pytest.raises(NotPossible):
        actions.invite([], offer=make_offer(), by=coach)
    assert not Message.objects.exists()


def test_the_answer_is_written_down_and_may_change(coach, journey, audited):
    invitation = make_invitation(journey, by=coach)
    actions.reply(invitation, answer=Reply.WANTS, version=1, by=coach)
    actions.reply(invitation, answer=Reply.WANTS, version=1, by=coach)
    actions.reply(invitation, answer=Reply.WENT, version=invitation.version, by=coach)

    assert Invitation.objects.get().reply == Reply.WENT
    assert audited("trends.invitation_answered", invitation)
    with pytest.raises(NotPossible):
        actions.reply(invitation, answer="misschien", version=invitation.version, by=coach)
    with pytest.raises(TooLate):
        actions.reply(invitation, answer=Reply.SILENT, version=1, by=coach)

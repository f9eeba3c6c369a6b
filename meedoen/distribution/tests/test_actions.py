"""A round from beginning to end: nobody is placed before a person says so."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event
from meedoen.coaching.tests.factories import make_absent, make_coach
from meedoen.core.errors import NotAllowed, NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.distribution import access, actions, tasks
from meedoen.distribution.choices import RULE_VERSION, Answer, Kind, MarkKind, Need, Reason, State
from meedoen.distribution.models import Entry, Mark, Place, Placing, Round, Settled
from meedoen.distribution.tests.factories import (
    entry_of,
    make_leader,
    make_people,
    make_round,
    place_of,
)
from meedoen.intake.tests.factories import make_intake
from meedoen.journeys.models import Binding, Journey
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Moment
from meedoen.language import actions as language
from meedoen.language.choices import Level, Method, Skill
from meedoen.matching import access as matching, actions as choosing
from meedoen.matching.models import Choice
from meedoen.matching.rules import STANDARD
from meedoen.offers.choices import Side
from meedoen.offers.tests.factories import make_offer
from meedoen.participants.choices import Category

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make_leader()


def _seats(one: Round) -> dict:
    outcome = access.latest(one)
    return dict(
        Placing.objects.filter(outcome=outcome).values_list("entry__journey", "place__offer")
    )


def _placings(one, user, *journeys):
    outcome = access.latest(one)
    assert outcome is not None
    return list(access.placings(outcome, user).filter(entry__journey__in=journeys))


def _speaks(journey, level, *, by):
    heard = language.Entry(skill=Skill.SPEAKING, level=level)
    language.record(journey.participant, entries=[heard], method=Method.CONVERSATION, by=by)


def test_a_round_makes_a_proposal_and_places_nobody(leader, audited):
    one = make_round(by=leader)

    outcome = access.latest(one)
    assert one.state == State.SOLVED
    assert (outcome.people, outcome.served, outcome.number) == (3, 3, 1)
    assert not Choice.objects.exists()
    assert audited("distribution.made", one)
    assert audited("distribution.proposed", one)
    placing = Placing.objects.filter(outcome=outcome).first()
    assert placing.why["fits"] != []
    assert placing.facts["oral"] == "unknown"
    assert outcome.rule_version == f"{RULE_VERSION}/{STANDARD.name}"
    people = Entry.objects.filter(round=one).values_list("journey__participant", flat=True)
    assert (
        Event.objects.filter(action="distribution.entered", participant_id__in=people).count() == 3
    )


def test_made_twice_with_one_token_is_one_round(leader):
    facts = {"kind": Kind.GROUPS, "name": "Start", "by": leader, "token": new_id(),
             "people": make_people(1, by=leader), "room": {make_offer().pk: 1}}  # fmt: skip
    assert actions.make(**facts) == actions.make(**facts)
    assert Round.objects.count() == 1


def test_a_round_without_people_or_room_is_refused_and_others_may_not_begin_one(leader):
    people, offer = make_people(1, by=leader), make_offer()
    facts = {"kind": Kind.GROUPS, "name": "Start", "by": leader, "token": new_id()}
    with pytest.raises(NotPossible):
        actions.make(**facts, people=[], room={offer.pk: 1})
    with pytest.raises(NotPossible):
        actions.make(**facts, people=people, room={offer.pk: 0})
    with pytest.raises(NotAllowed):
        actions.make(
            **{**facts, "by": make_user(Role.PARTICIPATION_COACH)}, people=people,
            room={offer.pk: 1},
        )  # fmt: skip


def test_who_waits_longest_goes_first_when_all_else_is_equal(leader):
    people, offer = make_people(3, by=leader), make_offer()
    one = make_round(by=leader, people=people, offers=[offer], room=2)
    assert [_seats(one)[who.pk] for who in people] == [offer.pk, offer.pk, None]
    left = Placing.objects.get(entry__journey=people[2])
    assert left.reason == Reason.FULL
    assert "vol" in left.why["otherwise"][0]


def test_fixing_and_forbidding_is_obeyed_and_can_be_taken_away(leader, audited):
    people, offers = make_people(2, by=leader), [make_offer(), make_offer()]
    one = make_round(by=leader, people=people, offers=offers, room=1)
    first, second = people
    assert _seats(one) == {first.pk: offers[0].pk, second.pk: offers[1].pk}

    fixed = actions.mark(
        entry_of(one, second), place=place_of(one, offers[0]), kind=MarkKind.FIX,
        reason="Samen met de buurvrouw.", by=leader,
    )  # fmt: skip
    actions.solve(one, by=leader)
    assert _seats(one) == {first.pk: offers[1].pk, second.pk: offers[0].pk}
    assert audited("distribution.marked", fixed)

    actions.mark(
        entry_of(one, first), place=place_of(one, offers[1]), kind=MarkKind.FORBID,
        reason="Kent daar iemand die niet samen gaat.", by=leader,
    )  # fmt: skip
    outcome = actions.solve(one, by=leader)
    assert _seats(one) == {first.pk: None, second.pk: offers[0].pk}
    assert outcome.served == 1

    for mark in access.standing_marks(one, leader):
        mark.entry.round = one
        actions.lift(mark, by=leader)
        actions.lift(mark, by=leader)
    actions.solve(one, by=leader)
    assert _seats(one) == {first.pk: offers[0].pk, second.pk: offers[1].pk}
    assert Event.objects.filter(action="distribution.lifted").count() == 2


def test_a_mark_replaces_what_said_otherwise_and_twice_is_once(leader):
    people, offers = make_people(1, by=leader), [make_offer(), make_offer()]
    one = make_round(by=leader, people=people, offers=offers)
    entry, here, there = (entry_of(one, people[0]), *(place_of(one, offer) for offer in offers))
    facts = {"reason": "Zo is het afgesproken.", "by": leader}
    actions.mark(entry, place=here, kind=MarkKind.FIX, **facts)
    actions.mark(entry, place=here, kind=MarkKind.FIX, **facts)
    actions.mark(entry, place=there, kind=MarkKind.FIX, **facts)
    actions.mark(entry, place=there, kind=MarkKind.FORBID, **facts)
    standing = Mark.objects.standing().values_list("place", "kind")
    assert list(standing) == [(there.pk, MarkKind.FORBID)]
    assert Mark.objects.count() == 3


def test_what_breaks_a_hard_rule_or_has_no_room_cannot_be_fixed(leader):
    people = make_people(2, by=leader)
    _speaks(people[0], Level.A0, by=leader)
    high, easy = make_offer(oral_min="b1"), make_offer()
    one = make_round(by=leader, people=people, offers=[high, easy], room=1)
    assert _seats(one)[people[0].pk] == easy.pk
    facts = {"kind": MarkKind.FIX, "reason": "Wil dit graag.", "by": leader}
    with pytest.raises(NotPossible, match="spreken"):
        actions.mark(entry_of(one, people[0]), place=place_of(one, high), **facts)
    actions.mark(entry_of(one, people[0]), place=place_of(one, easy), **facts)
    with pytest.raises(NotPossible, match="vergeven"):
        actions.mark(entry_of(one, people[1]), place=place_of(one, easy), **facts)
    with pytest.raises(NotPossible, match="waarom"):
        actions.mark(
            entry_of(one, people[1]), place=place_of(one, high), kind=MarkKind.FORBID,
            reason="  ", by=leader,
        )  # fmt: skip


def test_confirming_chooses_the_offer_as_if_by_hand(leader, audited):
    people, offers = make_people(2, by=leader), [make_offer()]
    one = make_round(by=leader, people=people, offers=offers)

    handled = actions.accept(one, placings=_placings(one, leader, *people), by=leader)
    again = actions.accept(one, placings=_placings(one, leader, *people), by=leader)

    assert (handled.done, handled.passed_over, again.done) == (2, [], 0)
    choices = Choice.objects.filter(offer=offers[0]).standing()
    assert {choice.journey_id for choice in choices} == {who.pk for who in people}
    assert all(not choice.weighing.against_advice for choice in choices)
    assert {one.answer for one in Settled.objects.all()} == {Answer.ACCEPTED}
    assert audited("distribution.decided")
    assert not Binding.objects.exists()  # R9: a place in a group obliges nobody


def test_who_was_decided_about_is_no_longer_distributed_and_keeps_the_place(leader):
    people, offer = make_people(3, by=leader), make_offer()
    one = make_round(by=leader, people=people, offers=[offer], room=2)
    actions.accept(one, placings=_placings(one, leader, people[1]), by=leader)

    outcome = actions.solve(one, by=leader)

    assert (outcome.people, outcome.served) == (2, 1)
    assert _seats(one) == {people[0].pk: offer.pk, people[2].pk: None}
    with pytest.raises(NotPossible):
        actions.mark(
            entry_of(one, people[1]), place=place_of(one, offer), kind=MarkKind.FORBID,
            reason="Te laat.", by=leader,
        )  # fmt: skip


def test_what_no_longer_fits_is_told_and_the_others_go_on(leader):
    people, offer = make_people(2, by=leader), make_offer(oral_min="a2")
    one = make_round(by=leader, people=people, offers=[offer])
    _speaks(people[0], Level.A0, by=leader)
    handled = actions.accept(one, placings=_placings(one, leader, *people), by=leader)
    assert handled.done == 1
    assert handled.passed_over[0][0] == people[0].participant.display_name
    assert "past niet" in handled.passed_over[0][1]
    assert list(Choice.objects.values_list("journey", flat=True)) == [people[1].pk]


def test_an_older_proposal_is_not_confirmed(leader):
    people = make_people(1, by=leader)
    one = make_round(by=leader, people=people)
    old = _placings(one, leader, *people)
    actions.solve(one, by=leader)
    handled = actions.accept(one, placings=old, by=leader)
    assert handled.done == 0
    assert "nieuw voorstel" in handled.passed_over[0][1]


def test_deciding_otherwise_says_why_and_may_give_another_place(leader):
    people, offers = make_people(2, by=leader), [make_offer(), make_offer()]
    one = make_round(by=leader, people=people, offers=offers, room=2)
    for who, where in ((people[0], place_of(one, offers[1])), (people[1], None)):
        [placing] = _placings(one, leader, who)
        with pytest.raises(NotPossible, match="waarom"):
            actions.otherwise(
                entry_of(one, who), placing=placing, place=where, reason=" ", by=leader
            )
        actions.otherwise(
            entry_of(one, who), placing=placing, place=where, reason="Zo besproken.", by=leader
        )
        with pytest.raises(NotPossible, match="al besloten"):
            actions.otherwise(
                entry_of(one, who), placing=placing, place=where, reason="Nog eens.", by=leader
            )
    assert list(Choice.objects.values_list("journey", "offer")) == [(people[0].pk, offers[1].pk)]


def test_a_full_place_is_not_given_again(leader):
    people, offers = make_people(2, by=leader), [make_offer(), make_offer()]
    one = make_round(by=leader, people=people, offers=offers, room=1)
    [first], [second] = (_placings(one, leader, who) for who in people)
    actions.accept(one, placings=[first], by=leader)
    with pytest.raises(NotPossible, match="vol"):
        actions.otherwise(
            entry_of(one, people[1]), placing=second, place=first.place, reason="Liever hier.",
            by=leader,
        )  # fmt: skip


def test_finished_and_dropped_rounds_stay_as_they_are(leader):
    one, other = make_round(by=leader), make_round(by=leader)
    actions.finish(one, by=leader)
    actions.finish(one, by=leader)
    actions.drop(other, by=leader)
    assert (one.state, other.state) == (State.CONFIRMED, State.DROPPED)
    assert not Choice.objects.exists()
    with pytest.raises(NotPossible):
        actions.solve(one, by=leader)
    with pytest.raises(NotPossible):
        actions.accept(one, placings=[], by=leader)
    with pytest.raises((NotPossible, TooLate)):
        actions.drop(one, by=leader)


def test_a_large_round_is_worked_out_beside_the_page(leader, monkeypatch):
    one = make_round(by=leader, is_solved=False)
    monkeypatch.setattr("meedoen.distribution.actions.proposing.AT_ONCE", 1)
    monkeypatch.setattr("meedoen.distribution.actions.proposing.CHUNK", 1)
    assert not actions.is_small(one)
    actions.queue(one, by=leader)
    actions.queue(one, by=leader)
    one.refresh_from_db()
    assert (one.state, one.total) == (State.SOLVING, 3)
    with pytest.raises(NotPossible, match="uitgerekend"):
        actions.solve(one, by=leader)
    assert tasks.run_round.call(str(one.pk), str(leader.pk)) == 3
    assert tasks.run_round.call(str(one.pk), str(leader.pk)) == 0
    one.refresh_from_db()
    assert (one.state, one.done) == (State.SOLVED, 3)
    assert actions.run(one, by=leader) is None


def test_new_people_are_divided_among_coaches_and_confirmed(leader):
    people = make_people(4, by=leader, phase="registered")
    coaches = [make_coach(room=20), make_coach(room=20)]
    make_absent(make_coach(room=20))
    waiting = list(access.waiting_for_coach(leader))
    assert [one.pk for one in waiting] == [one.pk for one in people]
    one = actions.make(
        kind=Kind.COACHES, name="Nieuwe mensen", people=waiting, by=leader, token=new_id(),
        room={one.pk: 3 for one in coaches},
    )  # fmt: skip
    outcome = actions.solve(one, by=leader)
    assert outcome.served == 4
    shared = Placing.objects.filter(outcome=outcome).values_list("place__coach", flat=True)
    assert sorted(list(shared).count(coach.pk) for coach in coaches) == [2, 2]

    handled = actions.accept(one, placings=_placings(one, leader, *people), by=leader)

    assert handled.done == 4
    assert not Journey.objects.filter(
        pk__in=[who.pk for who in people], fixed_contact=None
    ).exists()
    assert not access.waiting_for_coach(leader).exists()


def test_a_colleague_who_went_away_is_not_proposed_and_cannot_be_fixed(leader):
    people = make_people(1, by=leader, phase="registered")
    coach = make_coach(room=20)
    one = actions.make(
        kind=Kind.COACHES, name="Nieuwe mensen", people=people, by=leader, token=new_id(),
        room={coach.pk: 3},
    )  # fmt: skip
    make_absent(coach)
    assert actions.solve(one, by=leader).served == 0
    with pytest.raises(NotPossible, match="afwezig"):
        actions.mark(
            entry_of(one, people[0]), place=Place.objects.get(round=one), kind=MarkKind.FIX,
            reason="Kent deze buurt.", by=leader,
        )  # fmt: skip


def test_the_facts_of_many_are_those_of_each(leader, queries):
    people = make_people(3, by=leader)
    make_intake(people[0], by=leader)
    step = {"recorded": 3, "measured_on": people[1].started_on, "moment": Moment.T0_INTAKE}
    ladder.record_many([{"participant": people[1].participant, **step}], by=leader)
    _speaks(people[1], Level.A2, by=leader)
    choosing.choose(people[2], offer=make_offer(), by=leader)
    related = ("participant__neighbourhood", "neighbourhood")
    journeys = list(Journey.objects.select_related(*related).order_by("pk"))
    together = matching.people_facts(journeys)
    assert together == {one.pk: matching.person_facts(one) for one in journeys}
    assert together[people[2].pk].busy != ()
    few = queries(lambda: matching.people_facts(journeys[-1:]))
    assert queries(lambda: matching.people_facts(journeys)) == few


def test_who_waits_for_a_group_by_what_is_still_missing(leader):
    nothing, has_language = make_people(2, by=leader)
    [in_intake] = make_people(1, by=leader, phase="intake")
    choosing.choose(has_language, offer=make_offer(side=Side.LANGUAGE), by=leader)

    def waiting(need, phase="planning"):
        return set(access.waiting_for_groups(leader, phase=phase, need=need))

    assert waiting(Need.NOTHING) == {nothing}
    assert waiting(Need.LANGUAGE) == {nothing}
    assert waiting(Need.PARTICIPATION) == {nothing, has_language}
    assert waiting(Need.ANY) == {nothing, has_language}
    assert waiting(Need.ANY, phase="intake") == {in_intake}
    assert waiting(Need.ANY, phase="agreement") == set()


def test_only_who_leads_sees_a_round_and_only_people_they_may_see(leader):
    one = make_round(by=leader)
    same_team, other = make_leader(), make_user(Role.WGI_COORDINATOR)
    coach = make_user(Role.PARTICIPATION_COACH)
    assert access.visible_to(leader).contains(one)
    assert access.visible_to(same_team).contains(one)
    assert not access.visible_to(other).exists()
    assert not access.visible_to(coach).exists()
    hidden = make_people(1, by=leader, category=Category.MANDATORY)
    assert not access.entries_of(one, other).exists()
    assert hidden[0].pk not in set(
        access.entries_of(one, same_team).values_list("journey", flat=True)
    )

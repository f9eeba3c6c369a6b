"""The best distribution: proven, against another solver, and settled by the written rule."""

from itertools import product

import highspy
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from meedoen.distribution.choices import PLACED, Reason
from meedoen.distribution.rules.proposing import explain, propose
from meedoen.distribution.rules.solving import NEVER, NotProven, prove, solve, worth_of
from meedoen.distribution.tests.factories import Table

STEADY = settings(max_examples=120, deadline=None)


@st.composite
def tables(draw, *, people=6, places=4, top=6):
    """Scores with pairs that break a hard rule among them, and room for each place."""
    n, m = draw(st.integers(1, people)), draw(st.integers(1, places))
    row = st.lists(st.integers(-2, top), min_size=m, max_size=m)
    rows = draw(st.lists(row, min_size=n, max_size=n))
    room = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    return Table([[max(score, NEVER) for score in one] for one in rows], room)


def best_by_trying(table):
    """Every distribution there is; the best by the rule as it is written."""
    rows, best = table.rows, None
    for seats in product(range(NEVER, len(table.room)), repeat=len(rows)):
        pairs = [(who, place) for who, place in enumerate(seats) if place >= 0]
        if any(rows[who][place] < 0 for who, place in pairs):
            continue
        if any(seats.count(place) > room for place, room in enumerate(table.room)):
            continue
        each = [(1, rows[who][place], -place) if place >= 0 else (0, 0, 0)
                for who, place in enumerate(seats)]  # fmt: skip
        key = (len(pairs), sum(rows[who][place] for who, place in pairs), each)
        if best is None or key > best[0]:
            best = (key, seats)
    return best


@STEADY
@given(tables(people=5, places=3))
def test_it_is_the_one_that_the_written_rule_asks_for(table):
    (served, total, _each), seats = best_by_trying(table)

    found = solve(table.scores, table.room)

    assert (found.served, found.total) == (served, total)
    assert tuple(found.at.tolist()) == seats


def by_highs(scores, room):
    """The same as a linear programme, solved by HiGHS: the most served, then the highest total."""
    n, m = scores.shape
    worth = worth_of(scores)[:, :m]
    who, where = np.nonzero(scores >= 0)
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_, lp.sense_ = len(who), n + m, highspy.ObjSense.kMaximize
    lp.col_cost_ = worth[who, where].astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(len(who)), np.ones(len(who))
    lp.row_lower_ = np.full(n + m, -np.inf)
    lp.row_upper_ = np.concatenate([np.ones(n), np.asarray(room, float)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 2 * len(who) + 1, 2, dtype=np.int32)
    lp.a_matrix_.index_ = np.column_stack([who, n + where]).ravel().astype(np.int32)
    lp.a_matrix_.value_ = np.ones(2 * len(who))
    model.passModel(lp)
    model.run()
    return round(model.getInfo().objective_function_value)


@pytest.mark.parametrize("seed", range(8))
def test_an_independent_solver_finds_nothing_better(seed):
    chance = np.random.default_rng(seed)
    people, places = int(chance.integers(20, 220)), int(chance.integers(3, 35))
    scores = chance.integers(0, 19, (people, places))
    scores[chance.random(scores.shape) < chance.random()] = NEVER
    room = chance.integers(0, 2 * people // places + 2, places)

    found = solve(scores, room)

    rows, worth = np.flatnonzero(found.at >= 0), worth_of(scores)
    assert int(worth[rows, found.at[rows]].sum()) == by_highs(scores, room)


def test_three_hundred_people_over_forty_groups_and_a_whole_town():
    chance = np.random.default_rng(7)
    for people, places in ((300, 40), (2000, 120)):
        scores = chance.integers(-6, 19, (people, places)).clip(NEVER)
        room = np.full(places, people // places)
        found = solve(scores, room)
        load = np.bincount(found.at[found.at >= 0], minlength=places)
        assert (load <= room).all()
        assert found.served == int(room.sum())


@STEADY
@given(tables())
def test_no_proposal_breaks_a_hard_rule_or_holds_too_many(table):
    proposal = propose(table)
    seats = [one.place for one in proposal.everybody if one.place >= 0]
    assert all(seats.count(place) <= room for place, room in enumerate(table.room))
    for who, one in enumerate(proposal.everybody):
        assert (one.place >= 0) == (one.reason in PLACED)
        assert one.place == NEVER or table.rows[who][one.place] >= 0


@STEADY
@given(tables(), st.data())
def test_one_more_place_never_makes_it_worse(table, data):
    where = data.draw(st.integers(0, len(table.room) - 1))
    more = Table(table.rows, [n + (place == where) for place, n in enumerate(table.room)])
    before, after = propose(table), propose(more)
    assert (after.served, after.total) >= (before.served, before.total)
    assert after.served >= before.served


@STEADY
@given(tables())
def test_the_same_question_has_the_same_answer(table):
    assert propose(table).everybody == propose(table).everybody


@STEADY
@given(tables(), st.data())
def test_what_was_fixed_and_forbidden_is_obeyed(table, data):
    pairs = st.tuples(st.integers(0, len(table.rows) - 1), st.integers(0, len(table.room) - 1))
    barred = set(data.draw(st.lists(pairs, max_size=4)))
    fixed = {who: place for who, place in data.draw(st.lists(pairs, max_size=3))
             if (who, place) not in barred}  # fmt: skip

    proposal = propose(table, fixed=fixed, forbidden=barred)

    for who, one in enumerate(proposal.everybody):
        assert (who, one.place) not in barred
        if who in fixed:
            assert one.place in (fixed[who], NEVER)
            assert one.reason in (Reason.FIXED, Reason.FIX_FULL, Reason.FIX_MISFIT)
        assert one.place == NEVER or table.rows[who][one.place] >= 0
    seats = [one.place for one in proposal.everybody]
    assert all(seats.count(place) <= room for place, room in enumerate(table.room))


def test_everybody_is_told_why_and_why_not_elsewhere():
    names = ["Kookcafé", "Taalcafé", "Naaicafé"]
    table = Table([[9, 3, -1], [8, 2, -1], [7, -1, -1], [-1, -1, -1], [4, 4, -1]], [1, 1, 1], names)
    proposal = propose(table)
    told = [explain(table, proposal, who).otherwise[0] for who in range(5)]

    assert [one.place for one in proposal.everybody] == [0, NEVER, NEVER, NEVER, 1]
    assert told[0] == "Het eerstvolgende is Taalcafé (3 tegen 9 punten)."
    assert told[1] == "Er passen 2 plekken, maar die zijn vol: Kookcafé, Taalcafé."
    assert told[2] == "Er past 1 plek, maar die is vol: Kookcafé."
    assert told[3] == "Het dichtst bij: Kookcafé. Dit past niet."
    assert "past even goed (4 punten)" in told[4]
    assert explain(table, proposal, 0).fits == ["Dit past."]


def test_marks_are_told_as_the_reason():
    table = Table([[5, -1], [5, 4]], [1, 0], ["Kookcafé", "Taalcafé"])
    proposal = propose(table, fixed={1: 0}, forbidden=[(0, 0)])
    assert [one.reason for one in proposal.everybody] == [Reason.MARKED, Reason.FIXED]
    assert "met de hand uitgesloten" in explain(table, proposal, 0).otherwise[0]
    assert "vastgezet" in explain(table, proposal, 1).otherwise[0]
    full = propose(table, fixed={1: 1})
    assert full.everybody[1].reason == Reason.FIX_FULL
    misfit = propose(table, fixed={0: 1})
    assert misfit.everybody[0].reason == Reason.FIX_MISFIT
    assert "Kies opnieuw" in explain(table, misfit, 0).otherwise[0]


def test_a_worse_distribution_is_not_proven():
    scores = np.array([[5, 1], [5, 4]])
    worth = worth_of(scores)
    price = np.zeros(3, np.int64)
    with pytest.raises(NotProven):
        prove(worth, np.array([1, 0]), price, np.array([1, 1, 3]))


def test_nobody_and_nothing_to_distribute():
    assert solve(np.empty((0, 3), np.int64), [1, 1, 1]).served == 0
    assert solve(np.empty((2, 0), np.int64), []).at.tolist() == [NEVER, NEVER]

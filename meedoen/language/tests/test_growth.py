"""Own estimates beside what was found out, the pictures of growth, and withdrawing."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.template.loader import render_to_string

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotAllowed, NotPossible
from meedoen.core.time import today
from meedoen.language import access, actions, pages
from meedoen.language.actions import Entry
from meedoen.language.choices import Level, Method, Script, Skill, Stage, WhyWithdrawn
from meedoen.language.models import LevelRecord, ScriptRecord, Withdrawal
from meedoen.language.rules import Reached
from meedoen.language.tests.factories import make_levels
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
WRONG: dict[str, Any] = {"why": WhyWithdrawn.MISTAKE, "reason": "Verkeerde regel."}
SPEAKING = (Skill.SPEAKING,)


def ago(days):
    return today() - timedelta(days=days)


def skill_now(participant, skill=Skill.SPEAKING):
    return next(one for one in pages.skills_now(participant.pk) if one.skill == skill)


def test_what_somebody_thinks_stands_beside_what_was_found_out():
    participant = make_participant()
    own = [Entry(Skill.SPEAKING, Level.B1)]
    make_levels(participant, level=Level.A1, skills=SPEAKING, own=own, measured_on=ago(50))
    make_levels(participant, level=Level.B2, skills=SPEAKING, method=Method.SELF)

    speaking = skill_now(participant)

    assert (speaking.reached, speaking.own) == (Reached(Level.A1), Reached(Level.B2))
    assert not speaking.is_self_assessed
    assert pages.levels(participant.pk)[Skill.SPEAKING] == Reached(Level.A1)
    assert LevelRecord.objects.latest_only().get().level == Level.A1
    assert LevelRecord.objects.first_only().get().level == Level.A1


def test_while_nobody_listened_the_own_estimate_is_all_there_is():
    participant = make_participant()
    make_levels(participant, level=Level.A2, skills=SPEAKING, method=Method.SELF)

    assert skill_now(participant).is_self_assessed
    assert pages.levels(participant.pk)[Skill.SPEAKING] == Reached(Level.A2)
    html = render_to_string("language/_current.html", {"language": pages.current(participant.pk)})
    assert "nog niet vastgesteld" in html


def test_the_same_own_estimate_twice_is_kept_once():
    participant, by = make_participant(), make_member(Role.CONSULTANT)
    own = [Entry(Skill.SPEAKING, Level.B1)]
    for _time in range(2):
        make_levels(participant, skills=SPEAKING, own=own, by=by)

    assert LevelRecord.objects.count() == 2


def test_learning_our_alphabet_has_a_scale_of_its_own(audited):
    participant = make_participant()
    made: dict[str, Any] = {
        "script": Script.OTHER,
        "method": Method.TEST,
        "tool": "Begintoets Alfa",
    }
    make_levels(participant, skills=(), stage=Stage.ALFA_A, measured_on=ago(90), **made)
    make_levels(participant, skills=(), stage=Stage.ALFA_B, **made)

    current = pages.current(participant.pk)

    assert (current.script, current.stage) == (Script.OTHER, Stage.ALFA_B)
    assert current.script_how == "Toets (Begintoets Alfa)"
    assert [line.stage for line in pages.history(participant.pk)] == [Stage.ALFA_B, Stage.ALFA_A]
    with pytest.raises(DatabaseError), transaction.atomic():
        ScriptRecord.objects.update(stage=1)


def test_growth_is_drawn_on_one_scale_with_the_same_in_words(queries):
    participant = make_participant()
    make_levels(participant, level=Level.A0, measured_on=ago(300))
    make_levels(participant, level=Level.A1, skills=SPEAKING, measured_on=ago(100))
    make_levels(participant, level=Level.A2, skills=SPEAKING, method=Method.SELF)
    actions.plan_learning(
        participant, targets={None: Level.B1}, version=0, by=make_member(Role.CONSULTANT)
    )

    shown = pages.whole(participant.pk, today=today())

    assert queries(lambda: pages.whole(participant.pk, today=today())) == 4
    assert [one.skill for one in shown.pictures] == list(Skill)
    speaking = next(one for one in shown.pictures if one.skill == Skill.SPEAKING)
    assert [dot.is_own for dot in speaking.dots] == [False, False, True]
    assert speaking.words.startswith("A0 in ")
    assert speaking.own_words.startswith("A2 in ")
    assert (speaking.target_words, speaking.target_y is None) == ("B1", False)
    heights = [level.y for level in speaking.grid]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < dot.x <= speaking.width and 0 < dot.y < speaking.height for dot in speaking.dots)
    html = render_to_string("language/_growth.html", {"pictures": shown.pictures})
    assert "Doel: B1." in html
    assert "style=" not in html


@pytest.mark.parametrize("level", [Level.CAN_NOT_READ_WRITE, Level.C2, Level.UNKNOWN])
def test_the_ends_of_the_scale_can_be_drawn(level):
    participant = make_participant()
    make_levels(participant, level=level, skills=(Skill.READING,))

    shown = pages.whole(participant.pk, today=today()).pictures

    assert len(shown) == (0 if level == Level.UNKNOWN else 1)
    assert all(0 < dot.y < one.height for one in shown for dot in one.dots)


def test_what_was_withdrawn_stays_to_be_read_and_counts_no_more(audited):
    participant = make_participant()
    make_levels(participant, level=Level.A1, skills=SPEAKING, measured_on=ago(100))
    wrong = make_levels(participant, level=Level.C1, skills=SPEAKING, script=Script.NONE)[0]
    rows = pages.sitting_of(wrong)
    assert [type(row) for row in rows] == [LevelRecord, ScriptRecord]

    made = actions.withdraw(rows, by=wrong.assessor, **WRONG)

    assert audited("language.withdrawn", made[0])
    assert skill_now(participant).reached == Reached(Level.A1)
    assert pages.current(participant.pk).script is None
    assert pages.levels(participant.pk) == {Skill.SPEAKING: Reached(Level.A1)}
    assert LevelRecord.objects.latest_only().get().level == Level.A1
    history = pages.history(participant.pk)
    assert [bool(line.withdrawal) for line in history] == [True, False]
    html = render_to_string("language/_history.html", {"language_history": history})
    assert "ingetrokken" in html
    assert "<s>C1</s>" in html
    assert actions.withdraw(rows, by=wrong.assessor, **WRONG) == []
    assert access.is_known_since(participant, today())


def test_one_skill_of_a_conversation_can_be_withdrawn_and_recorded_anew():
    participant = make_participant()
    rows = make_levels(participant, level=Level.B1, skills=(Skill.READING, Skill.SPEAKING))
    actions.withdraw(rows[:1], by=rows[0].assessor, **WRONG)

    assert set(pages.levels(participant.pk)) == {Skill.SPEAKING}
    make_levels(participant, level=Level.B1, skills=(Skill.READING,), by=rows[0].assessor)
    assert set(pages.levels(participant.pk)) == {Skill.READING, Skill.SPEAKING}


def test_withdrawing_says_what_and_why():
    row = make_levels(make_participant(), skills=SPEAKING)[0]

    with pytest.raises(NotPossible, match="niets gekozen"):
        actions.withdraw([], by=row.assessor, **WRONG)
    with pytest.raises(NotPossible, match="niet klopte"):
        actions.withdraw([row], by=row.assessor, **{**WRONG, "reason": " "})
    assert not Withdrawal.objects.exists()


def test_an_assessor_withdraws_only_what_they_recorded():
    consultant, assessor = make_member(Role.CONSULTANT), make_member(Role.ASSESSOR)
    participant = make_participant(by=consultant)
    participants.grant(participant, ground=GrantGround.ASSESSMENT, by=consultant, user=assessor)
    mine = make_levels(participant, skills=SPEAKING, by=assessor)[0]
    others = make_levels(participant, skills=(Skill.READING,), by=consultant)[0]

    assert access.to_withdraw(assessor, participant.pk, mine.pk) == mine
    assert access.to_withdraw(consultant, participant.pk, mine.pk) == mine
    with pytest.raises(NotAllowed):
        access.to_withdraw(assessor, participant.pk, others.pk)
    elsewhere = make_levels(make_participant(), skills=SPEAKING)[0]
    with pytest.raises(Http404):
        access.to_withdraw(consultant, participant.pk, elsewhere.pk)
    actions.withdraw([mine], by=assessor, **WRONG)
    with pytest.raises(Http404):
        access.to_withdraw(consultant, participant.pk, mine.pk)

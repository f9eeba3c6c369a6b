"""What somebody can in Dutch, for one page and for matching."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from meedoen.accounts.choices import Role
from meedoen.core.time import today
from meedoen.language import pages
from meedoen.language.choices import Level, Method, Script, Skill
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.language.rules import Reached
from meedoen.language.tests.factories import make_levels
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


def ago(days):
    return today() - timedelta(days=days)


def test_each_skill_shows_its_latest_level_with_how_and_by_whom(queries):
    participant, assessor = make_participant(), make_member(Role.ASSESSOR)
    make_levels(participant, level=Level.A1, measured_on=ago(200))
    make_levels(
        participant,
        level=Level.A2,
        plus=True,
        skills=(Skill.SPEAKING,),
        by=assessor,
        method=Method.TEST,
        tool="TOA",
        script=Script.LATIN,
    )

    current = pages.current(participant.pk)

    assert queries(lambda: pages.current(participant.pk)) == 2
    assert [one.skill for one in current.skills] == list(Skill)
    speaking = next(one for one in current.skills if one.skill == Skill.SPEAKING)
    assert speaking.reached == Reached(Level.A2, plus=True)
    assert (speaking.start, speaking.gain) == (Reached(Level.A1), 1.5)
    assert (speaking.method, speaking.tool, speaking.assessor) == ("Toets", "TOA", assessor.name)
    assert current.oral_text == current.written_text == "A1"
    assert current.script == Script.LATIN
    assert current.is_measured


def test_nobody_asked_is_nothing_known():
    current = pages.current(make_participant().pk)

    assert not current.is_measured
    assert [one.is_known for one in current.skills] == [False] * 5
    assert (current.oral_text, current.script_text) == ("nog niet bekend", "")


def test_the_sum_says_when_not_everything_is_known():
    participant = make_participant()
    make_levels(participant, skills=(Skill.READING,))

    assert pages.current(participant.pk).written_text == "A1 (nog niet alles bekend)"


def test_of_two_on_one_day_the_last_recorded_counts():
    participant = make_participant()
    make_levels(participant, level=Level.A1, skills=(Skill.READING,), script=Script.NONE)
    make_levels(participant, level=Level.A2, skills=(Skill.READING,), script=Script.LATIN)

    current = pages.current(participant.pk)

    reading = next(one for one in current.skills if one.skill == Skill.READING)
    assert reading.reached == reading.start == Reached(Level.A2)
    assert current.script == Script.LATIN
    assert LevelRecord.objects.latest_only().get().level == Level.A2
    assert LevelRecord.objects.first_only().get().level == Level.A2
    assert ScriptRecord.objects.latest_only().get().script == Script.LATIN


def test_levels_for_matching_cost_one_query_for_many(queries):
    people = [make_participant() for _ in range(3)]
    for one in people:
        make_levels(one, level=Level.A0, measured_on=ago(9))
        make_levels(one, level=Level.A1, skills=(Skill.SPEAKING,))
    ids = [one.pk for one in people]

    assert queries(lambda: pages.levels_many(ids[:1])) == queries(lambda: pages.levels_many(ids))
    found = pages.levels(ids[0])
    assert found[Skill.SPEAKING] == Reached(Level.A1)
    assert found[Skill.READING] == Reached(Level.A0)
    assert pages.levels(make_participant().pk) == {}


def test_the_history_keeps_one_conversation_together(queries):
    participant, assessor = make_participant(), make_member(Role.ASSESSOR)
    make_levels(participant, measured_on=ago(100), by=assessor)
    make_levels(participant, level=Level.A2, skills=(Skill.READING, Skill.LISTENING), by=assessor)

    history = pages.history(participant.pk)

    assert queries(lambda: pages.history(participant.pk)) == 2
    assert [line.measured_on for line in history] == [today(), ago(100)]
    assert [skill for skill, _ in history[0].levels] == [Skill.LISTENING, Skill.READING]
    assert len(history[1].levels) == 5


def test_the_page_shows_levels_in_words():
    participant = make_participant()
    make_levels(participant, level=Level.A1, plus=True, script=Script.NONE, tool="TOA")

    html = render_to_string("language/_current.html", {"language": pages.current(participant.pk)})

    assert "A1, op weg naar A2" in html
    assert "U begrijpt en gebruikt eenvoudige zinnen" in html
    assert "Gesprek (TOA)" in html
    assert "niet heeft leren lezen" in html
    history = {"language_history": pages.history(participant.pk)}
    assert "Luisteren <strong>A1+</strong>" in render_to_string("language/_history.html", history)


def test_the_empty_page_says_what_will_come_here():
    participant = make_participant()

    html = render_to_string("language/_current.html", {"language": pages.current(participant.pk)})

    assert "Nog niet vastgesteld" in html
    assert "nog geen gesprek of toets" in render_to_string(
        "language/_history.html", {"language_history": []}
    )

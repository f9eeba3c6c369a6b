"""The form with a row for each skill."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from meedoen.accounts.choices import Role
from meedoen.core.time import short_date, today
from meedoen.language import actions, pages
from meedoen.language.actions import Entry
from meedoen.language.choices import Level, Method, Script, Skill
from meedoen.language.forms import LevelsForm
from meedoen.language.models import LevelRecord
from meedoen.language.tests.factories import make_levels
from meedoen.participants.models import Participant
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

NOBODY = Participant(first_name="Testpersoon")
FILLED = {"method": "conversation", "measured_on": short_date(today()), "level_reading": "a1"}


def shown(form):
    return render_to_string("language/_form.html", {"form": form}, RequestFactory().get("/"))


def test_what_is_filled_in_is_what_is_recorded():
    data = {**FILLED, "plus_reading": "on", "level_speaking": "a2", "note": "Rustig gesprek."}
    form = LevelsForm({**data, "script": "aa", "tool": "TOA"}, participant=NOBODY)

    assert form.is_valid(), form.errors
    assert form.facts == {
        "entries": [
            Entry(Skill.SPEAKING, Level.A2, plus=False, note="Rustig gesprek."),
            Entry(Skill.READING, Level.A1, plus=True, note="Rustig gesprek."),
        ],
        "method": Method.CONVERSATION,
        "tool": "TOA",
        "measured_on": today(),
        "script": Script.OTHER,
        "stage": None,
        "own": [],
    }


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"level_speaking": "alfa_a"}, "level_speaking", ""),
        ({"level_reading": "c2", "plus_reading": "on"}, "level_reading", "op weg"),
        ({"level_reading": "", "plus_reading": "on"}, "level_reading", "Kies eerst een niveau"),
        ({"level_reading": "a9"}, "level_reading", ""),
        ({"level_reading": ""}, "__all__", "nog niets ingevuld"),
        ({"method": "list"}, "method", ""),
        ({"method": ""}, "method", ""),
        ({"measured_on": "01-01-2999"}, "measured_on", "toekomst"),
        ({"measured_on": "morgen"}, "measured_on", ""),
        ({"script": "runen"}, "script", ""),
        ({"tool": "t" * 81}, "tool", "te lang"),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_stays(changes, field, said):
    form = LevelsForm({**FILLED, "note": "Typte ik", **changes}, participant=NOBODY)

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert said in str(form.errors[field])
    assert "Typte ik" in shown(form)


@pytest.mark.parametrize("junk", [{}, {"level_reading": "\x00"}, {"method": "x" * 100_000}])
def test_junk_is_refused_without_falling_over(junk):
    form = LevelsForm(junk, participant=NOBODY)

    assert not form.is_valid()
    assert "Nog niet opgeslagen" in shown(form)


def test_speaking_offers_no_alfa_levels():
    form = LevelsForm(participant=NOBODY)

    assert 'value="alfa_a"' in str(form["level_reading"])
    assert 'value="alfa_a"' not in str(form["level_speaking"])
    assert "Nu niet vastgesteld" in shown(form)


@pytest.mark.django_db
def test_what_is_known_stands_beside_each_row_and_the_alphabet_is_not_recorded_twice():
    participant = make_participant()
    make_levels(participant, level=Level.A2, script=Script.LATIN)
    current = pages.current(participant.pk)

    fresh = LevelsForm(participant=participant, current=current)
    assert fresh.rows[0][3] == "A2"
    assert "Nu bekend: A2" in shown(fresh)

    form = LevelsForm({**FILLED, "script": "latin"}, participant=participant, current=current)
    assert form.is_valid()
    assert form.facts["script"] is None
    nothing_new = {**FILLED, "level_reading": "", "script": "latin"}
    assert not LevelsForm(nothing_new, participant=participant, current=current).is_valid()


@pytest.mark.django_db
def test_the_form_goes_straight_into_the_action():
    participant = make_participant()
    form = LevelsForm(FILLED, participant=participant)

    assert form.is_valid()
    actions.record(participant, by=make_member(Role.ASSESSOR), **form.facts)

    assert LevelRecord.objects.get().level == Level.A1

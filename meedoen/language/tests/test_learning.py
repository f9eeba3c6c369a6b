"""The learning path: targets, versions, and how far each target is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given, strategies as st

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import short_date, today
from meedoen.language import actions, pages, rules
from meedoen.language.choices import LearningRoute, Level, Skill
from meedoen.language.forms import PathForm
from meedoen.language.models import LearningPath, LearningTarget
from meedoen.language.rules import UNKNOWN, Reached
from meedoen.language.tests.factories import make_levels
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("now", "target", "text"),
    [
        (Reached(Level.A1), Level.A1, "bereikt"),
        (Reached(Level.A2), Level.A1, "bereikt"),
        (Reached(Level.A1, plus=True), Level.A2, "nog een half niveau"),
        (Reached(Level.A1), Level.A2, "nog 1 niveau"),
        (Reached(Level.A1), Level.B1, "nog 2 niveaus"),
        (Reached(Level.A1, plus=True), Level.B1, "nog 1,5 niveaus"),
        (Reached(Level.ALFA_B), Level.ALFA_C, "nog 1 niveau"),
        (UNKNOWN, Level.B1, "niveau nu nog niet bekend"),
    ],
)
def test_how_far_a_target_is(now, target, text):
    assert rules.distance(now, target).text == text


@given(st.sampled_from(list(rules.ORDER)), st.sampled_from(list(rules.ORDER)))
def test_a_target_is_reached_exactly_when_the_level_is_enough(now, target):
    reached = Reached(now)
    assert rules.distance(reached, target).is_reached == rules.at_least(reached, target)


def test_nobody_aims_at_not_knowing_and_alfa_is_for_reading_and_writing():
    assert Level.ALFA_A in rules.targets_for(Skill.READING)
    assert Level.ALFA_A not in rules.targets_for(Skill.SPEAKING)
    for skill in (None, *Skill):
        assert not {Level.UNKNOWN, Level.CAN_NOT_READ_WRITE, Level.A0} & set(
            rules.targets_for(skill)
        )


@pytest.mark.parametrize(
    ("by", "wrong"),
    [
        (None, ""),
        (date(2026, 11, 24), ""),
        (date(2026, 11, 23), "al geweest"),
        (date(2020, 1, 1), "al geweest"),
        (date(2226, 1, 1), "tien jaar"),
    ],
)
def test_a_wish_lies_ahead_and_in_this_life(by, wrong):
    said = rules.wish_error(by, today=TODAY)
    assert wrong in said
    assert bool(said) == bool(wrong)


@pytest.mark.parametrize(
    ("hours", "right"), [(None, True), ("0.5", True), ("60", True), ("0", False), ("61", False)]
)
def test_hours_in_a_week(hours, right):
    assert (rules.hours_error(Decimal(hours) if hours else None) == "") is right


def plan(participant, **facts):
    by = facts.pop("by", None) or make_member(Role.CONSULTANT)
    defaults = {"targets": {None: Level.A2}, "version": 0, "wish": "Met de juf praten."}
    return actions.plan_learning(participant, by=by, **{**defaults, **facts})


@pytest.mark.django_db
def test_a_learning_path_says_what_how_and_how_far(audited, queries):
    participant = make_participant()
    make_levels(participant, level=Level.A1, skills=(Skill.SPEAKING,))
    made = plan(
        participant, targets={None: Level.A2, Skill.SPEAKING: Level.B1},
        route=LearningRoute.NEIGHBOURHOOD, hours_per_week=Decimal("2.5"),
        wished_by=today() + timedelta(days=200), note="Liefst in de ochtend.",
    )  # fmt: skip

    assert audited("language.path_made", made)
    now = {one.skill: one.reached for one in pages.skills_now(participant.pk)}
    assert queries(lambda: pages.paths(participant.pk, now)) == 2
    path = pages.paths(participant.pk, now)[0]
    assert [(one.label, one.distance.text) for one in path.targets] == [
        ("Alles samen", "nog 1 niveau"), ("Spreken", "nog 2 niveaus"),
    ]  # fmt: skip
    assert (path.route, path.hours) == ("Taalles in de wijk", "2,5 uur per week")
    assert path.level_for(Skill.SPEAKING) == Level.B1
    assert path.level_for(Skill.READING) == Level.A2


@pytest.mark.django_db
def test_an_overall_target_for_reading_is_no_target_for_speaking():
    path = _path(plan(make_participant(), targets={None: Level.ALFA_C}))

    assert path.level_for(Skill.READING) == Level.ALFA_C
    assert path.level_for(Skill.SPEAKING) is None


def _path(record):
    return pages.paths(record.participant_id, {})[0]


@pytest.mark.django_db
def test_a_change_is_a_new_version_and_the_same_twice_is_one():
    participant = make_participant()
    plan(participant)
    assert plan(participant, version=0).number == 1

    again = plan(participant, version=1, targets={None: Level.B1})

    assert again.number == 2
    assert pages.latest_path(participant.pk) == again
    assert [one.record.number for one in pages.paths(participant.pk, {})] == [2, 1]


@pytest.mark.django_db
def test_whoever_is_second_hears_who_was_first():
    participant, other = make_participant(), make_member(Role.CONSULTANT)
    plan(participant, by=other)

    with pytest.raises(TooLate, match=other.name) as refused:
        plan(participant, wish="Iets anders.")

    assert refused.value.now["version"] == 1
    assert LearningPath.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"targets": {}, "wish": " "}, "niets ingevuld"),
        ({"targets": {Skill.SPEAKING: Level.ALFA_A}}, "lezen en schrijven"),
        ({"targets": {None: Level.UNKNOWN}}, "geen doel"),
        ({"wished_by": date(2020, 1, 1)}, "al geweest"),
        ({"hours_per_week": Decimal(99)}, "tussen 0,5 en 60"),
    ],
)
def test_what_is_not_possible_is_said(facts, said):
    with pytest.raises(NotPossible, match=said):
        plan(make_participant(), **facts)

    assert not LearningPath.objects.exists()


@pytest.mark.django_db
def test_the_database_keeps_versions_and_suits_targets_to_skills():
    made = plan(make_participant())

    with pytest.raises(DatabaseError), transaction.atomic():
        LearningPath.objects.update(wish="Anders.")
    with pytest.raises(DatabaseError), transaction.atomic():
        LearningTarget.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningTarget.objects.create(path=made, skill=Skill.SPEAKING, level=Level.ALFA_A)


FILLED = {"wish": "Met de juf praten.", "version": "0"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"target_speaking": "alfa_a"}, "target_speaking"),
        ({"target": "a9"}, "target"),
        ({"route": "vliegen"}, "route"),
        ({"hours_per_week": "veel"}, "hours_per_week"),
        ({"hours_per_week": "99"}, "hours_per_week"),
        ({"hours_per_week": "NaN"}, "hours_per_week"),
        ({"wished_by": "31-02-2027"}, "wished_by"),
        ({"wished_by": "01-01-2001"}, "wished_by"),
        ({"wish": ""}, "__all__"),
        ({"version": "x"}, "version"),
    ],
)
def test_what_is_not_right_is_said_at_its_field(changes, field):
    form = PathForm({**FILLED, **changes})

    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_the_form_gives_what_the_action_takes():
    later = today() + timedelta(days=90)
    form = PathForm(
        {**FILLED, "target": "b1", "target_reading": "alfa_c", "route": "buddy",
         "hours_per_week": "2,5", "wished_by": short_date(later)}
    )  # fmt: skip

    assert form.is_valid(), form.errors
    assert form.facts == {
        "targets": {None: Level.B1, Skill.READING: Level.ALFA_C}, "wish": "Met de juf praten.",
        "route": "buddy", "hours_per_week": Decimal("2.5"), "wished_by": later, "note": "",
        "version": 0,
    }  # fmt: skip

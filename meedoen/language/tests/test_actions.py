"""Recording levels: what is kept, what is refused, what can never change."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.audit.models import Event
from meedoen.core.errors import NotPossible
from meedoen.core.time import today
from meedoen.language import actions
from meedoen.language.actions import Entry
from meedoen.language.choices import Level, Method, Script, Skill
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.language.rules import Reached
from meedoen.language.tests.factories import make_levels
from meedoen.participants.tests.factories import make_participant
from meedoen.privacy.rules import gaps
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_assessor_records_what_a_test_showed(audited):
    participant, assessor = make_participant(), make_member(Role.ASSESSOR)

    made = actions.record(
        participant,
        by=assessor,
        entries=[
            Entry(Skill.SPEAKING, Level.A1, plus=True, note=" Vlot. "),
            Entry(Skill.READING, Level.ALFA_C),
        ],
        method=Method.TEST,
        tool=" TOA ",
        script=Script.OTHER,
    )

    speaking = LevelRecord.objects.get(skill=Skill.SPEAKING)
    assert speaking.reached == Reached(Level.A1, plus=True)
    assert (speaking.tool, speaking.note) == ("TOA", "Vlot.")
    assert speaking.measured_on == today()
    assert speaking.assessor == assessor
    assert not speaking.is_self_assessed
    assert ScriptRecord.objects.get().script == Script.OTHER
    assert all(audited("language.recorded", one) for one in made)
    assert audited("language.script_recorded")


def test_the_log_holds_no_level_and_no_words():
    made = make_levels(make_participant(), skills=(Skill.READING,))[0]

    facts = Event.objects.get(action="language.recorded", object_id=str(made.pk)).facts
    assert set(facts) == {"skill", "method", "measured_on"}


def test_what_the_participant_says_is_marked_as_the_own_estimate():
    made = make_levels(make_participant(), skills=(Skill.READING,), method=Method.SELF)
    assert made[0].is_self_assessed


def test_only_the_alphabet_may_be_recorded():
    participant = make_participant()

    made = make_levels(participant, entries=[], script=Script.NONE)

    assert made == []
    assert ScriptRecord.objects.get(participant=participant).script == Script.NONE


def test_nothing_at_all_is_refused():
    with pytest.raises(NotPossible, match="nog niets ingevuld"):
        make_levels(make_participant(), entries=[])


def test_the_same_skill_twice_is_refused():
    with pytest.raises(NotPossible, match="twee keer"):
        make_levels(make_participant(), skills=(Skill.READING, Skill.READING))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Entry(Skill.SPEAKING, Level.ALFA_A), "lezen en schrijven"),
        (Entry(Skill.INTERACTION, Level.CAN_NOT_READ_WRITE), "lezen en schrijven"),
        (Entry(Skill.READING, Level.C2, plus=True), "op weg"),
    ],
)
def test_a_level_that_does_not_exist_for_a_skill_is_refused_and_nothing_is_kept(entry, said):
    with pytest.raises(NotPossible, match=said):
        make_levels(make_participant(), entries=[Entry(Skill.LISTENING, Level.A1), entry])
    assert not LevelRecord.objects.exists()


@pytest.mark.parametrize(("days", "said"), [(1, "toekomst"), (-366 * 50, "geboortedatum")])
def test_a_level_was_found_out_between_birth_and_today(days, said):
    participant = make_participant(birth_date=date(1990, 5, 3))
    with pytest.raises(NotPossible, match=said):
        make_levels(participant, measured_on=today() + timedelta(days=days))


def test_a_method_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        make_levels(make_participant(), method="gokken")


@pytest.mark.parametrize("changes", [{"level": Level.C2}, {"note": "x"}, {"method": Method.LIST}])
def test_the_database_refuses_to_change_what_was_found_out(changes):
    made = make_levels(make_participant(), skills=(Skill.READING,))[0]

    with pytest.raises(DatabaseError), transaction.atomic():
        LevelRecord.objects.filter(pk=made.pk).update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()

    assert LevelRecord.objects.get(pk=made.pk).level == Level.A1


def test_the_database_refuses_to_change_the_alphabet():
    make_levels(make_participant(), script=Script.LATIN)

    with pytest.raises(DatabaseError), transaction.atomic():
        ScriptRecord.objects.update(script=Script.NONE)
    with pytest.raises(DatabaseError), transaction.atomic():
        ScriptRecord.objects.all().delete()


@pytest.mark.parametrize(
    "facts",
    [
        {"skill": Skill.SPEAKING, "level": Level.ALFA_B},
        {"skill": Skill.READING, "level": Level.UNKNOWN, "plus": True},
    ],
)
def test_the_database_itself_guards_which_levels_exist(facts):
    row = LevelRecord(
        participant=make_participant(),
        assessor=make_member(Role.ASSESSOR),
        method=Method.TEST,
        measured_on=today(),
        **facts,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def item(participant, **changes):
    return {
        "participant": participant,
        "skill": Skill.READING,
        "level": Level.A2,
        "plus": True,
        "measured_on": today(),
        **changes,
    }


def test_levels_from_a_list_are_taken_over_and_marked_as_such(audited):
    participant, by = make_participant(), make_member(Role.CONSULTANT)

    made = actions.record_many([item(participant), item(participant, skill=Skill.WRITING)], by=by)

    kept = LevelRecord.objects.get(skill=Skill.READING)
    assert kept.method == Method.LIST
    assert kept.reached == Reached(Level.A2, plus=True)
    assert all(audited("language.listed", one) for one in made)


def test_a_history_is_recorded_in_one_go():
    participant, assessor = make_participant(), make_member(Role.ASSESSOR)

    made = actions.record_many(
        [item(participant, method=Method.TEST, tool="TOA", note="Rustig.", by=assessor)],
        by=make_member(Role.CONSULTANT),
    )

    assert (made[0].method, made[0].tool, made[0].note) == (Method.TEST, "TOA", "Rustig.")
    assert made[0].assessor == assessor


@pytest.mark.parametrize(
    "wrong", [{"measured_on": date(2990, 1, 1)}, {"skill": "speaking", "level": "alfa_a"}]
)
def test_one_wrong_item_stops_the_whole_list(wrong):
    participant = make_participant()
    with pytest.raises(NotPossible):
        actions.record_many(
            [item(participant), item(participant, plus=False, **wrong)],
            by=make_member(Role.CONSULTANT),
        )
    assert not LevelRecord.objects.exists()


def test_a_list_costs_the_same_for_two_or_twenty(queries):
    participant, by = make_participant(), make_member(Role.CONSULTANT)

    few = queries(lambda: actions.record_many([item(participant)] * 2, by=by))

    assert queries(lambda: actions.record_many([item(participant)] * 20, by=by)) == few


def test_undoing_a_list_takes_its_levels_back_and_leaves_what_was_found_out(audited):
    participant, by = make_participant(), make_member(Role.CONSULTANT)
    listed = actions.record_many([item(participant)], by=by)[0]
    ours = make_levels(participant, skills=(Skill.SPEAKING,))

    assert actions.remove_many([participant.pk], by=by) == 1

    assert list(LevelRecord.objects.all()) == ours
    assert audited("language.removed", listed)


@pytest.mark.parametrize("model", [LevelRecord, ScriptRecord])
def test_every_field_is_classified(model):
    assert gaps(model) == []


def test_the_same_conversation_sent_twice_is_kept_once():
    participant, by = make_participant(), make_member(Role.ASSESSOR)

    first = make_levels(participant, by=by, script=Script.LATIN)
    again = make_levels(participant, by=by, script=Script.LATIN)

    assert first == again
    assert LevelRecord.objects.count() == len(Skill)
    assert ScriptRecord.objects.count() == 1
    assert Event.objects.filter(action="language.recorded").count() == len(Skill)


def test_back_to_an_earlier_level_on_the_same_day_is_recorded_anew():
    participant, by = make_participant(), make_member(Role.ASSESSOR)

    for level in (Level.A1, Level.A2, Level.A1):
        make_levels(participant, level=level, skills=(Skill.READING,), by=by)

    assert [one.level for one in LevelRecord.objects.newest_first()] == ["a1", "a2", "a1"]

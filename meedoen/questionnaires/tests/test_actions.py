"""Drafting together, publishing, and what stays readable."""

import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.intake import access as intake_access, actions as intake
from meedoen.intake.apps import LISTS
from meedoen.intake.models import Intake, QuestionList
from meedoen.intake.rules import in_words
from meedoen.journeys.tests.factories import make_journey
from meedoen.questionnaires import access, actions, rules
from meedoen.questionnaires.choices import OWN_FROM
from meedoen.questionnaires.models import Draft
from meedoen.questionnaires.tests.factories import (
    make_draft,
    make_manager,
    new_question,
    order,
    seen,
)
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
ANNA, BAS = "Anna Proef", "Bas Proef"


@pytest.fixture
def anna():
    return make_manager(ANNA)


@pytest.fixture
def draft(anna):
    return make_draft(by=anna)


def label_of(draft, code):
    fresh = Draft.objects.get(pk=draft.pk)
    return rules.question_in(fresh.definition, code).question["label"]


def relabel(draft, code, label, *, by, seen_as=None):
    return actions.change_question(
        draft, code=code, by=by, seen=seen_as or seen(draft, code), facts={"label": label}
    )


def published(draft, *, by, note=""):
    return actions.publish(draft, by=by, version=Draft.objects.get(pk=draft.pk).version, note=note)


def test_there_is_one_draft_at_a_time_and_beginning_twice_finds_it(anna, draft, audited):
    assert actions.begin(intake_access.current_list(), by=make_manager()).pk == draft.pk
    assert audited("questionnaires.begun", draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft(code="intake", based_on=draft.based_on, definition={}, begun_by=anna,
              changed_by=anna).save()  # fmt: skip


def test_two_administrators_who_change_different_things_both_win(anna, draft):
    bas = make_manager(BAS)
    anna_saw, bas_saw = seen(draft, "dream"), seen(draft, "places")
    relabel(draft, "dream", "Waar droomt u van?", by=anna, seen_as=anna_saw)
    relabel(draft, "places", "Waar komt u graag in de wijk?", by=bas, seen_as=bas_saw)
    assert label_of(draft, "dream") == "Waar droomt u van?"
    assert label_of(draft, "places") == "Waar komt u graag in de wijk?"


def test_who_changes_the_same_question_second_hears_what_stands_there(anna, draft):
    bas_saw = seen(draft, "dream")
    relabel(draft, "dream", "Waar droomt u van?", by=anna)
    with pytest.raises(TooLate, match=ANNA) as late:
        relabel(draft, "dream", "Wat is uw mooiste droom?", by=make_manager(), seen_as=bas_saw)
    assert label_of(draft, "dream") == "Waar droomt u van?"
    relabel(draft, "dream", "Mijn droom", by=make_manager(), seen_as=late.value.now["seen"])
    assert label_of(draft, "dream") == "Mijn droom"


def test_the_same_change_twice_is_one_change(anna, draft):
    before = seen(draft, "dream")
    relabel(draft, "dream", "Waar droomt u van?", by=anna, seen_as=before)
    version = Draft.objects.get(pk=draft.pk).version
    relabel(draft, "dream", "Waar droomt u van?", by=anna, seen_as=before)
    assert Draft.objects.get(pk=draft.pk).version == version


def test_moving_twice_is_moving_once_and_an_old_order_is_told(anna, draft):
    old = order(draft)
    actions.move_question(draft, code="dream", to=0, by=anna, seen=old)
    actions.move_question(draft, code="dream", to=0, by=anna, seen=old)
    with pytest.raises(TooLate):
        actions.move_question(draft, code="wishes", to=0, by=anna, seen=old)
    actions.move_section(draft, code="analysis", to=0, by=anna, seen=order(draft))
    assert Draft.objects.get(pk=draft.pk).definition["sections"][0]["code"] == "analysis"


@pytest.mark.parametrize(
    "label", ["Wat is uw land van herkomst?", "Bent u gelovig?", "Welke ziekte heeft u?"]
)
def test_what_is_not_asked_is_refused_by_every_verb(anna, draft, label):
    version = draft.version
    tries = [
        lambda: relabel(draft, "dream", label, by=anna),
        lambda: actions.add_question(draft, section="story", by=anna, facts=new_question(label)),
        lambda: actions.add_question(
            draft, section="story", by=anna, facts=new_question("Gewoon", help=label)
        ),
        lambda: actions.add_section(draft, by=anna, facts={"label": label}),
        lambda: actions.change_answers(
            draft, code="themes", by=anna, seen=seen(draft, "themes"), labels={}, new=label
        ),
    ]
    for attempt in tries:
        with pytest.raises(NotPossible, match="Dat vragen wij niet"):
            attempt()
    assert Draft.objects.get(pk=draft.pk).version == version


def test_publishing_makes_a_version_for_new_intakes_and_running_ones_keep_theirs(
    anna, draft, audited
):
    worker = make_member(Role.CONSULTANT)
    old = intake.begin(make_journey(by=worker), by=worker)
    intake.save_section(
        old, section="question", answers={"why_now": "Mijn zoon gaat naar school."}, version=0,
        by=worker,
    )  # fmt: skip
    actions.retire_question(draft, code="why_now", by=anna, seen=seen(draft, "why_now"))
    code = actions.add_question(draft, section="strengths", by=anna, facts=new_question())

    made = published(draft, by=anna, note="Korter.")

    assert (made.version, made.code) == (OWN_FROM, "intake")
    assert audited("questionnaires.published", made)
    new = intake.begin(make_journey(by=worker), by=worker)
    assert new.question_list_id == made.pk
    assert new.outline.section("strengths").question(code) is not None
    assert new.outline.section("question").question("why_now") is None
    running = Intake.objects.get(pk=old.pk)
    asked = running.outline.section("question").question("why_now")
    assert asked is not None
    kept = intake_access.section_of(running, "question").answers
    assert in_words(asked, kept["why_now"]) == "Mijn zoon gaat naar school."
    assert published(draft, by=anna).pk == made.pk
    with pytest.raises(NotPossible):
        relabel(draft, "dream", "Te laat", by=anna)


def test_a_code_is_never_used_again_for_something_else(anna, draft):
    code = actions.add_question(draft, section="strengths", by=anna, facts=new_question())
    published(draft, by=anna)
    second = make_draft(by=anna)
    actions.retire_question(second, code=code, by=anna, seen=seen(second, code))
    published(second, by=anna)
    third = make_draft(by=anna)
    again = actions.add_question(third, section="strengths", by=anna, facts=new_question())
    assert again != code
    actions.restore_question(third, code=code, by=anna)
    standing = Draft.objects.get(pk=third.pk).definition
    assert {code, again} <= access.used_codes("intake", now=standing)


def test_two_administrators_who_add_the_same_words_get_two_codes(anna, draft):
    stale = Draft.objects.get(pk=draft.pk)
    first = actions.add_question(draft, section="strengths", by=anna, facts=new_question())
    second = actions.add_question(stale, section="story", by=make_manager(), facts=new_question())
    assert first != second
    standing = Draft.objects.get(pk=draft.pk).definition
    assert rules.question_in(standing, first).section["code"] == "strengths"
    assert rules.question_in(standing, second).section["code"] == "story"


def test_nothing_new_an_empty_part_or_an_older_page_is_not_published(anna, draft):
    with pytest.raises(NotPossible, match="gelijk"):
        published(draft, by=anna)
    actions.add_section(draft, by=anna, facts={"label": "Buren"})
    with pytest.raises(NotPossible, match="Buren"):
        published(draft, by=anna)
    with pytest.raises(TooLate):
        actions.publish(draft, by=anna, version=1)
    assert not QuestionList.objects.filter(version__gte=OWN_FROM).exists()


def test_a_text_that_came_in_by_another_way_is_looked_at_again(anna, draft):
    definition = json.loads(json.dumps(draft.definition))
    definition["sections"][0]["questions"][0]["label"] = "Wat is uw nationaliteit?"
    Draft.objects.filter(pk=draft.pk).update(definition=definition)
    with pytest.raises(NotPossible, match="nationaliteit"):
        published(draft, by=anna)


def test_answers_are_changed_moved_stopped_and_put_back(anna, draft):
    def codes():
        fresh = Draft.objects.get(pk=draft.pk)
        place = rules.question_in(fresh.definition, "devices")
        return [one["code"] for one in rules.options_of(fresh.definition, place.question)]

    facts = {"code": "devices", "by": anna}
    actions.change_answers(
        draft, seen=seen(draft, "devices"), labels={"phone": "telefoon"}, new="niets", **facts
    )
    assert codes() == ["phone", "tablet", "laptop", "internet", "eigen_niets"]
    actions.move_answer(draft, option="tablet", to=0, seen=seen(draft, "devices"), **facts)
    actions.retire_answer(draft, option="phone", seen=seen(draft, "devices"), **facts)
    assert codes() == ["tablet", "laptop", "internet", "eigen_niets"]
    with pytest.raises(TooLate):
        actions.retire_answer(draft, option="laptop", seen="vroeger", **facts)
    actions.restore_answer(draft, option="phone", seen=seen(draft, "devices"), **facts)
    assert codes()[-1] == "phone"


def test_parts_are_added_changed_stopped_and_put_back(anna, draft):
    code = actions.add_section(draft, by=anna, facts={"label": "Buren", "minutes": 5})
    fresh = Draft.objects.get(pk=draft.pk)
    stamp = rules.stamp(rules.section_as_seen(fresh.definition, code))
    actions.change_section(draft, code=code, by=anna, seen=stamp, facts={"label": "De buren"})
    with pytest.raises(TooLate):
        actions.change_section(draft, code=code, by=anna, seen=stamp, facts={"label": "Anders"})
    story = rules.section_in(Draft.objects.get(pk=draft.pk).definition, "story")
    actions.retire_section(draft, code="story", by=anna, seen=rules.stamp(story))
    assert rules.section_in(Draft.objects.get(pk=draft.pk).definition, "story") is None
    actions.restore_section(draft, code="story", by=anna)
    assert rules.section_in(Draft.objects.get(pk=draft.pk).definition, "story") == story


def test_a_draft_that_is_laid_aside_makes_room_and_never_changes_again(anna, draft, audited):
    with pytest.raises(TooLate):
        actions.lay_aside(draft, by=anna, version=99)
    actions.lay_aside(draft, by=anna, version=1)
    actions.lay_aside(draft, by=anna, version=1)
    assert audited("questionnaires.laid_aside", draft)
    with pytest.raises(NotPossible):
        published(draft, by=anna)
    assert make_draft(by=anna).pk != draft.pk
    with pytest.raises(DatabaseError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(note="later")


def test_a_list_that_meedoen_brings_later_does_not_push_aside_an_own_version(anna, draft):
    relabel(draft, "dream", "Waar droomt u van?", by=anna)
    own = published(draft, by=anna)
    newest = json.loads(max(LISTS.glob("*.json")).read_text(encoding="utf-8"))
    intake.publish_list({**newest, "version": 50})
    assert intake_access.current_list() == own


def test_a_withdrawn_version_is_not_the_one_to_go_on_from():
    before = access.current("intake")
    newer = intake.publish_list({**before.definition, "version": before.version + 1})
    assert newer
    intake.withdraw_list(newer, by=make_member(Role.APP_ADMIN))

    assert access.current("intake") == before

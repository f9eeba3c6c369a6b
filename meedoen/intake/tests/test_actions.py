"""Holding an intake: nothing mandatory, nothing overwritten, the road moves on."""

import copy

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.audit.models import Event
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.intake import access, actions, pages
from meedoen.intake.models import Advice, Intake, QuestionList, SectionAnswers
from meedoen.intake.tests.factories import make_advice, make_intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.ladder.choices import Moment, Question
from meedoen.language.actions import Entry
from meedoen.language.choices import Level, Method, Skill
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def colleague():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


def now(journey):
    return Journey.objects.get(pk=journey.pk)


def test_the_first_talk_begins_and_the_road_moves_on(consultant, journey, audited):
    intake = actions.begin(journey, by=consultant)

    assert now(journey).phase == "intake"
    assert audited("intake.begun", intake)


def test_beginning_twice_gives_the_same_intake(consultant, journey):
    assert actions.begin(journey, by=consultant) == actions.begin(journey, by=consultant)
    assert Event.objects.filter(action="intake.begun").count() == 1


def test_a_running_intake_keeps_the_list_it_began_with(consultant, journey):
    intake = actions.begin(journey, by=consultant)
    definition = copy.deepcopy(intake.question_list.definition)
    definition["version"] = 3
    definition["sections"][0]["label"] = "Nieuwe naam"
    actions.publish_list(definition)
    later = actions.begin(make_journey(by=consultant), by=consultant)

    assert Intake.objects.get(journey=journey).outline.sections[0].label == "Vraag en motivatie"
    assert later.outline.sections[0].label == "Nieuwe naam"


def test_a_published_list_is_never_rewritten():
    published = access.current_list()
    changed = copy.deepcopy(published.definition)
    changed["title"] = "Anders"

    assert actions.publish_list(changed) is None
    assert QuestionList.objects.get(pk=published.pk).definition["title"] == "Intake"


def test_a_section_is_kept_and_what_was_said_is_not_in_the_log(consultant, journey):
    intake = make_intake(journey, by=consultant, answers={})

    saved = actions.save_section(
        intake, section="question", answers={"question": "Heel eigen", "why_now": ""}, version=0,
        by=consultant,
    )  # fmt: skip

    assert access.sections_of(intake)["question"].answers == {"question": "Heel eigen"}
    event = Event.objects.get(action="intake.section_saved", object_id=str(saved.pk))
    assert event.facts == {"section": "question", "version": 1, "fields": ["question"]}


def test_the_same_answers_again_change_nothing(consultant, journey):
    intake = actions.begin(journey, by=consultant)
    for _time in range(2):
        saved = actions.save_section(
            intake, section="question", answers={"question": "A"}, version=0, by=consultant
        )

    assert saved.version == 1
    assert Event.objects.filter(action="intake.section_saved").count() == 1


def test_a_colleague_was_first_and_no_text_is_lost(consultant, colleague, journey):
    intake = actions.begin(journey, by=consultant)
    actions.save_section(
        intake, section="question", answers={"question": "Van de collega"}, version=0, by=colleague
    )

    with pytest.raises(TooLate) as late:
        actions.save_section(
            intake, section="question", answers={"question": "Van mij"}, version=0, by=consultant
        )

    assert late.value.now["answers"] == {"question": "Van de collega"}
    assert late.value.now["version"] == 1
    assert access.sections_of(intake)["question"].answers == {"question": "Van de collega"}


def test_two_colleagues_in_two_sections_do_not_meet(consultant, colleague, journey):
    intake = actions.begin(journey, by=consultant)
    for section, answers, by in (
        ("question", {"question": "A"}, consultant),
        ("work", {"work_wish": "Bakker"}, colleague),
    ):
        actions.save_section(intake, section=section, answers=answers, version=0, by=by)

    assert set(access.sections_of(intake)) == {"question", "work"}


def test_a_page_that_saves_by_itself_is_never_its_own_rival(consultant, colleague, journey):
    intake, page = actions.begin(journey, by=consultant), str(new_id())

    def save(text, *, version, final, by=consultant):
        return actions.save_section(
            intake, section="question", answers={"question": text}, version=version, by=by,
            page=page if by == consultant else "", is_final=final,
        )  # fmt: skip

    save("a", version=0, final=False)
    save("ab", version=0, final=False)
    save("abc", version=1, final=True)
    with pytest.raises(TooLate):
        save("ab", version=2, final=False)
    save("van een ander", version=3, final=True, by=colleague)
    with pytest.raises(TooLate):
        save("abcd", version=3, final=False)

    assert access.sections_of(intake)["question"].answers == {"question": "van een ander"}


def test_running_help_asks_for_consent(consultant, journey):
    intake = actions.begin(journey, by=consultant)

    with pytest.raises(NotPossible, match="toestemming"):
        actions.save_section(
            intake, section="support", answers={"support_now": "Buurtteam"}, version=0,
            by=consultant,
        )  # fmt: skip

    assert not SectionAnswers.objects.exists()


def test_a_section_that_is_not_in_the_list_is_refused(consultant, journey):
    with pytest.raises(NotPossible):
        actions.save_section(
            actions.begin(journey, by=consultant), section="religion", answers={}, version=0,
            by=consultant,
        )  # fmt: skip


def test_an_empty_intake_can_be_completed(consultant, journey, audited):
    intake = actions.complete(actions.begin(journey, by=consultant), by=consultant)

    assert intake.completed_by == consultant
    assert Milestone.objects.filter(journey=journey, fact=Fact.INTAKE_COMPLETED).exists()
    assert audited("intake.completed", intake)


def test_completing_twice_is_harmless_and_after_a_step_back_it_counts_again(consultant, journey):
    intake = actions.begin(journey, by=consultant)
    for _time in range(2):
        actions.complete(intake, by=consultant)
    for fact in (Fact.LANGUAGE_MEASURED, Fact.LADDER_MEASURED):
        journeys.reach(journey, fact, by=consultant)
    assert now(journey).phase == "profile_advice"
    back = journeys.go_back(
        now(journey), to="intake", reason="Nog een gesprek", by=consultant,
        version=now(journey).version,
    )  # fmt: skip
    assert not pages.progress(back).is_completed

    intake.journey = back
    actions.complete(intake, by=consultant)

    assert now(journey).phase == "profile_advice"
    assert Event.objects.filter(action="intake.completed").count() == 1


def test_after_the_end_nothing_is_added(consultant, journey):
    intake = make_intake(journey, by=consultant)
    ended = journeys.end(journey, reason=Exit.MOVED, by=consultant)
    intake.journey = ended
    for attempt in (
        lambda: actions.begin(ended, by=consultant),
        lambda: actions.complete(intake, by=consultant),
        lambda: make_advice(ended, by=consultant),
        lambda: actions.save_section(
            intake, section="question", answers={"question": "x"}, version=1, by=consultant
        ),
    ):
        with pytest.raises(NotPossible, match="afgesloten"):
            attempt()


def test_consultant_gives_advice_and_the_road_moves_on(consultant, audited):
    journey = make_journey(by=consultant, phase="profile_advice")

    advice = make_advice(journey, by=consultant, language_course="Elke dag nodig.")

    assert now(journey).phase == "planning"
    assert access.advice_of(journey) == advice
    assert audited("intake.advised", advice)
    facts = Event.objects.get(action="intake.advised").facts
    assert facts == {"version": 1, "road": "", "parts": ["language_course"]}


@pytest.mark.parametrize("sentence", ["", "   "])
def test_an_advice_needs_its_one_sentence(consultant, journey, sentence):
    with pytest.raises(NotPossible, match="één zin"):
        make_advice(journey, by=consultant, core_question=sentence)


def test_the_database_refuses_an_advice_without_its_sentence(consultant, journey):
    with pytest.raises(IntegrityError), transaction.atomic():
        Advice.objects.create(journey=journey, core_question="", by=consultant)


def test_a_changed_advice_is_a_new_version_and_the_former_stays(consultant, journey):
    make_advice(journey, by=consultant)
    make_advice(journey, by=consultant)
    make_advice(journey, by=consultant, core_question="Toch anders.", version=1)

    assert [one.version for one in access.advices_of(journey)] == [2, 1]


def test_two_advices_at_once_and_the_second_hears_it(consultant, colleague, journey):
    make_advice(journey, by=colleague)

    with pytest.raises(TooLate) as late:
        make_advice(journey, by=consultant, core_question="Van mij.")

    assert late.value.now["advice"].by == colleague
    assert Advice.objects.count() == 1


def test_measuring_language_and_ladder_moves_the_road_on(consultant, journey):
    actions.complete(actions.begin(journey, by=consultant), by=consultant)

    actions.measure_language(
        journey.participant, by=consultant, entries=[Entry(Skill.SPEAKING, Level.A1)],
        method=Method.CONVERSATION,
    )  # fmt: skip
    actions.measure_ladder(
        journey.participant, by=consultant, moment=Moment.T0_INTAKE,
        answers={
            Question.PAID_WORK: False, Question.UNPAID_WORK: False, Question.ACTIVITIES: True,
        },
    )  # fmt: skip

    assert now(journey).phase == "profile_advice"


def test_the_facts_for_matching_cost_one_query(consultant, journey, queries):
    make_intake(journey, by=consultant)
    facts = []

    assert queries(lambda: facts.append(pages.person_facts(journey))) == 1
    assert facts[0].themes == {"children_school", "meeting"}
    assert facts[0].is_free(0, 0)
    assert facts[0].needs_childcare
    assert facts[0].max_travel_minutes == 20


def test_many_intakes_at_once(consultant, audited):
    people = [make_journey(by=consultant) for _ in range(3)]
    done = people[0].entered_phase_at

    made = actions.fill(
        [
            {
                "journey": one, "completed_at": done,
                "answers": {"question": {"question": "Koken"}},
                "advice": {"core_question": "Koken met anderen."},
            }
            for one in people
        ],
        by=consultant,
    )  # fmt: skip

    assert made == Intake.objects.count() == 3
    assert pages.person_facts(people[1]).wishes == "Koken"
    assert access.advices_of(people[2])[0].core_question == "Koken met anderen."
    assert audited("intake.advised")

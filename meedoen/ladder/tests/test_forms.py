"""The conversation: one question at a time, nothing stored before the end."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from meedoen.accounts.choices import Role
from meedoen.core.time import short_date, today
from meedoen.ladder import actions, pages
from meedoen.ladder.choices import Moment, Question, Step
from meedoen.ladder.forms import Conversation
from meedoen.ladder.models import Measurement
from meedoen.ladder.rules import DossierFacts
from meedoen.ladder.tests.factories import make_measurement
from meedoen.participants.models import Participant
from meedoen.participants.tests.factories import make_participant
from meedoen.teams.tests.factories import make_member

NOBODY = Participant(first_name="Testpersoon")
STEP_TWO = {"q1": "no", "q3": "no", "q4": "no", "q5": "yes"}
SAVE = {
    **STEP_TWO,
    "growth": "skip",
    "recorded": "2",
    "moment": "t0_intake",
    "measured_on": short_date(today()),
    "save": "1",
}


def talk(**data):
    return Conversation(data, participant=NOBODY)


def told(participant):
    history = pages.history(participant.pk, today=today())
    return {"ladder_history": history, "ladder_labels": pages.labels()}


def shown(conversation):
    request = RequestFactory().get("/")
    return render_to_string("ladder/_conversation.html", {"conversation": conversation}, request)


def test_the_conversation_begins_with_the_first_question():
    conversation = Conversation(None, participant=NOBODY)

    assert conversation.question == Question.PAID_WORK
    assert (conversation.number, conversation.hidden, conversation.has_begun) == (1, [], False)
    assert conversation.status == 200
    html = shown(conversation)
    assert "Heeft u betaald werk?" in html
    assert "autofocus" not in html
    assert 'name="q1" value="yes"' in html


def test_every_answer_leads_to_the_next_question_and_narrows_the_staircase():
    conversation = talk(q1="no", q3="no")

    assert conversation.question == Question.ACTIVITIES
    assert conversation.number == 3
    assert conversation.hidden == [("q1", "no"), ("q3", "no")]
    assert [step.value for step, is_open in conversation.stairs if is_open] == [1, 2, 3]
    html = shown(conversation)
    assert "Vraag 3 van hooguit 5" in html
    assert html.count("kan nog") == 3
    assert 'type="hidden" name="q3" value="no"' in html


def test_after_the_step_the_same_questions_are_asked_about_a_year_from_now():
    conversation = talk(**STEP_TWO)

    assert conversation.computed == Step.SOCIAL_CONTACTS
    assert conversation.asks_growth
    assert conversation.field_name == "g1"
    html = shown(conversation)
    assert "Heeft u over een jaar betaald werk, denkt u?" in html
    assert "Vragen over een jaar overslaan" in html


def test_one_question_back():
    assert talk(q1="no", q3="yes", undo="1").question == Question.UNPAID_WORK
    assert talk(**STEP_TWO, undo="1").question == Question.CONTACTS
    assert talk(**STEP_TWO, g1="no", undo="1").field_name == "g1"
    assert talk(**STEP_TWO, growth="skip", undo="1").asks_growth
    assert talk(undo="1").question == Question.PAID_WORK
    assert not talk(**SAVE, undo="1").is_ready


def test_at_the_end_it_says_what_the_step_means_and_what_growth_is_expected():
    conversation = talk(**STEP_TWO, g1="no", g3="no", g4="yes")

    assert conversation.is_at_the_end
    assert conversation.growth_text == "Eén trede omhoog verwacht"
    html = shown(conversation)
    assert "Trede 2: Sociale contacten buitenshuis" in html
    assert "Over een jaar: trede 3" in html
    assert 'value="2" checked' in html
    assert 'name="save"' in html


def test_the_step_by_our_own_course_is_asked_about():
    conversation = talk(q1="no", q3="no", q4="yes", growth="skip")
    assert "eigen cursus" in conversation.hints[0]
    assert "Komt deze trede alleen" in shown(conversation)

    said = Conversation(
        {**SAVE, "q4": "yes", "recorded": "3", "due_to_trajectory": "on"}, participant=NOBODY
    )
    assert said.hints == []


@pytest.mark.django_db
def test_saving_records_what_was_said():
    participant = make_participant()
    data = {**SAVE, "g1": "yes", "g2": "yes", "with_participant": "on", "note": "Praat met buren."}
    conversation = Conversation(data, participant=participant)

    assert conversation.is_ready
    made = actions.measure(participant, by=make_member(Role.CONSULTANT), **conversation.facts)

    assert made.recorded == Step.SOCIAL_CONTACTS
    assert made.growth_step == Step.PAID_WORK_SUPPORTED
    assert made.moment == Moment.T0_INTAKE
    assert made.note == "Praat met buren."
    assert Measurement.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"recorded": "4"}, "override_reason", "Schrijf op waarom"),
        ({"recorded": "9"}, "recorded", ""),
        ({"recorded": "x"}, "recorded", ""),
        ({"recorded": ""}, "recorded", ""),
        ({"moment": "ooit"}, "moment", ""),
        ({"measured_on": "31-02-2026"}, "measured_on", ""),
        ({"measured_on": "01-01-2999"}, "measured_on", "toekomst"),
        ({"measured_on": "01-01-1800"}, "measured_on", "te ver terug"),
        ({"note": "a" * 2001}, "note", "te lang"),
    ],
)
def test_what_is_not_right_is_said_at_the_field_and_what_was_typed_stays(changes, field, said):
    conversation = Conversation({**SAVE, "growth_note": "Typte ik", **changes}, participant=NOBODY)

    assert not conversation.is_ready
    assert conversation.status == 422
    assert conversation.form is not None
    assert list(conversation.form.errors) == [field]
    assert said in str(conversation.form.errors[field])
    assert "Typte ik" in shown(conversation)


def test_another_step_with_a_reason_is_ready():
    data = {**SAVE, "recorded": "4", "override_reason": "Begint maandag."}
    assert Conversation(data, participant=NOBODY).is_ready


@pytest.mark.parametrize(
    "junk",
    [
        {"save": "1"},
        {"q1": "maybe", "q2": "\x00", "save": "1"},
        {"g1": "yes", "growth": "skip", "save": "1", "recorded": "6"},
        {"q1": "no" * 1000, "save": ""},
    ],
)
def test_saving_without_answers_goes_back_to_the_question(junk):
    conversation = talk(**junk)

    assert conversation.status == 422
    assert conversation.question == Question.PAID_WORK
    assert "Nog niet alle vragen zijn beantwoord" in shown(conversation)


@pytest.mark.django_db
def test_the_history_shows_the_ladder_the_staircase_and_the_words():
    participant = make_participant()
    make_measurement(participant, step=3, due_to_trajectory=True, with_participant=False)
    make_measurement(
        participant, step=2, recorded=Step.UNPAID_WORK, override_reason="Begint maandag."
    )

    html = render_to_string(
        "ladder/_history.html",
        {
            "ladder_history": pages.history(participant.pk, today=today()),
            "ladder_labels": pages.labels(),
        },
    )

    assert "Trede 4: Onbetaald werk" in html
    assert "De vragen gaven trede 2." in html
    assert "komt alleen door ons eigen traject" in html
    assert "zonder de deelnemer ingevuld" in html
    assert "stroke-dasharray" in html


@pytest.mark.django_db
def test_an_empty_history_says_what_will_come_here():
    html = render_to_string(
        "ladder/_history.html",
        {
            "ladder_history": pages.history(make_participant().pk, today=today()),
            "ladder_labels": pages.labels(),
        },
    )
    assert "Begin met de vijf vragen" in html


def test_every_answer_can_be_changed_and_what_follows_is_asked_anew():
    talked = talk(**STEP_TWO, g1="no")
    assert [one.name for one in talked.given] == ["q1", "q3", "q4", "q5", "g1"]
    assert "Wijzigen" in shown(talked)

    back = talk(**STEP_TWO, g1="no", back="q3")
    assert back.question == Question.UNPAID_WORK
    assert back.hidden == [("q1", "no")]
    assert talk(**STEP_TWO, g1="no", g3="no", back="g3").field_name == "g3"
    assert talk(**STEP_TWO, growth="skip", back="q1").question == Question.PAID_WORK


@pytest.mark.parametrize("junk", ["", "q9", "g9", "x" * 10_000, "\x00", "save"])
def test_going_back_to_what_does_not_exist_changes_nothing(junk):
    assert talk(**STEP_TWO, growth="skip", back=junk).computed == Step.SOCIAL_CONTACTS


def test_what_was_typed_at_the_end_stays_when_going_back():
    back = talk(**SAVE | {"note": "Komt elke week koken."}, back="q4")
    assert ("note", "Komt elke week koken.") in back.hidden
    assert 'value="Komt elke week koken."' in shown(back)

    end = talk(**STEP_TWO, growth="skip", note="Komt elke week koken.")
    assert end.form["note"].value() == "Komt elke week koken."


def test_what_the_dossier_says_stands_at_the_end_and_stops_nobody():
    facts = DossierFacts(talks_with=frozenset({"household"}), language_parts=("Taalles",))
    end = Conversation(SAVE, participant=NOBODY, dossier=facts)

    assert end.is_ready
    assert len(end.contradictions) == 2
    html = shown(end)
    assert "In het dossier staat ook iets anders" in html
    assert "Uit het plan loopt: Taalles" in html
    assert "vastleggen kan gewoon" in html


def test_the_hint_about_our_own_course_is_not_said_twice():
    step_three = {"q1": "no", "q3": "no", "q4": "yes", "growth": "skip"}
    facts = DossierFacts(other_parts=("Koken",))

    assert Conversation(step_three, participant=NOBODY, dossier=facts).hints == []
    assert len(Conversation(step_three, participant=NOBODY).hints) == 1

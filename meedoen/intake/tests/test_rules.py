"""The list, the answers and the texts of an intake, without a database."""

import copy
import json
from datetime import date

import pytest
from hypothesis import given, strategies as st

from meedoen.intake import rules
from meedoen.intake.apps import LISTS
from meedoen.intake.choices import DAY_PARTS, Kind, Sensitive, Theme
from meedoen.intake.rules.words import betrays

FIRST, DEFINITION = (
    json.loads((LISTS / f"intake-{version}.json").read_text(encoding="utf-8")) for version in (1, 2)
)
OUTLINE = rules.read_list(DEFINITION)


def part(code: str) -> rules.Section:
    return next(section for section in OUTLINE.sections if section.code == code)


def asked(section: rules.Section, code: str) -> rules.Question:
    return next(question for question in section.questions if question.code == code)


DAILY, STORY, LANGUAGE = part("daily_life"), part("question"), part("language")

# Requirements R103, letter for letter.
NINE = (
    "Met wie heb ik te maken?",
    "Hoe zit deze persoon in elkaar?",
    "Wat is zijn biografie?",
    "Hoe past migratie in zijn leven?",
    "Zijn er aanknopingspunten dat migratie kan zijn voor de persoonlijke ontwikkeling?",
    (
        "Wat is de plaats van taal in het leven van deze persoon en hoe kan de inburgering dit "
        "versterken?"
    ),
    "Wat staat hem in de weg om zich thuis te voelen in de Nederlandse samenleving?",
    "Wat zijn iemands mogelijkheden?",
    "Hoe kan ik daar het beste op inhaken?",
)


def test_the_nine_guiding_questions_are_those_of_the_guide():
    assert OUTLINE.guide == NINE
    assert OUTLINE.closing == ("Kortom: wat heeft dit unieke individu nodig om vooruit te komen?")
    assert {number for section in OUTLINE.sections for number in section.guide} == set(range(1, 10))


def test_the_conversation_begins_with_the_question_and_comes_to_supply_last():
    assert [section.letter for section in OUTLINE.sections] == list("AHIBCDDEFGJK")
    codes = [section.code for section in OUTLINE.sections]
    assert codes[:3] == ["question", "strengths", "obstacles"]
    assert codes[-1] == "analysis"


def test_the_first_version_can_still_be_read():
    first = rules.read_list(FIRST)
    assert (first.version, OUTLINE.version) == (1, 2)
    assert first.code == OUTLINE.code
    assert {section.letter for section in first.sections} == set("ABCDEFGHIJK")
    assert not first.assessed_parts


def test_the_second_version_asks_in_every_kind():
    kinds = {question.kind for section in OUTLINE.sections for question in section.questions}
    assert kinds == set(Kind)


def test_an_assessor_fills_in_the_test_and_nothing_that_tells_a_life_story():
    asked = {section.code: section.codes for section in OUTLINE.assessed_parts}
    assert asked.keys() == {"language", "language_test"}
    assert asked["language"] == {"languages", "scripts", "other_script"}
    assert asked["language_test"] == part("language_test").codes


def test_nobody_is_asked_about_religion():
    asked = json.dumps(
        [one for one in DEFINITION["sections"] if one["code"] != "network"], ensure_ascii=False
    )
    assert Sensitive.RELIGION not in betrays(asked)
    network = part("network")
    assert "helpers" in {option.code for option in network.questions[0].options}
    assert not betrays(" ".join(o.label for q in network.questions for o in q.options))


def test_themes_are_those_of_the_offers():
    for code in ("themes", "interests"):
        question = next(q for s in OUTLINE.sections for q in s.questions if q.code == code)
        assert [option.code for option in question.options] == Theme.values


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: one["sections"][0].update(slug="Met Hoofdletter"),
        lambda one: one["sections"][0].update(guide=[10]),
        lambda one: one["sections"][1].update(code="question"),
        lambda one: one["sections"][1].update(slug="vraag"),
        lambda one: one["sections"][1]["questions"][0].update(code="motivation"),
        lambda one: one["sections"][0]["questions"][0].update(code="version"),
        lambda one: one["sections"][0]["questions"][0].update(kind="poem"),
        lambda one: one["sections"][0]["questions"][0].update(options="themes"),
        lambda one: one["sections"][0]["questions"][4].pop("options"),
        lambda one: one["sections"][0]["questions"][4].update(options="unknown"),
        lambda one: one["sections"][2]["questions"][3].pop("high"),
        lambda one: one["sections"][10]["questions"][3].update(needs="support_wish"),
        lambda one: one["sections"][10]["questions"][3].update(test=True),
        lambda one: one.pop("closing"),
    ],
)
def test_a_definition_that_is_not_right_is_refused(spoil):
    definition = copy.deepcopy(DEFINITION)
    spoil(definition)
    with pytest.raises((KeyError, ValueError)):
        rules.read_list(definition)


def test_open_answers_are_not_kept_but_no_and_zero_are():
    work = part("work")
    assert rules.tidy(STORY, {"question": "", "themes": [], "why_now": None}) == {}
    assert rules.tidy(DAILY, {"childcare": False, "availability": 0}) == {"childcare": False}
    assert rules.tidy(work, {"school_years": 0}) == {"school_years": 0}


def test_several_answers_are_kept_in_the_order_of_the_list():
    kept = rules.tidy(STORY, {"themes": ["sport", "meeting", "no-such-theme"]})
    assert kept == {"themes": ["meeting", "sport"]}


@pytest.mark.parametrize(
    ("section", "answers"),
    [
        (STORY, {"question": 5}),
        (DAILY, {"childcare": "yes"}),
        (DAILY, {"hours": True}),
        (DAILY, {"availability": 2**DAY_PARTS}),
        (part("work"), {"diploma": "invented"}),
        (LANGUAGE, {"languages": ["Turks"]}),
        (LANGUAGE, {"languages": [{"speak": 1}]}),
        (LANGUAGE, {"languages": [{"language": "Turks", "speak": 4}]}),
        (LANGUAGE, {"languages": [{"language": "Turks", "speak": True}]}),
        (LANGUAGE, {"languages": [{"language": "Turks", "sing": 1}]}),
        (LANGUAGE, {"languages": [{"language": "Turks"}, {"language": " TURKS"}]}),
        (LANGUAGE, {"languages": [{"language": "x" * 41}]}),
        (LANGUAGE, {"languages": [{"language": f"taal {n}"} for n in range(9)]}),
    ],
)
def test_what_is_no_answer_is_refused(section, answers):
    with pytest.raises(ValueError):
        rules.tidy(section, answers)


def test_help_is_written_down_only_with_consent():
    support = part("support")
    said = {"support_now": "Buurtteam"}
    assert [one.code for one in rules.without_consent(support, said)] == ["support_now"]
    assert rules.without_consent(support, {**said, "support_consent": False})
    assert not rules.without_consent(support, {**said, "support_consent": True})
    assert not rules.without_consent(support, {"support_consent": False})


def test_two_texts_become_one_and_nothing_is_lost():
    question = asked(STORY, "question")
    assert rules.both(question, "B", "A") == "A\n\nB"
    assert rules.both(question, "", "A") is None
    assert rules.both(question, "x" * 12_000, "y" * 12_000) is None
    assert rules.both(asked(STORY, "themes"), ["sport"], ["meeting"]) == ["meeting", "sport"]
    assert rules.both(asked(DAILY, "availability"), 0b01, 0b10) == 0b11
    assert rules.both(asked(DAILY, "childcare"), True, False) is None


def test_languages_of_two_colleagues_come_together_unless_they_say_different_things():
    question = asked(LANGUAGE, "languages")
    turkish, dutch = {"language": "Turks", "speak": 3}, {"language": "Nederlands", "speak": 1}
    assert rules.both(question, [turkish], [dutch]) == [dutch, turkish]
    assert rules.both(question, [{"language": "turks", "read": 2}], [turkish]) == [
        {"language": "Turks", "speak": 3, "read": 2}
    ]
    assert rules.both(question, [{"language": "Turks", "speak": 0}], [turkish]) is None


def test_languages_read_as_a_line_each():
    question = asked(LANGUAGE, "languages")
    rows = [{"language": "Turks", "speak": 3, "write": 0}, {"language": "Engels"}]
    assert rules.in_words(question, rows) == "Turks: spreken goed, schrijven niet\nEngels"
    assert rules.tidy(LANGUAGE, {"languages": rows}) == {"languages": rows}
    assert rules.tidy(LANGUAGE, {"languages": []}) == {}


def test_somebody_chooses_for_each_question():
    mine, theirs = {"question": "m", "why_now": "m"}, {"question": "t", "motivation": "t"}
    assert [one.code for one in rules.differences(STORY, mine, theirs)] == [
        "question", "motivation", "why_now",
    ]  # fmt: skip
    taken = rules.compose(
        STORY, mine=mine, theirs=theirs, take={"question": "both", "motivation": "theirs"}
    )
    assert rules.tidy(STORY, taken) == {"question": "t\n\nm", "motivation": "t", "why_now": "m"}


def test_answers_read_as_words():
    work, language = part("work"), part("language")
    participation = part("participation")
    assert rules.in_words(asked(DAILY, "childcare"), True) == "ja"
    assert rules.in_words(asked(DAILY, "childcare"), False) == "nee"
    assert rules.in_words(asked(DAILY, "availability"), 0b101_111) == (
        "maandag hele dag, dinsdag ochtend en avond"
    )
    assert rules.in_words(asked(work, "diploma"), "none") == "nee"
    assert rules.in_words(asked(work, "school_years"), 0) == "0"
    assert rules.in_words(asked(language, "own_reading"), 2) == "2 van 5"
    assert rules.in_words(asked(participation, "start_on"), "2027-01-04") == "4 januari 2027"
    assert rules.in_words(asked(STORY, "themes"), ["sport"]) == "Sport en bewegen"
    assert rules.in_words(asked(STORY, "question"), None) == ""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hij heeft PTSS en slaapt slecht", (Sensitive.DIAGNOSIS,)),
        ("Zij gaat elke week naar de moskee.", (Sensitive.RELIGION,)),
        ("Depressief, bidt in de kerk", (Sensitive.DIAGNOSIS, Sensitive.RELIGION)),
        ("Ik geloof dat het lukt; woont in de Kerkstraat", ()),
        ("Lang zitten is lastig", ()),
        ("", ()),
    ],
)
def test_a_text_that_gives_something_away_is_noticed(text, kinds):
    assert betrays(text) == kinds


def test_the_notice_names_the_question_and_never_the_word():
    found = rules.notices(STORY, {"question": "Mijn diabetes", "themes": ["sport"]})
    assert [(one.question, one.kinds) for one in found] == [("question", (Sensitive.DIAGNOSIS,))]
    assert "diabetes" not in repr(found).lower()


def test_what_was_not_asked_leaves_nobody_out():
    facts = rules.person_facts({})
    assert not facts.is_known
    assert facts.is_free(0, 0) is None
    assert facts.needs_childcare is None
    assert not facts.wants_women_only


def test_the_facts_for_finding_offers():
    facts = rules.person_facts(
        {
            "question": "Praten", "dream": "Een winkel", "themes": ["work"],
            "interests": ["cooking", "from-an-old-list"], "availability": 0b1, "childcare": False,
            "travels_by": ["bike"], "max_travel": 15, "hours": 8, "group_wishes": ["women_only"],
        },
        childcare_needed=True,
    )  # fmt: skip
    assert facts.themes == {"work", "cooking"}
    assert facts.wishes == "Praten\nEen winkel"
    assert (facts.is_free(0, 0), facts.is_free(6, 2)) == (True, False)
    assert facts.needs_childcare is False
    assert facts.wants_women_only
    assert (facts.max_travel_minutes, facts.hours_per_week) == (15, 8)


def test_what_was_said_at_registration_counts_until_it_is_asked_again():
    assert rules.person_facts({}, childcare_needed=True).needs_childcare is True


def test_a_year_cannot_lie_ahead():
    question = asked(part("story"), "in_netherlands_since")
    assert question.highest(year=date(2026, 1, 1).year) == 2026


@given(st.integers(0, 2**DAY_PARTS - 1))
def test_every_week_reads_as_words_and_is_kept(mask):
    question = asked(DAILY, "availability")
    assert question.kind == Kind.GRID
    assert bool(rules.in_words(question, mask)) == bool(mask)
    assert rules.tidy(DAILY, {"availability": mask}).get("availability", 0) == mask


def test_a_mark_knows_the_same_answer_again_and_tells_nothing():
    answers = {"question": "Heel eigen", "themes": ["sport"], "why_now": ""}
    made = rules.marks(STORY, answers)
    assert made.keys() == {"question", "themes"}
    assert rules.read_marks(rules.write_marks(made)) == made
    assert "eigen" not in rules.write_marks(made)
    assert rules.mark([{"b": 1, "a": 2}]) == rules.mark([{"a": 2, "b": 1}])


@pytest.mark.parametrize(
    "text", [None, "x", "question:zz", "question", "\x00", "a:0123456789ab,", "A:0123456789ab"]
)
def test_what_are_no_marks_is_read_as_none(text):
    assert rules.read_marks(text) is None


def test_a_page_that_showed_nothing_filled_says_so():
    assert rules.read_marks("") == {}


WORDS = st.sampled_from(["", "een", "twee", "drie"])


@given(shown=WORDS, mine=WORDS, theirs=WORDS)
def test_nobody_is_overwritten_and_nobody_is_asked_for_nothing(shown, mine, theirs):
    seen = rules.marks(STORY, {"question": shown})
    wrote, stands = {"question": mine}, {"question": theirs}

    kept = rules.merged(STORY, mine=wrote, theirs=stands, seen=seen, leave=())
    clash = rules.clashes(STORY, kept=kept, theirs=stands, seen=seen, own=())

    both_changed = mine != shown and theirs not in (shown, mine)
    assert bool(clash) == both_changed
    if not both_changed:
        assert kept["question"] == (theirs if mine == shown else mine)


def test_what_a_page_wrote_itself_is_never_a_clash_and_what_is_left_stays():
    stands = {"question": "t", "why_now": "t"}
    kept = rules.merged(
        STORY, mine={"question": "m"}, theirs=stands, seen={}, leave={"why_now", "motivation"}
    )
    assert (kept["question"], kept["why_now"]) == ("m", "t")
    assert not rules.clashes(STORY, kept=kept, theirs=stands, seen={}, own={"question"})
    assert rules.clashes(STORY, kept=kept, theirs=stands, seen={}, own=())

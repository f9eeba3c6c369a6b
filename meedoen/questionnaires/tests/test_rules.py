"""Editing, comparing and counting question lists, without a database."""

import copy
from collections import Counter

import pytest
from hypothesis import given, strategies as st

from meedoen.core.errors import NotPossible
from meedoen.intake.choices import Kind
from meedoen.intake.rules import read_list
from meedoen.questionnaires import rules
from meedoen.questionnaires.choices import OWN_FROM, Difference, Match
from meedoen.questionnaires.tests.factories import LIST, new_question

TAKEN = rules.codes_of([LIST])


def _part(definition, code):
    part = rules.section_in(definition, code)
    assert part is not None
    return part


def codes(definition, section="story"):
    return [one["code"] for one in _part(definition, section)["questions"]]


def options(definition, code):
    place = rules.question_in(definition, code)
    return [one["code"] for one in rules.options_of(definition, place.question)]


def told(new, old=LIST):
    return {(one.code, one.is_section): one.kinds for one in rules.changes(old, new).lines}


@pytest.fixture(autouse=True)
def _the_list_itself_never_changes():
    before = copy.deepcopy(LIST)
    yield
    assert before == LIST


def test_a_new_question_gets_a_code_that_was_never_used():
    made, code = rules.add_question(
        LIST, "story", facts=new_question("Wat is uw droom?", kind="short"), taken=TAKEN
    )
    assert code == "dream"
    assert made == LIST


@pytest.mark.parametrize("other", [{"kind": "date"}, {"kind": "short", "help": "Iets anders."}])
def test_the_same_words_with_something_else_are_refused(other):
    facts = new_question("Wat is uw droom?", **other)
    with pytest.raises(NotPossible):
        rules.add_question(LIST, "story", facts=facts, taken=TAKEN)


def test_an_own_question_never_gets_the_code_of_a_later_version_of_meedoen():
    made, code = rules.add_question(LIST, "story", facts=new_question("Story!"), taken=TAKEN)
    again, other = rules.add_question(
        made, "help", facts=new_question("Story?"), taken=rules.codes_of([made])
    )
    assert (code, other) == ("eigen_story", "eigen_story_b")
    assert code.startswith("eigen_")
    assert read_list(again).section("story").question(code).kind == Kind.LONG


def test_what_a_question_holds_besides_stays():
    made = rules.change_question(LIST, "dream", facts={"label": "Waar droomt u van?", "help": ""})
    assert rules.question_in(made, "dream").question == {
        "code": "dream", "kind": "short", "label": "Waar droomt u van?", "extra": True,
    }  # fmt: skip
    assert made["later"] == {"comes": "along"}


def test_a_scale_may_begin_at_zero():
    made = rules.change_question(
        LIST, "ease", facts={"label": "Hoe gaat het?", "low": 0, "high": 4}
    )
    assert rules.question_in(made, "ease").question["low"] == 0


def test_moving_is_to_a_place_so_twice_is_once():
    once = rules.move_question(LIST, "visits", to=0)
    assert codes(once) == ["visits", "story", "dream"]
    assert rules.move_question(once, "visits", to=0) == once
    assert codes(rules.move_question(LIST, "story", to=99)) == ["dream", "visits", "story"]
    assert [one["code"] for one in rules.move_section(LIST, "help", to=0)["sections"]][0] == "help"


def test_a_question_in_another_part_keeps_its_code():
    made = rules.change_question(LIST, "dream", facts={"label": "Wat is uw droom?"}, section="help")
    assert codes(made, "help")[-1] == "dream"
    assert told(made) == {("dream", False): (Difference.MOVED,)}


@pytest.mark.parametrize("code", ["consent", "helper"])
def test_a_question_stays_with_its_consent(code):
    with pytest.raises(NotPossible):
        rules.change_question(LIST, code, facts={"label": "Anders"}, section="story")


def test_a_consent_that_is_needed_cannot_stop():
    with pytest.raises(NotPossible, match="Wie helpt u"):
        rules.retire_question(LIST, "consent")
    made = rules.retire_question(rules.retire_question(LIST, "helper"), "consent")
    with pytest.raises(NotPossible):
        rules.restore_question(made, "helper", before=LIST)
    back = rules.restore_question(
        rules.restore_question(made, "consent", before=LIST), "helper", before=LIST
    )
    assert back == LIST


def test_a_question_that_stopped_comes_back_where_it_stood():
    made = rules.retire_question(LIST, "dream")
    assert codes(made) == ["story", "visits"]
    assert rules.retire_question(made, "dream") == made
    assert rules.restore_question(made, "dream", before=LIST) == LIST
    assert rules.restore_question(LIST, "dream", before=LIST) == LIST


def test_a_part_that_stopped_comes_back_with_its_questions():
    made = rules.retire_section(LIST, "help")
    with pytest.raises(NotPossible, match="minstens één deel"):
        rules.retire_section(made, "story")
    with pytest.raises(NotPossible, match="deel"):
        rules.restore_question(made, "ease", before=LIST)
    assert rules.restore_section(made, "help", before=LIST) == LIST
    assert rules.retire_section(made, "help") == made


def test_a_new_part_has_an_address_of_its_own():
    made, code = rules.add_section(LIST, facts={"label": "Hulp!"}, taken=TAKEN)
    section = _part(made, code)
    assert (section["slug"], code) == ("hulp-b", "eigen_hulp")
    assert rules.add_section(made, facts={"label": "hulp!"}, taken=TAKEN)[0] == made


@pytest.mark.parametrize("label", ["مرحبا", "123", "Next", "…", "é" * 90, "Een twee drie vier"])
def test_any_name_gives_a_list_that_can_be_read(label):
    made, section = rules.add_section(LIST, facts={"label": label}, taken=TAKEN)
    made, code = rules.add_question(
        made, section, facts=new_question(label), taken=TAKEN | {section}
    )
    outline = read_list(made)
    assert outline.section(section).question(code) is not None
    assert len(section) <= 30


def test_answers_keep_their_code_in_other_words_and_in_every_question_that_shares_them():
    made = rules.relabel(LIST, "visits", labels={"park": "het park", "shop": " "})
    assert made["options"]["places"][0] == {"code": "park", "label": "het park"}
    assert made["options"]["places"][1]["label"] == "winkel"
    made = rules.add_option(made, "visits", label="buurthuis", taken=set())
    assert options(made, "likes") == ["park", "shop", "eigen_buurthuis"]
    assert rules.add_option(made, "visits", label="Buurthuis", taken=set()) == made
    made = rules.move_option(made, "likes", "shop", to=0)
    assert options(made, "visits") == ["shop", "park", "eigen_buurthuis"]
    assert [
        one["code"] for one in rules.sharing(made, rules.question_in(made, "visits").question)
    ] == ["likes"]


def test_an_answer_that_stops_can_come_back():
    made = rules.retire_option(LIST, "visits", "park")
    before = LIST["options"]["places"]
    place = rules.question_in(made, "visits")
    assert rules.stopped_options(made, place.question, before=before) == [before[0]]
    with pytest.raises(NotPossible):
        rules.retire_option(made, "visits", "shop")
    assert options(rules.restore_option(made, "visits", "park", before=before), "visits") == [
        "shop", "park",
    ]  # fmt: skip
    with pytest.raises(NotPossible):
        rules.relabel(LIST, "dream", labels={})


def test_the_answers_of_a_new_question_are_told_apart():
    made = rules.new_options(["ja", "Ja", "nee", "نعم", "لا"])
    assert len(made) == 4
    assert len({one["code"] for one in made}) == 4


@pytest.mark.parametrize(
    ("old", "new", "is_other"),
    [
        ("Wat is uw droom?", "Waar droomt u van?", False),
        ("Wat is uw droom?", "Wat is uw grootste droom?", False),
        ("Waar komt u graag?", "Waar komt u graag in de wijk?", False),
        ("Wat is uw droom?", "Hoeveel kinderen heeft u?", True),
        ("Waarom juist nu?", "Welke talen spreekt u?", True),
    ],
)
def test_words_that_ask_something_else_are_noticed(old, new, is_other):
    assert rules.reads_as_another(old, new) is is_other


def test_the_fewest_moves_are_told():
    assert told(rules.move_question(LIST, "visits", to=0)) == {
        ("visits", False): (Difference.MOVED,)
    }
    assert told(rules.move_section(LIST, "help", to=0)) == {
        ("help", True): (Difference.MOVED,)
    } or (told(rules.move_section(LIST, "help", to=0)) == {("story", True): (Difference.MOVED,)})
    assert told(copy.deepcopy(LIST)) == {}


def test_differences_are_told_by_kind():
    made = rules.retire_question(LIST, "dream")
    made = rules.change_section(made, "help", facts={"label": "Wie helpt"})
    made, code = rules.add_question(made, "help", facts=new_question(), taken=TAKEN)
    made = rules.relabel(made, "visits", labels={"park": "het park"})
    changes = rules.changes(LIST, made)
    assert changes.about("dream") == (Difference.RETIRED,)
    assert changes.about(code) == (Difference.ADDED,)
    assert changes.about("help", is_section=True) == (Difference.CHANGED,)
    assert changes.about("visits") == changes.about("likes") == (Difference.CHANGED,)
    assert changes.of(Difference.CHANGED)[0].label == "Waar komt u?"
    assert changes.count(Difference.RETIRED) == 1
    assert [one.before for one in changes.of(Difference.CHANGED) if one.is_section] == ["Hulp"]


def test_only_the_same_kind_and_answers_compare():
    made = rules.change_question(LIST, "story", facts={"label": "Wat wilt u zeggen?"})
    made = rules.retire_question(made, "dream")
    made = rules.retire_option(made, "visits", "park")
    made = rules.change_question(made, "ease", facts={"label": "Hoe gaat het?", "high": 9})
    made, code = rules.add_question(made, "help", facts=new_question(), taken=TAKEN)
    rules.question_in(made, "helper").question["kind"] = "long"
    found = {one.code: one.match for one in rules.pairs(LIST, made)}
    assert found == {
        "story": Match.SAME, "consent": Match.SAME, "visits": Match.CAREFUL,
        "likes": Match.CAREFUL, "ease": Match.CAREFUL, "helper": Match.CAREFUL,
        "dream": Match.ONLY_OLD, code: Match.ONLY_NEW,
    }  # fmt: skip


def test_a_key_that_nobody_knows_yet_makes_careful():
    made = copy.deepcopy(LIST)
    rules.question_in(made, "dream").question["unheard_of"] = 1
    assert {one.code: one.match for one in rules.pairs(LIST, made)}["dream"] == Match.CAREFUL


def test_own_versions_are_numbered_apart_from_those_of_meedoen():
    assert rules.next_version([1, 2]) == OWN_FROM
    assert rules.next_version([1, OWN_FROM]) == OWN_FROM + 1
    assert rules.version_name(2) == "versie 2 van Meedoen"
    assert rules.version_name(OWN_FROM) == "eigen versie 1"


def test_the_kinds_to_add_are_found_by_trying():
    assert set(rules.kinds_to_add()) >= {Kind.SHORT, Kind.CHOICE, Kind.SCALE, Kind.DATE, Kind.GRID}


def test_the_questions_that_offers_are_found_by_are_known():
    assert {"availability", "themes", "max_travel", "childcare"} <= rules.read_for_offers()
    assert "story" not in rules.read_for_offers()


def test_a_list_that_no_intake_can_read_is_refused():
    broken = copy.deepcopy(LIST)
    broken["sections"][0]["questions"][0]["kind"] = "onbekend"
    with pytest.raises(NotPossible):
        rules.must_be_sound(broken)


def test_the_least_answered_comes_first_and_few_people_are_never_a_figure():
    rows = [("story", {"story": "x"} if n < 20 else {"dream": "y"}) for n in range(25)]
    reached, answered = rules.tally([*rows, ("help", {"ease": 3})])
    lines = rules.least_first(LIST, reached, answered)
    by_code = {one.code: one for one in lines}
    assert lines[0].code == "visits"
    assert by_code["visits"].is_never
    assert by_code["visits"].percent == 0
    assert by_code["dream"].percent is None
    assert not by_code["dream"].is_never
    assert by_code["story"].percent == 80
    assert by_code["ease"].is_small
    assert by_code["ease"].percent is None
    assert not by_code["helper"].is_never
    assert {one.section for one in lines[-4:]} == {"Hulp"}


def test_the_order_does_not_tell_what_the_figure_hides():
    answered = Counter({"story": 9, "dream": 1})
    lines = rules.least_first(LIST, Counter({"story": 30}), answered)
    assert [one.code for one in lines][:3] == ["visits", "story", "dream"]


@given(st.lists(st.sampled_from(["story", "dream", "visits"]), max_size=8), st.integers(-3, 9))
def test_moving_never_loses_a_question(moved, to):
    made = LIST
    for code in moved:
        made = rules.move_question(made, code, to=to)
    assert sorted(codes(made)) == ["dream", "story", "visits"]
    assert all(kinds == (Difference.MOVED,) for kinds in told(made).values())
    assert len(told(made)) <= 2

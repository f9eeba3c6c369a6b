"""What a new version may say, and what would break the road."""

import pytest

from meedoen.accounts.choices import Permission, Role
from meedoen.journeys.rules import CONDITIONS, read_road
from meedoen.workflow.choices import Paper
from meedoen.workflow.rules import versions
from meedoen.workflow.tests.roads import shipped

ROUTES = ["neighbourhood", "regular"]


def fields(definition, base):
    return [(one.code, one.field) for one in versions.problems(definition, base=base)]


@pytest.mark.parametrize("route", ROUTES)
def test_the_shipped_roads_are_whole(route):
    road = shipped(route)

    assert versions.problems(road, base=road) == []
    known = set(Paper.values)
    assert all(set(phase.papers) <= known for phase in read_road(road).phases)


def test_every_named_rule_has_a_step_in_the_program_and_somebody_who_can_take_it():
    assert set(versions.STEPS) == set(CONDITIONS)
    for name in versions.STEPS:
        assert any(versions.can_do(role, [name]) for role in Role), name


def test_words_term_role_and_papers_may_change():
    base = shipped("neighbourhood")
    facts = {
        "label": "Kennismaken", "explanation": "Wij luisteren.", "role": "participation_coach",
        "term_days": 20, "papers": ["intake", "commitments"],
    }  # fmt: skip
    new = versions.edited(base, "intake", facts)

    assert versions.problems(new, base=base) == []
    phase = read_road(new).phase("intake")
    assert (phase.label, phase.term_days, phase.role) == ("Kennismaken", 20, "participation_coach")
    assert phase.papers == ("intake", "commitments")
    assert phase.leave == read_road(base).phase("intake").leave
    assert [(one.what, one.before, one.after) for one in versions.differences(base, new)] == [
        ("naam", "Intake", "Kennismaken"),
        ("uitleg", "Wij luisteren: vraag, motivatie, kracht, taal en meedoen.", "Wij luisteren."),
        ("wie", "Consulent", "Participatiecoach"),
        ("termijn", "15 werkdagen", "20 werkdagen"),
        ("papieren", "intakeformulier", "intakeformulier, afsprakenlijst"),
    ]


def test_order_and_named_rules_are_code_and_cannot_come_along():
    base = shipped("regular")
    new = versions.edited(base, "intake", {"leave": [], "optional": True, "label": "Anders"})

    assert read_road(new).phase("intake").leave == read_road(base).phase("intake").leave
    turned = {**base, "phases": [base["phases"][1], base["phases"][0], *base["phases"][2:]]}
    assert ("", "") in fields(turned, base)


def test_an_optional_phase_can_be_left_out_and_come_back():
    base = shipped("neighbourhood")
    without = versions.edited(base, "warm_up", {"left_out": True})

    assert "warm_up" not in read_road(without).index
    assert versions.problems(without, base=base) == []
    assert [one.what for one in versions.differences(base, without)] == ["doet mee"]
    again = versions.edited(without, "warm_up", {"left_out": False})
    assert read_road(again) == read_road(base)
    assert versions.differences(base, again) == []


@pytest.mark.parametrize(
    ("code", "facts", "field"),
    [
        ("intake", {"label": " "}, "label"),
        ("intake", {"label": ""}, "label"),
        ("intake", {"label": "x" * 41}, "label"),
        ("intake", {"label": "advies"}, "label"),
        ("intake", {"explanation": ""}, "explanation"),
        ("intake", {"term_days": 261}, "term_days"),
        ("intake", {"term_days": -1}, "term_days"),
        ("intake", {"papers": ["diploma"]}, "papers"),
        ("intake", {"role": "app_admin"}, "role"),
        ("intake", {"role": "participant"}, "role"),
        ("intake", {"role": "iemand"}, "role"),
        ("intake", {"left_out": True}, "left_out"),
        ("registered", {"left_out": True}, "left_out"),
    ],
)
def test_what_would_break_the_road_is_refused_at_its_field(code, facts, field):
    base = shipped("neighbourhood")
    new = versions.edited(base, code, facts)

    assert (code, field) in fields(new, base)


def test_a_phase_without_a_way_on_is_told():
    base = shipped("regular")
    phases = [
        {key: value for key, value in one.items() if key != "leave"}
        if one["code"] == "planning"
        else one
        for one in base["phases"]
    ]
    stuck = {**base, "phases": phases}

    assert any("niemand verder" in str(one.words) for one in versions.problems(stuck, base=stuck))


@pytest.mark.parametrize("broken", [{}, {"phases": []}, {"phases": [{"code": "x"}]}])
def test_what_cannot_be_read_is_told_and_does_not_break(broken):
    assert versions.problems(broken, base=shipped("regular"))[0].code == ""


def test_the_participant_has_in_hand_what_only_the_participant_can_say():
    assert versions.can_do(Role.PARTICIPANT, ["plan_accepted"])
    assert not versions.can_do(Role.PARTICIPANT, ["intake_started"])
    assert versions.can_do(Role.ASSESSOR, ["language_measured"])
    assert versions.STEPS["language_measured"].needs == Permission.LANGUAGE_MEASURE

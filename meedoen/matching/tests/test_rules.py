"""Matching as pure decisions: what must hold for all people and all offers."""

from dataclasses import fields, replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from meedoen.language.choices import Level
from meedoen.matching import rules
from meedoen.matching.choices import Verdict, When
from meedoen.matching.rules import Busy, OfferFacts, PersonFacts
from meedoen.offers.choices import LEVEL_RANK, ORAL_LEVELS, Side, Theme, Timing
from meedoen.offers.rules import Slot, Timetable, day_parts, minutes_per_week
from meedoen.participants.choices import LANGUAGES

TODAY = date(2026, 11, 23)
DAYS = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
THEMES = st.lists(st.sampled_from(Theme.values), max_size=4, unique=True).map(tuple)
SPOKEN = st.lists(st.sampled_from(sorted(LANGUAGES)), max_size=4, unique=True).map(tuple)
STEP = st.none() | st.integers(1, 6)
NO_PLUS = {"can_not_read_write", "c2", "unknown"}


@st.composite
def slots(draw):
    hour = draw(st.integers(8, 20))
    return Slot(draw(st.integers(0, 6)), time(hour, draw(st.sampled_from([0, 30]))), time(hour + 2))


@st.composite
def level_ranges(draw, levels):
    low, high = sorted(draw(st.tuples(*[st.sampled_from(levels)] * 2)), key=LEVEL_RANK.__getitem__)
    return draw(st.sampled_from([("", ""), (low, ""), ("", high), (low, high)]))


@st.composite
def people(draw):
    oral = draw(st.sampled_from([*ORAL_LEVELS, "unknown"]))
    written = draw(st.sampled_from([*LEVEL_RANK, "unknown"]))
    taken = tuple(draw(st.lists(slots(), max_size=2)))
    busy = (Busy("elders", "Koor", Timetable(taken), day_parts(taken)),) if taken else ()
    return PersonFacts(
        oral=oral,
        oral_plus=oral not in NO_PLUS and draw(st.booleans()),
        written=written,
        written_plus=written not in NO_PLUS and draw(st.booleans()),
        ladder=draw(STEP),
        free=draw(st.none() | st.integers(0, (1 << 21) - 1)),
        hours_per_week=draw(st.none() | st.integers(0, 40)),
        neighbourhood=draw(st.sampled_from(["", "overdie", "oudorp"])),
        minutes_to=draw(st.sampled_from([(), (("overdie", 10), ("oudorp", 35))])),
        max_travel=draw(st.none() | st.integers(1, 60)),
        age=draw(st.none() | st.integers(16, 80)),
        languages=draw(SPOKEN),
        themes=draw(THEMES),
        goals=draw(THEMES),
        needs_childcare=draw(st.sampled_from([None, True, False])),
        wants_women_only=draw(st.booleans()),
        when=draw(st.sampled_from(When.values)),
        busy=busy,
    )


@st.composite
def offers(draw):
    moments = tuple(draw(st.lists(slots(), max_size=3)))
    oral, written = draw(level_ranges(list(ORAL_LEVELS))), draw(level_ranges(list(LEVEL_RANK)))
    steps = sorted(draw(st.tuples(st.integers(1, 6), st.integers(1, 6))))
    ages = sorted(draw(st.tuples(st.integers(12, 70), st.integers(12, 70))))
    starts_on = draw(st.none() | DAYS)
    return OfferFacts(
        id=str(draw(st.uuids())),
        name=draw(st.sampled_from(["Praatgroep", "Naaicafé", "Wandelen"])),
        side=draw(st.sampled_from(Side.values)),
        is_open=draw(st.booleans() | st.just(True)),
        oral_min=oral[0], oral_max=oral[1], written_min=written[0], written_max=written[1],
        ladder_min=draw(st.sampled_from([None, steps[0]])),
        ladder_max=draw(st.sampled_from([None, steps[1]])),
        age_min=draw(st.sampled_from([None, ages[0]])),
        age_max=draw(st.sampled_from([None, ages[1]])),
        slots=moments, day_parts=day_parts(moments), minutes_per_week=minutes_per_week(moments),
        starts_on=starts_on,
        ends_on=draw(st.none() | DAYS.filter(lambda day: starts_on is None or day >= starts_on)),
        themes=draw(THEMES), languages=draw(SPOKEN), childcare=draw(st.booleans()),
        women_only=draw(st.booleans()), cost_cents=draw(st.sampled_from([0, 1250])),
        free_places=draw(st.none() | st.integers(0, 3)), waiting_list=draw(st.booleans()),
        ahead=draw(st.integers(0, 3)), has_place=draw(st.booleans()),
        timing=draw(st.sampled_from(Timing.values)),
        neighbourhood=draw(st.sampled_from(["", "overdie", "oudorp"])),
        verified_on=draw(st.none() | DAYS),
    )  # fmt: skip


HARD = [rule for rule in rules.RULES if rule.is_hard]


@given(people(), st.lists(offers(), max_size=8, unique_by=lambda offer: offer.id))
def test_no_suggestion_breaks_a_hard_rule_and_nothing_gets_lost(person, directory):
    ranking = rules.suggest(person, directory, today=TODAY)

    for one in ranking.suggested:
        assert all(rule.judge(person, one.offer, TODAY) != Verdict.MISFIT for rule in HARD)
        assert one.misfits == []
        assert one.gap == 0
    for one in ranking.left_out:
        assert any(rule.judge(person, one.offer, TODAY) == Verdict.MISFIT for rule in HARD)
        assert one.misfits
        assert one.gap > 0
    placed = [one.offer.id for one in (*ranking.suggested, *ranking.left_out)]
    assert sorted(placed) == sorted(offer.id for offer in directory)


@given(people(), offers())
@settings(max_examples=300)
def test_what_would_have_to_change_is_true_when_it_changes(person, offer):
    for rule in HARD:
        if rule.judge(person, offer, TODAY) != Verdict.MISFIT:
            continue
        assert rule.change is not None
        change = rule.change(person, offer, TODAY)
        assert change.words
        assert "%" not in change.words
        other_person = replace(person, **change.values) if change.side == "person" else person
        other_offer = replace(offer, **change.values) if change.side == "offer" else offer
        assert rule.judge(other_person, other_offer, TODAY) != Verdict.MISFIT


@given(people(), offers())
def test_all_changes_together_make_it_fit(person, offer):
    for reason in rules.weigh(person, offer, today=TODAY).misfits:
        rule = rules.BY_CODE[reason.code]
        assert rule.change is not None
        change = rule.change(person, offer, TODAY)
        if change.side == "person":
            person = replace(person, **change.values)
        else:
            offer = replace(offer, **change.values)

    assert rules.weigh(person, offer, today=TODAY).is_suggested


@given(people(), st.lists(offers(), max_size=8, unique_by=lambda offer: offer.id), st.randoms())
def test_same_facts_give_the_same_order_however_they_come_in(person, directory, chance):
    shuffled = chance.sample(directory, len(directory))
    first = rules.suggest(person, directory, today=TODAY)
    second = rules.suggest(person, shuffled, today=TODAY)

    assert [one.offer.id for one in first.suggested] == [one.offer.id for one in second.suggested]
    assert [one.offer.id for one in first.left_out] == [one.offer.id for one in second.left_out]


@given(people(), offers())
def test_every_finding_that_speaks_is_a_whole_sentence(person, offer):
    result = rules.weigh(person, offer, today=TODAY)
    assert result.reasons == (result.fits, result.look_outs, result.misfits)
    for reason in [*result.fits, *result.look_outs, *result.misfits]:
        assert reason.words[0].isupper()
        assert reason.words.endswith(".")
        assert "%(" not in reason.words


@given(people(), offers())
def test_facts_can_be_kept_and_told(person, offer):
    assert rules.as_json(person)["free"] == person.free
    assert rules.as_json(offer)["id"] == offer.id
    assert all(label for label, _value in rules.person_in_words(person))
    assert all(value is not None for _label, value in rules.offer_in_words(offer))


@given(offers(), people())
def test_not_knowing_never_leaves_anybody_out(offer, person):
    nobody_asked = PersonFacts(when=person.when)
    left_out = {reason.code for reason in rules.weigh(nobody_asked, offer, today=TODAY).misfits}

    assert left_out <= {"running", "places", "timing"}


def test_matching_knows_nothing_of_origin_health_or_gender():
    known = {field.name for field in fields(PersonFacts)}

    assert known == {
        "oral", "oral_plus", "written", "written_plus", "ladder", "free", "hours_per_week",
        "neighbourhood", "minutes_to", "max_travel", "age", "languages", "themes", "goals",
        "needs_childcare", "wants_women_only", "when", "busy",
    }  # fmt: skip


def test_who_asks_for_women_only_finds_it_on_top_and_is_left_out_of_nothing():
    directory = [
        OfferFacts(id="1", name="Aan tafel"),
        OfferFacts(id="2", name="Vrouwengroep", women_only=True),
    ]
    asked = rules.suggest(PersonFacts(wants_women_only=True), directory, today=TODAY)
    not_asked = rules.suggest(PersonFacts(), directory, today=TODAY)

    assert [one.offer.id for one in asked.suggested] == ["2", "1"]
    assert [one.offer.id for one in not_asked.suggested] == ["1", "2"]
    assert not_asked.suggested[1].look_outs[0].words == "Deze groep is alleen voor vrouwen."


def test_a_wish_weighs_more_than_nearness():
    person = PersonFacts(themes=("cooking",), neighbourhood="overdie")
    near = OfferFacts(id="1", name="A", neighbourhood="overdie")
    wished = OfferFacts(id="2", name="B", themes=("cooking",), neighbourhood="oudorp")

    ranking = rules.suggest(person, [near, wished], today=TODAY)

    assert [one.offer.name for one in ranking.suggested] == ["B", "A"]
    assert "Past bij de wens: koken en eten." in [one.words for one in ranking.suggested[0].fits]


def test_ties_are_broken_by_start_then_name_then_id():
    soon, later = TODAY + timedelta(days=5), TODAY + timedelta(days=20)
    directory = [
        OfferFacts(id="4", name="Zang", starts_on=later),
        OfferFacts(id="3", name="Zang"),
        OfferFacts(id="2", name="Zang"),
        OfferFacts(id="1", name="Bal", starts_on=soon),
        OfferFacts(id="5", name="Aan zee", starts_on=TODAY - timedelta(days=300)),
    ]

    ranking = rules.suggest(PersonFacts(), directory, today=TODAY)

    assert [one.offer.id for one in ranking.suggested] == ["5", "2", "3", "1", "4"]


def test_left_out_is_ordered_by_how_little_is_missing():
    person = PersonFacts(oral="a1", ladder=2)
    directory = [
        OfferFacts(id="far", name="Ver", oral_min="b2"),
        OfferFacts(id="stopped", name="Gestopt", is_open=False),
        OfferFacts(id="near", name="Dichtbij", oral_min="a2"),
        OfferFacts(id="two", name="Twee dingen", oral_min="a2", ladder_min=3),
    ]

    ranking = rules.suggest(person, directory, today=TODAY)

    assert [one.offer.id for one in ranking.left_out] == ["near", "two", "far", "stopped"]
    assert ranking.left_out[0].misfits[0].change == (
        "Eerst niveau A2 halen voor spreken en luisteren."
    )


@pytest.mark.parametrize(
    ("years", "low", "high", "verdict", "words", "change"),
    [
        (20, 18, 27, Verdict.FITS, "Past bij de leeftijd: 18 tot en met 27 jaar.", ""),
        (27, None, 27, Verdict.FITS, "Past bij de leeftijd: tot en met 27 jaar.", ""),
        (None, 18, None, Verdict.LOOK_OUT,
         "Is voor mensen vanaf 18 jaar. De leeftijd is nog niet bekend.", ""),
        (45, 18, 27, Verdict.MISFIT,
         "Is voor mensen van 18 tot en met 27 jaar. De deelnemer is 45 jaar.",
         "De aanbieder zou ook iemand van 45 jaar moeten toelaten."),
        (17, 18, None, Verdict.MISFIT, "Is voor mensen vanaf 18 jaar. De deelnemer is 17 jaar.",
         "Past als de deelnemer 18 jaar is, of eerder als de aanbieder dat goed vindt."),
        (30, 55, None, Verdict.MISFIT, "Is voor mensen vanaf 55 jaar. De deelnemer is 30 jaar.",
         "De aanbieder zou ook iemand van 30 jaar moeten toelaten."),
    ],
)  # fmt: skip
def test_age_is_told_and_nobody_is_asked_to_grow_younger(years, low, high, verdict, words, change):
    offer = OfferFacts(id="1", name="Werkvloer", age_min=low, age_max=high)

    result = rules.weigh(PersonFacts(age=years), offer, today=TODAY)

    said = {Verdict.FITS: result.fits, Verdict.LOOK_OUT: result.look_outs,
            Verdict.MISFIT: result.misfits}[verdict]  # fmt: skip
    [reason] = [one for one in said if one.code == "age"]
    assert (reason.words, reason.change) == (words, change)


def test_a_clash_with_what_was_chosen_is_told_and_leaves_nothing_out():
    moments = (Slot(0, time(9), time(11)),)
    busy = (Busy("x", "Taalles", Timetable(moments), day_parts(moments)),)
    offer = OfferFacts(id="1", name="Koor", slots=moments, day_parts=day_parts(moments))

    result = rules.weigh(PersonFacts(busy=busy), offer, today=TODAY)

    assert result.is_suggested
    assert "Valt samen met uw keuze Taalles." in [one.words for one in result.look_outs]


@pytest.mark.parametrize(
    ("level", "plus", "low", "high", "verdict"),
    [
        ("a1", False, "a1", "a2", Verdict.FITS),
        ("a2", True, "a1", "a2", Verdict.FITS),
        ("a0", True, "a1", "", Verdict.MISFIT),
        ("b1", False, "", "a2", Verdict.MISFIT),
        (Level.UNKNOWN.value, False, "b2", "c1", Verdict.LOOK_OUT),
        ("c2", False, "", "", Verdict.SILENT),
    ],
)
def test_levels_against_a_range(level, plus, low, high, verdict):
    person = PersonFacts(oral=level, oral_plus=plus)
    offer = OfferFacts(id="1", name="Les", oral_min=low, oral_max=high)

    assert rules.BY_CODE["oral"].judge(person, offer, TODAY) == verdict


def test_every_rule_can_be_read_by_everybody():
    codes = [rule.code for rule in rules.RULES]

    assert len(set(codes)) == len(codes)
    for rule in rules.RULES:
        assert rule.title
        assert str(rule.explanation).endswith(".")
        assert rule.is_hard == (rule.change is not None)
        assert rule.weight == 0 or not rule.is_hard


@pytest.mark.parametrize(
    ("facts", "suggested", "words"),
    [
        ({"free_places": 2}, True, "Er zijn nog 2 plaatsen."),
        ({"free_places": 3, "ahead": 2}, True, "Er is nog 1 plaats."),
        ({"free_places": 0, "ahead": 3}, True, "Vol; wachtlijst: u bent dan nummer 4."),
        (
            {"free_places": 1, "ahead": 1},
            True,
            "Anderen wachten al; wachtlijst: u bent dan nummer 2.",
        ),
        ({"free_places": 0, "has_place": True}, True, "Er is al een plaats voor de deelnemer."),
        ({"free_places": 0, "waiting_list": False}, False, "Vol, en er is geen wachtlijst."),
    ],
)
def test_what_is_full_is_proposed_as_a_waiting_list_or_not_at_all(facts, suggested, words):
    offer = OfferFacts(**{"id": "1", "name": "Kookclub", "waiting_list": True, **facts})

    one = rules.weigh(PersonFacts(), offer, today=TODAY)

    assert one.is_suggested is suggested
    assert words in [reason.words for reason in [*one.fits, *one.look_outs, *one.misfits]]

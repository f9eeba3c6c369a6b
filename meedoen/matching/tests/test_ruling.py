"""The rules in versions: a draft, what it would do, publishing, and what stays as it was."""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings, strategies as st

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event
from meedoen.core.errors import NotAllowed, NotPossible, TooLate
from meedoen.intake import actions as intake
from meedoen.journeys.tests.factories import make_journey
from meedoen.matching import access, actions, rules
from meedoen.matching.choices import RULE_VERSION
from meedoen.matching.models import Distance, RuleVersion
from meedoen.matching.rules import AS_MADE, OfferFacts, PersonFacts, Setting
from meedoen.matching.tests.factories import make_choice
from meedoen.matching.tests.test_rules import TODAY, offers, people
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

CODES = [rule.code for rule in rules.RULES]


def chosen(**otherwise):
    """What was made, with some rules otherwise: `near=0`, `places=None` is off."""
    return [
        one
        if one.code not in otherwise
        else replace(one, is_on=False)
        if otherwise[one.code] is None
        else replace(one, weight=otherwise[one.code])
        for one in AS_MADE
    ]


@settings(deadline=None)
@given(
    people(), st.lists(offers(), max_size=6, unique_by=lambda one: one.id),
    st.sets(st.sampled_from(CODES)),
)  # fmt: skip
def test_a_rule_that_is_off_leaves_nothing_out_and_says_nothing(person, directory, off):
    held = rules.arrange(tuple(chosen(**dict.fromkeys(off))), name="1")
    ranking = rules.suggest(person, directory, today=TODAY, rules=held)

    for one in (*ranking.suggested, *ranking.left_out):
        said = {reason.code for reason in (*one.fits, *one.look_outs, *one.misfits)}
        assert not said & (off - rules.ALWAYS_ON)
        assert one.is_suggested == (not one.broken)
        assert one.score <= held.highest


@settings(deadline=None)
@given(people(), st.lists(offers(), max_size=8, unique_by=lambda one: one.id))
def test_what_is_said_of_many_at_once_is_what_is_said_of_each(person, directory):
    ranking = rules.suggest(person, directory, today=TODAY)

    for one in (*ranking.suggested, *ranking.left_out):
        alone = rules.weigh(person, one.offer, today=TODAY)
        assert one.as_json() == alone.as_json()


def test_another_weight_gives_another_order():
    person = PersonFacts(themes=("cooking",), neighbourhood="overdie")
    near = OfferFacts(id="1", name="A", neighbourhood="overdie")
    wished = OfferFacts(id="2", name="B", themes=("cooking",), neighbourhood="oudorp")
    held = rules.arrange(tuple(chosen(near=9)), name="1")

    order = [one.offer.name for one in rules.suggest(
        person, [near, wished], today=TODAY, rules=held
    ).suggested]  # fmt: skip
    assert order == ["A", "B"]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (chosen(running=None), "altijd aan"),
        (chosen(near=11), "van 0 tot en met 10"),
        (chosen(near=-1), "van 0 tot en met 10"),
        ([Setting("origin", True, 5)], "bestaat niet"),
    ],
)
def test_what_cannot_be_chosen_is_said(choice, words):
    assert words in rules.settings_problem(choice)
    assert rules.settings_problem(AS_MADE) == ""


def test_examples_show_who_would_stand_where():
    before, after = rules.STANDARD, rules.arrange(tuple(chosen(childcare=None)), name="1")
    shifted = {
        one.name: [shift.name for shift in rules.shifts(one, before=before, after=after,
                                                        today=TODAY) if shift.is_other]
        for one in rules.EXAMPLES
    }  # fmt: skip

    assert len(shifted) == len(rules.EXAMPLES)
    assert all(
        rules.shifts(one, before=before, after=before, today=TODAY)
        == rules.shifts(one, before=before, after=before, today=TODAY)
        for one in rules.EXAMPLES
    )


@pytest.fixture
def admin(db):
    return make_user(Role.APP_ADMIN)


@pytest.fixture
def coach(db):
    return make_member(Role.PARTICIPATION_COACH)


def publish(admin, note="Wensen tellen zwaarder.", **otherwise):
    draft = actions.begin(by=admin)
    actions.adjust(draft, settings=chosen(**otherwise), version=draft.version, by=admin)
    return actions.publish(draft, note=note, version=draft.version, by=admin)


def test_a_published_version_holds_and_a_choice_names_it(admin, coach):
    journey = make_journey(by=coach, phase="planning")
    before = make_choice(journey, by=coach).weighing
    version = publish(admin, near=7)
    after = make_choice(journey, by=coach).weighing

    assert (before.rule_version, before.rules) == (RULE_VERSION, None)
    assert (after.rule_version, after.rules) == (f"{RULE_VERSION}.1", version)
    assert access.rules_now().highest == rules.STANDARD.highest + 4
    event = Event.objects.get(action="matching.rules_published")
    assert event.facts["changed"] == ["near"]


def test_a_published_version_cannot_be_changed_in_the_database(admin):
    version = publish(admin, near=7)

    for change in (
        lambda: RuleVersion.objects.filter(pk=version.pk).update(note="Anders"),
        lambda: RuleVersion.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert access.in_force() == version


def test_one_draft_at_a_time_and_beginning_twice_gives_the_same(admin):
    assert actions.begin(by=admin) == actions.begin(by=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleVersion.objects.create(program="x", definition=[], changed_by=admin)


def test_a_draft_holds_for_nobody_and_can_be_laid_aside(admin):
    draft = actions.begin(by=admin)
    actions.adjust(draft, settings=chosen(near=None), version=1, by=admin)
    assert access.rules_now() == rules.STANDARD

    for _twice in range(2):
        actions.lay_aside(draft, by=admin)
    assert not RuleVersion.objects.exists()
    assert Event.objects.filter(action="matching.rules_laid_aside").count() == 1


def test_publishing_asks_for_a_change_and_a_reason(admin):
    draft = actions.begin(by=admin)
    with pytest.raises(NotPossible, match="gelijk aan"):
        actions.publish(draft, note="Zomaar.", version=1, by=admin)
    actions.adjust(draft, settings=chosen(near=1), version=1, by=admin)
    with pytest.raises(NotPossible, match="Schrijf in één zin"):
        actions.publish(draft, note="  ", version=2, by=admin)
    with pytest.raises(NotPossible, match="altijd aan"):
        actions.adjust(draft, settings=chosen(running=None), version=2, by=admin)


def test_who_comes_second_overwrites_nothing(admin):
    draft = actions.begin(by=admin)
    same = RuleVersion.objects.get(pk=draft.pk)
    actions.adjust(draft, settings=chosen(near=1), version=1, by=admin)
    with pytest.raises(TooLate):
        actions.adjust(same, settings=chosen(near=2), version=1, by=admin)
    actions.publish(draft, note="Eerst.", version=2, by=admin)
    with pytest.raises(TooLate):
        actions.adjust(draft, settings=chosen(near=2), version=3, by=admin)


def test_a_coach_may_not_choose_the_rules(coach):
    with pytest.raises(NotAllowed):
        actions.begin(by=coach)


def where(name, *args):
    return reverse(f"matching:{name}", args=args)


def typed(version, **otherwise):
    """The form as a browser sends it."""
    sent = {"version": version}
    for one in chosen(**otherwise):
        if one.is_on:
            sent[f"on_{one.code}"] = "on"
        sent[f"weight_{one.code}"] = one.weight
    return sent


def test_admin_makes_looks_through_and_publishes_a_version(login, admin):
    client = login(admin)
    assert "zoals Meedoen is gemaakt" in client.get(where("ruling")).content.decode()
    for _twice in range(2):
        assert client.post(where("rules_begin")).status_code == 302
    assert (
        client.post(where("rules_draft"), typed(1, near=8, cost=1, places=None)).status_code == 302
    )

    page = client.get(where("rules_draft")).content.decode()
    assert "Eigen wijk: van 3 naar 8 punten" in page
    assert "Plaats: gaat uit" in page
    assert "Samira, met jonge kinderen" in page

    wrong = client.post(where("rules_publish"), {"note": "", "version": 2})
    assert wrong.status_code == 422
    done = client.post(
        where("rules_publish"), {"note": "Dichtbij telt.", "version": 2}, follow=True
    )
    assert f"Versie {RULE_VERSION}.1 geldt nu." in done.content.decode()
    page = client.get(where("rule_version", 1)).content.decode()
    assert "Dichtbij telt." in page
    assert client.get(where("rule_version", 2)).status_code == 404
    assert client.get(where("rules_draft")).status_code == 404


def test_the_second_one_sees_what_a_colleague_chose(login, admin):
    draft = actions.begin(by=admin)
    actions.adjust(draft, settings=chosen(near=1), version=1, by=admin)
    answer = login(admin).post(where("rules_draft"), typed(1, near=9))
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Eigen wijk: van 1 naar 9 punten" in page
    assert login(admin).post(where("rules_draft"), typed(2, near=9)).status_code == 302


@pytest.mark.parametrize("junk", ["", "elf", "11", "-1", "\x00", "9" * 5000])
def test_junk_in_the_points_is_said(login, admin, junk):
    actions.begin(by=admin)
    answer = login(admin).post(where("rules_draft"), {**typed(1), "weight_near": junk})

    assert answer.status_code == 422
    assert "Nog niet bewaard." in answer.content.decode()


@pytest.mark.parametrize("name", ["ruling", "rules_draft", "rules_publish", "distances"])
def test_only_who_chooses_the_rules_comes_here(login, coach, admin, name):
    actions.begin(by=admin)
    assert login(coach).get(where(name)).status_code == 403
    assert login(make_user(Role.STAFF_ADVISER)).get(where(name)).status_code == 200


def test_the_public_page_and_the_register_follow_the_version_in_force(admin):
    before = json.loads(Client().get(where("rules_json")).content)
    assert before["rule_version"] == RULE_VERSION
    assert before["learns"] is False
    publish(admin, near=7, explained=None)
    after = json.loads(Client().get(where("rules_json")).content)
    page = Client().get(where("rules")).content.decode()

    by_code = {one["code"]: one for one in after["rules"]}
    assert after["rule_version"] == f"{RULE_VERSION}.1"
    assert (by_code["near"]["weight"], by_code["explained"]["on"]) == (7, False)
    assert [one["code"] for one in after["rules"]] == CODES
    assert "Regels die nu uit staan" in page
    assert "Wensen tellen zwaarder." in page


def test_the_overview_costs_the_same_for_one_version_or_five(login, admin, queries):
    publish(admin, near=1)
    client = login(admin)
    few = queries(lambda: client.get(where("ruling")))
    for weight in range(4, 8):
        publish(admin, near=weight)

    assert queries(lambda: client.get(where("ruling"))) == few <= 15


def test_distances_make_travelling_time(login, admin, coach):
    home, away = make_neighbourhood("overdie"), make_neighbourhood("oudorp")
    journey = make_journey(by=coach, phase="planning", neighbourhood=home)
    begun = intake.begin(journey, by=coach)
    intake.save_section(
        begun, section="daily_life", answers={"travels_by": ["foot"], "max_travel": 20},
        version=0, by=coach,
    )  # fmt: skip
    make_offer(name="Ver weg", neighbourhood=away, slots=[slot(1, "9.00", "11.00")])
    page = where("match", journey.participant_id)
    assert (
        "De reistijd is niet bekend; 20 minuten is goed." in login(coach).get(page).content.decode()
    )

    form = login(admin).get(where("distances")).content.decode()
    [name] = [word for word in form.split('"') if word.startswith("km_")][:1]
    assert login(admin).post(where("distances"), {name: "veel"}).status_code == 422
    for _twice in range(2):
        assert login(admin).post(where("distances"), {name: "2,5"}).status_code == 302

    assert Distance.objects.get().metres == 2500
    text = login(coach).get(page).content.decode()
    assert "Ongeveer 30 minuten reizen. De deelnemer noemt 20 minuten." in text
    assert "Past als 30 minuten reizen ook goed is" in text
    login(admin).post(where("distances"), {name: ""})
    assert not Distance.objects.exists()

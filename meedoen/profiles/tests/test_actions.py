"""Writing a profile: nothing overwritten, nothing lost, nothing that anybody must."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from meedoen.accounts.choices import Role
from meedoen.audit.models import Event
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.journeys.tests.factories import make_journey
from meedoen.profiles import access, actions
from meedoen.profiles.choices import NeedKind, NeedState, Part
from meedoen.profiles.models import Need, Remark, SubGoal, Text
from meedoen.profiles.tests.factories import make_step, make_text, make_wish
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def person(coach):
    return make_journey(by=coach).participant


def test_a_changed_text_is_a_new_version_and_the_former_stays(coach, person, audited):
    first = make_text(person, by=coach, text="Ik kook.")
    second = make_text(person, by=coach, text="Ik kook voor de buurt.", version=1)

    assert access.text_of(person, Part.STRENGTHS) == second
    assert [one.text for one in access.versions_of(person, Part.STRENGTHS)] == [
        "Ik kook voor de buurt.", "Ik kook.",
    ]  # fmt: skip
    assert audited("profiles.written", first)
    assert "kook" not in str(Event.objects.get(object_id=str(second.pk)).facts)


def test_the_same_text_again_changes_nothing(coach, person):
    for _time in range(2):
        make_text(person, by=coach, text="Ik kook.")

    assert actions.write(person, Part.WISHES, text="  ", version=0, by=coach) is None
    assert Text.objects.count() == 1


def test_a_colleague_was_first_and_both_texts_are_there(coach, person):
    other = make_member(Role.CONSULTANT)
    make_text(person, by=other, text="Van de collega.")

    with pytest.raises(TooLate) as late:
        make_text(person, by=coach, text="Van mij.", version=0)

    assert late.value.now == {"text": "Van de collega.", "version": 1}
    assert other.name in str(late.value.message)
    assert Text.objects.get().text == "Van de collega."


def test_a_text_can_be_emptied_and_is_still_to_be_read(coach, person):
    make_text(person, by=coach, text="Toch liever niet.")

    made = make_text(person, by=coach, text="", version=1)

    assert made.text == ""
    assert access.versions_of(person, Part.STRENGTHS)[1].text == "Toch liever niet."


def test_words_of_the_intake_are_taken_once_behind_what_stands_there(coach, person):
    make_text(person, by=coach, text="Ik naai.")

    for _time in range(2):
        taken = actions.take_over(person, Part.STRENGTHS, words="Ik kook.", by=coach)

    assert taken is not None
    assert (taken.text, taken.version) == ("Ik naai.\n\nIk kook.", 2)


def test_taking_over_never_makes_a_text_too_long(coach, person):
    make_text(person, by=coach, text="x" * 19_990)

    with pytest.raises(NotPossible, match="te lang"):
        actions.take_over(person, Part.STRENGTHS, words="Ik kook heel graag.", by=coach)


@pytest.mark.parametrize("verb", ["UPDATE profiles_{} SET text = 'x'", "DELETE FROM profiles_{}"])
@pytest.mark.parametrize("table", ["text", "remark"])
def test_the_database_itself_keeps_texts_and_remarks(coach, person, verb, table):
    make_text(person, by=coach)
    actions.remark(person, text="Dat klopt niet.", by=coach)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))

    assert Text.objects.get().text == "Ik kan goed koken."
    assert Remark.objects.get().text == "Dat klopt niet."


def test_a_remark_is_kept_as_it_was_said_and_once(coach, person, audited):
    token = new_id()
    for _time in range(2):
        made = actions.remark(person, text=" Ik had een winkel. ", by=coach, token=token)

    assert (made.text, made.said_on) == ("Ik had een winkel.", today())
    assert Remark.objects.count() == 1
    assert audited("profiles.remarked", made)


def test_a_remark_has_words_and_was_not_said_tomorrow(coach, person):
    with pytest.raises(NotPossible):
        actions.remark(person, text=" ", by=coach)
    with pytest.raises(NotPossible):
        actions.remark(person, text="x", said_on=today() + timedelta(days=1), by=coach)


def test_wishes_stand_in_the_order_of_the_participant(coach, person):
    first, second = (make_wish(person, by=coach, text=text) for text in ("Eerst", "Later"))
    make_wish(person, by=coach, kind=NeedKind.ATTENTION, text="Alleen overdag")

    actions.raise_need(second, by=coach)
    actions.raise_need(second, by=coach)

    assert list(access.wishes_of(person)) == [second, first]


def test_a_double_click_makes_one_wish_and_a_token_of_another_is_refused(coach, person):
    token, other = new_id(), make_journey(by=coach).participant
    for _time in range(2):
        make_wish(person, by=coach, token=token)

    assert Need.objects.count() == 1
    with pytest.raises(TooLate):
        make_wish(other, by=coach, token=token)


def test_a_wish_is_put_differently_unless_somebody_was_first(coach, person):
    wish = make_wish(person, by=coach)
    actions.change_need(wish, text="Ik bel zelf.", theme="paperwork", version=1, by=coach)

    with pytest.raises(TooLate) as late:
        actions.change_need(
            Need.objects.get(), text="Anders", theme="", version=1, by=make_member(Role.CONSULTANT)
        )

    assert late.value.now["text"] == "Ik bel zelf."


@pytest.mark.parametrize("state", [NeedState.REACHED, NeedState.LET_GO])
def test_a_wish_ends_well_and_can_go_on_again(coach, person, state, audited):
    wish = make_wish(person, by=coach)

    for _time in range(2):
        actions.set_need(wish, state=state, by=coach)

    assert not access.wishes_of(person).exists()
    assert Event.objects.filter(action=f"profiles.need_{state}").count() == 1
    actions.set_need(wish, state=NeedState.OPEN, by=coach)
    assert access.wishes_of(person).get() == wish


def test_a_step_has_no_day_that_anybody_could_miss(coach, person):
    step = make_step(make_wish(person, by=coach), by=coach, hoped_for="voor de zomer")

    dates = {one.name for one in SubGoal._meta.get_fields() if "Date" in type(one).__name__}
    assert dates == {"state_on", "noted_at"}
    assert step.hoped_for == "voor de zomer"


def test_steps_change_end_and_come_once(coach, person):
    wish, token = make_wish(person, by=coach), new_id()
    for _time in range(2):
        step = make_step(wish, by=coach, token=token)
    actions.change_subgoal(step, what="Samen bellen.", hoped_for="", version=1, by=coach)
    actions.set_subgoal(step, state=NeedState.REACHED, by=coach)

    kept = SubGoal.objects.get()
    assert (kept.what, kept.state, kept.version) == ("Samen bellen.", "reached", 3)


@pytest.mark.parametrize("words", ["", "  "])
def test_wishes_and_steps_have_words(coach, person, words):
    wish = make_wish(person, by=coach)
    for attempt in (
        lambda: make_wish(person, by=coach, text=words),
        lambda: make_step(wish, by=coach, what=words),
        lambda: actions.change_need(wish, text=words, theme="", version=1, by=coach),
    ):
        with pytest.raises(NotPossible):
            attempt()


def test_plans_and_matching_hear_what_somebody_wants(coach, person):
    make_wish(person, by=coach, text="Koken", theme="cooking")
    make_wish(person, by=coach, text="Overdag", theme="children_school", kind=NeedKind.ATTENTION)
    done = make_wish(person, by=coach, text="Fietsen", theme="sport")
    actions.set_need(done, state=NeedState.REACHED, by=coach)

    assert [one.text for one in access.wishes_of(person)] == ["Koken"]
    assert access.themes_of(person) == {"cooking", "children_school"}

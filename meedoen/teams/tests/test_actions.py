"""What colleagues can take on: dated, never twice at once, and without a reason for absence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import today
from meedoen.teams import actions
from meedoen.teams.choices import Skill
from meedoen.teams.models import Absence, Specialisation, Workload
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


def day(number):
    return today() + timedelta(days=number)


def away(coach, since, until=None):
    return actions.note_absence(
        coach, since=day(since), until=None if until is None else day(until), by=coach
    )


def test_several_specialisations_each_with_its_days(coach, audited):
    first = actions.specialise(coach, skill=Skill.WORK, by=coach)
    actions.specialise(coach, skill=Skill.AFTERCARE, by=coach)
    assert actions.specialise(coach, skill=Skill.WORK, by=coach) == first
    actions.unspecialise(first, by=coach)
    actions.specialise(coach, skill=Skill.WORK, by=coach)

    running = Specialisation.objects.filter(user=coach).on(today())
    assert sorted(running.values_list("skill", flat=True)) == [Skill.AFTERCARE, Skill.WORK]
    assert Specialisation.objects.count() == 3
    assert audited("teams.specialised", first)


@pytest.mark.parametrize(
    ("first", "second"),
    [((0, 5), (4, 8)), ((0, None), (4, 8)), ((4, 8), (0, None)), ((4, 8), (0, 5))],
)
def test_two_absences_never_overlap(coach, first, second):
    away(coach, *first)
    with pytest.raises(NotPossible, match="dan al afwezig"):
        away(coach, *second)
    assert Absence.objects.count() == 1


def test_absences_may_follow_each_other_and_the_same_one_is_once(coach):
    first = away(coach, 0, 5)
    assert away(coach, 0, 5) == first
    second = away(coach, 5, 8)

    assert list(Absence.objects.on(day(5))) == [second]
    assert list(Absence.objects.on(day(4))) == [first]
    assert set(Absence.objects.not_over(day(4))) == {first, second}


def test_the_first_day_back_does_not_run_into_the_next_absence(coach):
    first = away(coach, 0, 5)
    away(coach, 10, 12)
    with pytest.raises(NotPossible, match="dan al afwezig"):
        actions.set_return(first, until=None, version=1, by=coach)
    with pytest.raises(NotPossible, match="ligt voor"):
        actions.set_return(first, until=day(-1), version=1, by=coach)

    actions.set_return(first, until=day(10), version=1, by=coach)
    with pytest.raises(TooLate):
        actions.set_return(first, until=day(7), version=1, by=coach)


def test_an_absence_has_no_room_for_a_reason():
    names = {field.name for field in Absence._meta.get_fields()}

    assert names == {"id", "user", "since", "until", "noted_by", "version"}


def test_the_database_refuses_silly_days(coach):
    one = away(coach, 0, 5)
    skill = actions.specialise(coach, skill=Skill.WORK, by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.filter(pk=one.pk).update(until=day(-1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Specialisation.objects.filter(pk=skill.pk).update(until=day(-1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Workload.objects.create(user=coach, hours_per_week=60)
    away(coach, 20)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(user=coach, since=day(30), noted_by=coach)

    assert Absence.objects.get(pk=one.pk).until == day(5)


def test_what_fits_somebody_is_changed_by_who_saw_the_latest(coach):
    told = {"room": None, "languages": ["ar"], "by": coach}
    actions.set_workload(coach, hours_per_week=32, version=0, **told)
    actions.set_workload(coach, hours_per_week=32, version=0, **told)
    actions.set_workload(coach, hours_per_week=24, version=1, **told)
    with pytest.raises(TooLate):
        actions.set_workload(coach, hours_per_week=16, version=1, **told)

    assert Workload.objects.get().hours_per_week == 24

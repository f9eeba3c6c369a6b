"""The coming dates: every week, except on holidays, in free periods, and when one date moves."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.core.errors import NotPossible
from meedoen.core.time import today
from meedoen.network.tests.factories import make_organisation
from meedoen.offers import actions, pages, rules
from meedoen.offers.models import Closure, SessionException
from meedoen.offers.rules import Change, Rest, Timetable
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

MONDAYS = Timetable((slot(0, "9.00", "11.00"),))


def days(moments):
    return [(moment.on.isoformat()[5:], moment.is_off, moment.why) for moment in moments]


def test_eight_coming_dates_of_every_week():
    found = rules.coming(MONDAYS, since=date(2026, 11, 24))

    assert [moment.on for moment in found][:2] == [date(2026, 11, 30), date(2026, 12, 7)]
    assert len(found) == 8
    assert found[0].words == "ma 30 november, 9.00 tot 11.00 uur"


def test_a_public_holiday_and_a_free_period_fall_out_and_say_why():
    rest = Rest("meivakantie", date(2027, 4, 24), date(2027, 5, 9))
    found = rules.coming(MONDAYS, since=date(2027, 3, 22), rests=[rest], most=4)

    assert days(found) == [
        ("03-22", False, ""), ("03-29", True, "tweede paasdag"), ("04-05", False, ""),
        ("04-12", False, ""), ("04-19", False, ""),
    ]  # fmt: skip
    later = rules.coming(MONDAYS, since=date(2027, 4, 20), rests=[rest], most=1)
    assert days(later) == [
        ("04-26", True, "meivakantie"), ("05-03", True, "meivakantie"), ("05-10", False, ""),
    ]  # fmt: skip


def test_a_date_that_moves_is_shown_twice_and_stays_in_order():
    change = Change(
        date(2026, 11, 30), time(9), date(2026, 12, 3), time(13), time(15), "zaal verhuurd"
    )
    found = rules.coming(MONDAYS, since=date(2026, 11, 24), changes=[change], most=3)

    assert days(found) == [
        ("11-30", True, "zaal verhuurd"), ("12-03", False, "zaal verhuurd"), ("12-07", False, ""),
        ("12-14", False, ""),
    ]  # fmt: skip
    assert [moment.is_moved for moment in found] == [True, True, False, False]


def test_it_begins_and_ends_with_the_offer():
    when = Timetable(MONDAYS.slots, date(2026, 12, 1), date(2026, 12, 15))
    assert [m.on.day for m in rules.coming(when, since=date(2026, 11, 1))] == [7, 14]
    assert rules.coming(when, since=date(2027, 1, 1)) == []
    assert rules.coming(Timetable(), since=date(2027, 1, 1)) == []


def test_a_year_of_rest_ends_the_search():
    rest = Rest("verbouwing", date(2026, 1, 1), date(2030, 1, 1))
    found = rules.coming(MONDAYS, since=date(2026, 11, 24), rests=[rest])
    assert len(found) <= 53
    assert all(moment.is_off for moment in found)


def test_an_exception_that_cannot_be_is_said():
    monday = date(2026, 11, 30)
    wrong = Change(date(2026, 12, 1), time(9))
    half = Change(monday, time(9), date(2026, 12, 3))
    backwards = Change(monday, time(9), date(2026, 12, 3), time(15), time(13))
    assert "niets dat kan vervallen" in rules.change_problem(wrong, MONDAYS.slots)
    assert "begintijd" in rules.change_problem(half, MONDAYS.slots)
    assert "eindtijd" in rules.change_problem(backwards, MONDAYS.slots)
    assert rules.change_problem(Change(monday, time(9)), MONDAYS.slots) == ""


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2026, 11, 24), date(2026, 5, 24)), (date(2026, 8, 31), date(2026, 3, 1)),
     (date(2027, 1, 5), date(2026, 7, 5))],
)  # fmt: skip
def test_stale_in_a_list_is_stale_on_the_page(day, before):
    assert rules.stale_before(day) == before
    assert not rules.is_stale(before, today=day)
    assert rules.is_stale(date.fromordinal(before.toordinal() - 1), today=day)


@pytest.fixture
def coach(db):
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


def next_date(offer):
    return next(one for one in pages.moments(offer) if not one.is_off)


def test_coach_moves_one_date_and_puts_it_back(client, coach, audited):
    offer = make_offer(by=coach)
    moment = next_date(offer)
    url = reverse("offers:make_exception", args=[offer.pk])
    key = f"{moment.on.isoformat()}T09:30"
    assert key in client.get(url).content.decode()
    sent = {
        "moment": key, "note": "De docent is ziek", "moved_to": "24-12-2030",
        "moved_starts_at": "13:00", "moved_ends_at": "14.30",
    }  # fmt: skip
    for _twice in range(2):
        answer = client.post(url, sent, follow=True)

    made = SessionException.objects.get()
    assert made.moved_to == date(2030, 12, 24)
    assert "De docent is ziek" in answer.content.decode()
    assert audited("offers.exception_made", offer)

    client.post(reverse("offers:drop_exception", args=[offer.pk, made.pk]))
    assert not SessionException.objects.exists()
    assert audited("offers.exception_dropped", offer)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"moment": "2020-01-01T09:30"}, "Welke keer"),
        ({"moment": "\x00"}, "Welke keer"),
        ({"moved_to": "24-12-2030", "moved_starts_at": "15:00", "moved_ends_at": "14:00"}, "einde"),
        ({"moved_to": "24-12-2030"}, "begintijd"),
        ({"moved_to": "30-02-2030"}, "dag-maand-jaar"),
    ],
)
def test_what_cannot_be_an_exception_keeps_what_was_typed(client, coach, facts, said):
    offer = make_offer(by=coach)
    key = f"{next_date(offer).on.isoformat()}T09:30"
    url = reverse("offers:make_exception", args=[offer.pk])
    answer = client.post(url, {"moment": key, "note": "Studiedag", **facts})

    assert answer.status_code == 422
    assert said[:4] in answer.content.decode()
    assert "Studiedag" in answer.content.decode()
    assert not SessionException.objects.exists()


def test_the_database_refuses_half_a_move_and_a_period_that_ends_before_it_begins(coach):
    offer = make_offer(by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionException.objects.create(
            offer=offer, on=today(), starts_at=time(9), moved_to=today(), moved_starts_at=time(9),
            moved_ends_at=time(8),
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(name="x", starts_on=date(2027, 2, 1), ends_on=date(2027, 1, 1))
    with pytest.raises(ValidationError):
        actions.add_closure("x", starts_on=date(2027, 2, 1), ends_on=date(2027, 1, 1), by=coach)
    with pytest.raises(NotPossible):
        actions.make_exception(offer, change=Change(date(2026, 1, 1), time(9)), by=coach)


def test_a_school_holiday_counts_for_who_rests_then_and_a_closed_house_for_its_own(client, coach):
    house = make_organisation()
    resting = make_offer(by=coach, organisation=house, rests_in_holidays=True)
    going_on = make_offer(by=coach)
    answer = client.post(
        "/aanbod/vrije-dagen/",
        {"name": "lange vakantie", "starts_on": "01-01-2020", "ends_on": "01-06-2020"},
    )
    assert answer.status_code == 302
    end = date(today().year + 5, 1, 1)
    actions.add_closure("verre vakantie", starts_on=today(), ends_on=end, by=coach)

    assert {one.why for one in pages.moments(resting)} >= {"verre vakantie"}
    assert "verre vakantie" not in {one.why for one in pages.moments(going_on)}
    actions.add_closure(
        "dicht", starts_on=today(), ends_on=end, by=coach, organisation=going_on.organisation
    )
    assert "dicht" in {one.why for one in pages.moments(going_on)}
    page = client.get("/aanbod/vrije-dagen/").content.decode()
    assert "verre vakantie" in page
    assert "lange vakantie" not in page
    client.post(reverse("offers:drop_closure", args=[Closure.objects.get(name="dicht").pk]))
    assert not Closure.objects.filter(name="dicht").exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "Naam"),
        ({"ends_on": "1-1-2026"}, "laatste dag"),
        ({"starts_on": ""}, "Vul een datum in"),
        ({"ends_on": "1-1-2060"}, "langer dan een jaar"),
        ({"organisation": "geen-uuid"}, "Voor wie"),
    ],
)
def test_a_period_that_cannot_be_is_said_at_the_field(client, facts, said):
    data = {"name": "herfst", "starts_on": "10-10-2026", "ends_on": "18-10-2026", **facts}
    answer = client.post("/aanbod/vrije-dagen/", data)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Closure.objects.exists()


def test_an_offer_page_costs_the_same_with_two_or_twenty_exceptions(client, coach, queries):
    offer = make_offer(by=coach, slots=[slot(day, "9.00", "10.00") for day in range(5)])
    url = reverse("offers:detail", args=[offer.pk])
    few = queries(lambda: client.get(url))
    for moment in [one for one in pages.moments(offer) if not one.is_off]:
        actions.make_exception(offer, change=Change(moment.on, moment.starts_at), by=coach)

    assert queries(lambda: client.get(url)) == few <= 15

"""The pages: the proposal with its reasons, deputies, colleagues, and who may come where."""

import re
from datetime import timedelta

import pytest

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.coaching import access, actions
from meedoen.coaching.pages import choosing, sharing
from meedoen.coaching.tests.factories import make_absent, make_coach, make_guided
from meedoen.core.ids import new_id
from meedoen.core.time import short_date, today
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.messages.models import Message
from meedoen.network.tests.factories import make_neighbourhood
from meedoen.participants import actions as people
from meedoen.participants.choices import GrantGround
from meedoen.teams.choices import Skill
from meedoen.teams.models import Workload
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db

SHARED = ("waarneming/", "overdragen/")
JUNK = ["\x00", "x" * 1_000_000, "<script>", "' OR 1=1 --", "\u202e", "-1", "9" * 30, "[]"]


@pytest.fixture
def leader():
    return make_member(Role.WGI_COORDINATOR, lead=True)


@pytest.fixture
def client(login, leader):
    return login(leader)


@pytest.fixture
def coach():
    return make_coach()


@pytest.fixture
def other():
    return make_coach()


def place(journey, part="contactpersoon/"):
    return f"/deelnemers/{journey.participant_id}/weg/{part}"


def at(colleague, part=""):
    return f"/collegas/{colleague.pk}/{part}"


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def day(number):
    return short_date(today() + timedelta(days=number))


def now(journey):
    return Journey.objects.get(pk=journey.pk)


def test_the_proposal_comes_first_with_its_reasons(client, leader):
    area = make_neighbourhood()
    fits = make_coach(areas=[area], languages=["ar"])
    make_coach()
    journey = make_journey(by=leader, phase="planning", neighbourhood=area, languages=["nl", "ar"])

    shown = text_of(client.get(place(journey)))

    assert f"Werkt in {area.name}." in shown
    assert "Spreekt Arabisch." in shown
    assert shown.index(fits.name) < shown.index("Iemand anders")
    assert f'value="{fits.pk}" checked' in shown
    assert "Waarom verandert dit?" not in shown


def test_somebody_can_be_chosen_against_the_proposal(client, leader, audited):
    area = make_neighbourhood()
    make_coach(areas=[area])
    chosen = make_coach(areas=[make_neighbourhood("Elders")])
    journey = make_journey(by=leader, phase="planning", neighbourhood=area)

    answer = client.post(place(journey), {"coach": str(chosen.pk), "seen": ""})

    assert answer.headers["Location"] == place(journey, "contactpersonen/")
    assert now(journey).fixed_contact == chosen
    assert audited("journeys.coach_assigned")


def test_of_very_many_colleagues_the_best_are_shown_and_everybody_can_be_chosen(
    client, leader, monkeypatch
):
    area = make_neighbourhood()
    best, second, last = make_coach(areas=[area]), make_coach(areas=[area]), make_coach(room=0)
    journey = make_journey(by=leader, neighbourhood=area)
    monkeypatch.setattr(choosing, "SHOWN", 1)

    page = text_of(client.get(place(journey)))
    shown = {one for one in (best, second, last) if f'value="{one.pk}"' in page}
    assert shown == {best, second}
    assert "Iemand anders (3 collega" in page
    assert "Toon alle collega" in page
    everybody = text_of(client.get(place(journey), {"alles": "1"}))
    assert f'value="{last.pk}"' in everybody
    assert "Toon alle" not in everybody

    answer = client.post(place(journey), {"coach": str(last.pk), "seen": "junk"})
    assert answer.status_code == 422
    assert f'value="{last.pk}" checked' in text_of(answer)
    client.post(place(journey), {"coach": str(last.pk), "seen": ""})
    assert now(journey).fixed_contact == last


def test_a_change_asks_why_keeps_what_was_typed_and_tells_the_participant(
    client, leader, coach, other
):
    journey = make_guided(coach, by=leader, email="d@voorbeeld.example")
    typed = {"coach": str(other.pk), "seen": str(coach.pk), "reason": ""}
    refused = client.post(place(journey), typed)
    assert refused.status_code == 422
    assert "Schrijf op waarom de contactpersoon verandert." in text_of(refused)
    assert f'value="{other.pk}" checked' in text_of(refused)

    for _click in range(2):
        answer = client.post(place(journey), {**typed, "reason": "Verhuist naar De Mare"})
        assert answer.status_code == 302
    assert now(journey).fixed_contact == other
    assert Message.objects.count() == 1
    history = text_of(client.get(place(journey, "contactpersonen/")))
    for words in (coach.name, other.name, "Verhuist naar De Mare", leader.name):
        assert words in history
    told = text_of(client.get(f"/deelnemers/{journey.participant_id}/berichten/"))
    assert "Uw nieuwe contactpersoon" in told
    assert "wacht op verzenden" in told


def test_a_coach_who_has_left_is_named_and_nothing_is_lost(client, leader, coach, other):
    journey = make_guided(coach, by=leader)
    accounts.close_account(other, by=leader)
    typed = {"coach": str(other.pk), "seen": str(coach.pk), "reason": "Zo past het"}

    answer = client.post(place(journey), typed)

    assert answer.status_code == 422
    assert f"{other.name} kan dit niet (meer) doen." in text_of(answer)
    assert "Zo past het" in text_of(answer)
    assert now(journey).fixed_contact == coach


def test_whoever_chooses_second_hears_who_it_is(client, leader, coach, other):
    journey = make_guided(coach, by=leader)
    third = make_coach()
    actions.choose(journey, coach=third, seen=coach.pk, reason="Eerder", by=leader)

    answer = client.post(
        place(journey), {"coach": str(other.pk), "seen": str(coach.pk), "reason": "Later"}
    )

    assert answer.status_code == 409
    assert f"Nu is dat: {third.name}." in text_of(answer)
    assert "Later" in text_of(answer)
    assert now(journey).fixed_contact == third


def test_a_deputy_is_chosen_shown_and_stopped(client, leader, coach, other):
    journey = make_guided(coach, by=leader)
    typed = {"deputy": str(other.pk), "first_day": day(0), "last_day": day(7)}
    for _click in range(2):
        assert client.post(place(journey, "waarnemer/"), typed).status_code == 302

    assert CoachAssignment.objects.filter(journey=journey, role="deputy").count() == 1
    shown = text_of(client.get(place(journey, "contactpersonen/")))
    assert "waarnemer" in shown
    assert day(7) in shown
    assert "Neemt nu waar voor" in text_of(client.get(at(other)))
    head = text_of(client.get(f"/deelnemers/{journey.participant_id}/weg/"))
    assert f"({other.name} neemt waar)" in head
    assert f"Vaste contactpersoon: {coach.name}" in head

    for _click in range(2):
        assert client.post(place(journey, "waarnemer/stop/")).status_code == 302
    assert access.deputy_of(journey) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"deputy": ""}, "Kies een collega."),
        ({"deputy": str(new_id())}, "Kies een collega uit de lijst."),
        ({"first_day": "morgen"}, "Dit is geen datum."),
        ({"first_day": "01-01-2001"}, "Kies een dag van deze maand of later."),
        ({"last_day": "31-02-2026"}, "Dit is geen datum."),
        ({"first_day": day(5), "last_day": day(4)}, "De laatste dag ligt voor de eerste dag."),
        ({"last_day": day(-1)}, "Deze dag is al voorbij."),
    ],
)
def test_a_deputy_that_is_not_right_is_told(client, leader, coach, other, change, message):
    journey = make_guided(coach, by=leader)
    typed = {"deputy": str(other.pk), "first_day": day(0), "last_day": day(7), **change}

    answer = client.post(place(journey, "waarnemer/"), typed)

    assert answer.status_code == 422
    assert message in text_of(answer)
    assert access.deputy_of(journey) is None


def test_no_deputy_without_a_fixed_contact(client, leader, other):
    journey = make_journey(by=leader, phase="planning")
    typed = {"deputy": str(other.pk), "first_day": day(0), "last_day": ""}

    answer = client.post(place(journey, "waarnemer/"), typed)

    assert answer.status_code == 409
    assert "Kies eerst een vaste contactpersoon." in text_of(answer)


def test_the_leader_sees_whose_people_have_nobody_and_hands_them_over(client, leader, coach, other):
    journeys = [make_guided(coach, by=leader) for _ in range(3)]
    accounts.close_account(coach, by=leader)
    shown = text_of(client.get("/collegas/"))
    assert "Zonder contactpersoon die er nog is" in shown
    assert f"{coach.name} <span" in shown
    page = text_of(client.get(at(coach, "overdragen/")))
    assert "Heeft ruimte" in page

    assert client.post(at(coach, "overdragen/"), {"for_all": str(other.pk)}).status_code == 422
    typed = {"reason": "Heeft ander werk", **{str(one.pk): str(other.pk) for one in journeys[:2]}}
    assert client.post(at(coach, "overdragen/"), typed).status_code == 302
    assert [now(one).fixed_contact for one in journeys] == [other, other, coach]
    rest = {"reason": "Heeft ander werk", "for_all": str(other.pk)}
    assert client.post(at(coach, "overdragen/"), rest).status_code == 302
    assert client.post(at(coach, "overdragen/"), rest).status_code == 422

    assert "Zonder contactpersoon die er nog is" not in text_of(client.get("/collegas/"))
    assert Message.objects.count() == 3


def test_the_leader_shares_out_who_stands_in(client, leader, coach, other):
    journeys = [make_guided(coach, by=leader) for _ in range(2)]
    make_absent(coach, until=14)
    assert "Afwezig, nog zonder waarnemer" in text_of(client.get("/collegas/"))
    page = text_of(client.get(at(coach, "waarneming/")))
    assert f'value="{day(13)}"' in page
    assert f'value="{other.pk}" selected' in page or f'value="{leader.pk}" selected' in page

    none = {"first_day": day(0), "last_day": "", "for_all": ""}
    assert "Kies minstens voor één" in text_of(client.post(at(coach, "waarneming/"), none))
    typed = {"first_day": day(0), "last_day": day(13), "for_all": str(other.pk)}
    assert client.post(at(coach, "waarneming/"), typed).status_code == 302

    assert all(access.deputy_of(one) for one in journeys)
    assert {now(one).fixed_contact for one in journeys} == {coach}
    assert "nog zonder waarnemer" not in text_of(client.get("/collegas/"))
    assert "Iedereen heeft iemand" in text_of(client.get(at(coach, "waarneming/")))


def test_of_very_many_colleagues_the_best_can_be_chosen_for_each(
    client, leader, coach, monkeypatch
):
    area = make_neighbourhood()
    best, last = make_coach(areas=[area]), make_coach(room=0)
    journey = make_guided(coach, by=leader, neighbourhood=area)
    monkeypatch.setattr(sharing, "SHOWN", 1)
    name = str(journey.pk)

    def offered(page):
        select = page.split(f'name="{name}"')[1].split("</select>")[0]
        return {one for one in (best, last) if f'value="{one.pk}"' in select}

    page = text_of(client.get(at(coach, "overdragen/")))
    assert offered(page) == {best}
    assert "Toon bij iedereen alle" in page
    assert offered(text_of(client.get(at(coach, "overdragen/"), {"alles": "1"}))) == {best, last}

    answer = client.post(at(coach, "overdragen/"), {"reason": "", name: str(last.pk)})
    assert offered(text_of(answer)) == {best, last}
    client.post(at(coach, "overdragen/"), {"reason": "Gaat weg.", name: str(last.pk)})
    assert now(journey).fixed_contact == last


def test_another_dossier_is_missing(login, leader, coach):
    journey = make_guided(coach, by=leader)
    stranger = login(make_member(Role.CONSULTANT))
    for part in ("contactpersoon/", "contactpersonen/", "waarnemer/"):
        assert stranger.get(place(journey, part)).status_code == 404
    assert stranger.post(place(journey, "waarnemer/stop/")).status_code == 404
    assert stranger.get(f"/deelnemers/{journey.participant_id}/berichten/").status_code == 404
    assert stranger.get(f"/collegas/{new_id()}/").status_code == 404
    assert stranger.get(at(make_user(Role.PARTICIPANT))).status_code == 404


def test_a_deputy_reads_but_does_not_choose(login, leader, coach, other):
    journey = make_journey(by=leader)
    people.grant(journey.participant, ground=GrantGround.DEPUTY, by=leader, user=other)

    assert login(other).get(place(journey, "contactpersonen/")).status_code == 200
    assert login(other).get(place(journey)).status_code == 403


def test_everybody_may_read_how_it_is_counted(client):
    shown = text_of(client.get("/collegas/uitleg/"))

    assert "Intake" in shown
    assert "1,5" in shown
    assert "werkt in de wijk van de deelnemer" in shown


def _cost(client, queries, url):
    return queries(lambda: client.get(url))


def _many(leader, number):
    area = make_neighbourhood()
    former = make_coach()
    for _ in range(number):
        one = make_coach(areas=[area], skills=[Skill.WORK], languages=["ar"])
        make_absent(one, since=3, until=9)
        for coach in (one, former):
            journey = make_guided(coach, by=leader, neighbourhood=area)
        actions.assign_deputy(journey, deputy=one, first_day=today(), last_day=None, by=leader)
    return former


def test_the_pages_cost_the_same_for_two_or_twelve_colleagues(client, leader, queries):
    journey = make_guided(make_coach(), by=leader)
    first = _many(leader, 2)
    make_absent(first)
    pages = [
        "/collegas/", place(journey), place(journey, "waarnemer/"),
        place(journey, "contactpersonen/"), at(first),
    ]  # fmt: skip
    few = [_cost(client, queries, url) for url in pages]
    shared = [_cost(client, queries, at(first, part)) for part in SHARED]

    second = _many(leader, 10)
    make_absent(second)

    assert [_cost(client, queries, url) for url in pages] == few
    assert [_cost(client, queries, at(second, part)) for part in SHARED] == shared
    assert max([*few, *shared]) <= 15


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_answered(client, leader, coach, other, junk):
    journey = make_guided(coach, by=leader)
    absence = make_absent(leader, since=40, until=50)
    forms = {
        place(journey): {"coach": str(other.pk), "seen": str(coach.pk), "reason": ""},
        place(journey, "waarnemer/"): {"deputy": "", "first_day": day(0), "last_day": day(1)},
        at(coach, "overdragen/"): {"for_all": "", "reason": "x", str(journey.pk): ""},
        at(coach, "waarneming/"): {"for_all": "", "first_day": day(0), str(journey.pk): ""},
        at(leader, "werk/"): {"hours_per_week": "0", "room": "", "languages": "", "version": "0"},
        at(leader, "wijken/"): {"neighbourhood": ""},
        at(leader, "specialisaties/"): {"skill": ""},
        at(leader, "afwezig/"): {"since": "", "until": ""},
        at(leader, f"afwezig/{absence.pk}/"): {"until": "x", "version": "1"},
    }
    for url, typed in forms.items():
        for name in typed:
            answer = client.post(url, {**typed, name: junk})
            assert answer.status_code in {302, 409, 422}, (url, name)
        assert client.post(url, {}).status_code in {302, 422}, url
    assert now(journey).fixed_contact in {coach, other}
    assert Workload.objects.count() <= 1


def test_a_closed_journey_takes_no_contact_person(client, leader, coach):
    from meedoen.journeys import actions as road
    from meedoen.journeys.choices import Exit

    journey = make_guided(coach, by=leader)
    road.end(journey, reason=Exit.WITHDRAWN, by=leader)

    assert client.get(place(journey)).status_code == 409
    assert client.get(place(journey, "contactpersonen/")).status_code == 200

"""The dossier: everything about one person, who looked, and putting facts right."""

from datetime import date

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event, Look
from meedoen.core.ids import new_id
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import Category, GrantGround
from meedoen.participants.models import Participant
from meedoen.participants.tests.factories import make_participant
from meedoen.plans.tests.factories import make_plan
from meedoen.teams.tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db

FREE = "Nog geen verplichtingen"
PARTS = ["", "inzage/", "gegevens/"]


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def journey(consultant):
    return make_journey(
        by=consultant, phase="planning", phone="+31612345678", languages=["ti", "nl"],
        interpreter_language="ti", called="Roepnaam",
    )  # fmt: skip


@pytest.fixture
def client(login, consultant):
    return login(consultant)


def address(journey, part=""):
    return f"/deelnemers/{journey.participant_id}/{part}"


def test_the_head_says_who_how_to_reach_and_what_comes_next(client, journey):
    text = client.get(address(journey)).content.decode()

    for words in (
        "Roepnaam", 'href="tel:+31612345678"', "06 12345678", "tolk Tigrinya", "Plan maken",
        "Nog geen vaste contactpersoon", "Leg het plan voor.", journey.participant.question, FREE,
    ):  # fmt: skip
        assert words in text, words


def test_each_step_leads_to_the_page_where_it_is_done(client, journey, consultant):
    text = client.get(address(journey)).content.decode()
    assert f'href="{address(journey, "weg/")}"' in text
    assert f'href="{address(journey, "plan/")}"' in text

    early = make_journey(by=consultant)
    assert f'href="{address(early, "intake/")}"' in client.get(address(early)).content.decode()


def test_the_whole_story_stands_on_the_overview(client, consultant):
    plan = make_plan(by=consultant, state="started")
    text = client.get(address(plan.journey)).content.decode()

    assert plan.core_question in text
    assert "duaal" in text
    assert "Op traject" in text
    assert FREE not in text


def test_a_mandatory_participant_is_not_told_to_be_free(client, consultant):
    make_team("inburgering", category=Category.MANDATORY)
    journey = make_journey(by=consultant, category=Category.MANDATORY)

    assert FREE not in client.get(address(journey)).content.decode()


def test_a_journey_that_ended_can_still_be_read(client, journey, consultant):
    journeys.end(journey, reason=Exit.MOVED, by=consultant)
    text = client.get(address(journey)).content.decode()

    assert "verhuisd" in text
    assert FREE not in text


def test_somebody_without_a_journey_has_a_dossier_all_the_same(client, consultant):
    person = make_participant(by=consultant)

    for part in PARTS:
        assert client.get(f"/deelnemers/{person.pk}/{part}").status_code == 200


@pytest.mark.parametrize(
    ("part", "named"), [("", "overzicht"), ("inzage/", "inzage"), ("gegevens/", "gegevens")]
)
def test_every_look_is_written_down_and_a_head_request_is_none(client, journey, part, named):
    client.head(address(journey, part))
    assert not Look.objects.exists()

    client.get(address(journey, part))

    look = Look.objects.get()
    assert (look.participant_id, look.part) == (journey.participant_id, named)
    assert look.actor_roles == "Consulent"


@pytest.mark.parametrize("part", PARTS)
def test_outsiders_and_the_missing_look_alike(login, journey, part):
    for user in (make_member(Role.CONSULTANT), make_user(Role.DIRECTOR), make_user(Role.APP_ADMIN)):
        client = login(user)
        assert client.get(address(journey, part)).status_code == 404
        assert client.get(f"/deelnemers/{new_id()}/{part}").status_code == 404
    assert not Look.objects.exists()


@pytest.mark.parametrize("part", PARTS)
def test_an_assessor_sees_no_part_but_the_language(login, journey, consultant, part):
    assessor = make_user(Role.ASSESSOR)
    participants.grant(
        journey.participant, ground=GrantGround.ASSESSMENT, by=consultant, user=assessor
    )

    assert login(assessor).get(address(journey, part)).status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_a_team_leader_sees_the_dossiers_of_the_team(login, journey, part):
    leader = make_member(Role.WGI_COORDINATOR, lead=True)

    assert login(leader).get(address(journey, part)).status_code == 200


@pytest.mark.parametrize("part", PARTS)
def test_without_signing_in_there_is_no_dossier(journey, part):
    from django.test import Client

    assert Client().get(address(journey, part)).status_code == 302


def test_the_overview_costs_the_same_for_a_short_and_a_long_history(client, queries, consultant):
    from meedoen.contacts import actions as contacts

    plan = make_plan(by=consultant, state="started")
    client.get(address(plan.journey))
    few = queries(lambda: client.get(address(plan.journey)))
    assert few <= 11
    for number in range(20):
        contacts.write(
            plan.journey, by=consultant, note=f"Gesprek {number}", channel="call",
            on=date(2026, 11, 1),
        )  # fmt: skip

    assert queries(lambda: client.get(address(plan.journey))) == few


def test_inzage_says_who_may_look_who_looked_and_what_changed(login, client, journey):
    leader = make_member(Role.WGI_COORDINATOR, lead=True)
    login(leader).get(address(journey))
    text = client.get(address(journey, "inzage/")).content.decode()

    for words in (
        "heeft de aanmelding gedaan", "Leiding van Team wgi", leader.name,
        "Projectcoördinator wijkgerichte inburgering", "Aangemeld", "Traject begonnen",
        "Advies gegeven",
    ):  # fmt: skip
        assert words in text, words


def test_inzage_goes_on_page_by_page(client, journey, monkeypatch):
    monkeypatch.setattr("meedoen.dossier.pages.LOG", 4)
    seen, marker = [], ""
    for _page in range(10):
        text = client.get(address(journey, "inzage/"), {"gewijzigd": marker}).content.decode()
        changed = text.split('id="gewijzigd"')[1]
        seen += changed.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
        if "gewijzigd=" not in changed:
            break
        marker = changed.split("gewijzigd=")[1].split("#")[0]

    assert len(seen) == Event.objects.filter(participant_id=journey.participant_id).count()


@pytest.mark.parametrize("junk", ["\x00", "x" * 5000, "===", "<b>", "99", "AAAA"])
def test_junk_markers_show_the_newest(client, journey, junk):
    answer = client.get(address(journey, "inzage/"), {"gekeken": junk, "gewijzigd": junk})

    assert answer.status_code == 200


def corrected(participant, **changes):
    return {
        "first_name": participant.first_name, "last_name": participant.last_name,
        "phone": "06 12345678", "language": "ti", "version": participant.version, **changes,
    }  # fmt: skip


def test_a_colleague_puts_facts_right(client, journey, audited):
    person = journey.participant
    answer = client.post(
        address(journey, "gegevens/"),
        corrected(person, called="Anders", birth_date="3-4-1988", category="mandatory"),
    )

    person.refresh_from_db()
    assert answer.status_code == 302
    assert (person.called, person.birth_date) == ("Anders", date(1988, 4, 3))
    assert person.category == Category.VOLUNTARY
    assert audited("participants.corrected", person)


def test_the_page_starts_with_what_stands_there(client, journey):
    text = client.get(address(journey, "gegevens/")).content.decode()

    for words in ('value="Roepnaam"', 'value="06 12345678"', '<option value="ti" selected>'):
        assert words in text


def test_languages_beyond_the_page_are_kept(client, consultant):
    person = make_participant(by=consultant, languages=["ti", "am", "ar", "en"])
    client.post(f"/deelnemers/{person.pk}/gegevens/", corrected(person, language_2="nl"))

    person.refresh_from_db()
    assert person.languages == ["ti", "nl", "en"]


def test_whoever_is_second_sees_both_texts_and_chooses(client, journey, consultant):
    person = journey.participant
    stale = corrected(person, best_times="Maandag")
    participants.correct(person, by=consultant, version=person.version, best_times="Dinsdag")
    answer = client.post(address(journey, "gegevens/"), stale)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Dinsdag" in text
    assert "Maandag" in text
    assert Participant.objects.get(pk=person.pk).best_times == "Dinsdag"

    version = text.split('name="version" value="')[1].split('"')[0]
    assert (
        client.post(address(journey, "gegevens/"), {**stale, "version": version}).status_code == 302
    )
    assert Participant.objects.get(pk=person.pk).best_times == "Maandag"


@pytest.mark.parametrize(
    "junk", ["\x00", "x" * 1_000_000, "<script>", "' OR 1=1 --", "\u202e", "-1", "9" * 30, "[]"]
)
def test_junk_in_any_fact_is_answered(client, journey, junk):
    fields = [
        "first_name", "last_name", "called", "phone", "language", "language_2", "language_3",
        "question", "found_through", "neighbourhood", "birth_date", "email", "version",
        "preferred_channel", "interpreter_language", "postcode4", "best_times",
    ]  # fmt: skip
    for name in fields:
        person = Participant.objects.get(pk=journey.participant_id)
        answer = client.post(address(journey, "gegevens/"), corrected(person, **{name: junk}))
        assert answer.status_code in {302, 409, 422}, name
    assert client.post(address(journey, "gegevens/"), {}).status_code == 422


def test_only_who_may_register_puts_facts_right(login, journey, consultant):
    other = make_member(Role.CONSULTANT)

    answer = login(other).post(
        address(journey, "gegevens/"), corrected(journey.participant, called="X")
    )

    assert answer.status_code == 404
    assert Participant.objects.get(pk=journey.participant_id).called == "Roepnaam"


@pytest.mark.parametrize("part", ["", "inzage/"])
def test_reading_pages_are_only_read(client, journey, part):
    assert client.post(address(journey, part)).status_code == 405

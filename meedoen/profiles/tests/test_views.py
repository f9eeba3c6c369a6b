"""The pages of the profile: they read as a story, and never lose what was typed."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.core.ids import new_id
from meedoen.intake.tests.factories import make_intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.profiles import access, actions
from meedoen.profiles.choices import NeedKind, Part
from meedoen.profiles.models import Need, Remark, SubGoal, Text
from meedoen.profiles.tests.factories import make_step, make_text, make_wish
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
PAGES = ("", "verhaal/kracht/", "opmerking/", "wensen/", "aandacht/")
ANSWERS = {
    "question": {"question": "Ik wil met de juf praten."},
    "strengths": {"good_at": "Ik naai alles.", "dream": "Een eigen winkel."},
    "obstacles": {"obstacles_words": "Alleen onder schooltijd."},
}


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


@pytest.fixture
def journey(coach):
    return make_journey(by=coach)


@pytest.fixture
def person(journey):
    return journey.participant


def at(person, path=""):
    return f"/deelnemers/{person.pk}/profiel/{path}"


def seen(response):
    return response.content.decode().split("<main")[1].split("</main")[0]


def test_an_empty_profile_says_how_it_begins(client, person):
    page = client.get(at(person))

    assert page.status_code == 200
    assert "Het verhaal begint hier" in seen(page)
    assert "Met wie heb ik te maken?" in seen(page)
    assert [look.part for look in Look.objects.all()] == ["profiel"]


def test_the_story_reads_strengths_first_and_care_after_wishes(client, coach, person):
    make_wish(person, by=coach, kind=NeedKind.ATTENTION, text="Alleen overdag.")
    make_wish(person, by=coach, text="Ik wil bellen.", theme="paperwork")
    make_text(person, by=coach, part=Part.BIOGRAPHY, text="Ik had een winkel.")
    make_text(person, by=coach, text="Ik kook voor vijftig mensen.")

    page = seen(client.get(at(person)))

    words = ["Ik kook voor vijftig mensen.", "Ik had een winkel.", "Ik wil bellen.",
             "Alleen overdag."]  # fmt: skip
    assert sorted(words, key=page.index) == words
    assert coach.name in page


def test_a_part_is_written_and_its_earlier_text_stays_to_be_read(client, coach, person):
    for version, text in enumerate(("Ik naai.", "Ik naai en kook.")):
        answer = client.post(at(person, "verhaal/kracht/"), {"text": text, "version": version})
        assert answer.status_code == 302

    page = seen(client.get(at(person, "verhaal/kracht/")))
    assert "Eerdere teksten" in page
    assert "Ik naai.</p>" in page
    assert access.text_of(person, Part.STRENGTHS).text == "Ik naai en kook."


def test_who_comes_second_sees_both_texts_and_may_go_on(client, coach, person):
    make_text(person, by=make_member(Role.CONSULTANT), text="Van de collega.")

    clash = client.post(at(person, "verhaal/kracht/"), {"text": "Van mij.", "version": "0"})
    assert clash.status_code == 409
    assert "Van de collega." in seen(clash)
    assert "Van mij." in seen(clash)
    assert 'name="version" value="1"' in seen(clash)

    again = client.post(at(person, "verhaal/kracht/"), {"text": "Samen.", "version": "1"})
    assert again.status_code == 302
    assert Text.objects.count() == 2


def test_what_the_intake_says_is_taken_over_with_one_click(client, coach, journey, person):
    make_intake(journey, by=coach, answers=ANSWERS)
    assert "Ik naai alles." in seen(client.get(at(person)))

    for _time in range(2):
        answer = client.post(at(person, "verhaal/kracht/overnemen/"), {"code": "good_at"})
        assert answer.status_code == 302

    assert Text.objects.get().text == "Ik naai alles."
    assert "staat in het profiel" in seen(client.get(at(person, "verhaal/kracht/")))


@pytest.mark.parametrize("code", ["", "dream", "iets", "\x00", "x" * 500])
def test_only_answers_that_belong_there_are_taken_over(client, coach, journey, person, code):
    make_intake(journey, by=coach, answers=ANSWERS)

    answer = client.post(at(person, "verhaal/kracht/overnemen/"), {"code": code})

    assert answer.status_code == 409
    assert not Text.objects.exists()


def test_a_wish_of_the_intake_becomes_a_development_wish_with_one_click(
    client, coach, journey, person
):
    make_intake(journey, by=coach, answers=ANSWERS)
    assert "Ik wil met de juf praten." in seen(client.get(at(person, "wensen/")))

    client.post(at(person, "wensen/"), {"text": "Ik wil met de juf praten."})

    assert access.wishes_of(person).get().text == "Ik wil met de juf praten."
    assert "Alles uit de intake staat al" in seen(client.get(at(person, "wensen/")))
    assert "Alleen onder schooltijd." in seen(client.get(at(person, "aandacht/")))


def test_a_wish_with_a_step_from_begin_to_end(client, coach, person):
    token = str(new_id())
    for _time in range(2):
        client.post(
            at(person, "wensen/"), {"text": "Ik wil bellen.", "theme": "paperwork", "token": token}
        )
    wish = Need.objects.get()
    client.post(at(person, f"punt/{wish.pk}/"), {"text": "Ik bel zelf.", "version": "1"})
    client.post(
        at(person, f"punt/{wish.pk}/stap/"), {"what": "Samen bellen.", "hoped_for": "in mei"}
    )
    step = SubGoal.objects.get()
    client.post(at(person, f"stap/{step.pk}/"), {"what": "Eerst oefenen.", "version": "1"})
    client.post(at(person, f"stap/{step.pk}/stand/"), {"state": "reached"})
    client.post(at(person, f"punt/{wish.pk}/omhoog/"))
    client.post(at(person, f"punt/{wish.pk}/stand/"), {"state": "let_go"})

    page = seen(client.get(at(person)))
    assert "Ik bel zelf." in page
    assert "Eerst oefenen." in page
    assert "losgelaten" in page


def test_two_who_change_one_wish_see_both_wordings(client, coach, person):
    wish = make_wish(person, by=coach)
    actions.change_need(
        wish, text="Van de ander.", theme="", version=1, by=make_member(Role.CONSULTANT)
    )

    clash = client.post(at(person, f"punt/{wish.pk}/"), {"text": "Van mij.", "version": "1"})

    assert clash.status_code == 409
    assert "Van de ander." in seen(clash)
    assert "Van mij." in seen(clash)
    assert client.post(
        at(person, f"punt/{wish.pk}/"), {"text": "Van mij.", "version": "2"}
    ).status_code == 302  # fmt: skip


def test_what_the_participant_says_stands_on_top_and_nobody_changes_it(client, person):
    token = str(new_id())
    for _time in range(2):
        client.post(
            at(person, "opmerking/"),
            {"text": "Ik had een winkel.", "said_on": "1-3-2026", "token": token},
        )

    page = seen(client.get(at(person)))
    assert page.index("Ik had een winkel.") < page.index("Hier wil ik mee verder")
    assert "1 maart 2026" in page
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "typed"),
    [("verhaal/kracht/", {"text": "Hij heeft ADHD en bidt in de moskee.", "version": "0"}),
     ("wensen/", {"text": "Leven met mijn depressie en de koran."}),
     ("opmerking/", {"text": "Mijn epilepsie en mijn geloof: ik ben moslim.",
                     "said_on": "1-3-2026"})],
)  # fmt: skip
def test_words_that_betray_too_much_are_asked_about_but_kept(client, person, part, typed):
    assert client.post(at(person, part), typed).status_code == 302

    page = seen(client.get(at(person)))
    assert typed["text"] in page
    assert "een ziekte of diagnose?" in page
    assert "iets over geloof?" in page


@pytest.mark.parametrize(
    ("part", "typed"),
    [("verhaal/kracht/", {"text": "x" * 30_000}), ("verhaal/kracht/", {"version": "geen"}),
     ("opmerking/", {"text": "x", "said_on": "31-02-2026"}),
     ("opmerking/", {"text": "x", "said_on": "1-1-9999"}), ("opmerking/", {}),
     ("wensen/", {"text": ""}), ("wensen/", {"text": "x", "theme": "religie"}),
     ("wensen/", {"text": "x" * 501}), ("aandacht/", {"text": "x", "token": "geen"})],
)  # fmt: skip
def test_junk_is_refused_in_words_and_kept(client, person, part, typed):
    answer = client.post(at(person, part), typed)

    assert answer.status_code == 422
    assert [kind for kind in (Text, Need, Remark) if kind.objects.exists()] == []


def test_after_the_journey_only_a_remark_is_added(client, coach, journey, person):
    make_text(person, by=coach)
    wish = make_wish(person, by=coach)
    journeys.end(journey, reason=Exit.MOVED, by=coach)

    page = seen(client.get(at(person)))
    assert "aanpassen" not in page
    assert "Wens erbij" not in page
    for part in ("verhaal/kracht/", "wensen/", f"punt/{wish.pk}/stand/"):
        assert client.post(at(person, part), {"text": "x", "state": "reached"}).status_code == 409
    said = {"text": "Dat klopt niet.", "said_on": "1-3-2026"}
    assert client.post(at(person, "opmerking/"), said).status_code == 302


@pytest.mark.parametrize("part", PAGES)
@pytest.mark.parametrize(
    "role", [Role.CONSULTANT, Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.APP_ADMIN, Role.ASSESSOR]
)
def test_an_outsider_finds_nothing(login, coach, person, part, role):
    user = make_member(role)
    if role == Role.ASSESSOR:
        participants.grant(person, ground=GrantGround.ASSESSMENT, by=coach, user=user)
    client = login(user)

    assert client.get(at(person, part)).status_code == 404
    assert client.post(at(person, part), {"text": "x"}).status_code in {404, 405}
    assert not Look.objects.exists()


@pytest.mark.parametrize("part", PAGES)
def test_the_doors_are_shut_before_sign_in_and_for_other_methods(client, login, person, part):
    assert client.delete(at(person, part)).status_code == 405
    client.logout()
    assert client.get(at(person, part)).url.startswith("/inloggen/")


def test_a_point_of_somebody_else_is_missing(client, coach, person):
    other = make_journey(by=make_member(Role.CONSULTANT)).participant
    wish = make_wish(other, by=coach)
    step = make_step(wish, by=coach)

    for part in (f"punt/{wish.pk}/", f"stap/{step.pk}/", f"punt/{wish.pk}/stap/", "verhaal/niets/"):
        assert client.get(at(person, part)).status_code == 404


def test_the_profile_costs_the_same_however_long_the_story(client, coach, person, queries):
    def fill():
        for part in Part:
            standing = access.text_of(person, part)
            make_text(
                person, by=coach, part=part, text=str(new_id()),
                version=standing.version if standing else 0,
            )  # fmt: skip
        for kind in NeedKind:
            make_step(make_wish(person, by=coach, kind=kind, text=str(new_id())), by=coach)
        actions.remark(person, text="Dat klopt niet.", by=coach)

    fill()
    client.get(at(person))
    few = queries(lambda: client.get(at(person)))
    for _time in range(8):
        fill()

    assert queries(lambda: client.get(at(person))) == few
    assert few <= 15

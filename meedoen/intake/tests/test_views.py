"""The pages of the intake: what they keep, who may come in, and that nothing breaks them."""

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.core.ids import new_id
from meedoen.intake import access, actions
from meedoen.intake.models import Intake, SectionAnswers
from meedoen.intake.tests.factories import make_advice, make_intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit, Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def client(login, consultant):
    return login(consultant)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


def at(journey, path=""):
    return f"/deelnemers/{journey.participant_id}/{path}"


def intake_of(journey):
    return Intake.objects.select_related("journey").get(journey=journey)


def typed(**facts):
    return {"version": "0", "page": str(new_id()), **facts}


def test_the_intake_begins_with_what_somebody_wants(client, journey):
    assert "Intake beginnen" in client.get(at(journey, "intake/")).content.decode()

    answer = client.post(at(journey, "intake/"), {"do": "begin"})

    assert answer.url == at(journey, "intake/vraag/")
    assert Journey.objects.get(pk=journey.pk).phase == "intake"


def test_a_section_shows_its_questions_and_the_aid_beside_it(client, consultant, journey):
    make_intake(journey, by=consultant)

    page = client.get(at(journey, "intake/vraag/")).content.decode()

    assert "Ik wil met de juf van mijn zoon praten." in page
    assert "Met wie heb ik te maken?" in page
    assert "wat heeft dit unieke individu nodig" in page
    assert 'aria-current="step"' in page


@pytest.mark.parametrize(
    "slug",
    ["vraag", "kracht-en-wensen", "wat-in-de-weg-staat", "netwerk", "levensverhaal",
     "opleiding-en-werk", "taal-en-computer", "taaltoets", "dagelijks-leven", "meedoen", "hulp",
     "analyse"],
)  # fmt: skip
def test_every_section_opens_and_may_stay_empty(client, consultant, journey, slug):
    actions.begin(journey, by=consultant)
    assert client.get(at(journey, f"intake/{slug}/")).status_code == 200

    assert client.post(at(journey, f"intake/{slug}/"), typed(go="next")).status_code == 302


def test_every_kind_of_answer_comes_back_as_it_was_given(client, consultant, journey):
    actions.begin(journey, by=consultant)
    given: dict[str, dict[str, object]] = {
        "dagelijks-leven": {
            "care": ["school_children"], "childcare": "no", "availability": ["0", "20"],
            "hours": "6", "travels_by": ["bike", "foot"], "max_travel": "15",
        },
        "taal-en-computer": {
            "own_reading": "2", "scripts": ["other"], "devices": ["phone"],
            "languages_0_language": " Turks ", "languages_0_speak": "3", "languages_0_read": "0",
            "languages_2_language": "Engels",
        },
        "meedoen": {"start_on": "04-01-2027", "ordinary_week": "Regel een\nRegel twee"},
        "opleiding-en-werk": {"education": "primary", "school_years": "0"},
    }  # fmt: skip
    for slug, answers in given.items():
        client.post(at(journey, f"intake/{slug}/"), typed(**answers))

    saved = access.sections_of(intake_of(journey))
    assert saved["daily_life"].answers == {
        "care": ["school_children"], "childcare": False, "availability": 1 | 1 << 20, "hours": 6,
        "travels_by": ["foot", "bike"], "max_travel": 15,
    }  # fmt: skip
    assert saved["language"].answers["own_reading"] == 2
    assert saved["language"].answers["languages"] == [
        {"language": "Turks", "speak": 3, "read": 0}, {"language": "Engels"},
    ]  # fmt: skip
    assert saved["participation"].answers["start_on"] == "2027-01-04"
    assert saved["work"].answers == {"education": "primary", "school_years": 0}
    page = client.get(at(journey, "intake/dagelijks-leven/")).content.decode()
    assert page.count(" checked") == 6
    assert 'value="04-01-2027"' in client.get(at(journey, "intake/meedoen/")).content.decode()
    whole = client.get(at(journey, "intake/")).content.decode()
    assert "maandag ochtend, zondag avond" in whole
    assert "Turks: spreken goed, lezen niet\nEngels" in whole
    assert "4 januari 2027" in whole


@pytest.mark.parametrize(
    ("go", "to"),
    [("next", "intake/kracht-en-wensen/"), ("stay", "intake/vraag/"), ("back", "intake/"),
     ("netwerk", "intake/netwerk/"), ("overview", "intake/"), ("\x00", "intake/")],
)  # fmt: skip
def test_saving_leads_to_where_somebody_wants_to_go(client, consultant, journey, go, to):
    actions.begin(journey, by=consultant)

    answer = client.post(at(journey, "intake/vraag/"), typed(question="A", go=go))

    assert answer.url == at(journey, to)


def test_it_saves_itself_while_typing_and_says_when(client, consultant, journey):
    actions.begin(journey, by=consultant)

    answer = client.post(at(journey, "intake/vraag/"), typed(question="Half een zi"), **HTMX)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Opgeslagen om " in text
    assert 'name="version" value="1"' in text
    assert "<html" not in text
    assert access.sections_of(intake_of(journey))["question"].answers["question"] == ("Half een zi")


def test_a_gentle_question_at_a_diagnosis_and_it_is_saved_all_the_same(client, consultant, journey):
    actions.begin(journey, by=consultant)

    answer = client.post(at(journey, "intake/vraag/"), typed(question="Door mijn ptss"), **HTMX)

    assert answer.status_code == 200
    assert "een ziekte of diagnose?" in answer.content.decode()
    assert SectionAnswers.objects.get().answers == {"question": "Door mijn ptss"}
    assert "een ziekte of diagnose?" in client.get(at(journey, "intake/vraag/")).content.decode()


def test_a_colleague_wrote_in_between_and_somebody_chooses(client, consultant, journey):
    intake = actions.begin(journey, by=consultant)
    other = make_member(Role.CONSULTANT)
    actions.save_section(
        intake, section="question", by=other, version=0,
        answers={"question": "Tekst van de ander", "why_now": "Nu"},
    )  # fmt: skip
    mine = typed(question="Tekst van mij", themes=["sport"])

    clash = client.post(at(journey, "intake/vraag/"), mine)

    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Tekst van mij" in page
    assert "Tekst van de ander" in page
    assert other.name in page
    assert 'name="version" value="1"' in page

    done = client.post(
        at(journey, "intake/vraag/"),
        {**mine, "version": "1", "take_question": "both", "take_why_now": "theirs",
         "take_themes": "mine"},
    )  # fmt: skip

    assert done.status_code == 302
    assert access.sections_of(intake)["question"].answers == {
        "question": "Tekst van de ander\n\nTekst van mij", "why_now": "Nu", "themes": ["sport"],
    }  # fmt: skip


def test_while_typing_a_clash_is_said_and_nothing_is_overwritten(client, consultant, journey):
    intake = make_intake(journey, by=make_member(Role.CONSULTANT))

    answer = client.post(at(journey, "intake/vraag/"), typed(question="Van mij"), **HTMX)

    assert answer.status_code == 422
    assert "beide teksten" in answer.content.decode()
    assert 'name="version" value="0"' in answer.content.decode()
    assert access.sections_of(intake)["question"].version == 1


def test_help_without_consent_is_not_kept_and_the_text_stays(client, consultant, journey):
    actions.begin(journey, by=consultant)

    answer = client.post(at(journey, "intake/hulp/"), typed(support_now="Buurtteam Oost"))

    assert answer.status_code == 422
    assert "Buurtteam Oost" in answer.content.decode()
    assert "toestemming nodig" in answer.content.decode()
    assert not SectionAnswers.objects.exists()
    by_itself = client.post(at(journey, "intake/hulp/"), typed(support_now="Buurtteam"), **HTMX)
    assert by_itself.status_code == 422
    assert "Wie helpt u nu?" in by_itself.content.decode()


JUNK = [
    ("vraag", {"themes": ["sport", "invented"]}),
    ("vraag", {"question": "x" * 200_000}),
    ("vraag", {"why_now": "y" * 201}),
    ("dagelijks-leven", {"availability": ["21"]}),
    ("dagelijks-leven", {"availability": ["-1", "x", "\x00"]}),
    ("dagelijks-leven", {"childcare": "misschien"}),
    ("dagelijks-leven", {"hours": "9" * 5000}),
    ("dagelijks-leven", {"hours": "-3"}),
    ("dagelijks-leven", {"max_travel": "1e3"}),
    ("meedoen", {"start_on": "31-02-2026"}),
    ("meedoen", {"start_on": "\x00"}),
    ("opleiding-en-werk", {"education": "none\x00"}),
    ("levensverhaal", {"in_netherlands_since": "2999"}),
    ("taal-en-computer", {"own_reading": "6"}),
    ("taal-en-computer", {"languages_0_speak": "2"}),
    ("taal-en-computer", {"languages_0_language": "Turks", "languages_0_speak": "heel goed"}),
    ("taal-en-computer", {"languages_0_language": "z" * 200_000}),
    ("taal-en-computer", {"languages_0_language": "Turks", "languages_1_language": "TURKS"}),
    ("meedoen", {"start_on": "01-01-0001"}),
    ("meedoen", {"start_on": "31-12-9999"}),
    ("vraag", {"version": "-1"}),
    ("vraag", {"version": "een"}),
    ("vraag", {"version": "9" * 400}),
]


@pytest.mark.parametrize(("slug", "junk"), JUNK)
def test_junk_is_refused_in_words_and_not_kept(client, consultant, journey, slug, junk):
    actions.begin(journey, by=consultant)

    for extra in ({}, HTMX):
        answer = client.post(at(journey, f"intake/{slug}/"), typed(**junk), **extra)
        if junk.get("version") == "9" * 400:
            assert answer.status_code in {200, 302, 422}
            continue
        assert answer.status_code == 422
        assert "Nog niet opgeslagen" in answer.content.decode()
        assert not SectionAnswers.objects.exists()


@pytest.mark.parametrize(
    "harmless",
    [{}, {"question": "\x00"}, {"page": "\x00"}, {"page": "z" * 9000}, {"is_admin": "1"},
     {"take_question": "everything"}, {"take_religion": "mine"}, {"version": ""}],
)  # fmt: skip
def test_strange_but_harmless_input_is_kept_as_nothing(client, consultant, journey, harmless):
    actions.begin(journey, by=consultant)

    answer = client.post(at(journey, "intake/vraag/"), typed(**harmless) if harmless else {})

    assert answer.status_code == 302
    assert not SectionAnswers.objects.exists()


def test_a_stale_version_is_a_clash_and_not_a_crash(client, consultant, journey):
    make_intake(journey, by=consultant)

    answer = client.post(at(journey, "intake/vraag/"), typed(version="99", question="x"))

    assert answer.status_code == 409


@pytest.mark.parametrize("slug", ["geloof", "vraag2", "__"])
def test_a_section_that_does_not_exist_is_not_found(client, consultant, journey, slug):
    actions.begin(journey, by=consultant)

    assert client.get(at(journey, f"intake/{slug}/")).status_code == 404
    assert client.post(at(journey, f"intake/{slug}/"), typed()).status_code == 404


def test_a_section_before_the_beginning_leads_to_the_overview(client, journey):
    assert client.get(at(journey, "intake/vraag/")).url == at(journey, "intake/")


def test_completing_asks_for_nothing(client, consultant, journey):
    actions.begin(journey, by=consultant)
    for _time in range(2):
        assert client.post(at(journey, "intake/"), {"do": "complete"}).status_code == 302

    assert Milestone.objects.filter(journey=journey, fact=Fact.INTAKE_COMPLETED).count() == 1
    assert "Advies schrijven" in client.get(at(journey, "intake/")).content.decode()


def test_after_the_end_the_intake_can_be_read(client, consultant, journey):
    make_intake(journey, by=consultant)
    journeys.end(journey, reason=Exit.MOVED, by=consultant)

    page = client.get(at(journey, "intake/")).content.decode()

    assert "Ik wil met de juf van mijn zoon praten." in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert client.get(at(journey, "intake/vraag/")).status_code == 302
    assert client.post(at(journey, "intake/vraag/"), typed(question="x")).status_code == 409
    assert client.get(at(journey, "advies/")).status_code == 200


def test_pages_cost_the_same_whatever_was_written(client, consultant, journey, queries):
    make_intake(journey, by=consultant, answers={"question": {"question": "A"}})
    parts = ("intake/", "intake/vraag/", "advies/", "taal/", "ladder/")
    for part in parts:
        client.get(at(journey, part))
    few = {part: queries(lambda part=part: client.get(at(journey, part))) for part in parts}
    intake = intake_of(journey)
    for section in intake.outline.sections[1:]:
        text = next((one.code for one in section.questions if one.kind == "long"), None)
        answers = {text: "Iets"} if text else {"hours": 4}
        actions.save_section(
            intake, section=section.code, answers=answers, version=0, by=consultant
        )
    for number in range(5):
        make_advice(journey, by=consultant, core_question=f"Zin {number}.", version=number)

    assert {part: queries(lambda part=part: client.get(at(journey, part))) for part in parts} == few
    assert max(few.values()) <= 15


def test_every_page_logs_the_look(client, consultant, journey):
    make_intake(journey, by=consultant)
    for part in ("intake/", "intake/vraag/", "advies/", "taal/", "ladder/"):
        client.get(at(journey, part))
        client.head(at(journey, part))

    looks = list(Look.objects.about(journey.participant_id).values_list("part", flat=True))
    assert sorted(looks) == ["advies", "intake", "intake", "ladder", "taal"]


def test_the_intake_of_one_person_does_not_open_for_another(client, consultant, journey):
    make_intake(make_journey(), by=consultant)

    page = client.get(at(journey, "intake/")).content.decode()
    assert "juf van mijn zoon" not in page
    assert Intake.objects.count() == 1

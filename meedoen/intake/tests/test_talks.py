"""Several talks, by several people, in one intake: who wrote what when, and nobody overwritten."""

import re
import sys
import time
from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.audit.models import Look
from meedoen.core.errors import NotPossible
from meedoen.core.ids import new_id
from meedoen.core.time import now, pretend
from meedoen.intake import access, actions, rules
from meedoen.intake.models import QuestionList, SectionAnswers, Talk
from meedoen.intake.tests.factories import make_intake
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Exit
from meedoen.journeys.tests.factories import make_journey
from meedoen.participants import actions as participants
from meedoen.participants.choices import GrantGround
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
SEEN = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture
def consultant():
    return make_member(Role.CONSULTANT)


@pytest.fixture
def journey(consultant):
    return make_journey(by=consultant)


@pytest.fixture
def assessor(journey):
    user = make_member(Role.ASSESSOR)
    participants.grant(journey.participant, ground=GrantGround.ASSESSMENT, by=user, user=user)
    return user


def at(journey, path):
    return f"/deelnemers/{journey.participant_id}/{path}"


def answers_of(journey, section):
    return access.sections_of(access.intake_of(journey))[section].answers


def opened(client, address):
    """What somebody sends who opened this page now."""
    page = client.get(address).content.decode()
    found = SEEN.search(page)
    assert found
    return {"version": "0", "page": str(new_id()), "seen": found[1]}


def save(intake, section, by, **answers):
    return actions.save_section(intake, section=section, answers=answers, version=0, seen={}, by=by)


def test_each_sitting_is_noted_and_the_overview_tells_this_talk_from_earlier_ones(
    login, consultant, journey
):
    coach = make_member(Role.PARTICIPATION_COACH)
    intake = make_intake(journey, by=consultant, answers={})
    with pretend(now() - timedelta(days=9)):
        save(intake, "question", coach, question="Praten")
        save(intake, "strengths", coach, good_at="Koken")
    save(intake, "work", consultant, work_wish="Bakker")
    save(intake, "work", consultant, work_skills="Deeg maken")

    assert [(talk.by, talk.sections) for talk in access.talks_of(intake)] == [
        (consultant, ["work"]), (coach, ["question", "strengths"]),
    ]  # fmt: skip
    page = login(consultant).get(at(journey, "intake/")).content.decode()
    assert "Dit gesprek, vandaag" in page
    assert page.count("eerder gesprek") == 2
    assert page.count("dit gesprek") == 1
    assert f"door {coach.name}" in page


def test_an_intake_from_before_talks_were_noted_still_tells_who_wrote(login, consultant, journey):
    actions.fill([{"journey": journey, "answers": {"work": {"work_wish": "Kok"}}}], by=consultant)
    assert not Talk.objects.exists()

    page = login(consultant).get(at(journey, "intake/")).content.decode()

    assert "Dit gesprek, vandaag" in page


def test_two_colleagues_in_one_section_and_other_questions_both_keep_their_text(
    login, consultant, journey
):
    intake = actions.begin(journey, by=consultant)
    client = login(consultant)
    mine = opened(client, at(journey, "intake/vraag/"))
    save(intake, "question", make_member(Role.CONSULTANT), motivation="Van de ander")

    answer = client.post(at(journey, "intake/vraag/"), {**mine, "question": "Van mij"}, **HTMX)

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Een collega vulde intussen ook iets in" in text
    assert "Waarom is dat belangrijk voor u?" in text
    both = {"question": "Van mij", "motivation": "Van de ander"}
    assert answers_of(journey, "question") == both
    again = {**mine, "seen": SEEN.search(text)[1], "question": "Van mij, en meer"}
    assert client.post(at(journey, "intake/vraag/"), again, **HTMX).status_code == 200
    assert answers_of(journey, "question") == {**both, "question": "Van mij, en meer"}
    late = {**again, "motivation": "Ik overschrijf"}
    assert client.post(at(journey, "intake/vraag/"), late, **HTMX).status_code == 422
    assert answers_of(journey, "question")["motivation"] == "Van de ander"


def test_the_same_question_twice_and_both_versions_are_shown_to_choose_from(
    login, consultant, journey
):
    intake = actions.begin(journey, by=consultant)
    client = login(consultant)
    mine = {**opened(client, at(journey, "intake/vraag/")), "question": "Van mij", "go": "next"}
    save(intake, "question", make_member(Role.CONSULTANT), question="Van de ander", why_now="Nu")

    clash = client.post(at(journey, "intake/vraag/"), mine)

    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Van mij" in page
    assert "Van de ander" in page
    assert "take_why_now" not in page
    chosen = {**mine, "seen": SEEN.search(page)[1], "take_question": "mine"}
    assert client.post(at(journey, "intake/vraag/"), chosen).status_code == 302
    assert answers_of(journey, "question") == {"question": "Van mij", "why_now": "Nu"}


def test_while_choosing_a_third_colleague_writes_and_is_heard_too(login, consultant, journey):
    intake = actions.begin(journey, by=consultant)
    client = login(consultant)
    mine = {**opened(client, at(journey, "intake/vraag/")), "question": "Een"}
    save(intake, "question", make_member(Role.CONSULTANT), question="Twee")
    page = client.post(at(journey, "intake/vraag/"), mine).content.decode()
    seen = rules.marks(intake.outline.sections[0], {"question": "Twee"})
    actions.save_section(
        intake, section="question", answers={"question": "Drie"}, version=1, seen=seen,
        by=make_member(Role.CONSULTANT),
    )  # fmt: skip

    chosen = {**mine, "seen": SEEN.search(page)[1], "take_question": "mine"}
    answer = client.post(at(journey, "intake/vraag/"), chosen)

    assert answer.status_code == 409
    assert "Drie" in answer.content.decode()
    assert answers_of(journey, "question") == {"question": "Drie"}


def test_languages_go_along_while_somebody_chooses(login, consultant, journey):
    intake = actions.begin(journey, by=consultant)
    client = login(consultant)
    address = at(journey, "intake/taal-en-computer/")
    mine = {
        **opened(client, address), "languages_0_language": "Turks", "languages_0_speak": "3",
        "language_wish": "Praten",
    }  # fmt: skip
    save(
        intake, "language", make_member(Role.CONSULTANT), language_wish="Lezen",
        languages=[{"language": "Nederlands", "speak": 1}],
    )  # fmt: skip

    page = client.post(address, mine).content.decode()

    assert 'name="languages_0_language" value="Turks"' in page
    chosen = {
        **mine, "seen": SEEN.search(page)[1], "take_languages": "both", "take_language_wish": "mine"
    }  # fmt: skip
    assert client.post(address, chosen).status_code == 302
    assert answers_of(journey, "language") == {
        "language_wish": "Praten",
        "languages": [{"language": "Nederlands", "speak": 1}, {"language": "Turks", "speak": 3}],
    }


def test_one_answer_that_is_not_right_does_not_keep_the_others_from_being_saved(
    login, consultant, journey
):
    intake = actions.begin(journey, by=consultant)
    save(intake, "participation", consultant, start_on="2027-01-04")
    client = login(consultant)
    typed = opened(client, at(journey, "intake/meedoen/"))
    typed |= {"ordinary_week": "Zwemmen", "start_on": "31-02-2027"}

    answer = client.post(at(journey, "intake/meedoen/"), typed, **HTMX)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze dag bestaat niet" in text
    assert answers_of(journey, "participation") == {
        "ordinary_week": "Zwemmen", "start_on": "2027-01-04",
    }  # fmt: skip
    mended = {**typed, "seen": SEEN.search(text)[1], "start_on": "28-02-2027"}
    assert client.post(at(journey, "intake/meedoen/"), mended, **HTMX).status_code == 200
    assert answers_of(journey, "participation")["start_on"] == "2027-02-28"


def test_a_text_of_200_kb_is_said_and_comes_back_whole(login, consultant, journey):
    actions.begin(journey, by=consultant)
    text = "Een heel lang verhaal. " * 9000
    client = login(consultant)

    answer = client.post(
        at(journey, "intake/levensverhaal/"),
        {**opened(client, at(journey, "intake/levensverhaal/")), "story": text},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit is te lang: hoogstens 20000 tekens" in page
    assert text.strip() in page


def test_saving_while_typing_is_quick(login, consultant, journey, capsys):
    intake = actions.begin(journey, by=consultant)
    for section in intake.outline.sections:
        code = next(one.code for one in section.questions if one.kind in ("long", "short"))
        save(intake, section.code, consultant, **{code: "Een stuk van het verhaal. " * 40})
    client = login(consultant)
    typed = opened(client, at(journey, "intake/levensverhaal/"))
    took = []
    for number in range(20):
        body = {**typed, "story": "Een stuk van het verhaal. " * 40 + str(number)}
        begun = time.perf_counter()
        answer = client.post(at(journey, "intake/levensverhaal/"), body, **HTMX)
        took.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200
    middle = sorted(took)[len(took) // 2]
    with capsys.disabled():
        sys.stdout.write(f"\nautosave answers within {middle:.0f} ms, half of the times\n")
    assert middle < 100


def test_saving_while_typing_costs_few_queries(login, consultant, journey, queries):
    actions.begin(journey, by=consultant)
    client = login(consultant)
    typed = opened(client, at(journey, "intake/vraag/"))
    client.post(at(journey, "intake/vraag/"), {**typed, "question": "A"}, **HTMX)

    def again():
        client.post(at(journey, "intake/vraag/"), {**typed, "question": "AB"}, **HTMX)

    assert queries(again) <= 18


def test_a_withdrawn_version_is_kept_by_who_is_in_the_middle_of_it(login, consultant, journey):
    first = QuestionList.objects.get(version=1)
    second = access.current_list()
    intake = actions.begin(journey, by=consultant)
    client = login(consultant)
    assert "versie 2" not in client.get(at(journey, "intake/vraag/")).content.decode()
    typed = opened(client, at(journey, "intake/vraag/"))

    actions.withdraw_list(second, by=consultant)

    answer = client.post(at(journey, "intake/vraag/"), {**typed, "question": "A"}, **HTMX)
    assert answer.status_code == 200
    for page in ("intake/", "intake/vraag/"):
        told = client.get(at(journey, page)).content.decode()
        assert "houdt de vragen waarmee zij begon (versie 2)" in told
    later = actions.begin(make_journey(by=consultant), by=consultant)
    assert later.question_list == first
    assert answers_of(journey, "question") == {"question": "A"}
    assert intake.outline.version == 2


def test_the_last_version_cannot_be_withdrawn_and_twice_is_harmless(consultant, audited):
    first, second = QuestionList.objects.order_by("version")
    for _time in range(2):
        actions.withdraw_list(first, by=consultant)

    with pytest.raises(NotPossible, match="enige versie"):
        actions.withdraw_list(second, by=consultant)
    assert audited("intake.list_withdrawn", first)
    assert access.current_list() == second


def test_an_assessor_opens_the_test_part_from_the_language_page_and_saves_only_that(
    login, consultant, journey, assessor
):
    intake = make_intake(journey, by=consultant)
    save(intake, "language", consultant, language_wish="Een geheime taalwens", scripts=["latin"])
    client = login(assessor)
    page = client.get(at(journey, "taal/")).content.decode()
    assert at(journey, "taal/taaltoets/") in page
    assert at(journey, "taal/taal-en-computer/") in page
    assert at(journey, "intake/") not in page

    address = at(journey, "taal/taal-en-computer/")
    sheet = client.get(address).content.decode()
    assert "Welke talen kent u" in sheet
    for hidden in ("geheime taalwens", "language_wish", "juf van mijn zoon", "Levensverhaal"):
        assert hidden not in sheet
    answer = client.post(
        address,
        {**opened(client, address), "scripts": ["latin", "other"], "language_wish": "Overschreven",
         "question": "Overschreven", "go": "next"},
    )  # fmt: skip

    assert answer.url == at(journey, "taal/taaltoets/")
    assert answers_of(journey, "language") == {
        "language_wish": "Een geheime taalwens", "scripts": ["latin", "other"],
    }  # fmt: skip
    done = client.post(
        answer.url, {**opened(client, answer.url), "test_reading": "letters", "go": "overview"}
    )
    assert done.url == at(journey, "taal/")
    assert answers_of(journey, "language_test") == {"test_reading": "letters"}
    assert {look.part for look in Look.objects.filter(actor_id=assessor.pk)} == {"taal"}


@pytest.mark.parametrize("slug", ["vraag", "levensverhaal", "analyse", "bestaat-niet"])
def test_the_rest_of_the_intake_is_not_there_for_an_assessor(
    login, consultant, journey, assessor, slug
):
    make_intake(journey, by=consultant)
    client = login(assessor)

    for address in (at(journey, f"taal/{slug}/"), at(journey, f"intake/{slug}/")):
        assert client.get(address).status_code == 404
        assert client.post(address, {"question": "x", "version": "0"}).status_code == 404
    assert "question" not in {one.section for one in SectionAnswers.objects.filter(version=2)}


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.CONSULTANT, Role.DIRECTOR])
def test_an_outsider_finds_no_test_part(login, consultant, journey, role):
    make_intake(journey, by=consultant)
    client = login(make_member(role))

    assert client.get(at(journey, "taal/taaltoets/")).status_code == 404
    assert client.post(at(journey, "taal/taaltoets/"), {"test_pace": "3"}).status_code == 404
    assert not SectionAnswers.objects.filter(section="language_test").exists()


def test_there_is_no_test_part_before_the_intake_nor_after_the_end(
    login, consultant, journey, assessor
):
    client = login(assessor)
    assert client.get(at(journey, "taal/taaltoets/")).status_code == 404
    make_intake(journey, by=consultant)
    assert client.get(at(journey, "taal/taaltoets/")).status_code == 200
    assert client.put(at(journey, "taal/taaltoets/")).status_code == 405
    journeys.end(journey, reason=Exit.MOVED, by=consultant)

    assert client.get(at(journey, "taal/taaltoets/")).status_code == 404
    assert client.post(at(journey, "taal/taaltoets/"), {"test_pace": "3"}).status_code == 404


def test_two_assessors_in_the_test_part_choose_too(login, consultant, journey, assessor):
    intake = make_intake(journey, by=consultant)
    client = login(assessor)
    address = at(journey, "taal/taaltoets/")
    mine = {**opened(client, address), "test_advice": "Klein groepje"}
    save(intake, "language_test", consultant, test_advice="Grote groep")

    by_itself = client.post(address, mine, **HTMX)
    assert by_itself.status_code == 422
    assert "Beide teksten bekijken" in by_itself.content.decode()
    page = client.post(address, mine).content.decode()

    assert "Klein groepje" in page
    assert "Grote groep" in page
    assert f'action="{address}"' in page


def test_the_browser_hears_which_text_arrived_and_its_name_says_nothing(
    login, consultant, journey, assessor
):
    intake = actions.begin(journey, by=consultant)
    address = at(journey, "intake/vraag/")
    client = login(consultant)
    typed = opened(client, address)

    answer = client.post(address, {**typed, "question": "A"})

    assert answer.cookies["meedoen_kept"].value == typed["page"]
    names = re.compile(r'data-owner="([0-9a-f]{16})" data-draft="([0-9a-f]{24})"')
    mine = names.search(client.get(address).content.decode()).groups()
    other = make_member(Role.CONSULTANT)
    participants.grant(journey.participant, ground=GrantGround.INTAKE, by=other, user=other)
    theirs = names.search(login(other).get(address).content.decode()).groups()
    assert mine[0] != theirs[0]
    assert mine[1] != theirs[1]
    assert str(intake.pk).replace("-", "") not in "".join(mine)


def test_the_test_part_costs_the_same_whatever_was_written(
    login, consultant, journey, assessor, queries
):
    intake = make_intake(journey, by=consultant)
    client = login(assessor)
    address = at(journey, "taal/taaltoets/")
    few = queries(lambda: client.get(address))
    for days in range(5):
        with pretend(now() - timedelta(days=days)):
            actions.save_section(
                intake, section="language_test", answers={"test_pace": days + 1}, version=days,
                by=make_member(Role.CONSULTANT),
            )  # fmt: skip

    assert queries(lambda: client.get(address)) == few <= 15

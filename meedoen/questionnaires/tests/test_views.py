"""The pages of the form builder: what they keep, refuse and cost, and who may come in."""

import pytest

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.rules import PERMISSIONS
from meedoen.accounts.tests.factories import make_user
from meedoen.core.ids import new_id
from meedoen.core.time import now
from meedoen.intake import access as intake_access, actions as intake
from meedoen.intake.models import Intake, QuestionList, SectionAnswers
from meedoen.journeys.tests.factories import make_journey
from meedoen.questionnaires import actions, rules
from meedoen.questionnaires.models import Draft
from meedoen.questionnaires.tests.factories import (
    make_draft,
    make_manager,
    new_question,
    order,
    seen,
)
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
LIST = "/beheer/vragenlijsten/"
JUNK = ["\x00", "x" * 100_000, "<b>", "' OR 1=1 --", "[]", "99999999999999999999", "\u202e", "a b"]


@pytest.fixture
def anna():
    return make_manager("Anna Proef")


@pytest.fixture
def client(login, anna):
    return login(anna)


@pytest.fixture
def draft(anna):
    return make_draft(by=anna)


def text_of(answer):
    return answer.content.decode()


def at(draft, path=""):
    return f"{LIST}concept/{draft.pk}/{path}"


def fresh(draft):
    return Draft.objects.get(pk=draft.pk)


def asked(draft, code):
    return rules.question_in(fresh(draft).definition, code)


def press(client, draft, do, **facts):
    return client.post(at(draft, "schikken/"), {"do": do, "seen": order(draft), **facts})


def typed(draft, code, **facts):
    question = asked(draft, code).question
    words = {"label": question["label"], "help": question.get("help", "")}
    part = asked(draft, code).section["code"]
    return {**words, "section": part, "seen": seen(draft, code), **facts}


def use_version(version, *, times, section="question", answers=None):
    worker = make_member(Role.CONSULTANT)
    for _number in range(times):
        held = intake.begin(make_journey(by=worker), by=worker)
        Intake.objects.filter(pk=held.pk).update(question_list=version)
        SectionAnswers(intake=held, section=section, answers=answers or {}, saved_by=worker).save()


def test_an_administrator_begins_changes_looks_and_publishes(client, anna):
    current = intake_access.current_list()
    assert "Concept beginnen" in text_of(client.get(LIST))
    began = client.post(f"{LIST}{current.pk}/concept/")
    draft = Draft.objects.get()
    assert began.headers["Location"] == at(draft)

    changed = client.post(
        at(draft, "vraag/?vraag=dream"), typed(draft, "dream", label="Waar droomt u van?")
    )
    assert "bij=dream" in changed.headers["Location"]
    assert "andere woorden" in text_of(client.get(at(draft, "publiceren/")))
    done = client.post(
        at(draft, "publiceren/"), {"version": fresh(draft).version, "note": "Mooier."}
    )
    made = QuestionList.objects.get(version__gte=101)
    assert done.headers["Location"] == f"{LIST}{made.pk}/"
    assert "eigen versie 1" in text_of(client.get(LIST))
    assert "Mooier." in text_of(client.get(LIST))
    assert "Waar droomt u van?" in text_of(client.get(f"{LIST}{made.pk}/"))
    assert "Wat is uw droom?" in text_of(client.get(f"{LIST}{current.pk}/"))
    told = text_of(client.get(f"{LIST}{made.pk}/vergelijken/?met={current.pk}"))
    assert "Waar droomt u van?" in told
    assert "Wat is uw droom?" in told
    assert "Waar bent u trots op?" not in told
    assert "Waar bent u trots op?" in text_of(
        client.get(f"{LIST}{made.pk}/vergelijken/?toon=alles")
    )
    assert client.get(at(draft)).status_code == 409


def test_a_new_question_is_asked_for_in_two_steps(client, draft):
    url = at(draft, "vraag/nieuw/?deel=story")
    assert "soort=choice" in text_of(client.get(url))
    page = text_of(client.get(url + "&soort=choice"))
    assert "Antwoorden om uit te kiezen" in page
    assert "Laagste" not in page
    sent = {"label": "Wanneer belt u liever?", "options": "overdag\n\n avond \noverdag"}
    answer = client.post(url + "&soort=choice", sent)
    code = answer.headers["Location"].split("bij=")[1].split("&")[0]
    client.post(url + "&soort=choice", sent)
    place = asked(draft, code)
    assert [one["label"] for one in place.question["options"]] == ["overdag", "avond"]
    assert sum(q["label"] == sent["label"] for q in place.section["questions"]) == 1
    assert "nieuw" in text_of(client.get(at(draft, "deel/?deel=story")))


@pytest.mark.parametrize(
    ("soort", "wrong"),
    [
        ("long", {"label": ""}),
        ("long", {"label": "Wat is uw nationaliteit?"}),
        ("long", {"label": "Goed", "help": "Bijvoorbeeld: moskee."}),
        ("choice", {"label": "Goed", "options": "moslim\nchristen"}),
        ("choice", {"label": "Goed", "options": " \n "}),
        ("choice", {"label": "Goed", "options": "x" * 101}),
        ("scale", {"label": "Goed", "low": "5", "high": "1"}),
        ("scale", {"label": "Goed", "low": "0", "high": "99"}),
        ("scale", {"label": "Goed", "low": "1", "high": "5", "low_label": "heel ziek"}),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, draft, soort, wrong):
    answer = client.post(at(draft, f"vraag/nieuw/?deel=story&soort={soort}"), wrong)
    assert answer.status_code == 422
    assert "Nog niet opgeslagen" in text_of(answer)
    assert fresh(draft).version == 1
    for name in ("label", "help"):
        assert wrong.get(name, "") in text_of(answer)


def test_a_refusal_names_the_word_and_says_what_to_ask_instead(client, draft):
    answer = client.post(
        at(draft, "vraag/nieuw/?deel=story&soort=short"), {"label": "Wat is uw geboorteland?"}
    )
    assert "“geboorteland” gaat over afkomst" in text_of(answer)
    assert "Vraag liever welke talen iemand spreekt" in text_of(answer)


def test_another_question_under_the_same_code_is_asked_about(client, draft):
    url = at(draft, "vraag/?vraag=dream")
    other = typed(draft, "dream", label="Hoeveel kinderen gaan naar school?")
    answer = client.post(url, other)
    assert answer.status_code == 422
    assert "Dit lijkt een andere vraag" in text_of(answer)
    assert client.post(url, {**other, "same_meaning": "on"}).status_code == 302


def test_the_second_of_two_administrators_sees_both_texts_and_chooses(client, draft, login):
    url = at(draft, "vraag/?vraag=dream")
    old = typed(draft, "dream", label="Wat is uw mooiste droom?")
    bas = login(make_manager("Bas Proef"))
    bas.post(url, typed(draft, "dream", label="Waar droomt u van?"))

    late = client.post(url, old)

    assert late.status_code == 409
    page = text_of(late)
    assert "Bas Proef heeft dit intussen ook gewijzigd" in page
    assert "Waar droomt u van?" in page
    assert "Wat is uw mooiste droom?" in page
    assert seen(draft, "dream") in page
    client.post(url, {**old, "seen": seen(draft, "dream")})
    assert asked(draft, "dream").question["label"] == "Wat is uw mooiste droom?"


def test_what_was_typed_stays_when_a_colleague_published_in_between(client, anna, draft):
    sent = typed(draft, "dream", label="Waar droomt u van?")
    actions.lay_aside(draft, by=anna, version=1)
    answer = client.post(at(draft, "vraag/?vraag=dream"), sent)
    assert answer.status_code == 409
    assert "Waar droomt u van?" in text_of(answer)
    assert client.get(at(draft)).status_code == 409
    assert client.post(at(draft, "vraag/?vraag=nooit"), sent).status_code == 409
    assert client.get(at(draft, "vraag/?vraag=nooit")).status_code == 409


def test_moving_keeps_the_hand_where_it_was(client, draft):
    to = asked(draft, "proud_of").index - 1
    answer = press(client, draft, f"move question proud_of {to} up")
    url = answer.headers["Location"]
    assert url.endswith("#hier")
    page = text_of(client.get(url.split("#")[0]))
    assert "staat op plaats 1 van" in page
    # It is first now: the other button takes the focus, also without script.
    assert page.count("id=hier") == 1
    assert 'value="move question proud_of 1 down" id=hier' in page
    down = press(client, draft, "move section story 0 up")
    assert "bij=story" in down.headers["Location"]
    assert "staat op plaats 1 van" in text_of(client.get(down.headers["Location"].split("#")[0]))


def test_a_question_and_a_part_stop_and_come_back(client, draft):
    press(client, draft, "retire question dream", seen=seen(draft, "dream"))
    assert asked(draft, "dream") is None
    assert "Terugzetten" in text_of(client.get(at(draft)))
    press(client, draft, "restore question dream")
    assert asked(draft, "dream") is not None
    part = rules.section_in(fresh(draft).definition, "story")
    press(client, draft, "retire section story", seen=rules.stamp(part))
    assert "Deel “Levensverhaal”" in text_of(client.get(at(draft)))
    press(client, draft, "restore section story")
    assert rules.section_in(fresh(draft).definition, "story") == part
    assert press(client, draft, "restore question nooit").status_code == 404


def test_a_part_is_added_and_changed(client, draft):
    sent = {"label": "Buren", "explanation": "", "minutes": "5", "guide": ["1", "9"]}
    made = client.post(at(draft, "deel/nieuw/"), sent)
    code = made.headers["Location"].split("deel=")[1]
    assert "Nog geen vragen" in text_of(client.get(at(draft, f"deel/?deel={code}")))
    assert client.post(at(draft, "publiceren/"), {"version": "2"}).status_code == 409
    stamp = rules.stamp(rules.section_as_seen(fresh(draft).definition, code))
    url = at(draft, f"deel/wijzigen/?deel={code}")
    assert client.post(url, {**sent, "label": "De buren", "seen": stamp}).status_code == 302
    late = client.post(url, {**sent, "label": "Onze buren", "seen": stamp})
    assert late.status_code == 409
    assert "Nu staat er: “De buren”" in text_of(late)
    assert client.post(url, {**sent, "label": "Uw afkomst"}).status_code == 422
    assert client.post(url, {**sent, "guide": ["99"]}).status_code == 422


def test_answers_keep_what_was_typed_whichever_button_is_pressed(client, draft):
    url = at(draft, "vraag/antwoorden/?vraag=devices")
    options = rules.options_of(draft.definition, asked(draft, "devices").question)
    words = {f"label_{one['code']}": one["label"] for one in options}
    sent = {**words, "label_phone": "telefoon", "new": "radio", "seen": seen(draft, "devices")}
    answer = client.post(url, {**sent, "do": "move answer tablet 0 up"})
    assert "bij=tablet" in answer.headers["Location"]
    labels = [one["label"] for one in asked(draft, "devices").question["options"]]
    assert labels[:2] == ["tablet", "telefoon"]
    assert labels[-1] == "radio"
    again = {**words, "label_eigen_radio": "radio", "seen": seen(draft, "devices")}
    gone = {**again, "label_tablet": "", "do": "retire tablet"}
    assert client.post(url, {**gone, "do": "save"}).status_code == 422
    assert client.post(url, gone).status_code == 302
    page = text_of(client.get(url))
    assert "Vervallen antwoorden" in page
    refused = client.post(url, {**again, "new": "gebedskleed en koran", "do": "save"})
    assert refused.status_code == 422
    late = client.post(url, {**again, "label_phone": "mobiel", "seen": "oud", "do": "save"})
    assert late.status_code == 409
    assert "mobiel" in text_of(late)
    assert client.post(at(draft, "vraag/antwoorden/?vraag=dream"), {}).status_code == 404


def test_a_preview_can_be_tried_and_keeps_nothing(client, draft):
    before = [Intake.objects.count(), SectionAnswers.objects.count(), fresh(draft).version]
    for section in draft.definition["sections"]:
        page = text_of(client.get(at(draft, f"voorbeeld/?deel={section['code']}")))
        for question in section["questions"]:
            assert question["label"].replace("'", "&#39;") in page
    url = at(draft, "voorbeeld/?deel=daily_life")
    tried = client.post(url, {"hours": "12", "travels_by": ["bike"], "availability": ["0"]})
    assert "Zo zou het bewaard worden" in text_of(tried)
    assert "maandag ochtend" in text_of(tried)
    assert client.post(url, {"hours": "veel"}).status_code == 422
    assert [Intake.objects.count(), SectionAnswers.objects.count(), fresh(draft).version] == before
    assert client.get(at(draft, "voorbeeld/")).status_code == 200
    assert client.get(at(draft, "voorbeeld/?deel=nooit")).status_code == 404


def test_a_report_of_few_intakes_names_no_figures(client):
    current = intake_access.current_list()
    use_version(current, times=9, answers={"question": "Een verhaal dat hier niet hoort."})
    page = text_of(client.get(f"{LIST}{current.pk}/invullen/"))
    assert "Nog te weinig intakes" in page
    assert "&lt;10" in text_of(client.get(LIST))


def test_the_report_tells_what_nobody_fills_in_and_shows_no_answer(client):
    current = intake_access.current_list()
    use_version(current, times=12, answers={"question": "Een verhaal dat hier niet hoort."})
    page = text_of(client.get(f"{LIST}{current.pk}/invullen/"))
    assert "Geteld in 12 intakes" in page
    assert "niemand" in page
    assert "te weinig bekend" in page
    assert "Een verhaal" not in page


def test_pages_cost_the_same_for_few_or_many(client, draft, queries):
    current = intake_access.current_list()
    urls = [
        LIST, at(draft), at(draft, "deel/?deel=story"), at(draft, "vraag/?vraag=themes"),
        at(draft, "vraag/antwoorden/?vraag=themes"),
        at(draft, "publiceren/"), at(draft, "voorbeeld/"), f"{LIST}{current.pk}/",
        f"{LIST}{current.pk}/invullen/", f"{LIST}{current.pk}/vergelijken/",
    ]  # fmt: skip
    few = {url: queries(lambda url=url: client.get(url)) for url in urls}
    assert max(few.values()) <= 15
    use_version(current, times=3)
    for number in range(101, 106):
        QuestionList(
            code="intake", version=number, definition={**current.definition, "version": number}
        ).save()
    for number in range(30):
        facts = new_question(f"Proefvraag nummer {number}")
        actions.add_question(draft, section="story", by=draft.begun_by, facts=facts)
    assert {url: queries(lambda url=url: client.get(url)) for url in urls} == few


@pytest.mark.parametrize("role", Role)
def test_only_who_manages_lists_comes_in(login, draft, role):
    current = intake_access.current_list()
    client = login(make_user(role))
    may = Permission.FORMS_MANAGE in PERMISSIONS[role]
    assert may is (role in {Role.APP_ADMIN, Role.STAFF_ADVISER})
    paths = ["", f"{current.pk}/", f"{current.pk}/invullen/", f"{current.pk}/vergelijken/"]
    own = ["", "deel/?deel=story", "vraag/?vraag=dream", "vraag/nieuw/?deel=story", "deel/nieuw/",
           "deel/wijzigen/?deel=story", "voorbeeld/", "publiceren/", "wegleggen/"]  # fmt: skip
    for url in [*(LIST + path for path in paths), *(at(draft, path) for path in own)]:
        assert client.get(url).status_code == (200 if may else 403), url
    for path in ("schikken/", "vraag/antwoorden/?vraag=themes", "publiceren/", "wegleggen/"):
        if not may:
            assert client.post(at(draft, path), {}).status_code == 403
    home = text_of(client.get("/"))
    assert ("Beheer" in home) >= may
    if may:
        assert "Vragenlijsten" in text_of(client.get(LIST))


def test_who_manages_lists_sees_no_dossier(login):
    worker = make_member(Role.CONSULTANT)
    journey = make_journey(by=worker)
    for role in (Role.APP_ADMIN, Role.STAFF_ADVISER):
        answer = login(make_user(role)).get(f"/deelnemers/{journey.participant_id}/intake/")
        assert answer.status_code in {403, 404}


def test_what_does_not_exist_is_missing_and_a_wrong_method_is_refused(client, draft):
    for path in ("", "deel/?deel=story", "publiceren/", "wegleggen/", "voorbeeld/"):
        assert client.get(f"{LIST}concept/{new_id()}/{path}").status_code == 404
    for path in ("", "vergelijken/", "invullen/"):
        assert client.get(f"{LIST}{new_id()}/{path}").status_code == 404
    assert client.get(at(draft, "deel/")).status_code == 404
    assert client.get(at(draft, "schikken/")).status_code == 405
    assert client.post(at(draft)).status_code == 405
    current = intake_access.current_list()
    for met in [*JUNK, str(new_id())]:
        answer = client.get(f"{LIST}{current.pk}/vergelijken/", {"met": met})
        assert answer.status_code == 404


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_answered_in_words(client, draft, junk):
    names = ("do", "seen", "label", "help", "options", "minutes", "guide", "section", "low", "new",
             "label_phone", "version", "note")  # fmt: skip
    sent = dict.fromkeys(names, junk)
    targets = [
        "schikken/", "deel/nieuw/", "deel/wijzigen/?deel=story", "vraag/?vraag=dream",
        "vraag/nieuw/?deel=story&soort=choice", "vraag/nieuw/?deel=story&soort=scale",
        "vraag/antwoorden/?vraag=devices", "voorbeeld/?deel=story", "publiceren/", "wegleggen/",
    ]  # fmt: skip
    for path in targets:
        for fields in (sent, {}):
            assert client.post(at(draft, path), fields).status_code in {200, 302, 409, 422}, path
    for do in (
        f"move question dream {junk} up",
        f"retire {junk} dream",
        f"move section {junk} 1 x",
    ):
        assert press(client, draft, do).status_code in {302, 404, 409}


def test_laying_aside_is_asked_once_more(client, draft):
    assert "Concept wegleggen" in text_of(client.get(at(draft, "wegleggen/")))
    assert client.post(at(draft, "wegleggen/"), {"version": "9"}).status_code == 409
    assert client.post(at(draft, "wegleggen/"), {"version": "1"}).status_code == 302
    assert client.post(at(draft, "wegleggen/"), {"version": "1"}).status_code == 302
    assert fresh(draft).closed_at <= now()

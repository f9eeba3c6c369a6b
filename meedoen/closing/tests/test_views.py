"""The pages: a talk that is kept, contacts with two taps, leaving, coming back, and bad input."""

from datetime import timedelta

import pytest

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Look
from meedoen.closing import actions
from meedoen.closing.models import AftercareContact, ClosingInterview
from meedoen.closing.tests.factories import (
    contacts,
    hold,
    in_aftercare,
    make_coach,
    make_draft,
    on_trajectory,
    told,
)
from meedoen.core.ids import new_id
from meedoen.core.time import short_date, today
from meedoen.journeys.choices import Exit
from meedoen.journeys.models import Journey
from meedoen.journeys.tests.factories import make_journey
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
JUNK = ["\x00", "x" * 1_000_000, "<script>", "' OR 1=1 --", "\u202e", "-1", "9" * 30, "[]"]


@pytest.fixture
def coach():
    return make_coach()


@pytest.fixture
def client(login, coach):
    return login(coach)


def at(journey, part="eindgesprek/"):
    return f"/deelnemers/{journey.participant_id}/{part}"


def typed(interview, **changes):
    facts = told(interview, **changes)
    outcomes = facts.pop("outcomes")
    sent = {name: "" if value is None else value for name, value in facts.items()}
    sent["held_on"] = short_date(facts["held_on"])
    for goal, (outcome, words) in outcomes.items():
        sent |= {f"goal_{goal.hex}": outcome, f"words_{goal.hex}": words}
    return {**sent, "version": interview.version, "do": "hold"}


def text_of(response):
    return response.content.decode()


def test_a_closing_before_a_start_says_what_to_do(client, coach):
    journey = make_journey(by=coach, phase="planning")
    page = client.get(at(journey))
    assert page.status_code == 200
    assert "Nog te vroeg voor een eindgesprek" in text_of(page)
    assert "Er is niets verloren gegaan" in text_of(page)

    begun = client.post(at(journey, "eindgesprek/beginnen/"), {"planned_on": "1-2-2027"})

    assert begun.status_code == 409
    assert client.post(at(journey), {"helped": "Alles"}).status_code == 409
    assert not ClosingInterview.objects.exists()


def test_from_beginning_to_paper(client, coach):
    journey = on_trajectory(by=coach)
    assert "Begin het eindgesprek" in text_of(client.get(at(journey)))
    client.post(at(journey, "eindgesprek/beginnen/"), {"planned_on": ""})
    draft = ClosingInterview.objects.get()
    page = text_of(client.get(at(journey)))
    for words in (
        "Meet nu de ladder",
        "Ik wil zelf met de juf praten.",
        "Taalles in het buurthuis",
    ):
        assert words in page, words

    kept = client.post(at(journey), {**typed(draft), "do": "save", "aftercare": ""})
    assert kept.status_code == 302
    draft.refresh_from_db()
    assert draft.helped == "De eerste keer samen gaan."
    done = client.post(at(journey), typed(draft))

    assert done.headers["Location"] == at(journey, "nazorg/")
    held = text_of(client.get(at(journey)))
    assert "Ik praat nu zelf met de juf." in held
    assert "Begin een verbetering" in held
    paper = client.get(at(journey, "eindgesprek/1/eindgesprek.pdf"))
    assert paper.content.startswith(b"%PDF-")
    assert "no-store" in paper.headers["Cache-Control"]
    assert client.get(at(journey, "eindgesprek/2/eindgesprek.pdf")).status_code == 404
    assert {"eindgesprek"} <= set(Look.objects.values_list("part", flat=True))


def test_what_is_missing_is_said_and_what_was_typed_stays(client, coach):
    draft = make_draft(by=coach)
    answer = client.post(at(draft.journey), typed(draft, aftercare="", held_on=None))

    assert answer.status_code == 422
    for words in ("kies ja of nee", "Vul de dag van het gesprek in", "De eerste keer samen gaan."):
        assert words in text_of(answer), words
    later = client.post(
        at(draft.journey), {**typed(draft), "held_on": short_date(today() + timedelta(days=3))}
    )
    assert later.status_code == 422
    assert "nog niet geweest" in text_of(later)


def test_the_second_colleague_sees_both_texts(client, coach):
    draft = make_draft(by=coach)
    actions.keep(draft, by=make_coach(), version=1, **told(draft, helped="De buurvrouw."))
    answer = client.post(at(draft.journey), {**typed(draft, helped="De juf."), "version": 1})

    assert answer.status_code == 409
    for words in ("De buurvrouw.", "De juf.", "Zo staat het nu", 'name="version" value="2"'):
        assert words in text_of(answer), words


def test_laid_down_meanwhile_keeps_what_was_typed(client, coach):
    draft = make_draft(by=coach)
    hold(draft, by=make_coach(), helped="De buurvrouw.")
    answer = client.post(at(draft.journey), {**typed(draft, helped="De juf."), "version": 1})

    assert answer.status_code == 409
    assert "al vastgelegd" in text_of(answer)
    assert "De juf." in text_of(answer)


def test_after_a_step_back_what_was_typed_stays_too(client, coach):
    draft = make_draft(by=coach)
    road = {"to": "planning", "reason": "Ander plan", "version": Journey.objects.get().version}
    client.post(at(draft.journey, "weg/terug/"), road)
    answer = client.post(at(draft.journey), typed(draft))

    assert answer.status_code == 409
    assert "nog niet op traject" in text_of(answer)
    assert "De eerste keer samen gaan." in text_of(answer)


def test_a_correction_keeps_the_older_version_to_read(client, coach):
    journey = in_aftercare(by=coach)
    assert client.post(at(journey, "eindgesprek/verbeteren/"), {"why": ""}).status_code == 422
    client.post(at(journey, "eindgesprek/verbeteren/"), {"why": "Dag klopte niet."})
    page = text_of(client.get(at(journey)))
    assert "Dag klopte niet." in page

    old = text_of(client.get(at(journey, "eindgesprek/1/")))

    assert "Er is een nieuwere versie" in old
    assert client.get(at(journey, "eindgesprek/9/")).status_code == 404


def test_a_contact_is_recorded_moved_and_skipped(client, coach):
    journey = in_aftercare(by=coach)
    first, second, third, _last = contacts(journey)
    page = at(journey, "nazorg/")
    assert "Na 1 maand" in text_of(client.get(page))
    empty = client.post(f"{page}{first.pk}/", {"note": "Gaat goed", "version": 1})
    assert empty.status_code == 422
    assert "Gaat goed" in text_of(empty)

    said = {"outcome": "same", "on": short_date(today()), "note": "Gaat goed", "version": 1,
            "new_question": "Fietsen leren", "channel": "visit", "step": "4"}  # fmt: skip
    assert client.post(f"{page}{first.pk}/", said).status_code == 302
    assert client.post(f"{page}{first.pk}/", said).status_code == 302
    to = short_date(today() + timedelta(days=100))
    moved = client.post(f"{page}{second.pk}/verzetten/", {"to": to, "why": "", "version": 1})
    skipped = client.post(f"{page}{third.pk}/overslaan/", {"why": "Op reis", "version": 1})

    assert (moved.status_code, skipped.status_code) == (302, 302)
    shown = text_of(client.get(page))
    for words in ("ja, op dezelfde plek", "Fietsen leren", "Opnieuw beginnen", "Op reis", "verzet",
                  "trede 4 van 6"):  # fmt: skip
        assert words in shown, words
    assert "Nazorg na 1 maand" in text_of(client.get(at(journey, "contacten/")))
    assert "U verbetert hier" in text_of(client.get(f"{page}{first.pk}/"))


def test_another_was_first_with_the_same_contact(client, coach):
    journey = in_aftercare(by=coach)
    first = contacts(journey)[0]
    actions.record(first, by=make_coach(), version=1, outcome="no", on=today())
    said = {"outcome": "same", "on": short_date(today()), "note": "Gaat goed", "version": 1}
    answer = client.post(at(journey, f"nazorg/{first.pk}/"), said)

    assert answer.status_code == 409
    assert "Gaat goed" in text_of(answer)
    assert AftercareContact.objects.get(pk=first.pk).outcome == "no"


def test_stopping_and_rounding_off(client, coach):
    journey = in_aftercare(by=coach)
    assert client.post(at(journey, "nazorg/afronden/")).status_code == 409
    assert client.post(at(journey, "nazorg/stoppen/"), {"why": ""}).status_code == 422
    assert client.post(at(journey, "nazorg/stoppen/"), {"why": "Hoeft niet"}).status_code == 302

    assert Journey.objects.get().exit == Exit.COMPLETED
    assert "traject goed afgerond" in text_of(client.get(at(journey, "weg/")))


def test_before_signing_only_neutral_ways_to_end_are_offered(client, coach):
    journey = make_journey(by=coach, phase="planning")
    text = text_of(client.get(at(journey, "weg/afsluiten/")))
    for words in ("uitgevallen", "Waarom stopt de deelnemer?"):
        assert words not in text
    for words in ("ziet ervan af", "Stoppen mag altijd", "telt niet als uitval"):
        assert words in text
    refused = client.post(at(journey, "weg/afsluiten/"), {"reason": Exit.DROPPED_OUT})
    assert refused.status_code == 422

    left = {"reason": Exit.WITHDRAWN, "note": "Past nu niet"}
    assert client.post(at(journey, "weg/afsluiten/"), left).status_code == 302

    assert Journey.objects.get().exit == Exit.WITHDRAWN
    assert "Past nu niet" in text_of(client.get(at(journey, "weg/")))


def test_after_signing_dropping_out_says_why(client, coach):
    journey = on_trajectory(by=coach)
    text = text_of(client.get(at(journey, "weg/afsluiten/")))
    assert "ziet ervan af" not in text
    assert "“Taalles in het buurthuis” stopt" in text
    refused = client.post(at(journey, "weg/afsluiten/"), {"reason": "dropped_out", "note": "Druk"})
    assert refused.status_code == 422
    assert "Druk" in text_of(refused)

    why = {"reason": "dropped_out", "cause": "time", "on": short_date(today())}
    assert client.post(at(journey, "weg/afsluiten/"), why).status_code == 302
    assert client.post(at(journey, "weg/afsluiten/"), why).status_code == 409
    assert "weinig tijd" in text_of(client.get(at(journey, f"weg/{journey.pk}/")))


def test_an_ending_can_be_taken_back_with_a_reason(client, coach):
    journey = make_journey(by=coach)
    assert client.get(at(journey, "weg/heropenen/")).status_code == 409
    client.post(at(journey, "weg/afsluiten/"), {"reason": "moved"})
    assert "vergissing" in text_of(client.get(at(journey, "weg/")))
    assert client.post(at(journey, "weg/heropenen/"), {"why": ""}).status_code == 422
    assert client.post(at(journey, "weg/heropenen/"), {"why": "Verkeerde"}).status_code == 302

    assert Journey.objects.get().is_open
    assert "Verkeerde" in text_of(client.get(at(journey, "weg/")))


def test_somebody_comes_back_and_the_earlier_journey_stays_to_read(client, coach):
    old = in_aftercare(by=coach)
    page = text_of(client.get(at(old, "weg/opnieuw/")))
    assert "zit nog in de nazorg" in page
    bad = client.post(at(old, "weg/opnieuw/"), {"question": "Werk", "category": "x"})
    assert bad.status_code == 422

    back = {"question": "Ik wil werken.", "category": "voluntary"}
    assert client.post(at(old, "weg/opnieuw/"), back).status_code == 302
    assert client.post(at(old, "weg/opnieuw/"), back).status_code == 302

    assert Journey.objects.count() == 2
    road = text_of(client.get(at(old, "weg/")))
    assert "Eerdere trajecten" in road
    earlier = text_of(client.get(at(old, f"weg/{old.pk}/")))
    for words in ("Ik praat nu zelf met de juf.", "Taalles in het buurthuis", "Na 12 maanden",
                  "Ik blijf koken met de buurt.", "Op traject"):  # fmt: skip
        assert words in earlier, words
    assert "Ik wil werken." in text_of(client.get(at(old, "")))


def test_while_a_journey_runs_the_page_says_so(client, coach):
    journey = make_journey(by=coach, phase="intake")
    assert "loopt al een traject" in text_of(client.get(at(journey, "weg/opnieuw/")))
    sent = client.post(at(journey, "weg/opnieuw/"), {"question": "", "category": "voluntary"})
    assert sent.status_code == 409


@pytest.mark.parametrize(
    "part",
    ["eindgesprek/", "eindgesprek/verbeteren/", "eindgesprek/1/", "eindgesprek/1/eindgesprek.pdf",
     "nazorg/", "nazorg/stoppen/", "weg/afsluiten/", "weg/opnieuw/", "weg/heropenen/"],
)  # fmt: skip
def test_outsiders_and_the_missing_look_alike(login, part, coach):
    journey = in_aftercare(by=coach)
    outsiders = (
        make_member(Role.PARTICIPATION_COACH), make_user(Role.DIRECTOR), make_user(Role.ASSESSOR),
    )  # fmt: skip
    for user in outsiders:
        client = login(user)
        assert client.get(at(journey, part)).status_code == 404
        assert client.get(f"/deelnemers/{new_id()}/{part}").status_code == 404


def test_a_contact_or_journey_of_somebody_else_is_not_found(client, coach):
    journey, other = in_aftercare(by=coach), in_aftercare(by=coach)
    theirs = contacts(other)[0].pk
    for part in (f"nazorg/{theirs}/", f"nazorg/{theirs}/verzetten/", f"weg/{other.pk}/"):
        assert client.get(at(journey, part)).status_code == 404


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_any_form_is_answered(client, coach, junk):
    journey = in_aftercare(by=coach)
    first = contacts(journey)[0]
    forms = {
        "weg/afsluiten/": {"reason": "", "cause": "x", "on": "x", "note": "x"},
        f"nazorg/{first.pk}/": {"outcome": "", "on": "x", "note": "x", "step": "1", "channel": "x"},
        f"nazorg/{first.pk}/verzetten/": {"to": "x", "why": "x", "version": "1"},
        f"nazorg/{first.pk}/overslaan/": {"why": "", "version": "1"},
        "weg/opnieuw/": {"category": "", "question": "x"},
    }
    for part, sent in forms.items():
        for name in sent:
            answer = client.post(at(journey, part), {**sent, name: junk})
            assert answer.status_code in {302, 409, 422}, (part, name)
    draft = make_draft(by=coach)
    for name in typed(draft):
        answer = client.post(at(draft.journey), {**typed(draft), "do": "save", name: junk})
        assert answer.status_code in {302, 409, 422}, name


def test_pages_cost_the_same_however_much_there_is(client, coach, queries):
    one, many = in_aftercare(by=coach), in_aftercare(by=coach)
    for _ in range(3):
        actions.correct(many, why="Nog eens", by=coach)
        hold(ClosingInterview.objects.get(journey=many, state="draft"), by=coach)
    for contact in contacts(many)[:3]:
        actions.record(contact, by=coach, version=1, outcome="same", on=today(), step=4)
    many.refresh_from_db()

    for part in ("nazorg/", "eindgesprek/", "weg/"):
        few = queries(lambda part=part: client.get(at(one, part)))
        assert queries(lambda part=part: client.get(at(many, part))) <= few + 1, part
        assert few <= 15, part


def test_what_asks_for_a_hand_is_on_one_page(client, login, coach, queries):
    draft = make_draft(by=coach, first_name="Pratende")
    due = in_aftercare(by=coach, journey=on_trajectory(by=coach, first_name="Nubellen"))
    AftercareContact.objects.filter(journey=due, months=1).update(due_on=today())
    ended = make_journey(by=coach, first_name="Netweg")
    actions.end(ended, reason=Exit.MOVED, by=coach)
    page = text_of(client.get("/deelnemers/nazorg/"))
    for words in ("Pratende", "Nubellen", "Netweg", "Leg vast", "Was een vergissing"):
        assert words in page, words
    assert at(draft.journey) in page
    few = queries(lambda: client.get("/deelnemers/nazorg/"))
    for _ in range(3):
        make_draft(by=coach)
        in_aftercare(by=coach)

    assert queries(lambda: client.get("/deelnemers/nazorg/")) == few
    assert few <= 15
    stranger = login(make_member(Role.PARTICIPATION_COACH))
    assert "Nu is er niets te doen" in text_of(stranger.get("/deelnemers/nazorg/"))
    assert login(make_user(Role.DIRECTOR)).get("/deelnemers/nazorg/").status_code == 403


def test_no_page_costs_much(client, coach, queries):
    journey = in_aftercare(by=coach)
    first = contacts(journey)[0].pk
    for part in (f"nazorg/{first}/", "weg/afsluiten/", "weg/opnieuw/", "nazorg/stoppen/"):
        assert queries(lambda part=part: client.get(at(journey, part))) <= 15, part
    assert queries(lambda: client.get(at(journey, f"weg/{journey.pk}/"))) <= 15
    draft = make_draft(by=coach)
    assert queries(lambda: client.get(at(draft.journey))) <= 15

"""The pages of trends in the browser: prefilled, one click, kept when wrong, and who may."""

from uuid import uuid4

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.intake import actions as intake
from meedoen.journeys.tests.factories import make_journey
from meedoen.messages.models import Message
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member
from meedoen.trends import actions
from meedoen.trends.choices import Reply, Source, Voice
from meedoen.trends.models import Idea, Invitation, Signal, UnmetNeed
from meedoen.trends.tests.factories import make_invitation, make_need, make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def journey(coach):
    """Somebody who wishes to cook and is free on Monday morning only."""
    made = make_journey(by=coach, phase="intake")
    held = intake.begin(made, by=coach)
    for section, answers in (
        ("question", {"themes": ["cooking"]}), ("daily_life", {"availability": 1}),
    ):  # fmt: skip
        intake.save_section(held, section=section, answers=answers, version=0, by=coach)
    return made


@pytest.fixture
def client(login, coach):
    return login(coach)


@pytest.fixture
def stranger(login):
    return login(make_member(Role.PARTICIPATION_COACH))


def at(name, journey, *args):
    return reverse(f"trends:{name}", args=[journey.participant_id, *args])


def text(response):
    return response.content.decode()


def test_the_match_page_says_what_nothing_serves_and_one_click_keeps_it(client, journey):
    make_offer(name="Kookavond", themes=["cooking"], slots=[slot(3, "18.30", "20.30")])
    page = text(client.get(reverse("matching:match", args=[journey.participant_id])))
    assert "Voor deze wens past nu niets." in page
    assert not UnmetNeed.objects.exists()

    for _ in range(2):
        answer = client.post(at("need_confirm", journey), {"theme": "cooking"})
        assert answer.status_code == 302
    need = UnmetNeed.objects.get()
    assert (need.missing, need.source, need.free) == (["day_part"], Source.MATCHING, 1)


def test_a_wish_that_something_serves_is_no_proposal(client, journey):
    make_offer(name="Kookochtend", themes=["cooking"], slots=[slot(0, "9.30", "11.30")])
    match = text(client.get(reverse("matching:match", args=[journey.participant_id])))

    assert "Voor deze wens past nu niets." not in match
    assert "Klopt, leg vast" not in text(client.get(at("person", journey)))


def test_the_form_is_begun_with_what_matching_found(client, journey):
    make_offer(themes=["cooking"], slots=[slot(3, "18.30", "20.30")], capacity=1, taken=1)
    page = text(client.get(at("need_add", journey) + "?thema=cooking"))

    assert '<option value="cooking" selected>' in page
    assert page.count(" checked") == 2  # the times, and full


def test_what_was_typed_is_kept_when_no_theme_was_chosen(client, journey):
    answer = client.post(at("need_add", journey), {"words": "Samen soep maken", "missing": "level"})

    assert answer.status_code == 422
    assert "Samen soep maken" in text(answer)
    assert "Kies waar de wens over gaat." in text(answer)


def test_an_illness_in_the_words_gets_a_gentle_notice(client, journey):
    client.post(at("need_add", journey), {"theme": "sport", "words": "Heeft diabetes."})

    assert "een ziekte of diagnose?" in text(client.get(at("person", journey)))


def test_who_saves_a_need_second_sees_both_texts(client, journey, coach):
    need = make_need(journey, by=coach)
    actions.correct_need(need, version=1, missing=["cost"], words="Van de collega.", by=coach)
    answer = client.post(at("need", journey, need.pk), {"words": "Van mij.", "version": "1"})

    assert answer.status_code == 409
    assert "Van de collega." in text(answer)
    assert "Van mij." in text(answer)
    assert f'value="{need.version}"' in text(answer)


def test_closing_a_need_takes_it_from_the_list(client, journey, coach):
    need = make_need(journey, by=coach)
    client.post(at("need_close", journey, need.pk), {"hoe": "gevonden"})

    assert "Afgesloten (1)" in text(client.get(at("person", journey)))


def test_from_the_list_of_needs_a_signal_in_one_click(client, journey, coach):
    need = make_need(journey, by=coach)
    answer = client.post(reverse("trends:gather"), {"need": [need.pk, "onzin", uuid4()]})

    assert answer["Location"] == reverse("trends:signal", args=[Signal.objects.get().pk])
    page = text(client.get(answer["Location"]))
    assert "Mensen voor wie niets paste: &lt;10" in page


def test_a_stranger_makes_no_signal_of_somebody_elses_needs(stranger, journey, coach):
    need = make_need(journey, by=coach)

    assert stranger.post(reverse("trends:gather"), {"need": [need.pk]}).status_code == 409
    assert not Signal.objects.exists()


@pytest.mark.parametrize("name", ["person", "need_add", "idea_of"])
def test_a_stranger_finds_no_dossier(stranger, journey, name):
    assert stranger.get(at(name, journey)).status_code == 404


def test_a_stranger_closes_and_answers_nothing(stranger, journey, coach):
    need, invitation = make_need(journey, by=coach), make_invitation(journey, by=coach)

    for name, pk in (("need", need.pk), ("need_close", need.pk), ("reply", invitation.pk)):
        assert stranger.post(at(name, journey, pk), {"reply": "wants"}).status_code == 404
    assert not Invitation.objects.get().reply


def test_an_offer_is_sent_to_a_selection_and_answered(client, journey, coach):
    other = make_journey(by=coach)
    offer = make_offer(name="Zangkoor")
    where = reverse("trends:invite", args=[offer.pk])
    begun = text(client.get(f"{where}?met={journey.participant_id}"))
    assert f'value="{journey.participant_id}" checked' in begun

    typed = {"people": [journey.participant_id, other.participant_id], "note": "Iets voor u?"}
    answer = client.post(where, typed, follow=True)
    assert "Verstuurd aan 2 mensen." in text(answer)
    assert Message.objects.count() == 2

    row = Invitation.objects.get(journey=journey)
    client.post(at("reply", journey, row.pk), {"reply": "went", "version": "1", "terug": "aanbod"})
    assert Invitation.objects.get(journey=journey).reply == Reply.WENT
    assert "Is geweest: 1" in text(client.get(reverse("trends:invited", args=[offer.pk])))
    assert "Zangkoor" in text(client.get(at("person", journey)))


def test_the_same_offer_again_is_asked_about_first_and_what_was_typed_stays(client, journey, coach):
    offer = make_offer()
    make_invitation(journey, by=coach, offer=offer)
    where = reverse("trends:invite", args=[offer.pk])
    typed = {"people": [journey.participant_id], "note": "Nog eens!"}
    answer = client.post(where, typed)

    assert answer.status_code == 409
    assert "30 dagen" in text(answer)
    assert "Nog eens!" in text(answer)
    assert client.post(where, {**typed, "again": "on"}).status_code == 302
    assert Message.objects.count() == 2


def test_nobody_is_sent_anything_by_who_may_not_see_them(stranger, journey):
    where = reverse("trends:invite", args=[make_offer().pk])

    assert stranger.post(where, {"people": [journey.participant_id]}).status_code == 404
    assert stranger.post(where, {"people": []}).status_code == 422
    assert not Message.objects.exists()


def test_looking_for_people_keeps_what_was_typed(client, journey):
    where = reverse("trends:invite", args=[make_offer().pk])
    answer = client.post(where, {"go": "zoek", "zoek": "niemand", "note": "Mijn zin"})

    assert answer.status_code == 200
    assert "Mijn zin" in text(answer)
    assert not Message.objects.exists()


def test_a_signal_is_noted_changed_and_brought_further(client, coach):
    typed = {"kind": "chance", "text": "De tuin zoekt hulp.", "owner": coach.pk}
    answer = client.post(reverse("trends:signal_add"), typed)
    signal = Signal.objects.get()
    assert answer["Location"] == reverse("trends:signal", args=[signal.pk])

    step = reverse("trends:step", args=[signal.pk])
    assert client.post(step, {"words": "", "version": "1"}).status_code == 422
    client.post(step, {"words": "Klopt.", "version": "1"})
    late = client.post(step, {"words": "Ook van mij.", "version": "1"})
    assert late.status_code == 409
    assert "Ook van mij." in text(late)
    client.post(reverse("trends:lay_aside", args=[signal.pk]), {"reason": "Vol", "version": "2"})
    page = text(client.get(reverse("trends:signal", args=[signal.pk])))
    assert "Weer oppakken" in page
    client.post(reverse("trends:take_up", args=[signal.pk]))
    assert Signal.objects.get().state == "looked_at"


def test_who_changes_a_signal_second_sees_both(client, coach):
    signal = make_signal(by=coach)
    actions.correct_signal(signal, version=1, by=coach, text="Van de collega.")
    typed = {"kind": "trend", "text": "Van mij.", "owner": coach.pk, "version": "1"}
    answer = client.post(reverse("trends:signal_edit", args=[signal.pk]), typed)

    assert answer.status_code == 409
    assert "Van de collega." in text(answer)
    assert "Van mij." in text(answer)


def test_an_idea_from_a_dossier_is_named_only_to_who_may_see_it(client, stranger, journey, coach):
    client.post(at("idea_of", journey), {"text": "Zwemles op zondag"})
    idea = Idea.objects.get()
    assert (idea.voice, idea.journey_id) == (Voice.PARTICIPANT, journey.pk)
    where = reverse("trends:idea", args=[idea.pk])
    name = journey.participant.display_name

    assert name in text(client.get(where))
    assert "Zwemles op zondag" in text(stranger.get(where))
    assert name not in text(stranger.get(where))
    client.post(where, {"answer": "Leuk!", "version": "1"})
    assert client.post(where, {"answer": "Nee.", "version": "1"}).status_code == 409
    assert Idea.objects.get().answer == "Leuk!"


@pytest.mark.parametrize(
    ("role", "see", "keep"),
    [(Role.STAFF_ADVISER, 200, 200), (Role.MUNICIPAL_DIRECTOR, 200, 403),
     (Role.APP_ADMIN, 403, 403), (Role.PARTNER_CONTACT, 403, 403)],
)  # fmt: skip
def test_who_sees_signals_and_who_keeps_them(login, coach, role, see, keep):
    signal = make_signal(by=coach)
    client = login(make_member(role))

    assert client.get(reverse("trends:signals")).status_code == see
    assert client.get(reverse("trends:signal", args=[signal.pk])).status_code == see
    assert client.get(reverse("trends:ideas")).status_code == see
    assert client.get(reverse("trends:signal_add")).status_code == keep
    step = client.post(reverse("trends:step", args=[signal.pk]), {"words": "x", "version": "1"})
    assert step.status_code == (302 if keep == 200 else 403)


@pytest.mark.parametrize("query", ["?staat=onzin&wijk=x", "?vanaf=%ff", "?wie=mijn&staat=alle"])
def test_the_list_of_signals_reads_what_it_can(client, coach, query):
    make_signal(by=coach)

    assert "Er is in de avond niets." in text(client.get(reverse("trends:signals") + query))


def test_pages_cost_the_same_for_few_and_many(client, queries, journey, coach):
    offer = make_offer()
    urls = [
        at("person", journey), reverse("trends:signals"), reverse("trends:ideas"),
        reverse("trends:invited", args=[offer.pk]),
    ]  # fmt: skip
    make_need(journey, by=coach, theme="garden")
    signal = make_signal(by=coach)
    urls.append(reverse("trends:signal", args=[signal.pk]))
    actions.note_idea(text="x", voice=Voice.PARTICIPANT, by=coach, journey=journey, signal=signal)
    make_invitation(journey, by=coach, offer=offer)
    few = [queries(lambda url=url: client.get(url)) for url in urls]
    for theme in ("sport", "work", "meeting", "paperwork"):
        make_need(journey, by=coach, theme=theme)
        make_signal(by=coach)
        actions.note_idea(
            text="x", voice=Voice.PARTICIPANT, by=coach, journey=journey, signal=signal
        )
        make_invitation(make_journey(by=coach), by=coach, offer=offer)
        make_invitation(journey, by=coach)

    assert [queries(lambda url=url: client.get(url)) for url in urls] == few
    assert max(few) <= 15, dict(zip(urls, few, strict=True))

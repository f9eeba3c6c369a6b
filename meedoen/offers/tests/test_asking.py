"""A provider without an account: one secret address, and nothing changes by itself."""

import logging
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.audit.models import Event
from meedoen.core.errors import NotPossible
from meedoen.core.time import now, pretend, today
from meedoen.network.tests.factories import make_organisation
from meedoen.offers import actions
from meedoen.offers.choices import AnswerState
from meedoen.offers.models import Answer, Link, Offer
from meedoen.offers.tests.factories import make_offer
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet():
    cache.clear()


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def offer(coach):
    return make_offer(
        by=coach, name="Taalcafé", verified_on=date(2020, 1, 1), contact_phone="072 111 22 33",
        contact_email="cafe@demo.example",
    )  # fmt: skip


@pytest.fixture
def address(coach, offer):
    _link, secret = actions.ask(offer.organisation, offer=offer, days=30, by=coach)
    return f"/aanbod/klopt/{secret}/"


def test_coach_makes_the_address_once_and_it_can_be_mailed(login, coach, offer, audited):
    client = login(coach)
    url = reverse("offers:ask", args=[offer.pk])
    assert "readonly" not in client.get(url).content.decode()

    page = client.post(url, {"about": "een", "days": "30"}).content.decode()
    path = page.split('readonly value="')[1].split('"')[0].removeprefix("http://testserver")
    secret = path.split("/")[-2]

    assert len(secret) >= 43
    assert secret not in Link.objects.get().digest
    assert "mailto:cafe@demo.example" in page
    assert "readonly" not in client.get(url).content.decode()
    assert audited("offers.asked", offer)
    seen = Client().get(path)
    assert seen.status_code == 200
    assert "Taalcafé" in seen.content.decode()
    assert coach.name in seen.content.decode()
    assert seen.headers["Referrer-Policy"] == "no-referrer"
    assert seen.headers["Cache-Control"] == "no-store"


def test_the_provider_says_it_is_right_and_that_counts_at_once(client, offer, address, audited):
    for _twice in range(2):
        answer = client.post(address, {"offer": offer.pk}, follow=True)

    kept = Offer.objects.get(pk=offer.pk)
    assert "Dank u wel" in answer.content.decode()
    assert (kept.verified_on, kept.verified_by_provider) == (today(), True)
    assert Answer.objects.count() == 1
    assert audited("offers.confirmed", offer)


def test_what_is_wrong_changes_nothing_before_a_colleague_takes_it_over(
    client, login, coach, offer, address
):
    url = f"{address}{offer.pk}/"
    form = client.get(url).content.decode()
    assert "072 111 22 33" in form
    answer = client.post(
        url,
        {"kind": "wrong", "text": "Ander nummer", "contact_phone": "072 999 88 77",
         "contact_email": "cafe@demo.example", "ends_on": "31-12-2030"},
        follow=True,
    )  # fmt: skip
    assert "Een collega kijkt ernaar" in answer.content.decode()
    said = Answer.objects.get()
    assert said.proposed == {"contact_phone": "072 999 88 77", "ends_on": "2030-12-31"}
    assert Offer.objects.get(pk=offer.pk).contact_phone == "072 111 22 33"

    inside = login(coach)
    assert "Ander nummer" in inside.get(reverse("offers:detail", args=[offer.pk])).content.decode()
    handle = reverse("offers:handle", args=[said.pk])
    page = inside.get(handle).content.decode()
    assert "072 111 22 33" in page
    assert "072 999 88 77" in page
    assert inside.post(handle, {"go": "over", "version": "99"}).status_code == 409
    assert inside.post(handle, {"go": "iets"}).status_code == 422
    for _twice in range(2):
        assert inside.post(handle, {"go": "over", "version": "1"}).status_code == 302
    kept = Offer.objects.get(pk=offer.pk)
    assert (kept.contact_phone, kept.ends_on) == ("072 999 88 77", date(2030, 12, 31))
    assert kept.verified_by_provider
    assert Answer.objects.get().handled_by == coach


def test_the_provider_says_another_age_and_it_can_be_emptied_again(
    client, login, coach, offer, address
):
    url, inside = f"{address}{offer.pk}/", login(coach)
    for number, (low, high, kept) in enumerate([("0", "27", (0, 27)), ("", "27", (None, 27))], 1):
        client.post(url, {"kind": "wrong", "text": "Voor wie", "age_min": low, "age_max": high})
        said = Answer.objects.get(state=AnswerState.OPEN)
        handle = reverse("offers:handle", args=[said.pk])
        assert "Leeftijd, vanaf" in inside.get(handle).content.decode()
        inside.post(handle, {"go": "over", "version": str(number)})
        offer.refresh_from_db()
        assert (offer.age_min, offer.age_max) == kept
        assert said.proposed["age_min"] == low


def test_gone_closes_only_when_taken_over(client, login, coach, offer, address, audited):
    client.post(f"{address}{offer.pk}/", {"kind": "gone", "text": ""})
    assert Offer.objects.get(pk=offer.pk).is_open
    said = Answer.objects.get()

    login(coach).post(reverse("offers:handle", args=[said.pk]), {"go": "over", "version": "1"})
    assert not Offer.objects.get(pk=offer.pk).is_open
    assert audited("offers.answer_accepted", offer)
    assert "Niets meer te vragen" in Client().get(address).content.decode()
    with pytest.raises(NotPossible):
        actions.say_right(said.link, Offer.objects.get(pk=offer.pk), by=coach)


def test_declined_leaves_all_as_it_is(client, login, coach, offer, address):
    client.post(f"{address}{offer.pk}/", {"kind": "wrong", "text": "Klopt niet"})
    said = Answer.objects.get()
    inside = login(coach)
    inside.post(reverse("offers:handle", args=[said.pk]), {"go": "niet"})

    assert Answer.objects.get().state == AnswerState.DECLINED
    assert Offer.objects.get(pk=offer.pk).version == 1
    assert "Niets om te bekijken" in inside.get("/aanbod/antwoorden/").content.decode()


def test_the_last_word_replaces_what_nobody_looked_at(client, offer, address):
    url = f"{address}{offer.pk}/"
    client.post(url, {"kind": "wrong", "text": "Eerst dit"})
    client.post(url, {"kind": "gone", "text": "Toch niet"})
    assert [(one.kind, one.text) for one in Answer.objects.all()] == [("gone", "Toch niet")]
    assert "U gaf op" in client.get(address).content.decode()

    client.post(address, {"offer": offer.pk})
    assert [(one.kind, one.state) for one in Answer.objects.all()] == [("right", "accepted")]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"text": ""}, "Schrijf wat er niet klopt"),
        ({"kind": "\x00"}, "Wat is er aan de hand"),
        ({"contact_email": "nee"}, "e-mailadres"),
        ({"contact_phone": "bel maar"}, "telefoonnummer"),
        ({"starts_on": "1-5-2027", "ends_on": "1-4-2027"}, "einddatum"),
        ({"text": "x" * 1_000_000}, "te lang"),
        ({"age_min": "30", "age_max": "20"}, "laagste leeftijd"),
        ({"age_max": "oud"}, "heel getal"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(client, offer, address, facts, said):
    sent = {
        "kind": "wrong", "text": "Hallo", "joining_text": offer.joining_text,
        "contact_phone": offer.contact_phone, "contact_email": offer.contact_email, **facts,
    }  # fmt: skip
    answer = client.post(f"{address}{offer.pk}/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Answer.objects.exists()


def test_one_address_for_all_offers_and_never_for_those_of_another(client, coach, offer, queries):
    other = make_offer(by=coach, organisation=make_organisation())
    second = make_offer(by=coach, organisation=offer.organisation, name="Tweede")
    _link, secret = actions.ask(offer.organisation, days=30, by=coach)
    page = f"/aanbod/klopt/{secret}/"
    shown = client.get(page).content.decode()
    assert "Taalcafé" in shown
    assert "Tweede" in shown
    assert other.name not in shown
    assert client.post(page, {"offer": other.pk}).status_code == 404
    assert client.get(f"{page}{other.pk}/").status_code == 404
    for junk in ("", "\x00", "geen-uuid"):
        assert client.post(page, {"offer": junk}).status_code == 404
    assert client.get(f"{page}{second.pk}/").status_code == 200
    few = queries(lambda: client.get(page))
    for _ in range(10):
        make_offer(by=coach, organisation=offer.organisation)
    assert queries(lambda: client.get(page)) == few <= 15


def test_an_ended_expired_or_guessed_address_is_missing(client, login, coach, offer, address):
    with pretend(now() + timedelta(days=31)):
        assert client.get(address).status_code == 404
    assert client.get(address).status_code == 200
    link = Link.objects.get()
    inside = login(coach)
    for _twice in range(2):
        assert inside.post(reverse("offers:end_link", args=[link.pk])).status_code == 302
    for gone in (address, "/aanbod/klopt/x/", f"/aanbod/klopt/{'x' * 5000}/", "/aanbod/klopt/%00/"):
        assert client.get(gone).status_code == 404, gone[:40]
    assert client.post(f"{address}{offer.pk}/", {"kind": "gone"}).status_code == 404
    assert Event.objects.filter(action="offers.link_ended").count() == 1


def test_who_opens_it_all_the_time_is_asked_to_wait(client, address):
    with pretend(now()):
        answers = [client.get(address).status_code for _time in range(121)]
    assert set(answers[:120]) == {200}
    assert answers[-1] == 409


def test_no_log_holds_the_secret(offer, address):
    secret = address.split("/")[-2]
    handler = logging.getLogger("django").handlers[0]
    written = []
    handler.stream, before = (
        type("Pen", (), {"write": written.append, "flush": lambda: None}),
        (handler.stream),
    )
    try:
        logging.getLogger("django.request").warning("Oops at %(path)s", {"path": address})
        logging.getLogger("django.request").warning("Wrong: %s", f"{address}{offer.pk}/")
    finally:
        handler.stream = before
    text = "".join(written)
    assert f"/aanbod/klopt/…/{offer.pk}/" in text
    assert secret not in text
    assert not Event.objects.filter(facts__icontains=secret[:20]).exists()


def test_asked_and_answered_stand_in_one_list(login, coach, offer, address, client, queries):
    client.post(f"{address}{offer.pk}/", {"kind": "wrong", "text": "Ander lokaal"})
    inside = login(coach)
    page = inside.get("/aanbod/antwoorden/").content.decode()
    assert "Ander lokaal" in page
    assert "Stop het adres" in page
    few = queries(lambda: inside.get("/aanbod/antwoorden/"))
    for _ in range(10):
        actions.ask(offer.organisation, offer=make_offer(by=coach), days=14, by=coach)
    assert queries(lambda: inside.get("/aanbod/antwoorden/")) == few <= 15


def test_who_may_not_keep_the_directory_asks_nobody(login, offer, address):
    client = login(make_user(Role.DIRECTOR))
    link = Link.objects.get()
    said = actions.say_gone(link, offer, text="", by=link.made_by)
    assert client.get(reverse("offers:ask", args=[offer.pk])).status_code == 403
    assert client.get("/aanbod/antwoorden/").status_code == 403
    assert client.get(reverse("offers:handle", args=[said.pk])).status_code == 403
    assert client.post(reverse("offers:end_link", args=[link.pk])).status_code == 403
    page = client.get(reverse("offers:detail", args=[offer.pk])).content.decode()
    assert "De aanbieder zegt" not in page

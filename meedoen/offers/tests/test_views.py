"""The directory in the browser: looking, adding, correcting; roles, junk, stale versions."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from meedoen.accounts.choices import Role
from meedoen.accounts.tests.factories import make_user
from meedoen.core.errors import NotPossible
from meedoen.network.tests.factories import make_neighbourhood, make_organisation
from meedoen.offers import actions
from meedoen.offers.models import Offer
from meedoen.offers.tests.factories import make_offer, slot
from meedoen.teams.tests.factories import make_member

pytestmark = pytest.mark.django_db
LIST = "/aanbod/"


@pytest.fixture
def coach():
    return make_member(Role.PARTICIPATION_COACH)


@pytest.fixture
def client(login, coach):
    return login(coach)


def typed(**facts):
    """A form as the browser sends it."""
    rows = facts.pop("rows", [])
    data = {
        "name": "Naaicafé", "organisation": facts.pop("organisation", ""), "kind": "encounter",
        "side": "participation", "timing": "both", "joining": "either", "tijd-TOTAL_FORMS": "3",
        "tijd-INITIAL_FORMS": "0",
    }  # fmt: skip
    for number, (day, start, end) in enumerate(rows):
        data |= {
            f"tijd-{number}-weekday": day, f"tijd-{number}-starts_at": start,
            f"tijd-{number}-ends_at": end,
        }  # fmt: skip
    return data | facts


def test_coach_adds_an_offer_and_finds_it(client):
    organisation = make_organisation(name="Wijkhuis")
    answer = client.post(
        reverse("offers:add"),
        typed(organisation=organisation.pk, rows=[("1", "9:30", "11.30")], cost="12,50",
              capacity="8", themes=["creative"], oral_min="a1", ladder_min="2"),
        follow=True,
    )  # fmt: skip

    offer = Offer.objects.get()
    assert answer.status_code == 200
    assert (offer.cost_cents, offer.capacity, offer.ladder_min) == (1250, 8, 2)
    assert "dinsdag 9.30 tot 11.30 uur" in answer.content.decode()
    assert "Naaicafé" in client.get(LIST, {"q": "naaicafe"}).content.decode()


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("18", "27", "18 tot en met 27 jaar"),
        ("16", "", "vanaf 16 jaar"),
        ("", "27", "tot en met 27 jaar"),
        ("65", "65", "65 jaar"),
    ],
)
def test_coach_says_for_which_age_it_is_and_everybody_can_read_it(client, low, high, said):
    data = typed(organisation=make_organisation().pk, age_min=low, age_max=high)
    answer = client.post(reverse("offers:add"), data, follow=True)

    assert said in answer.content.decode()
    assert said in client.get(LIST).content.decode()
    form = client.get(reverse("offers:edit", args=[Offer.objects.get().pk])).content.decode()
    assert not low or f'value="{low}"' in form


def test_four_answers_are_enough(client):
    organisation = make_organisation()
    answer = client.post(reverse("offers:add"), typed(organisation=organisation.pk))

    assert answer.status_code == 302
    assert Offer.objects.get().slots == ()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "Naam"),
        ({"kind": "bestaat-niet"}, "Soort"),
        ({"name": "x" * 5000}, "te lang"),
        ({"starts_on": "1-5-2027", "ends_on": "1-4-2027"}, "einddatum"),
        ({"starts_on": "31-2-2027"}, "dag-maand-jaar"),
        ({"starts_on": "01-01-0027"}, "jaar"),
        ({"oral_min": "b1", "oral_max": "a1"}, "laagste niveau"),
        ({"oral_min": "alfa_a"}, "Spreken"),
        ({"ladder_min": "5", "ladder_max": "2"}, "laagste trede"),
        ({"age_min": "27", "age_max": "18"}, "laagste leeftijd ligt boven de hoogste"),
        ({"age_min": "achttien"}, "heel getal"),
        ({"age_min": "-1"}, "vanaf 0"),
        ({"age_max": "999"}, "tot en met 120"),
        ({"age_max": "17,5"}, "heel getal"),
        ({"capacity": "-1"}, "vanaf 0"),
        ({"capacity": "9" * 400}, "tot en met"),
        ({"cost": "veel"}, "12,50"),
        ({"contact_email": "geen mail"}, "e-mailadres"),
        ({"contact_phone": "bel maar"}, "telefoonnummer"),
        ({"rows": [("0", "11:00", "9:00")]}, "eindtijd"),
        ({"rows": [("0", "9:00", "")]}, "beide tijden"),
        ({"rows": [("0", "9:00", "11:00"), ("0", "10:00", "12:00")]}, "door elkaar"),
        ({"rows": [("0", "laat", "later")]}, "9:30"),
        ({"rows": [("9", "9:00", "10:00")]}, "Dag"),
        ({"tijd-TOTAL_FORMS": "junk"}, "opnieuw"),
        ({"tijd-TOTAL_FORMS": "100000"}, ""),
        ({"version": "9" * 30, "name": ""}, "Naam"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_is_kept(client, facts, said):
    organisation = make_organisation()
    data = typed(**{"organisation": organisation.pk, "description": "Samen naaien", **facts})
    answer = client.post(reverse("offers:add"), data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Samen naaien" in page
    assert not Offer.objects.exists()


def test_invisible_characters_do_not_get_in(client):
    organisation = make_organisation()
    client.post(
        reverse("offers:add"), typed(organisation=organisation.pk, name="Naai\x00ca\u202efé")
    )

    assert Offer.objects.get().name == "Naaicafé"


def test_html_is_shown_as_text(client):
    make_offer(name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in client.get(LIST).content.decode()


def test_the_second_of_two_colleagues_sees_both_texts_and_may_choose(client, coach):
    area = make_neighbourhood("overdie")
    offer = make_offer(by=coach, name="Eerst", side="participation", kind="encounter")
    url = reverse("offers:edit", args=[offer.pk])
    data = typed(organisation=offer.organisation_id, name="Van mij", version="1", cost="12,50",
                 age_min="18", description="Mijn tekst", languages=["ar"],
                 rows=[("3", "13:00", "15:00")])  # fmt: skip
    actions.correct(
        Offer.objects.get(pk=offer.pk), version=1, by=coach, name="Van een ander", age_max=27,
        areas=[area], childcare=True, slots=[slot(0, "9.00", "11.00")],
    )  # fmt: skip

    answer = client.post(url, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Iemand anders heeft dit net gewijzigd." in page
    rows = re.findall(r"<tr>\s*<td.*?</tr>", page, re.DOTALL)
    told = {tuple(re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(
        r"<td.*?</td>", row, re.DOTALL)) for row in rows}  # fmt: skip
    assert told == {
        ("Tijden", "maandag 9.00 tot 11.00 uur", "donderdag 13.00 tot 15.00 uur"),
        ("Naam", "Van een ander", "Van mij"),
        ("Wat doet u daar?", "leeg", "Mijn tekst"),
        ("Bedoeld voor", area.name, "leeg"),
        ("Leeftijd, vanaf", "leeg", "18"),
        ("Leeftijd, tot en met", "27", "leeg"),
        ("Uitleg kan ook in", "leeg", "Arabisch"),
        ("Er is opvang voor kinderen", "ja", "nee"),
        ("Kosten in euro", "gratis", "€ 12,50"),
    }
    for kept in ('value="Van mij"', "Mijn tekst", 'value="13:00"', 'value="12,50"'):
        assert kept in page
    assert 'name="version" value="2"' in page

    assert client.post(url, data | {"version": "2"}).status_code == 302
    mine = Offer.objects.get(pk=offer.pk)
    assert (mine.name, mine.schedule) == ("Van mij", "donderdag 13.00 tot 15.00 uur")


def test_a_form_beside_an_offer_that_stopped_meanwhile_says_so(client, coach):
    offer = make_offer(by=coach, slots=[], name="Koor", side="participation", kind="encounter")
    data = typed(organisation=offer.organisation_id, name="Koor", version="1")
    actions.close(Offer.objects.get(pk=offer.pk), version=1, by=coach)

    answer = client.post(reverse("offers:edit", args=[offer.pk]), data)
    assert answer.status_code == 409
    assert "intussen gestopt" in answer.content.decode()
    assert "hetzelfde als wat u typte" in answer.content.decode()


def test_a_refusal_of_the_action_keeps_what_was_typed(client, coach, monkeypatch):
    offer = make_offer(by=coach, capacity=2)
    data = typed(organisation=offer.organisation_id, name="Van mij", version="1", capacity="1")

    def taken_meanwhile(*_args, **_facts):
        raise NotPossible("Er zijn al 2 plaatsen bezet.", next_step="Kies minstens dat aantal.")

    monkeypatch.setattr(actions, "correct", taken_meanwhile)
    answer = client.post(reverse("offers:edit", args=[offer.pk]), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Er zijn al 2 plaatsen bezet. Kies minstens dat aantal." in page
    assert 'value="Van mij"' in page
    assert "Zo staat het nu" not in page


def test_the_form_shows_what_stands_and_saves_it_back_unchanged(client):
    offer = make_offer(
        slots=[slot(1, "9.30", "11.30")], cost_cents=1250, themes=["cooking"], ladder_max=4,
        starts_on=date(2027, 1, 4), capacity=5, taken=2,
    )  # fmt: skip
    page = client.get(reverse("offers:edit", args=[offer.pk])).content.decode()

    assert 'value="09:30"' in page
    assert 'value="12,50"' in page
    assert 'value="04-01-2027"' in page


@pytest.mark.parametrize("initial", ["2", "0", "9"])
def test_times_that_nobody_touched_stay_and_a_row_that_is_emptied_goes(client, initial):
    offer = make_offer(slots=[slot(1, "9.30", "11.30"), slot(3, "13.00", "15.00")])
    url = reverse("offers:edit", args=[offer.pk])
    same = [("1", "09:30", "11:30"), ("3", "13:00", "15:00")]
    data = typed(organisation=offer.organisation_id, version="1", rows=same, **{
        "tijd-TOTAL_FORMS": "5", "tijd-INITIAL_FORMS": initial,
    })  # fmt: skip

    assert client.post(url, data).status_code == 302
    kept = Offer.objects.get(pk=offer.pk)
    assert kept.slots == offer.slots
    assert kept.day_parts == offer.day_parts

    gone = data | {"version": "2", "tijd-0-weekday": "", "tijd-0-starts_at": "",
                   "tijd-0-ends_at": ""}  # fmt: skip
    assert client.post(url, gone).status_code == 302
    assert Offer.objects.get(pk=offer.pk).schedule == "donderdag 13.00 tot 15.00 uur"


def test_capacity_below_what_is_taken_is_refused(client):
    offer = make_offer(capacity=5, taken=4)
    answer = client.post(
        reverse("offers:edit", args=[offer.pk]),
        typed(organisation=offer.organisation_id, capacity="3", version="1"),
    )

    assert answer.status_code == 422
    assert "al 4 plaatsen bezet" in answer.content.decode()


def test_an_offer_of_a_former_organisation_can_still_be_corrected(client):
    organisation = make_organisation(is_active=False)
    offer = make_offer(organisation=organisation)
    answer = client.post(
        reverse("offers:edit", args=[offer.pk]),
        typed(organisation=organisation.pk, version="1"),
    )

    assert answer.status_code == 302


def test_the_list_narrows_down(client):
    area = make_neighbourhood("oudorp")
    make_offer(name="Taalles A2", oral_min="a2", capacity=4, taken=4, neighbourhood=area)
    make_offer(name="Wandelgroep", side="participation", kind="sport_culture")
    stopped = make_offer(name="Gestopt koor")
    actions.close(stopped, version=1, by=make_member(Role.PARTICIPATION_COACH))

    def shown(**wanted):
        page = client.get(LIST, wanted).content.decode()
        names = ("Taalles A2", "Wandelgroep", "Gestopt koor")
        return [name for name in names if f">{name}<" in page]

    assert shown() == ["Taalles A2", "Wandelgroep"]
    assert shown(side="language") == ["Taalles A2"]
    assert shown(kind="sport_culture") == ["Wandelgroep"]
    assert shown(wijk="oudorp") == ["Taalles A2"]
    assert shown(niveau="a1") == ["Wandelgroep"]
    assert shown(vrij="on") == ["Wandelgroep"]
    assert shown(gestopt="on", q="koor") == ["Gestopt koor"]
    assert shown(q="wandel groep bestaat niet") == []


@pytest.mark.parametrize(
    "query",
    [
        {"na": "W10"}, {"na": "%%%"}, {"na": "WyJhIiwgImIiXQ"}, {"q": "x" * 100_000},
        {"q": "\x00' OR 1=1 --"}, {"kind": "\x00"}, {"niveau": "alfa_a"}, {"wijk": "nergens"},
        {"organisatie": "geen-uuid"}, {"side": ["language", "junk"]},
    ],
)  # fmt: skip
def test_junk_in_the_address_gives_a_page(client, query):
    make_offer()

    assert client.get(LIST, query).status_code == 200


def test_pages_follow_each_other(client):
    organisation = make_organisation()
    coach = make_member(Role.PARTICIPATION_COACH)
    for number in range(53):
        make_offer(by=coach, organisation=organisation, name=f"Groep {number:03}", slots=[])
    first = client.get(LIST, {"side": "language"})
    page = first.content.decode()
    assert "Groep 049" in page
    assert "Groep 050" not in page

    marker = page.split("na=")[1].split('"')[0]
    assert "Groep 052" in client.get(f"{LIST}?side=language&na={marker}").content.decode()


def test_the_list_costs_the_same_for_two_or_twenty(client, queries):
    for _ in range(2):
        make_offer()
    few = queries(lambda: client.get(LIST))
    for _ in range(18):
        make_offer(slots=[slot(0, "9.00", "10.00"), slot(3, "9.00", "10.00")])

    assert queries(lambda: client.get(LIST)) == few


def test_confirm_close_and_reopen_twice_do_no_harm(client):
    offer = make_offer(verified_on=date(2020, 1, 1))
    for verb in ("confirm", "close", "close", "reopen", "reopen"):
        assert client.post(reverse(f"offers:{verb}", args=[offer.pk])).status_code == 302

    kept = Offer.objects.get(pk=offer.pk)
    assert kept.is_open
    assert not kept.is_stale


def test_empty_directory_says_how_to_begin(client):
    assert "Voeg het eerste aanbod toe" in client.get(LIST).content.decode()


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.PARTNER_CONTACT, Role.PARTICIPANT])
def test_who_has_nothing_to_do_with_offers_does_not_get_in(login, role):
    offer = make_offer()
    client = login(make_user(role))

    assert client.get(LIST).status_code == 403
    assert client.get(reverse("offers:detail", args=[offer.pk])).status_code == 403


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MUNICIPAL_DIRECTOR, Role.APP_ADMIN])
def test_who_may_look_may_not_change(login, role):
    offer = make_offer()
    client = login(make_user(role))

    assert client.get(LIST).status_code == 200
    assert "Wijzigen" not in client.get(reverse("offers:detail", args=[offer.pk])).content.decode()
    assert client.get(reverse("offers:add")).status_code == 403
    assert client.get(reverse("offers:edit", args=[offer.pk])).status_code == 403
    for verb in ("confirm", "close", "reopen"):
        assert client.post(reverse(f"offers:{verb}", args=[offer.pk])).status_code == 403


def test_missing_is_404_and_a_wrong_method_405(client):
    offer = make_offer()

    assert client.get(reverse("offers:detail", args=[uuid4()])).status_code == 404
    assert client.get("/aanbod/geen-aanbod/").status_code == 404
    assert client.get(reverse("offers:close", args=[offer.pk])).status_code == 405
    assert client.post(LIST).status_code == 405
